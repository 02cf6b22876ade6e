// Something that is read from the API and read again when it changed. What was read before stays on screen meanwhile.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api/problem";

export interface Loading<T> {
    readonly data: T | undefined;
    readonly problem: Problem | undefined;
    readonly busy: boolean;
    readonly again: () => void;
    readonly put: (data: T) => void;
}

export function useLoading<T>(key: string, read: () => Promise<T>): Loading<T> {
    const [state, set] = useState<{ key: string; data?: T; problem?: Problem; busy: boolean }>({ key, busy: true });
    const latest = useRef(read);
    latest.current = read;
    const asked = useRef(0);
    const run = useCallback(async () => {
        const mine = ++asked.current;
        set((was) => (was.key === key ? { ...was, busy: true } : { key, busy: true }));
        try {
            const data = await latest.current();
            if (mine === asked.current) set({ key, data, busy: false });
        } catch (failed) {
            if (mine !== asked.current) return;
            if (!(failed instanceof Problem)) throw failed;
            set((was) => ({ key, busy: false, problem: failed, ...(was.key === key && was.data !== undefined ? { data: was.data } : {}) }));
        }
    }, [key]);
    useEffect(() => {
        void run();
        return () => {
            asked.current++;
        };
    }, [run]);
    const fresh = state.key === key;
    return {
        data: fresh ? state.data : undefined,
        problem: fresh ? state.problem : undefined,
        busy: !fresh || state.busy,
        again: () => void run(),
        put: (data) => set({ key, data, busy: false }),
    };
}

// The state of a list on screen: pages behind a cursor, rows that keep their places, the cursor of the keys, what is
// selected, and what changes meanwhile.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "../api/calls";
import { Problem } from "../api/problem";
import type { Line } from "../api/types";
import { live, onChange } from "../live/stream";
import { Asking } from "./asking";
import { clamp, fresh, merged, type Row } from "./rows";

export interface List {
    readonly rows: readonly Row[];
    readonly waiting: number;
    readonly at: number;
    readonly more: boolean;
    readonly busy: boolean;
    readonly problem: Problem | undefined;
    readonly asOf: string | undefined;
    readonly move: (to: number) => void;
    readonly next: () => void;
    readonly reload: () => void;
    /// Reads what changed, and leaves every row where it is.
    readonly refresh: () => void;
}
const settle_ms = 800;
const poll_ms = 30_000;

export function useList(key: string, read: (cursor: string | undefined) => Promise<Page<Line>>): List {
    const [rows, setRows] = useState<readonly Row[]>([]);
    const [waiting, setWaiting] = useState(0);
    const [at, setAt] = useState(0);
    const [cursor, setCursor] = useState<string | null>(null);
    const [busy, setBusy] = useState(true);
    const [problem, setProblem] = useState<Problem | undefined>();
    const [asOf, setAsOf] = useState<string | undefined>();
    const latest = useRef({ read, rows });
    latest.current = { read, rows };
    const asking = useRef(new Asking()).current;

    const run = async (kind: "whole" | "next" | "refresh", after: string | undefined, then: (page: Page<Line>) => void): Promise<void> => {
        const mine = asking.begin(kind);
        if (mine === null) return;
        setBusy(true);
        try {
            const page = await latest.current.read(after);
            if (!asking.isLatest(mine)) return;
            setProblem(undefined);
            setAsOf(page.as_of);
            then(page);
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            if (asking.isLatest(mine)) setProblem(failed);
        } finally {
            if (asking.isLatest(mine)) {
                setBusy(false);
                // With the rows that this answer brought.
                if (asking.end(mine)) setTimeout(() => refresh(), 0);
            }
        }
    };
    const reload = (): void =>
        void run("whole", undefined, (page) => {
            setRows(fresh(page.items));
            setCursor(page.next_cursor);
            setWaiting(0);
            setAt(0);
        });
    const refresh = (): void =>
        void run("refresh", undefined, (page) => {
            const shown = latest.current.rows;
            if (shown.length === 0) {
                setRows(fresh(page.items));
                setCursor(page.next_cursor);
                return;
            }
            const now = merged(shown, page.items, page.next_cursor === null);
            setRows(now.rows);
            setWaiting(now.waiting);
        });
    const next = (): void => {
        if (cursor === null) return;
        void run("next", cursor, (page) => {
            const known = new Set(latest.current.rows.map((row) => row.line.case));
            setRows([...latest.current.rows, ...fresh(page.items.filter((line) => !known.has(line.case)))]);
            setCursor(page.next_cursor);
        });
    };

    useEffect(() => {
        setRows([]);
        reload();
        return () => {
            asking.forget();
        };
    }, [key]);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const stop = onChange(() => {
            // Many changes at once are one look.
            timer ??= setTimeout(() => {
                timer = undefined;
                refresh();
            }, settle_ms);
        });
        const poll = setInterval(() => {
            if (live.value?.open !== true && !document.hidden) refresh();
        }, poll_ms);
        return () => {
            stop();
            clearTimeout(timer);
            clearInterval(poll);
        };
    }, [key]);

    return {
        rows, waiting, busy, problem, asOf, next, reload, refresh,
        at: clamp(at, rows.length), more: cursor !== null, move: (to) => setAt(clamp(to, rows.length)),
    };
}

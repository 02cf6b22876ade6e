import { useEffect, useRef } from "preact/hooks";
import { listen, type Handler } from "./dispatch";
import type { BindingId } from "./registry";

/// What this part of the page does on keys while it is shown.
export function useKeys(handlers: Partial<Readonly<Record<BindingId, Handler>>>, on = true): void {
    const latest = useRef(handlers);
    latest.current = handlers;
    const ids = Object.keys(handlers).join(" ");
    useEffect(() => {
        if (!on) return undefined;
        const stable: Partial<Record<BindingId, Handler>> = {};
        for (const id of ids.split(" ") as BindingId[]) stable[id] = (key) => latest.current[id]?.(key);
        return listen(stable);
    }, [ids, on]);
}

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { listen, type Handler } from "./dispatch";
import type { BindingId } from "./registry";

/// What this part of the page does on keys while it is shown.
export function useKeys(handlers: Partial<Readonly<Record<BindingId, Handler>>>, on = true): void {
    const latest = useRef(handlers);
    latest.current = handlers;
    const ids = Object.keys(handlers).join(" ");
    // As soon as it is shown: a key that is pressed then is meant for it.
    useLayoutEffect(() => {
        if (!on) return undefined;
        const stable: Partial<Record<BindingId, Handler>> = {};
        for (const id of ids.split(" ") as BindingId[]) stable[id] = (key) => latest.current[id]?.(key);
        return listen(stable);
    }, [ids, on]);
}

const forms = new Set<{ readonly box: RefObject<HTMLFormElement | null>; readonly send: () => void }>();
function sendFocused(): void {
    // Ctrl+Enter elsewhere, such as in the search, is meant for no form.
    for (const one of forms) {
        if (one.box.current?.contains(document.activeElement) !== true) continue;
        one.send();
        return;
    }
}
/// Ctrl+Enter sends the form that has the focus, of however many there are on the page.
export function useSubmit(box: RefObject<HTMLFormElement | null>, send: () => void): void {
    const latest = useRef(send);
    latest.current = send;
    useEffect(() => {
        const one = { box, send: () => latest.current() };
        forms.add(one);
        return () => void forms.delete(one);
    }, []);
    useKeys({ submit: sendFocused });
}

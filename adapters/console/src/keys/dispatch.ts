// From a key that was pressed to what it stands for. Knows nothing of pages: whoever is on screen says what they do.
import { signal } from "@preact/signals";
import { bindings, type BindingId } from "./registry";

export type Handler = (key: string) => void;
type Handlers = Partial<Readonly<Record<BindingId, Handler>>>;

const storage = "redress.single_keys";
function before(): boolean {
    try {
        return localStorage.getItem(storage) !== "off";
    } catch {
        return true;
    }
}
/// WCAG 2.1.4: keys without Ctrl can be switched off.
export const singleKeys = signal(before());
export function switchSingleKeys(on: boolean): void {
    singleKeys.value = on;
    try {
        localStorage.setItem(storage, on ? "on" : "off");
    } catch {
        // It holds until the page is closed.
    }
}

const stack: Handlers[] = [];
/// Adds what a part of the page does on which keys; the later one comes first. Returns what takes it away.
export function listen(handlers: Handlers): () => void {
    stack.push(handlers);
    return () => {
        const at = stack.indexOf(handlers);
        if (at >= 0) stack.splice(at, 1);
    };
}
/// What is done by keys here and now, for the help.
export function alive(): ReadonlySet<BindingId> {
    return new Set(stack.flatMap((one) => Object.keys(one) as BindingId[]));
}

export interface Pressed {
    readonly key: string;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly altKey: boolean;
    readonly shiftKey: boolean;
    readonly isComposing: boolean;
    readonly keyCode?: number;
}

/// Someone is choosing characters in an input method: whatever they press is meant for that. 229 is what browsers
/// report for keys that the method took before they say that it composes.
export const composing = (pressed: Pressed): boolean => pressed.isComposing || pressed.keyCode === 229;

/// "Mod+k", "Shift+j", "?" ...; a symbol that needs Shift on some keyboards goes by the symbol.
export function nameOf(pressed: Pressed): string {
    const key = pressed.key === " " ? "Space" : pressed.key;
    const letter = /^[a-z]$/i.test(key);
    const mod = pressed.ctrlKey || pressed.metaKey ? "Mod+" : "";
    const shift = pressed.shiftKey && (letter || key.length > 1) ? "Shift+" : "";
    return mod + shift + (letter ? key.toLowerCase() : key);
}

export function isField(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    if (target.isContentEditable) return true;
    if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
    return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
/// Keys that a control on the page has a meaning of its own for.
function meantForControl(name: string, target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    const control = target.closest("a[href], button, summary, input, [role=tab], dialog");
    return control !== null && (name === "Enter" || name === "Space" || name.startsWith("Arrow"));
}

const sequence_ms_max = 1200;
let first: { key: string; at: number } | null = null;

/// Finds what is to be done. Kept apart from the event, so that it can be tested without a browser.
export function find(name: string, at: number, inField: boolean): { id: BindingId; key: string; handler: Handler } | "wait" | null {
    const mod = name.startsWith("Mod+");
    if (!mod && (inField || !singleKeys.value)) {
        first = null;
        return null;
    }
    const begun = first !== null && at - first.at <= sequence_ms_max ? `${first.key} ${name}` : null;
    first = null;
    const handlerOf = (id: BindingId): Handler | undefined => {
        for (let n = stack.length - 1; n >= 0; n--) {
            const found = stack[n]?.[id];
            if (found !== undefined) return found;
        }
        return undefined;
    };
    for (const wanted of begun === null ? [name] : [begun, name]) {
        for (const one of bindings) {
            if (!(one.keys as readonly string[]).includes(wanted)) continue;
            const handler = handlerOf(one.id);
            if (handler !== undefined) return { id: one.id, key: name, handler };
        }
    }
    const begins = bindings.some((one) => one.keys.some((keys) => keys.startsWith(`${name} `)));
    if (begins) {
        first = { key: name, at };
        return "wait";
    }
    return null;
}

export function startKeys(): void {
    document.addEventListener("keydown", (event) => {
        if (event.defaultPrevented || composing(event) || event.altKey || event.getModifierState("AltGraph")) return;
        // An open dialog has keys of its own; beneath it nothing happens.
        const name = nameOf(event);
        if (document.querySelector("dialog[open]") !== null) return;
        if (meantForControl(name, event.target)) return;
        const found = find(name, event.timeStamp, isField(event.target));
        if (found === null || found === "wait") return;
        event.preventDefault();
        found.handler(found.key);
    });
}

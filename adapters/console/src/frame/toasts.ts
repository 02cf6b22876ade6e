// Short words on what was just done, with the way back where there is one.
import { signal } from "@preact/signals";
import type { Problem } from "../api/problem";

export interface Toast {
    readonly id: number;
    readonly words: string;
    readonly problem?: Problem;
    /// The way back, and until when it is open, in milliseconds of the page's clock.
    readonly undo?: { readonly words: string; readonly run: () => void; readonly until: number };
    readonly link?: { readonly words: string; readonly to: string };
}
export const toasts = signal<readonly Toast[]>([]);
let next = 1;

export function tell(one: Omit<Toast, "id">): number {
    const id = next++;
    toasts.value = [...toasts.value, { ...one, id }].slice(-4);
    // A problem stays until it was read; the rest goes when its way back is closed.
    if (one.problem === undefined) setTimeout(() => dismiss(id), one.undo === undefined ? 6000 : one.undo.until - Date.now());
    return id;
}
export function dismiss(id: number): void {
    toasts.value = toasts.value.filter((one) => one.id !== id);
}
/// What went wrong on the way to there is over.
export function dismissTo(address: string): void {
    toasts.value = toasts.value.filter((one) => one.problem === undefined || one.link?.to !== address);
}
/// The latest thing that can still be taken back.
export function undoLatest(): void {
    const found = [...toasts.value].reverse().find((one) => one.undo !== undefined && one.undo.until > Date.now());
    if (found === undefined) return;
    dismiss(found.id);
    found.undo?.run();
}

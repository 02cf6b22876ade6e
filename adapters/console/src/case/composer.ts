// One form of one case while it is being filled in. Lives as long as the page, so that neither going to another case
// nor signing in again loses a word; the server keeps it, too, as a draft of its person.
import { signal, type Signal } from "@preact/signals";
import { drafts, dropDraft, readDraft, saveDraft } from "../api/calls";
import { newKey } from "../api/client";
import { Problem } from "../api/problem";
import type { Entry } from "../api/types";

export type Fields = Readonly<Record<string, unknown>>;
export type Saving =
    | { readonly is: "empty" | "waiting" | "saving" }
    | { readonly is: "saved"; readonly at: number }
    | { readonly is: "here_only"; readonly why: Problem }
    | { readonly is: "other_window"; readonly theirs: Fields };

/// How long somebody pauses before what they typed is saved, in milliseconds; below the two seconds that are promised.
export const pause_ms = 1200;
const retry_ms = 3000;

export class Composer {
    readonly fields: Signal<Fields> = signal({});
    readonly saving: Signal<Saving> = signal<Saving>({ is: "empty" });
    readonly problem: Signal<Problem | null> = signal<Problem | null>(null);
    /// What happened to the case since its writer saw it, and stood in the way of what they did; null when nothing did. Kept
    /// with the words, since a letter is refused when its form may be closed by then.
    readonly since: Signal<readonly Entry[] | null> = signal<readonly Entry[] | null>(null);
    /// Version of the case that its writer has seen; what they decide is decided on that.
    readonly version: Signal<number>;
    key = newKey();
    private seen = 0;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private under: Promise<void> | null = null;
    private touched = false;
    private restored: Promise<void> = Promise.resolve();

    constructor(
        readonly reference: string,
        readonly event: string,
        version: number,
        readonly preset: Fields = {},
        /// "here": what is typed stays in this page.
        private readonly where: "server" | "here" = "server",
    ) {
        this.version = signal(version);
        this.fields.value = preset;
    }

    get isTouched(): boolean {
        return this.touched;
    }
    get unsaved(): boolean {
        return this.touched && this.saving.value.is !== "saved" && this.saving.value.is !== "empty";
    }

    /// Brings back what was kept on the server before. Nothing is saved until that is known.
    restore(): Promise<void> {
        this.restored = this.readBefore();
        return this.restored;
    }

    private async readBefore(): Promise<void> {
        try {
            // The list, since to have none is no failure.
            const draft = (await (this.reference === "none" ? drafts() : drafts(this.reference))).items
                .find((one) => one.composer === this.event && (this.reference !== "none" || one.case === null));
            if (draft === undefined) return;
            this.seen = draft.version;
            if (typeof draft.words !== "object") return;
            if (this.touched) {
                // Typed before the answer came: neither text replaces the other unseen.
                this.meet(draft.words as Fields);
                return;
            }
            this.fields.value = { ...this.preset, ...(draft.words as Fields) };
            this.touched = true;
            this.saving.value = { is: "saved", at: Date.parse(draft.saved_at) };
        } catch (failed) {
            // What went wrong here shows when the first words are saved.
            if (!(failed instanceof Problem)) throw failed;
        }
    }

    set(field: string, value: unknown): void {
        const next: Record<string, unknown> = { ...this.fields.value };
        if (value === undefined || value === "") delete next[field];
        else next[field] = value;
        this.fields.value = next;
        this.touched = true;
        // Another payload is another request.
        this.key = newKey();
        if (this.where === "server" && this.saving.value.is !== "other_window") {
            this.saving.value = { is: "waiting" };
            this.later(pause_ms);
        }
    }

    /// What was answered is answered: the next try is another request.
    renewKey(): void {
        this.key = newKey();
    }

    private later(ms: number): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.save(), ms);
    }

    /// Saves at once: on leaving a field and before the page goes.
    async save(): Promise<void> {
        clearTimeout(this.timer);
        if (this.where === "here" || !this.touched || this.saving.value.is === "other_window") return;
        if (this.under !== null) {
            await this.under;
            if (this.saving.value.is !== "waiting") return;
        }
        this.under = this.write();
        await this.under;
        this.under = null;
    }

    private async write(): Promise<void> {
        await this.restored;
        if (!this.touched || this.saving.value.is === "other_window") return;
        const words = this.fields.value;
        this.saving.value = { is: "saving" };
        try {
            const kept = await saveDraft(this.reference, this.event, words, this.seen);
            this.seen = kept.version;
            this.saving.value = words === this.fields.value ? { is: "saved", at: Date.now() } : { is: "waiting" };
            if (words !== this.fields.value) this.later(pause_ms);
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            if (failed.status === 412 || failed.code === "version_conflict") await this.meetOther();
            else {
                this.saving.value = { is: "here_only", why: failed };
                if (failed.passing) this.later(retry_ms);
            }
        }
    }

    /// The same draft was changed in another window: both are shown, and their writer says which one stays.
    private async meetOther(): Promise<void> {
        try {
            const draft = await readDraft(this.reference, this.event);
            this.seen = draft.version;
            this.meet(typeof draft.words === "object" ? (draft.words as Fields) : {});
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            this.seen = 0;
            this.saving.value = { is: "waiting" };
            this.later(pause_ms);
        }
    }

    private meet(theirs: Fields): void {
        clearTimeout(this.timer);
        this.saving.value = { is: "other_window", theirs };
    }

    settle(keep: "mine" | "theirs"): void {
        const now = this.saving.value;
        if (now.is !== "other_window") return;
        if (keep === "theirs") this.fields.value = now.theirs;
        this.key = newKey();
        this.saving.value = { is: "waiting" };
        this.later(0);
    }

    /// It was sent, or is not wanted any more.
    async clear(): Promise<void> {
        // What is still being read would come back, and would not be dropped.
        await this.restored;
        clearTimeout(this.timer);
        this.fields.value = this.preset;
        this.touched = false;
        this.problem.value = null;
        this.since.value = null;
        this.saving.value = { is: "empty" };
        this.key = newKey();
        if (this.under !== null) await this.under;
        if (this.seen === 0) return;
        this.seen = 0;
        await dropDraft(this.reference, this.event).catch(() => undefined);
    }

    /// Lets go of it here; the server keeps what it has.
    forget(): void {
        clearTimeout(this.timer);
        this.touched = false;
        this.fields.value = this.preset;
        this.saving.value = { is: "empty" };
    }
}

const all = new Map<string, Composer>();
/// The one of that form that lives already, with what was typed into it; else this one, and what the server kept for it.
export function register(fresh: Composer): Composer {
    const key = `${fresh.reference} ${fresh.event}`;
    const before = all.get(key);
    if (before?.isTouched === true) return before;
    all.set(key, fresh);
    void fresh.restore();
    return fresh;
}
export const composerOf = (reference: string, event: string, version: number, preset: Fields): Composer =>
    register(new Composer(reference, event, version, preset));
export function unsaved(): readonly Composer[] {
    return [...all.values()].filter((one) => one.unsaved);
}
export function forgetAll(): void {
    for (const one of all.values()) one.forget();
    all.clear();
}

export function startDrafts(): void {
    addEventListener("pagehide", () => unsaved().forEach((one) => void one.save()));
    addEventListener("beforeunload", (event) => {
        if (unsaved().length === 0) return;
        event.preventDefault();
        // Chrome before 119 asks for this alone.
        event.returnValue = true;
    });
}

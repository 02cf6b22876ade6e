// Everything by its name: pages, the acts of the open case, a case by its reference.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { t, type Key } from "../i18n";
import { composing } from "../keys/dispatch";
import { addressOf, go } from "../route";
import { may, session } from "../session";
import { Dialog } from "../ui/dialog";
import { helpOpen } from "./help";
import { destinations, referenceIn } from "./navigation";

export interface Command {
    readonly id: string;
    readonly label: string;
    readonly hint?: string;
    readonly run: () => void;
}
export const paletteOpen = signal(false);
/// What the page on screen adds, such as the acts of a case.
export const pageCommands = signal<readonly Command[]>([]);

export function ranked(all: readonly Command[], typed: string): readonly Command[] {
    const wanted = typed.trim().toLowerCase();
    if (wanted === "") return all;
    const score = (label: string): number => {
        const at = label.toLowerCase().indexOf(wanted);
        return at < 0 ? -1 : at === 0 || label[at - 1] === " " ? 2 : 1;
    };
    return all.map((one) => ({ one, score: score(one.label) })).filter((row) => row.score > 0)
        .sort((a, b) => b.score - a.score).map((row) => row.one);
}

function commands(typed: string): readonly Command[] {
    const roles = session.value?.roles ?? [];
    const goTo = (id: string, label: string, to: string, hint?: string): Command =>
        ({ id, label, ...(hint === undefined ? {} : { hint }), run: () => go(to) });
    const pages = destinations(may, roles).map((one) => goTo(one.page, t("palette.go", { page: t(one.label as Key) }), one.to));
    const fixed: Command[] = [
        ...pageCommands.value, ...pages,
        { id: "help", label: t("help.title"), run: () => (helpOpen.value = true) },
    ];
    const found = [...ranked(fixed, typed)];
    const reference = referenceIn(typed);
    if (reference !== null) found.unshift(goTo("case", t("palette.open", { reference }), addressOf("case", reference)));
    else if (typed.trim() !== "" && may("search")) found.push(goTo("search", t("palette.search", { words: typed.trim() }), addressOf("search", "", { q: typed.trim() })));
    return found;
}

export function Palette() {
    return paletteOpen.value ? <Open /> : null;
}

function Open() {
    const [typed, setTyped] = useState("");
    const [at, setAt] = useState(0);
    const input = useRef<HTMLInputElement>(null);
    useEffect(() => input.current?.focus(), []);
    const close = (): void => void (paletteOpen.value = false);
    const found = commands(typed).slice(0, 12);
    const chosen = Math.min(at, found.length - 1);
    const run = (one: Command | undefined): void => {
        if (one === undefined) return;
        close();
        // After the dialog gave the focus back: what runs may want it elsewhere.
        setTimeout(one.run, 0);
    };
    return (
        <Dialog title={t("palette.title")} close={close} kind="palette">
            <input
                ref={input} type="text" value={typed} placeholder={t("palette.placeholder")} aria-label={t("palette.placeholder")}
                role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                aria-activedescendant={found.length > 0 ? `palette-${chosen}` : undefined} autocomplete="off" spellcheck={false}
                onInput={(event) => {
                    setTyped(event.currentTarget.value);
                    setAt(0);
                }}
                onKeyDown={(event) => {
                    if (composing(event)) return;
                    if (event.key === "ArrowDown") setAt(Math.min(found.length - 1, chosen + 1));
                    else if (event.key === "ArrowUp") setAt(Math.max(0, chosen - 1));
                    else if (event.key === "Enter") run(found[chosen]);
                    else return;
                    event.preventDefault();
                }}
            />
            <ul id="palette-list" role="listbox" aria-label={t("palette.title")}>
                {found.map((one, n) => (
                    <li key={one.id} id={`palette-${n}`} role="option" aria-selected={n === chosen} onClick={() => run(one)}>
                        <span>{one.label}</span>
                        {one.hint !== undefined && <kbd>{one.hint}</kbd>}
                    </li>
                ))}
            </ul>
            {found.length === 0 && <p class="note">{t("palette.nothing", { words: typed })}</p>}
        </Dialog>
    );
}

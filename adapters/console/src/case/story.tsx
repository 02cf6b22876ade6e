// The two long columns of a case: what was said, and what happened.
import { useEffect, useRef, useState } from "preact/hooks";
import { letter as readLetter } from "../api/calls";
import type { Complaint, Entry, Message, Texts } from "../api/types";
import { fieldName, t, word, type Key } from "../i18n";
import { moment, seconds } from "../i18n/time";
import { Dialog } from "../ui/dialog";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { conversation, type Said } from "./conversation";
import { valueInWords } from "./values";
import { filterEntries, lenses, type Lens } from "./lenses";

function LetterDialog({ reference, message, close }: { reference: string; message: Message; close: () => void }) {
    const told = useLoading(`${reference} ${message.letter}`, () => readLetter(reference, message.letter));
    return (
        <Dialog title={t("letter.title", { kind: word("letter", message.letter_kind) })} close={close} kind="wide">
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {told.data !== undefined && (
                <article class="letter" lang={told.data.letter_language}>
                    <h3>{told.data.subject}</h3>
                    {told.data.text.split("\n\n").map((one, n) => <p key={n}>{one}</p>)}
                </article>
            )}
            <p class="small">{t("letter.recorded")}</p>
        </Dialog>
    );
}

function Bubble({ of, one }: { of: Complaint; one: Said }) {
    const [open, setOpen] = useState(false);
    return (
        <li class={`said ${one.side}`} lang={one.side === "inside" ? undefined : of.facts.language}>
            <p class="by">
                <b>{t(`said.${one.side}` as Key)}</b> · {word("event", one.event)} · {one.who} · <time dateTime={one.at}>{moment(one.at)}</time>
                {one.letter?.returned !== undefined && <b class="error"> {t("letter.returned")}</b>}
            </p>
            {one.gone && <p class="note">{t("said.gone")}</p>}
            {one.parts.map((part) => (
                <div key={part.slot}>
                    {!["narrative", "text", "letter_body", "subject"].includes(part.slot) && <span class="small">{word("slot", part.slot.replace(/\.\d+$/, ""))}: </span>}
                    {part.slot === "subject" ? <b>{part.text}</b> : <span class="words">{part.text}</span>}
                </div>
            ))}
            {one.letter !== undefined && <button type="button" class="link" onClick={() => setOpen(true)}>{t("letter.open")}</button>}
            {open && one.letter !== undefined && <LetterDialog reference={of.reference} message={one.letter} close={() => setOpen(false)} />}
        </li>
    );
}

export function Conversation({ of, entries, texts, messages }: { of: Complaint; entries: readonly Entry[]; texts: Texts["texts"] | undefined; messages: readonly Message[] }) {
    const said = conversation(entries, texts ?? [], messages);
    const end = useRef<HTMLDivElement>(null);
    useEffect(() => end.current?.parentElement?.scrollTo({ top: end.current.offsetTop }), [said.length]);
    return (
        <div class="column" role="region" aria-label={t("conversation.title")} tabIndex={0}>
            {texts === undefined && <p class="note">{t("conversation.closed")}</p>}
            <ol class="plain conversation">{said.map((one) => <Bubble key={one.key} of={of} one={one} />)}</ol>
            {said.length === 0 && texts !== undefined && <p class="note">{t("conversation.empty")}</p>}
            <div ref={end} />
        </div>
    );
}

function Machine({ one }: { one: Entry }) {
    return (
        <dl class="facts small">
            <dt>{t("machine.entry")}</dt><dd><code>{one.cseq}{one.ver === undefined ? "" : ` · v${one.ver}`} · {one.id}</code></dd>
            {one.cause !== undefined && <><dt>{t("machine.cause")}</dt><dd><code>{one.cause}</code></dd></>}
            <dt>{t("machine.hash")}</dt><dd><code class="hash">{one.leaf}</code></dd>
            <dt>{t("machine.recorded")}</dt><dd>{seconds(one.rec)}</dd>
            {(one.sealed ?? []).length > 0 && <><dt>{t("machine.sealed")}</dt><dd>{(one.sealed as readonly { slot?: string }[]).map((part) => part.slot).join(", ")}</dd></>}
        </dl>
    );
}

const step = 100;
export function TimelineView({ entries }: { entries: readonly Entry[] }) {
    const [lens, setLens] = useState<Lens>("story");
    const [newest, setNewest] = useState(true);
    const [wanted, setWanted] = useState("");
    const [shown, setShown] = useState(step);
    const found = filterEntries(entries, lens, wanted, (one) => `${one.words.what ?? ""} ${one.words.who ?? ""} ${one.words.moves ?? ""}`);
    const ordered = newest ? [...found].reverse() : found;
    return (
        <div class="column" role="region" aria-label={t("timeline.title")} tabIndex={0}>
            <div class="filters tight">
                <label>
                    <span>{t("timeline.lens")}</span>
                    <select value={lens} onChange={(event) => setLens(event.currentTarget.value as Lens)}>
                        {lenses.map((one) => <option key={one} value={one}>{t(`lens.${one}`)} ({filterEntries(entries, one, "", () => "").length})</option>)}
                    </select>
                </label>
                <label><span>{t("timeline.find")}</span><input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} /></label>
                <button type="button" onClick={() => setNewest(!newest)}>{t(newest ? "timeline.newest" : "timeline.oldest")}</button>
            </div>
            <ol class="plain timeline">
                {ordered.slice(0, shown).map((one) => (
                    <li key={one.cseq} id={`e${one.cseq}`} class={one.refused === undefined ? "" : "refused"}>
                        <time dateTime={one.rec}>{moment(one.rec)}</time>
                        <b>{one.words.what ?? word("event", one.ev)}</b>
                        <span class="small">{one.words.who}</span>
                        {one.words.moves !== undefined && <p>{one.words.moves}</p>}
                        {one.words.refused !== undefined && <p class="error">{one.words.refused}</p>}
                        {lens !== "story" && one.words.clocks !== undefined && <p class="small">{one.words.clocks}</p>}
                        {Object.entries(one.data ?? {}).map(([field, value]) => <p key={field} class="small">{fieldName(field)}: {valueInWords(field, value)}</p>)}
                        {lens === "machine" && <Machine one={one} />}
                    </li>
                ))}
            </ol>
            {ordered.length === 0 && <p class="note">{t("timeline.none")}</p>}
            {ordered.length > shown && <button type="button" onClick={() => setShown(shown + step)}>{t("timeline.more", { n: ordered.length - shown })}</button>}
        </div>
    );
}

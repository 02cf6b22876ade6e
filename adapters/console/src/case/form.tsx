// The form of an act, made from the fields that the action names. Nothing that is typed here is lost: it is kept in
// the page and on the server until it was sent or thrown away.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { foresee, letterToCome, texts as readTexts } from "../api/calls";
import { Problem } from "../api/problem";
import type { Action, Complaint, Entry, Foreseen, LetterToCome, Texts } from "../api/types";
import { dismissTo, tell } from "../frame/toasts";
import { fieldName, t, verb, word } from "../i18n";
import { inWords } from "../i18n/in_words";
import { moment } from "../i18n/time";
import { composing } from "../keys/dispatch";
import { useKeys, useSubmit } from "../keys/use";
import { addressOf } from "../route";
import { may } from "../session";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { digestIn, NeedsApproval } from "./approval";
import { composerOf, type Composer, type Fields } from "./composer";
import { OtherWindow, Saved } from "./draft_state";
import { cardWords, conversation, pointWords } from "./conversation";
import { Findings } from "./findings";
import { FieldControl, Ticks } from "./field_control";
import { asksForReference, fixedIn, goesOutside, inOrder, missing, partsOf, partWords, presetOf, shownAtOnce, toBody, writesLetter } from "./fields";
import { valueInWords } from "./values";
import { filled, placesIn, templatesFor } from "./templates";
import { give, hold, waitingActs, placeOf, underWay } from "./sending";

interface Props {
    readonly of: Complaint;
    readonly action: Action;
    /// What was said in the case, as far as it may be read here.
    readonly texts: Texts["texts"] | undefined;
    readonly close: () => void;
    /// It was accepted: with the words that were sent, by their fields.
    readonly done: (action: Action, fields: Fields) => void;
    readonly started: () => void;
}

export function Effects({ told }: { told: Foreseen["effects"] }) {
    const lines: string[] = [];
    for (const one of told.moves) lines.push(t("effect.moves", { from: word(one.machine === "lifecycle" ? "state" : one.machine, one.from), to: word(one.machine === "lifecycle" ? "state" : one.machine, one.to) }));
    for (const one of told.told) lines.push(one.who === "complainant" ? t("effect.letter", { letter: word("letter", one.letter_kind), route: word("route", one.route) }) : t("effect.told", { who: one.who }));
    for (const one of told.clocks) lines.push(t("effect.clock", { clock: word("clock", one.clock), state: word("clock_state", one.state) }) + (one.due === undefined || one.state !== "running" ? "" : ` (${moment(one.due)})`));
    for (const one of told.derived) lines.push(t("effect.follows", { event: word("event", one) }));
    return <ul class="effects">{(lines.length === 0 ? [t("effect.none")] : lines).map((one) => <li key={one}>{one}</li>)}</ul>;
}

/// Words to begin with, for any field of the form. Chosen ones go into their field, behind what stands there already. The
/// choice stands before the fields, so that it is not on the way from one to the next.
function Templates({ of, event, fields, language, card, from }: { of: Complaint; event: string; fields: readonly string[]; language: string | undefined; card: ReadonlyMap<string, string>; from: Composer }) {
    const [chosen, choose] = useState("");
    /// By arrows and letters one is passed by on the way to another: it is taken by Enter. By the mouse it was meant.
    const passing = useRef(false);
    const offered = fields.map((field) => ({ field, all: templatesFor(event, field, language) })).filter((one) => one.all.length > 0);
    if (offered.length === 0) return null;
    const take = (id: string): void => {
        choose("");
        passing.current = false;
        for (const { field, all } of offered) {
            const one = all.find((each) => each.id === id);
            if (one === undefined) continue;
            const before = from.fields.value[field];
            const words = filled(one, of.reference, of.facts, card);
            from.set(field, typeof before === "string" && before.trim() !== "" ? `${before.trimEnd()}\n\n${words}` : words);
            document.querySelector<HTMLElement>(`form.act [data-field="${field}"]`)?.focus();
        }
    };
    return (
        <label class="template">
            <span class="small">{t("template.begin")} <kbd>m</kbd></span>
            <select
                data-template={event} value={chosen} aria-describedby={chosen === "" ? undefined : "template-chosen"}
                onPointerDown={() => (passing.current = false)}
                onBlur={() => choose("")}
                onKeyDown={(pressed) => {
                    if (pressed.key !== "Enter" || pressed.ctrlKey || pressed.metaKey) passing.current = true;
                    else if (chosen !== "") {
                        pressed.preventDefault();
                        take(chosen);
                    }
                }}
                onChange={(changed) => (passing.current ? choose(changed.currentTarget.value) : take(changed.currentTarget.value))}
            >
                <option value="">{t("field.choose")}</option>
                {offered.map(({ field, all }) => <optgroup key={field} label={fieldName(field)}>{all.map((one) => <option key={one.id} value={one.id} lang={language}>{one.name}</option>)}</optgroup>)}
            </select>
            {chosen !== "" && <span id="template-chosen" class="small" role="status">{t("template.take")} <kbd>⏎</kbd></span>}
        </label>
    );
}

export function ActForm({ of, action, texts, close, done, started }: Props) {
    const reference = of.reference;
    const from = useMemo(() => composerOf(reference, action.event, of.version, presetOf(action, of.facts)), [reference, action.event]);
    const fields = from.fields.value;
    const box = useRef<HTMLFormElement>(null);
    const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
    const since = from.since.value;
    const [ahead, setAhead] = useState<Foreseen | null>(null);
    const [letter, setLetter] = useState<LetterToCome["letter"] | null>(null);
    const [typed, setTyped] = useState("");
    const waits = waitingActs.value.some((one) => one.reference === reference && one.event === action.event);
    const busy = underWay.value.has(placeOf(reference, action.event));
    const sentBefore = action.event === "initial_response_sent" ? (of.facts.letters ?? []).filter((one) => one.kind === "initial_response" && one.returned === undefined).at(-1) : undefined;
    const card = useMemo(() => cardWords(texts ?? []), [texts]);
    const points = useMemo(() => pointWords(texts ?? []), [texts]);
    const all = inOrder([...new Set([...action.required, ...action.optional])]).filter((one) => one !== "approved_digest");
    const atOnce = all.filter((one) => shownAtOnce(action, one));
    const later = all.filter((one) => !shownAtOnce(action, one));

    // What its writer has seen: until they type, the newest; from then on what stood there when they began.
    useEffect(() => {
        if (!from.isTouched) from.version.value = of.version;
    }, [of.version]);
    useEffect(() => {
        const form = box.current;
        const controls = [...(form?.querySelectorAll<HTMLElement>("[data-field]") ?? [])];
        // How it is sent goes without saying mostly, and stands last.
        (controls.find((one) => one.dataset.field !== "route" && one.dataset.field !== "letter_language") ?? controls[0] ?? form?.querySelector("button"))?.focus();
        return () => void from.save();
    }, []);

    const check = (): boolean => {
        const lacks = missing(action, fields);
        // What a template left open would be sent as it stands.
        const open = Object.keys(fields).filter((field) => placesIn(fields[field]).length > 0);
        setWrong(Object.fromEntries([
            ...lacks.map((field) => [field, t("field.missing")]),
            ...open.map((field) => [field, t("template.open", { places: placesIn(fields[field]).join(" ") })]),
        ]));
        const first = [...lacks, ...open][0];
        if (first !== undefined) setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus(), 0);
        return first === undefined;
    };
    const preview = async (): Promise<void> => {
        from.problem.value = null;
        setLetter(null);
        try {
            const told = await foresee(reference, action.event, toBody(fields));
            setAhead(told);
            // Exactly what they will read, and not a likeness of it.
            if (may("read_text") && told.effects.told.some((one) => one.who === "complainant" && one.letter_kind !== undefined))
                setLetter((await letterToCome(reference, action.event, toBody(fields))).letter ?? null);
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            note(failed);
        }
    };
    const note = (problem: Problem): void => {
        from.problem.value = problem;
        // What mends a refusal in this form is said at its field, too, and the keys go there.
        const here = (problem.body.blockers ?? []).map((one) => [fixedIn(action, one.fix), one.what_to_do === undefined ? one.words : inWords(one.what_to_do)] as const);
        setWrong(Object.fromEntries([
            ...here.filter(([field]) => field !== undefined),
            ...(problem.body.errors ?? []).map((one) => [one.pointer.split("/")[1] ?? "", one.detail]),
        ]));
        const first = here.find(([field]) => field !== undefined)?.[0];
        if (first !== undefined) setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus(), 0);
    };
    /// What would be refused after the wait is said before it. Who cannot be asked now is asked when the wait is over.
    const cannot = async (body: Fields): Promise<boolean> => {
        const place = placeOf(reference, action.event);
        underWay.value = new Set([...underWay.value, place]);
        try {
            await foresee(reference, action.event, body);
            return false;
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            if (failed.passing) return false;
            note(failed);
            return true;
        } finally {
            underWay.value = new Set([...underWay.value].filter((one) => one !== place));
        }
    };
    const submit = async (): Promise<void> => {
        if (waits || busy || !check()) return;
        if (asksForReference(action) && typed.trim().toUpperCase() !== reference) {
            setWrong({ reference: t("act.reference_differs") });
            return;
        }
        from.problem.value = null;
        from.since.value = null;
        const body = toBody(fields);
        void from.save();
        if (goesOutside(action)) {
            if (await cannot(body)) return;
            const sent = hold(reference, action.event, verb(action.event));
            started();
            if (!(await sent)) {
                tell({ words: t("sending.cancelled", { what: verb(action.event) }) });
                return;
            }
        }
        const held = document.activeElement;
        const place = placeOf(reference, action.event);
        underWay.value = new Set([...underWay.value, place]);
        const outcome = await give(from, body);
        underWay.value = new Set([...underWay.value].filter((one) => one !== place));
        const link = { words: reference, to: addressOf("case", reference, { act: action.event }) };
        // A control that was disabled meanwhile has lost the focus.
        if (outcome.is !== "accepted")
            setTimeout(() => { if (held instanceof HTMLElement && box.current?.contains(held) === true) held.focus(); }, 0);
        if (outcome.is === "accepted") {
            await from.clear();
            dismissTo(link.to);
            tell({ words: t("act.done", { what: action.label, reference }) });
            done(action, body);
        } else if (outcome.is === "conflict") {
            from.since.value = outcome.since;
            from.problem.value = outcome.problem;
            if (box.current === null) tell({ words: t("conflict.toast", { what: verb(action.event) }), problem: outcome.problem, link });
        } else if (outcome.is === "refused") {
            note(outcome.problem);
            if (box.current === null) tell({ words: t("act.refused", { what: verb(action.event) }), problem: outcome.problem, link });
        }
    };
    useKeys({ template: () => box.current?.querySelector<HTMLElement>("[data-template]")?.focus() });
    useSubmit(box, () => void submit());
    const digest = digestIn(from.problem.value);
    const control = (field: string): preact.ComponentChildren => {
        const set = (value: unknown): void => {
            from.set(field, value);
            // It shows what would be sent, and that has just changed.
            setAhead(null);
            setLetter(null);
        };
        const value = fields[field];
        const hint = action.what_to_do !== undefined && fixedIn(action) === field && !["letter_parts", "findings", "items"].includes(field) ? inWords(action.what_to_do) : undefined;
        if (field === "letter_parts")
            return <Ticks key={field} together field={field} all={partsOf(action, value, from.problem.value?.body.blockers)} given={Array.isArray(value) ? (value as string[]) : []} set={set} wrong={wrong[field]} hint={t("form.parts_hint")} nameOf={partWords} />;
        if (field === "findings" && (of.facts.points?.length ?? 0) > 0)
            return <Findings key={field} points={of.facts.points ?? []} words={points} value={value} set={set} wrong={wrong[field]} />;
        const offers = field === "clock" ? of.clocks.filter((one) => one.state === "running").map((one) => one.clock)
            : action.fix === field && action.args?.known !== undefined ? action.args.known.split(", ") : undefined;
        return <FieldControl key={field} field={field} event={action.event} value={value} set={set} required={action.required.includes(field)} maybe={writesLetter(action) && (field === "letter_body" || field === "next_step")} hint={hint} wrong={wrong[field]} offers={offers} />;
    };
    return (
        <form
            ref={box} class="act" noValidate aria-label={verb(action.event)}
            onSubmit={(event) => { event.preventDefault(); void submit(); }}
            onBlurCapture={() => void from.save()}
            onKeyDown={(event) => {
                if (composing(event)) return;
                if (event.key === "Escape") { event.stopPropagation(); close(); }
            }}
        >
            <header class="row">
                <h2>{verb(action.event)}</h2>
                <Saved from={from} />
                <button type="button" class="quiet" onClick={close}>{t("close")} <kbd>Esc</kbd></button>
            </header>
            {since !== null && <Conflict reference={reference} since={since} mine={fields} again={() => { from.version.value = Math.max(of.version, ...since.map((one) => one.ver ?? 0)); from.problem.value = null; from.since.value = null; }} />}
            {from.problem.value !== null && since === null && <ProblemCard problem={from.problem.value} safe={t("draft.safe")} />}
            {digest !== undefined && <NeedsApproval reference={reference} event={action.event} digest={digest} />}
            {/* What is on its way is what was typed until then: words that came after would be thrown away with the draft. */}
            <fieldset disabled={waits || busy}>
                <OtherWindow from={from} />
                {sentBefore?.sent !== undefined && <p class="note" role="status">{t("act.sent_before", { at: moment(sentBefore.sent) })}</p>}
                <Templates of={of} event={action.event} fields={all} language={typeof fields.letter_language === "string" ? fields.letter_language : of.facts.language} card={card} from={from} />
                {atOnce.map(control)}
                {later.length > 0 && <details><summary>{t("form.more", { n: later.length })}</summary>{later.map(control)}</details>}
                {asksForReference(action) && (
                    <div class={`field${wrong.reference === undefined ? "" : " wrong"}`}>
                        <label>
                            <span>{t("act.type_reference", { reference })}</span>
                            {wrong.reference !== undefined && <span class="error">{wrong.reference}</span>}
                            <input value={typed} autocomplete="off" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value)} />
                        </label>
                    </div>
                )}
            </fieldset>
            {ahead !== null && <section class="ahead"><h3>{t("form.ahead")}</h3><Effects told={ahead.effects} /></section>}
            {letter !== null && letter !== undefined && (
                <section class="preview" aria-label={t("form.letter")}>
                    <h3>{t("form.letter")}</h3>
                    <article class="letter" lang={letter.letter_language}>
                        <h4>{letter.subject}</h4>
                        {letter.text.split("\n\n").map((one, n) => <p key={n}>{one}</p>)}
                    </article>
                    <p class="small">{t("letter.recorded")}</p>
                </section>
            )}
            <footer class="row">
                <button class="main" disabled={waits || busy}>{waits ? t("sending.waits") : verb(action.event)} <kbd>Ctrl ⏎</kbd></button>
                <button type="button" onClick={() => check() && void preview()}>{t("form.what_then")}</button>
                {from.isTouched && <button type="button" class="link" disabled={waits || busy} onClick={() => void from.clear().then(close)}>{t("draft.drop")}</button>}
            </footer>
            {goesOutside(action) && <p class="small">{t("sending.explain")}</p>}
        </form>
    );
}

function Conflict({ reference, since, mine, again }: { reference: string; since: readonly Entry[]; mine: Fields; again: () => void }) {
    // Their words beside ours: that they are read is on record, as on the page of the case.
    const theirs = useLoading(`${reference} ${since.map((one) => one.cseq).join(" ")}`, async () =>
        since.some((one) => (one.sealed ?? []).length > 0) && may("read_text") ? conversation(since, (await readTexts(reference)).texts, []) : []);
    const wordsOf = (one: Entry): readonly { readonly slot: string; readonly text: string }[] => theirs.data?.find((said) => said.key === String(one.cseq))?.parts ?? [];
    return (
        <div class="conflict" role="alert">
            <p class="title">{t("conflict.title")}</p>
            <div class="columns">
                <section>
                    <h3>{t("conflict.theirs")}</h3>
                    <ul class="plain">
                        {since.map((one) => (
                            <li key={one.cseq}>
                                <time dateTime={one.rec}>{moment(one.rec)}</time> <b>{one.words.what}</b> {one.words.who}
                                {one.words.moves !== undefined && <span> ({one.words.moves})</span>}
                                {wordsOf(one).map((part) => <blockquote key={part.slot} class="words">{part.text}</blockquote>)}
                                {Object.entries(one.data ?? {}).map(([field, value]) => <div key={field} class="small">{fieldName(field)}: {valueInWords(field, value)}</div>)}
                            </li>
                        ))}
                    </ul>
                </section>
                <section>
                    <h3>{t("conflict.yours")}</h3>
                    <ul class="plain">
                        {Object.entries(mine).map(([field, value]) => <li key={field}><b>{fieldName(field)}</b>: {valueInWords(field, value)}</li>)}
                    </ul>
                </section>
            </div>
            <p>{t("conflict.kept")}</p>
            <button type="button" onClick={again}>{t("conflict.again")}</button>
        </div>
    );
}

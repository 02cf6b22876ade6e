// Records that could not be commands: grouped by their reason, to look at, to give again or to discard, one or all of a
// reason. Of many each has its own outcome, and what failed stays.
import { useId, useRef, useState } from "preact/hooks";
import { deadLetter, deadLetters, discard, redrive } from "../api/calls";
import { newKey } from "../api/client";
import { Problem } from "../api/problem";
import type { DeadLetterLine } from "../api/types";
import type { PageProps } from "../areas";
import { Empty, Scroller, Title, Told, wholeList } from "../areas/parts";
import { tell } from "../frame/toasts";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { useKeys } from "../keys/use";
import { addressOf, go } from "../route";
import { may } from "../session";
import { useAttempt } from "../ui/attempt";
import { Chip } from "../ui/chip";
import { Dialog } from "../ui/dialog";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

const states = ["open", "redriven", "discarded"] as const;
const letters_max = 2000;
/// Of a group at a time, so that one does not hold up live traffic.
const at_a_time_max = 50;

const results = ["applied", "refused", "duplicate", "dead_lettered"] as const;

/// What became of a record that was given again.
function redriven(done: Awaited<ReturnType<typeof redrive>>): string {
    const result = results.find((one) => one === done.result) ?? "other";
    return t("letters.redriven", { result: t(`letters.result.${result}`), words: done.words ?? done.code ?? "" });
}

/// Why a letter may go, as it is said mostly; it stands in the audit trail as a code.
const reasons = ["test_traffic", "sent_twice", "done_otherwise", "sender_corrected", "no_complaint"] as const;
/// A reason in one's own words as the code that is recorded; undefined: it cannot be one.
export function reasonCode(words: string): string | undefined {
    const code = words.trim().toLowerCase().replace(/[\s-]+/g, "_");
    return /^[a-z0-9_]{1,40}$/.test(code) ? code : undefined;
}

function DiscardForm({ busy, send, n }: { busy: boolean; send: (reason: string) => void; n?: number }) {
    const id = useId();
    const box = useRef<HTMLFormElement>(null);
    const [chosen, choose] = useState("");
    const [own, say] = useState("");
    const [wrong, setWrong] = useState<"chosen" | "own" | undefined>();
    const code = chosen === "other" ? reasonCode(own) : chosen;
    const submit = (event: Event): void => {
        event.preventDefault();
        const lacks = chosen === "" ? "chosen" : code === undefined ? "own" : undefined;
        setWrong(lacks);
        if (lacks === undefined && code !== undefined) send(code);
        else box.current?.querySelector<HTMLElement>(`[name=${lacks ?? "chosen"}]`)?.focus();
    };
    const said = wrong === "chosen" && chosen === "" ? t("letters.choose_reason") : wrong === "own" && code === undefined ? t("letters.own_unfit") : undefined;
    return (
        <form ref={box} class="filters tight" noValidate onSubmit={submit}>
            <label><span>{t("letters.why_discard")}</span>
                <select name="chosen" value={chosen} aria-invalid={said !== undefined && chosen === "" ? true : undefined} aria-describedby={said === undefined ? undefined : `${id}-wrong`} onChange={(event) => choose(event.currentTarget.value)}>
                    <option value="">{t("field.choose")}</option>
                    {reasons.map((one) => <option key={one} value={one}>{t(`letters.discard_because.${one}`)}</option>)}
                    <option value="other">{t("letters.discard_because.other")}</option>
                </select>
            </label>
            {chosen === "other" && <label><span>{t("letters.own_reason")}</span><input name="own" maxLength={40} autocomplete="off" spellcheck={false} value={own} aria-invalid={said === undefined ? undefined : true} aria-describedby={said === undefined ? `${id}-code` : `${id}-wrong`} onInput={(event) => say(event.currentTarget.value)} /></label>}
            <button disabled={busy}>{n === undefined ? t("letters.discard") : t("letters.discard_all", { n })}</button>
            {said !== undefined ? <p id={`${id}-wrong`} class="error">{said}</p> : code !== undefined && code !== "" && <p id={`${id}-code`} class="small">{t("letters.recorded_as")} <code>{code}</code></p>}
        </form>
    );
}

function Whole({ id, close, settled }: { id: string; close: () => void; settled: () => void }) {
    const told = useLoading(id, () => deadLetter(id));
    const { problem, busy, attempt } = useAttempt();
    const [keys] = useState({ redrive: newKey(), discard: newKey() });
    const settle = (what: () => Promise<string>): Promise<void> => attempt(async () => {
        tell({ words: await what() });
        settled();
        close();
    });
    return (
        <Dialog title={t("letters.one")} close={close} kind="wide">
            {problem !== null && <ProblemCard problem={problem} />}
            <Told of={told}>{(of) => (
                <>
                    <dl class="facts">
                        <dt>{t("letters.reason")}</dt><dd>{word("dead_letter", of.reason)}: {of.detail}</dd>
                        <dt>{t("letters.from")}</dt><dd>{of.source} <code>{of.source_id}</code></dd>
                        <dt>{t("letters.place")}</dt><dd><code>{of.topic} {of.partition}/{of.offset}</code></dd>
                        <dt>{t("letters.arrived")}</dt><dd>{moment(of.created)}</dd>
                        <dt>{t("letters.tried")}</dt><dd>{of.redrives}</dd>
                        {Object.entries(of.headers ?? {}).map(([name, value]) => <><dt><code>{name}</code></dt><dd><code class="wrap-any">{value}</code></dd></>)}
                    </dl>
                    <h3>{t("letters.payload")}</h3>
                    <pre class="payload" tabIndex={0}>{of.payload ?? of.payload_hex ?? ""}</pre>
                    <p class="small">{t("letters.recorded")}</p>
                    {may("settle_dead_letters") && of.state === "open" && (
                        <div class="row">
                            <button type="button" class="main" disabled={busy} onClick={() => void settle(async () => redriven(await redrive(id, keys.redrive)))}>{t("letters.redrive")}</button>
                            <DiscardForm busy={busy} send={(reason) => void settle(async () => { await discard(id, reason, keys.discard); return t("letters.discarded"); })} />
                        </div>
                    )}
                </>
            )}</Told>
        </Dialog>
    );
}

interface Outcome {
    readonly letter: DeadLetterLine;
    readonly words: string;
    readonly bad: boolean;
}

/// What became of each letter of a group. It stands above the groups: theirs goes when its last letter is settled.
function Outcomes({ of, open, close }: { of: readonly Outcome[]; open: (id: string) => void; close: () => void }) {
    const bad = of.filter((one) => one.bad).length;
    return (
        <section class="card" aria-labelledby="outcomes-title">
            <h2 id="outcomes-title">{t("letters.outcomes")}</h2>
            <p role="status">{t("letters.settled", { n: of.length - bad, bad })}</p>
            <ul class="plain outcomes">{of.map((one) => <li key={one.letter.letter}><Chip tone={one.bad ? "breach" : "done"}>{one.words}</Chip> <button type="button" class="link" onClick={() => open(one.letter.letter)}><code class="wrap-any">{one.letter.source_id}</code></button></li>)}</ul>
            <button type="button" onClick={close}>{t("close")}</button>
        </section>
    );
}

function Group({ reason, letters, open, settled, heard }: { reason: string; letters: readonly DeadLetterLine[]; open: (id: string) => void; settled: () => void; heard: (outcomes: readonly Outcome[]) => void }) {
    const [way, choose] = useState<"redrive" | "discard" | undefined>();
    const [busy, setBusy] = useState(false);
    const part = letters.slice(0, at_a_time_max);
    const run = async (what: (one: DeadLetterLine) => Promise<string>): Promise<void> => {
        setBusy(true);
        const made: Outcome[] = [];
        for (const one of part) {
            try {
                made.push({ letter: one, words: await what(one), bad: false });
            } catch (failed) {
                if (!(failed instanceof Problem)) throw failed;
                made.push({ letter: one, words: failed.body.detail ?? failed.body.title ?? failed.code, bad: true });
                // Nothing answers: the others would fail like it.
                if (failed.passing) break;
            }
            heard([...made]);
        }
        heard(made);
        const bad = made.filter((one) => one.bad).length;
        tell({ words: t("letters.settled", { n: made.length - bad, bad }) });
        setBusy(false);
        choose(undefined);
        settled();
    };
    return (
        <section class="card">
            <h2>{word("dead_letter", reason)} <span class="count">{letters.length}</span></h2>
            {may("settle_dead_letters") && letters[0]?.state === "open" && letters.length > 1 && (
                <div class="choices">
                    <button type="button" aria-expanded={way === "redrive"} onClick={() => choose(way === "redrive" ? undefined : "redrive")}>{t("letters.redrive_group")}</button>
                    <button type="button" aria-expanded={way === "discard"} onClick={() => choose(way === "discard" ? undefined : "discard")}>{t("letters.discard_group")}</button>
                </div>
            )}
            {way === "redrive" && <p class="row"><span>{t("letters.redrive_sure", { n: part.length })}</span><button type="button" class="main" disabled={busy} onClick={() => void run(async (one) => redriven(await redrive(one.letter, newKey())))}>{t("letters.redrive_all", { n: part.length })}</button></p>}
            {way === "discard" && <DiscardForm busy={busy} n={part.length} send={(why) => void run(async (one) => { await discard(one.letter, why, newKey()); return t("letters.discarded"); })} />}
            <Scroller label={word("dead_letter", reason)}>
                <table class="letters">
                    <thead><tr><th>{t("letters.arrived")}</th><th>{t("letters.from")}</th><th>{t("letters.id")}</th><th>{t("letters.detail")}</th><th class="number">{t("letters.tried")}</th><th><span class="hidden">{t("open")}</span></th></tr></thead>
                    <tbody>
                        {letters.map((one) => (
                            <tr key={one.letter}>
                                <td class="tight" data-called={t("letters.arrived")}>{moment(one.created)}</td><td data-called={t("letters.from")}>{one.source}</td><td data-called={t("letters.id")}><code class="wrap-any">{one.source_id}</code></td><td data-called={t("letters.detail")}>{one.detail}</td><td class="number" data-called={t("letters.tried")}>{one.redrives}</td>
                                <td><button type="button" class="link" onClick={() => open(one.letter)}>{t("open")}<span class="hidden"> {one.source_id}</span></button></td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </Scroller>
        </section>
    );
}

export default function DeadLettersPage({ query }: PageProps) {
    const state = states.find((one) => one === query.state) ?? "open";
    const told = useLoading(`letters ${state}`, () => wholeList<DeadLetterLine>((cursor) => deadLetters({ letter_state: state, limit: 200, cursor }), letters_max));
    const [open, setOpen] = useState<string | null>(null);
    const box = useRef<HTMLDivElement>(null);
    const move = (by: number) => (): void => {
        const all = [...(box.current?.querySelectorAll<HTMLElement>("td button.link") ?? [])];
        all[Math.min(all.length - 1, Math.max(0, all.findIndex((one) => one === document.activeElement) + by))]?.focus();
    };
    useKeys({ down: move(1), up: move(-1) }, open === null);
    const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
    return (
        <div ref={box}>
            <Title words={t("nav.dead_letters")} />
            <div class="filters tight">
                <label><span>{t("areas.state")}</span><select value={state} onChange={(event) => go(addressOf("dead-letters", "", { state: event.currentTarget.value }), "replace")}>{states.map((one) => <option key={one} value={one}>{t(`letters.state.${one}`)}</option>)}</select></label>
                <button type="button" onClick={told.again}>{t("areas.read_again")}</button>
            </div>
            {outcomes.length > 0 && <Outcomes of={outcomes} open={setOpen} close={() => setOutcomes([])} />}
            {state !== "open" && <p class="note">{t(`letters.about.${state}`)}</p>}
            <Told of={told}>{(now) => {
                const groups = new Map<string, DeadLetterLine[]>();
                for (const one of now.items) groups.set(one.reason, [...(groups.get(one.reason) ?? []), one]);
                return (
                    <>
                        {groups.size === 0 && <Empty words={state === "open" ? t("letters.empty") : t("letters.none_of", { state: t(`letters.state.${state}`) })} next={state === "open" ? t("letters.what") : <a href={addressOf("dead-letters")}>{t("letters.see_open")}</a>} />}
                        {!now.whole && <p class="error">{t("letters.cut", { n: letters_max })}</p>}
                        {[...groups].sort((a, b) => b[1].length - a[1].length).map(([reason, letters]) => <Group key={reason} reason={reason} letters={letters} open={setOpen} settled={told.again} heard={setOutcomes} />)}
                    </>
                );
            }}</Told>
            {open !== null && <Whole id={open} close={() => setOpen(null)} settled={told.again} />}
        </div>
    );
}

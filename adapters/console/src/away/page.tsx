// Who is away now and next, and the form by which it is said: from when until when, and who stands in.
import { useId, useRef, useState } from "preact/hooks";
import { absences, endAbsence, roster, sayAway } from "../api/house";
import { Problem } from "../api/problem";
import type { Person } from "../api/types";
import { AsOf, Title, Told } from "../areas/parts";
import { describedBy, FieldControl, Wrapped } from "../case/field_control";
import { tell } from "../frame/toasts";
import { fieldName, t, word, type Key } from "../i18n";
import { left, moment, now } from "../i18n/time";
import { useSubmit } from "../keys/use";
import { session } from "../session";
import { useAttempt } from "../ui/attempt";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { ahead, type Away, calledOff, endOf, maySayOf, mayStandIn, notStoodIn, type Said, sorted, wrongIn } from "./absences";
import { putOwn } from "./own";

interface ChoiceProps {
    readonly field: string;
    readonly value: string;
    readonly all: readonly Person[];
    readonly set: (value: string) => void;
    readonly wrong: string | undefined;
    readonly hint?: string | undefined;
    /// What it says when nobody is chosen; without it somebody always is.
    readonly nobody?: string;
}
function Choice({ field, value, all, set, wrong, hint, nobody }: ChoiceProps) {
    const id = useId();
    return (
        <Wrapped id={id} name={fieldName(field)} hint={hint} wrong={wrong} optional={nobody !== undefined}>
            <select id={id} data-field={field} value={value} translate={false} aria-invalid={wrong === undefined ? undefined : true} aria-describedby={describedBy(id, hint, wrong)} onChange={(event) => set(event.currentTarget.value)}>
                {nobody !== undefined && <option value="">{nobody}</option>}
                {all.map((one) => <option key={one.person} value={one.person}>{one.team === undefined ? one.person : `${one.person} · ${one.team}`}</option>)}
            </select>
        </Wrapped>
    );
}

const empty = (person: string): Said => ({ person, from: "", until: "", delegate: "" });

function Say({ people, done }: { people: readonly Person[]; done: () => void }) {
    const me = session.value?.person ?? "";
    const [typed, type] = useState(empty(me));
    const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const box = useRef<HTMLFormElement>(null);
    const whom = people.filter((one) => maySayOf(me, session.value?.roles ?? [], one));
    const of = people.find((one) => one.person === typed.person);
    const delegates = of === undefined ? [] : mayStandIn(people, of, typed.from === "" ? now.value : Date.parse(typed.from), Date.parse(typed.until));
    // Other times or another person may leave out who was chosen before.
    const said: Said = delegates.some((one) => one.person === typed.delegate) ? typed : { ...typed, delegate: "" };
    const change = (some: Partial<Said>): void => type({ ...said, ...some });
    const point = (fields: Readonly<Record<string, string>>): void => {
        setWrong(fields);
        const first = Object.keys(fields)[0];
        if (first !== undefined) setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus(), 0);
    };
    const submit = async (): Promise<void> => {
        if (busy) return;
        const lacks = wrongIn(said, now.value);
        point(Object.fromEntries(Object.entries(lacks).map(([field, words]) => [field, t(words)])));
        setProblem(null);
        if (Object.keys(lacks).length > 0) return;
        setBusy(true);
        try {
            await sayAway({ until: said.until, ...(said.person === me ? {} : { person: said.person }), ...(said.from === "" ? {} : { from: said.from }), ...(said.delegate === "" ? {} : { delegate: said.delegate }) });
            type(empty(me));
            tell({ words: t("away.done", { who: said.person, until: moment(said.until) }) });
            done();
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
            point(Object.fromEntries((failed.body.errors ?? []).map((one) => [one.pointer.split("/")[1] ?? "", one.detail])));
        }
        setBusy(false);
    };
    useSubmit(box, () => void submit());
    const standsIn = said.delegate === "" ? (of?.delegate ?? "") : said.delegate;
    const other = people.find((one) => one.person === standsIn);
    const waits = of === undefined || other === undefined ? "" : notStoodIn(of, other).map((role) => word("role", role)).join(", ");
    const foreseen = Object.keys(wrongIn(said, now.value)).length === 0 ? ahead({ ...said, delegate: standsIn }, me, moment, waits) : [];
    const label = t(whom.length > 1 ? "away.say" : "away.say_own");
    const nobody = of !== undefined && delegates.length === 0 ? t("away.no_delegate", { who: of.person }) : undefined;
    return (
        <form ref={box} class="act" noValidate aria-labelledby="say-away" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
            <header class="row"><h2 id="say-away">{label}</h2></header>
            {problem !== null && <ProblemCard problem={problem} safe={t("areas.kept_here")} />}
            {whom.length > 1 && <Choice field="person" value={said.person} all={whom} set={(person) => change({ person })} wrong={wrong.person} />}
            <FieldControl field="from" value={said.from} set={(value) => change({ from: String(value) })} hint={t("away.from_hint")} wrong={wrong.from} />
            <FieldControl field="until" value={said.until} set={(value) => change({ until: String(value) })} required wrong={wrong.until} />
            <Choice field="delegate" value={said.delegate} all={delegates} set={(delegate) => change({ delegate })} hint={nobody ?? t("away.delegate_hint")} wrong={wrong.delegate} nobody={of?.delegate === undefined ? t("away.nobody") : t("away.standing", { who: of.delegate })} />
            <div role="status">{foreseen.length > 0 && <div class="ahead">{foreseen.map(({ key: words, values }) => <p key={words}>{t(words, values)}</p>)}</div>}</div>
            <footer class="row"><button class="main" disabled={busy}>{label} <kbd>Ctrl ⏎</kbd></button></footer>
        </form>
    );
}

function words(one: Away, part: Part): string {
    const values = { who: one.person, from: moment(one.from), until: moment(one.until), at: moment(endOf(one)), left: left(one.until).text };
    if (part === "now") return t("away.row.now", values);
    if (part === "next") return t("away.row.next", values);
    if (calledOff(one)) return t("away.row.called_off", values);
    return t(one.ended_at === undefined ? "away.row.over" : "away.row.ended", values);
}

type Part = "now" | "next" | "over";
const none: Readonly<Record<Part, Key>> = { now: "away.none_now", next: "away.none_next", over: "away.none_over" };

interface RowsProps {
    readonly part: Part;
    readonly rows: readonly Away[];
    readonly mayEnd: (one: Away) => boolean;
    readonly end: (id: string) => Promise<void>;
    readonly busy: boolean;
}
function Rows({ part, rows, mayEnd, end, busy }: RowsProps) {
    const [sure, setSure] = useState<string | null>(null);
    if (rows.length === 0) return <p class="note">{t(none[part])}</p>;
    return (
        <ul class="plain absences">
            {rows.map((one) => {
                const id = one.absence;
                return (
                    <li key={id ?? `${one.person} ${one.from}`}>
                        <p class="row">
                            {part === "now" && <Chip tone="waiting">{t("away.chip")}</Chip>}
                            <span>{words(one, part)} {part !== "over" && (one.delegate === undefined ? t("away.row.alone") : t("away.row.delegate", { who: one.delegate }))}</span>
                            {id !== undefined && mayEnd(one) && (
                                <button type="button" class={sure === id ? "" : "link"} disabled={busy} onClick={() => (sure === id ? void end(id).then(() => setSure(null)) : setSure(id))}>
                                    {sure === id ? t(part === "now" ? "away.end_sure" : "away.call_off_sure", { who: one.person }) : <>{t(part === "now" ? "away.end" : "away.call_off")}<span class="hidden"> {one.person}</span></>}
                                </button>
                            )}
                        </p>
                        <p class="small">{one.said_by === undefined || one.said_at === undefined ? t("away.of_file") : t("away.said_by", { who: one.said_by, at: moment(one.said_at) })}</p>
                    </li>
                );
            })}
        </ul>
    );
}

export default function AwayPage() {
    const told = useLoading("away", async () => {
        const [house, said] = await Promise.all([roster(), absences()]);
        putOwn(said);
        return { people: house.people, said: said.items, as_of: said.as_of };
    });
    const { problem, busy, attempt } = useAttempt();
    const me = session.value?.person ?? "";
    const end = (id: string): Promise<void> => attempt(async () => {
        const over = await endAbsence(id);
        tell({ words: t("away.ended", { who: over.person }) });
        told.again();
        // The button is gone; whoever pressed it by keys goes on in the page.
        document.getElementById("main")?.focus();
    });
    return (
        <>
            <Title words={t("nav.away")}><AsOf at={told.data?.as_of} /></Title>
            <p>{t("away.lead")}</p>
            <Told of={told}>{({ people, said, as_of }) => {
                // The time of the page moves on in steps, and one may have begun or ended since the last.
                const all = sorted(people, said, Math.max(now.value, Date.parse(as_of)));
                const managerOf = new Map(people.map((one) => [one.person, one.manager]));
                const mayEnd = (one: Away): boolean => maySayOf(me, session.value?.roles ?? [], { person: one.person, manager: managerOf.get(one.person) });
                return (
                    <>
                        {problem !== null && <ProblemCard problem={problem} />}
                        <div class="columns">
                            <section class="card" aria-labelledby="away-now"><h2 id="away-now">{t("away.now")}</h2><Rows part="now" rows={all.now} mayEnd={mayEnd} end={end} busy={busy} /></section>
                            <section class="card" aria-labelledby="away-next"><h2 id="away-next">{t("away.next")}</h2><Rows part="next" rows={all.next} mayEnd={mayEnd} end={end} busy={busy} /></section>
                        </div>
                        <Say people={people} done={told.again} />
                        <details class="card over"><summary>{t("away.over", { n: all.over.length })}</summary><Rows part="over" rows={all.over} mayEnd={() => false} end={end} busy={busy} /></details>
                    </>
                );
            }}</Told>
        </>
    );
}

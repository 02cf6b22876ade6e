// What climbed, beside what is to be done about it: why it is here is the first thing that is said of it.
import { useEffect, useRef } from "preact/hooks";
import { escalations } from "../api/calls";
import type { Entry, Escalation } from "../api/types";
import type { PageProps } from "../areas";
import { ActsHere, CaseToldOf, personOf, useCase } from "../areas/of_case";
import { AsOf, Empty, Title } from "../areas/parts";
import { Clocks, Complainant, Points, Standing } from "../case/cards";
import { Conversation } from "../case/story";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { useKeys } from "../keys/use";
import { useList } from "../queue/list";
import { addressOf, go } from "../route";
import { session } from "../session";
import { SeverityChip, StateChip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { ProblemCard } from "../ui/problem_card";
import { reasonInWords } from "./reasons";

/// Who or what raised it: the last time that it was.
const raisedBy = (entries: readonly Entry[]): Entry | undefined => [...entries].reverse().find((one) => one.ev === "escalated" && one.refused === undefined);

/// The last time that somebody took the rung on which the case stands; undefined: nobody has.
export function acceptedBy(entries: readonly Entry[]): Entry | undefined {
    const newest = [...entries].reverse().find((one) => one.refused === undefined && ["escalated", "de_escalated", "rung_accepted"].includes(one.ev ?? ""));
    return newest?.ev === "rung_accepted" ? newest : undefined;
}

/// What there is to do: to accept comes first while nobody has, is nothing for whoever did, and for others means to take it over.
export function actsOn(accepted: Entry | undefined, person: string | undefined): readonly string[] {
    const others = ["de_escalated", "escalated", "interest_declared"];
    if (accepted === undefined) return ["rung_accepted", ...others];
    return personOf(accepted) === person ? others : [...others, "rung_accepted"];
}

function Detail({ reference, line, settled }: { reference: string; line: Escalation | undefined; settled: () => void }) {
    const told = useCase(reference, true);
    const head = useRef<HTMLHeadingElement>(null);
    return (
        <div class="detail" role="region" aria-label={t("escalations.detail", { reference })}>
            <CaseToldOf of={told} reference={reference} next={<a href={addressOf("escalations")}>{t("escalations.see_all")}</a>}>{(now) => {
                const raised = raisedBy(now.entries);
                const accepted = acceptedBy(now.entries);
                const f = now.of.facts;
                return (
                    <>
                        <p class="only-narrow"><a href={addressOf("escalations")}>{t("escalations.see_all")}</a></p>
                        <h2 ref={head} tabIndex={-1}><span class="reference">{reference}</span> {word("category", f.category)}</h2>
                        <div class="why">
                            <p>{reasonInWords(line?.reason ?? (f.rungs as readonly { reason?: string }[] | undefined)?.at(-1)?.reason)}</p>
                            <p>
                                {[raised === undefined ? "" : t("escalations.raised_by", { who: raised.words.who ?? raised.who ?? "", at: moment(raised.rec) }), t("escalations.to_rung", { n: f.rung ?? 0, target: f.rung_target ?? "–" }), accepted === undefined ? t("escalations.nobody_yet") : t("escalations.accepted", { who: accepted.words.who ?? accepted.who ?? "", at: moment(accepted.rec) })].filter((one) => one !== "").join(" · ")}
                            </p>
                        </div>
                        <p class="row">
                            <StateChip state={now.of.state} words={now.of.words?.state} /> <SeverityChip severity={f.severity ?? 0} /> <span>{t("escalations.owner", { who: f.owner ?? t("nobody") })}</span>
                            {typeof f.amount === "string" && f.amount !== "" && <span>{t("escalations.money", { amount: f.amount, currency: typeof f.currency === "string" ? f.currency : "" })}</span>}
                        </p>
                        <ActsHere told={now} events={actsOn(accepted, session.value?.person)} label={t("escalations.acts")} done={() => { told.again(); settled(); }} wording={{ escalated: t("escalations.send_up"), ...(accepted === undefined ? {} : { rung_accepted: t("escalations.take_over", { who: personOf(accepted) }) }) }} />
                        <div class="columns">
                            <div><Clocks of={now.of} /><Standing of={now.of} /></div>
                            <div><Points of={now.of} texts={now.texts} /><Complainant of={now.of} texts={now.texts} /></div>
                        </div>
                        <h3>{t("conversation.title")}</h3>
                        <Conversation of={now.of} entries={now.entries} texts={now.texts.length === 0 ? undefined : now.texts} messages={now.messages} />
                    </>
                );
            }}</CaseToldOf>
        </div>
    );
}

export default function EscalationsPage({ name, query }: PageProps) {
    const mine = query.with === "me";
    const list = useList(`escalations`, (cursor) => escalations({ limit: 50, cursor }));
    const person = session.value?.person;
    const rows = list.rows.filter((row) => !mine || (row.line as Escalation).reviewer === person);
    const shown = name !== "" ? name : undefined;
    const at = rows.findIndex((row) => row.line.reference === shown);
    const open = (to: number): void => {
        const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
        if (row !== undefined) go(addressOf("escalations", row.line.reference, { with: mine ? "me" : undefined }), "replace");
    };
    const box = useRef<HTMLUListElement>(null);
    useEffect(() => {
        if (box.current?.contains(document.activeElement) === true) box.current.querySelector<HTMLElement>("[aria-current]")?.focus();
    }, [shown]);
    useKeys({ down: () => open(at + 1), up: () => open(at - 1), load_new: list.reload });
    return (
        <>
            <Title words={t("nav.escalations")}><AsOf at={list.asOf} /></Title>
            <div class="filters tight">
                <label class="choice"><input type="checkbox" checked={mine} onChange={(event) => go(addressOf("escalations", name, { with: event.currentTarget.checked ? "me" : undefined }), "replace")} /><span>{t("escalations.mine")}</span></label>
                {list.waiting > 0 && <button type="button" class="pill" onClick={list.reload}>{t("queue.new", { n: list.waiting })} <kbd>.</kbd></button>}
            </div>
            {list.problem !== undefined && <ProblemCard problem={list.problem} retry={list.reload} />}
            {rows.length === 0 && list.problem === undefined && (list.busy ? <p class="note">{t("loading")}</p>
                : <Empty words={mine ? t("escalations.none_mine") : t("escalations.empty")} next={mine ? <a href={addressOf("escalations")}>{t("escalations.see_all")}</a> : t("escalations.how")} />)}
            {(rows.length > 0 || shown !== undefined) && (
                <div class={`inbox${shown === undefined ? "" : " chosen"}`}>
                    <div>
                        <ul class="list" ref={box} aria-label={t("nav.escalations")}>
                            {rows.map(({ line, gone }) => {
                                const one = line as Escalation;
                                return (
                                    <li key={one.case}>
                                        <a href={addressOf("escalations", one.reference, { with: mine ? "me" : undefined })} aria-current={one.reference === shown ? "true" : undefined}>
                                            <p><b>{reasonInWords(one.reason)}</b></p>
                                            <p><span class="reference">{one.reference}</span> · {one.words?.category || word("category", one.category)} · {t("rung", { n: one.rung })}</p>
                                            <p class="note">{[one.raised_at === undefined ? "" : t("escalations.raised_at", { at: moment(one.raised_at) }), one.reviewer === undefined ? t("escalations.nobody_yet") : t("escalations.with", { who: one.reviewer })].filter((each) => each !== "").join(" · ")}</p>
                                            {gone ? <p class="note">{t("queue.gone")}</p> : one.next_due !== undefined && <p>{t("column.due")}: <DueIn due={one.next_due} /></p>}
                                        </a>
                                    </li>
                                );
                            })}
                        </ul>
                        {list.more && <button type="button" disabled={list.busy} onClick={list.next}>{t("queue.more")}</button>}
                    </div>
                    {shown === undefined ? <div class="empty"><p>{t("escalations.choose")}</p></div> : <Detail key={shown} reference={shown} line={rows[at]?.line as Escalation | undefined} settled={list.refresh} />}
                </div>
            )}
        </>
    );
}

// A date that was promised: when, how long that is from now, in which state, and why it is that date.
import { useState } from "preact/hooks";
import { complaint, explanation } from "../api/calls";
import type { Clock, Part } from "../api/types";
import { hasWord, language, t, word } from "../i18n";
import { day, left, length, moment, now } from "../i18n/time";
import { Chip, type Tone } from "./chip";
import { Dialog } from "./dialog";
import { useLoading } from "./loading";
import { ProblemCard } from "./problem_card";

/// `plain`: without the zone, where the head of the column names it. `of`: whose next date it is; then it can be asked why.
export function DueIn({ due, plain = false, of, reached = true }: {
    due: string;
    plain?: boolean;
    of?: string;
    /// By Tab; in a list of many the keys of the list lead to the same words.
    reached?: boolean;
}) {
    const [why, setWhy] = useState(false);
    const away = left(due);
    const tone: Tone = away.over ? "breach" : away.seconds < 86_400 ? "waiting" : "neutral";
    return (
        <span class="due">
            <Chip tone={tone} icon={away.over ? "breach" : "clock"}>{away.text}</Chip>
            <time dateTime={due}>{plain ? day(due) : moment(due)}</time>
            {of !== undefined && <button type="button" class="why-next" tabIndex={reached ? 0 : -1} aria-label={`${t("clock.why")} ${of}`} title={t("clock.why")} onClick={() => setWhy(true)}>?</button>}
            {why && of !== undefined && <WhyNext reference={of} due={due} close={() => setWhy(false)} />}
        </span>
    );
}

export const isMissed = (one: Clock): boolean => one.state === "missed" || (one.due !== undefined && one.state === "running" && Date.parse(one.due) < now.value);

/// Runs, or was missed and not kept since.
export const isOwed = (one: Clock): boolean => one.state === "running" || one.state === "missed";

function toneOf(one: Clock): Tone {
    if (isMissed(one) || one.state === "met_late") return "breach";
    if (one.state === "met") return "done";
    if (one.state === "paused") return "waiting";
    return one.state === "running" && one.due !== undefined && Date.parse(one.due) - now.value < 86_400_000 ? "waiting" : "neutral";
}

export const nameOfClock = (one: Clock): string =>
    `${word("clock", one.clock)}${one.subject ? ` ${one.subject}` : ""}${(one.generation ?? 1) > 1 ? ` #${one.generation}` : ""}`;

/// How much of the time that was promised is gone, 0 to 1.
function spent(one: Clock): number | null {
    if (one.started === undefined || one.due === undefined) return null;
    const from = Date.parse(one.started);
    const whole = Date.parse(one.due) - from;
    const until = one.stopped === undefined ? now.value : Date.parse(one.stopped);
    return whole <= 0 ? null : Math.min(1, Math.max(0, (until - from) / whole));
}

export function ClockRow({ reference, clock, main = false }: { reference: string; clock: Clock; main?: boolean }) {
    const [why, setWhy] = useState(false);
    const running = clock.state === "running";
    const share = spent(clock);
    return (
        <div class={`clock${main ? " main" : ""}`}>
            <div class="row">
                <b>{nameOfClock(clock)}</b>
                <Chip tone={toneOf(clock)} {...(running && !isMissed(clock) ? { icon: "clock" as const } : {})}>{isMissed(clock) && running ? t("clock.missed") : word("clock_state", clock.state)}</Chip>
            </div>
            {clock.due !== undefined && (
                <p>
                    <time dateTime={clock.due}>{moment(clock.due)}</time>
                    {isOwed(clock) && <span class="left"> · {left(clock.due).text}</span>}
                </p>
            )}
            {share !== null && (running || clock.state === "paused") && (
                <progress value={share} max={1} aria-label={t("clock.spent", { percent: Math.round(share * 100) })} />
            )}
            <button type="button" class="link" onClick={() => setWhy(true)}>
                {t("clock.why")}
                <span class="hidden"> {nameOfClock(clock)}</span>
            </button>
            {why && <WhyThisDate reference={reference} clock={clock} close={() => setWhy(false)} />}
        </div>
    );
}

/// The clock that makes a case's next date: it was told as a date alone, and which one that is may have changed since.
export function clockOf(clocks: readonly Clock[], due: string): Clock | undefined {
    const dated = clocks.filter((one) => one.due !== undefined && isOwed(one)).sort((a, b) => (a.due ?? "").localeCompare(b.due ?? ""));
    return dated.find((one) => Date.parse(one.due ?? "") === Date.parse(due)) ?? dated[0];
}
function WhyNext({ reference, due, close }: { reference: string; due: string; close: () => void }) {
    const told = useLoading(`${reference} next`, async () => clockOf((await complaint(reference)).clocks, due) ?? null);
    if (told.data) return <WhyThisDate reference={reference} clock={told.data} close={close} />;
    return (
        <Dialog title={t("clock.why")} close={close}>
            {told.problem !== undefined ? <ProblemCard problem={told.problem} retry={told.again} /> : <p>{told.busy ? t("loading") : t("clock.none")}</p>}
        </Dialog>
    );
}

/// "14cd eod", as policies write it, in words; a form that is not known stays as it is.
export function limitInWords(limit: string): string {
    const found = /^(\d+)([a-z]+)(?: ([a-z]+))?$/.exec(limit);
    if (found === null || !hasWord("limit_unit", found[2] ?? "")) return limit;
    return found[1] + word("limit_unit", found[2]) + (found[3] === undefined ? "" : word("limit_end", found[3]));
}

function WhyThisDate({ reference, clock, close }: { reference: string; clock: Clock; close: () => void }) {
    const query = { subject: clock.subject, generation: clock.generation, policy: clock.policy };
    const told = useLoading(`${reference} ${clock.clock} ${clock.subject ?? ""} ${clock.generation ?? 1}`, () => explanation(reference, clock.clock, query));
    const all = told.data;
    const parts = (all?.parts ?? []) as unknown as readonly Part[];
    const policy = all?.policy as { id: string; rev: number } | null | undefined;
    const calendar = all?.calendar as { id: string; zone_data: string } | null | undefined;
    const history = (all?.history ?? []) as unknown as readonly { at: string; event: string; clock_state: string; due: string | null }[];
    return (
        <Dialog title={t("why.title", { clock: nameOfClock(clock) })} close={close} kind="wide">
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {all === undefined ? (
                <p>{told.busy ? t("loading") : ""}</p>
            ) : (
                <>
                    <dl class="facts">
                        <dt>{t("why.due")}</dt>
                        <dd>{all.due === null ? t("why.no_due") : <DueIn due={all.due} />}</dd>
                        {all.limit !== null && <><dt>{t("why.limit")}</dt><dd>{limitInWords(all.limit)}</dd></>}
                        <dt>{t("why.policy")}</dt>
                        <dd>{policy ? t("why.policy_is", { id: policy.id, rev: policy.rev }) : "–"}</dd>
                        <dt>{t("why.calendar")}</dt>
                        <dd>
                            {all.without_calendar ? t("why.calendar_missing") : calendar ? t("why.calendar_is", { id: calendar.id, zone: calendar.zone_data }) : t("why.elapsed")}
                        </dd>
                        {all.started !== null && <><dt>{t("why.started")}</dt><dd><time dateTime={all.started}>{moment(all.started)}</time></dd></>}
                        {all.work_left_s !== null && <><dt>{t("why.work_left")}</dt><dd>{all.work_left_s < 0 ? t("clock.over", { length: length(all.work_left_s) }) : length(all.work_left_s)}</dd></>}
                    </dl>
                    <h3>{t("why.parts")}</h3>
                    <div class="scroller" tabIndex={0} role="region" aria-label={t("why.parts")}>
                        <table>
                            <thead>
                                <tr><th>{t("why.from")}</th><th>{t("why.until")}</th><th>{t("why.what")}</th><th class="number">{t("why.length")}</th></tr>
                            </thead>
                            <tbody>
                                {parts.map((one) => (
                                    <tr key={one.from + one.counting} class={one.counted ? "" : "skipped"}>
                                        <td><time dateTime={one.from}>{moment(one.from)}</time></td>
                                        <td><time dateTime={one.until}>{moment(one.until)}</time></td>
                                        <td>
                                            {one.counted ? t("why.counts") : t("why.does_not_count")}: {word("counting", one.counting)}
                                            {one.name !== undefined && ` (${language() === "zh-CN" ? (one.name_zh ?? one.name) : one.name})`}
                                        </td>
                                        <td class="number">{one.days !== undefined ? t("length.days", { days: one.days }) : length(one.seconds)}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                    <h3>{t("why.history")}</h3>
                    <ul class="plain">
                        {history.map((one) => (
                            <li key={one.at + one.event}>
                                <time dateTime={one.at}>{moment(one.at)}</time>: {word("event", one.event)}, {word("clock_state", one.clock_state)}
                                {one.due !== null && <> → <time dateTime={one.due}>{moment(one.due)}</time></>}
                            </li>
                        ))}
                    </ul>
                </>
            )}
        </Dialog>
    );
}

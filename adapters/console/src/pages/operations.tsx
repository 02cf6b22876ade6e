// Whether everything goes on, as counts, and what to do where it does not.
import { useEffect } from "preact/hooks";
import { operations } from "../api/calls";
import { t, word } from "../i18n";
import { hour, length, now } from "../i18n/time";
import { addressOf } from "../route";
import { may } from "../session";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

const poll_ms = 15_000;
/// Behind this many entries a reader is slow, in entries.
const behind_max = 1000;

export function OperationsPage() {
    const told = useLoading("operations", operations);
    useEffect(() => {
        document.title = `${t("nav.operations")} · Redress`;
    });
    useEffect(() => {
        const timer = setInterval(() => !document.hidden && told.again(), poll_ms);
        return () => clearInterval(timer);
    }, []);
    const of = told.data;
    const oldest = of?.deadlines.agenda_oldest;
    const late = oldest === undefined ? 0 : (now.value - Date.parse(oldest)) / 1000;
    return (
        <div class="page">
            <h1>{t("nav.operations")}</h1>
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {of === undefined ? <p class="note">{told.busy ? t("loading") : ""}</p> : (
                <>
                    <p class="note">{t("as_of", { at: hour(Date.parse(of.as_of)) })}</p>
                    <div class="tiles">
                        <section class="card">
                            <h2>{t("ops.cases")}</h2>
                            <dl class="facts">{Object.entries(of.cases).map(([state, n]) => <><dt>{word("state", state)}</dt><dd class="number">{n}</dd></>)}</dl>
                        </section>
                        <section class="card">
                            <h2>{t("ops.deadlines")}</h2>
                            <dl class="facts">
                                <dt>{t("ops.overdue")}</dt><dd class="number">{of.deadlines.overdue}</dd>
                                <dt>{t("ops.within_day")}</dt><dd class="number">{of.deadlines.due_within_day}</dd>
                                <dt>{t("ops.waiting_pass")}</dt><dd class="number">{of.deadlines.agenda_due}</dd>
                                <dt>{t("ops.undated")}</dt><dd class="number">{of.deadlines.undated}</dd>
                            </dl>
                            {late > 60 ? <p><Chip tone="breach">{t("ops.pass_late", { length: length(late) })}</Chip> {t("ops.pass_fix")}</p> : <p><Chip tone="done">{t("ops.pass_fine")}</Chip></p>}
                        </section>
                        <section class="card">
                            <h2>{t("nav.dead_letters")}</h2>
                            <p>{of.dead_letters_open === 0 ? <Chip tone="done">{t("ops.no_letters")}</Chip> : <Chip tone="breach">{t("ops.letters", { n: of.dead_letters_open, more: of.dead_letters_open >= of.dead_letters_counted_to ? "yes" : "no" })}</Chip>}</p>
                            {may("dead_letters") && of.dead_letters_open > 0 && <p><a href={addressOf("dead-letters")}>{t("ops.look")}</a></p>}
                        </section>
                        <section class="card">
                            <h2>{t("ops.readers")}</h2>
                            {of.readers.length === 0 && <p class="note">{t("ops.no_readers")}</p>}
                            <ul class="plain">
                                {of.readers.map((one) => (
                                    <li key={one.reader}>
                                        <b>{one.reader}</b> {t("ops.behind", { n: one.behind })} {one.holder === null ? <><Chip tone="breach">{t("ops.nobody")}</Chip> {t("ops.reader_fix")}</> : <span class="note">{t("ops.held", { who: one.holder })}</span>}
                                        {one.holder !== null && one.behind > behind_max && <Chip tone="waiting">{t("ops.slow")}</Chip>}
                                    </li>
                                ))}
                            </ul>
                        </section>
                    </div>
                    <section class="card">
                        <h2>{t("ops.partitions")}</h2>
                        {of.partitions.length === 0 ? <p class="note">{t("ops.no_partitions")}</p> : <div class="scroller" role="region" tabIndex={0} aria-label={t("ops.partitions")}>
                            <table>
                                <thead><tr>{(["topic", "partition", "next_offset", "applied", "refused", "duplicate", "dead_lettered", "skipped"] as const).map((one) => <th key={one} class={one === "topic" ? "" : "number"}>{t(`ops.column.${one}`)}</th>)}</tr></thead>
                                <tbody>
                                    {of.partitions.map((one) => (
                                        <tr key={`${one.topic} ${one.partition}`}>
                                            <td>{one.topic}</td>
                                            {[one.partition, one.next_offset, one.applied, one.refused, one.duplicate, one.dead_lettered, one.skipped].map((n, at) => <td key={at} class="number">{n}</td>)}
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>}
                    </section>
                </>
            )}
        </div>
    );
}

// Whether everything answers and goes on, and what to do where it does not: what is wrong stands first.
import { useEffect } from "preact/hooks";
import { operations } from "../api/calls";
import { health } from "../api/house";
import type { PageProps } from "../areas";
import { AsOf, Scroller, Title, Told } from "../areas/parts";
import { t, word } from "../i18n";
import { length, moment, now } from "../i18n/time";
import { addressOf } from "../route";
import { may } from "../session";
import { Chip, type Tone } from "../ui/chip";
import { useLoading } from "../ui/loading";

const poll_ms = 15_000;
/// Behind this many entries a reader is slow, in entries.
const behind_max = 1000;
const tones: Readonly<Record<string, Tone>> = { ok: "done", warning: "waiting", down: "breach" };
const rank: Readonly<Record<string, number>> = { down: 0, warning: 1, ok: 2 };

function Dependencies() {
    const told = useLoading("health", health);
    return (
        <section class="card">
            <h2>{t("health.parts")}</h2>
            <Told of={told}>{(all) => {
                const items = [...all.items].sort((a, b) => (rank[a.level] ?? 1) - (rank[b.level] ?? 1));
                const bad = items.filter((one) => one.level !== "ok");
                return (
                    <>
                        <p class="row">{bad.length === 0 ? <Chip tone="done">{t("health.all_well", { n: items.length })}</Chip> : <Chip tone={bad.some((one) => one.level === "down") ? "breach" : "waiting"}>{t("health.some_bad", { n: bad.length, all: items.length })}</Chip>}<AsOf at={all.as_of} /><button type="button" class="link" onClick={told.again}>{t("areas.read_again")}</button></p>
                        <Scroller label={t("health.parts")}>
                            <table>
                                <thead><tr><th>{t("health.part")}</th><th>{t("health.level")}</th><th>{t("health.found")}</th><th>{t("health.since")}</th><th>{t("health.do")}</th></tr></thead>
                                <tbody>
                                    {items.map((one, n) => (
                                        <tr key={n}>
                                            <td class="tight">{one.part}</td><td class="tight"><Chip tone={tones[one.level] ?? "neutral"}>{t(one.level === "ok" ? "health.ok" : one.level === "down" ? "health.down" : "health.warning")}</Chip></td>
                                            <td><p>{one.state}</p>{one.last_error !== undefined && <p class="small wrap-any">{one.last_error}</p>}</td><td class="tight">{one.since === undefined ? "" : moment(one.since)}</td><td>{one.what_to_do ?? ""}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </Scroller>
                    </>
                );
            }}</Told>
        </section>
    );
}

export default function HealthPage(_: PageProps) {
    const told = useLoading("operations", operations);
    useEffect(() => {
        const timer = setInterval(() => !document.hidden && told.again(), poll_ms);
        return () => clearInterval(timer);
    }, []);
    return (
        <>
            <Title words={t("nav.health")}><AsOf at={told.data?.as_of} /></Title>
            <Dependencies />
            <Told of={told}>{(of) => {
                const oldest = of.deadlines.agenda_oldest;
                const late = oldest === undefined ? 0 : (now.value - Date.parse(oldest)) / 1000;
                return (
                    <>
                        <div class="tiles">
                            <section class="card">
                                <h2>{t("ops.cases")}</h2>
                                <dl class="facts">{Object.entries(of.cases).map(([state, n]) => <><dt>{word("state", state)}</dt><dd class="number">{n === 0 ? 0 : <a href={addressOf("cases", "list", { state })}>{n}</a>}</dd></>)}</dl>
                            </section>
                            <section class="card">
                                <h2>{t("ops.deadlines")}</h2>
                                <dl class="facts">
                                    <dt>{t("ops.overdue")}</dt><dd class="number">{of.deadlines.overdue === 0 ? 0 : <a href={addressOf("cases", "list", { due_before: of.deadlines.as_of })}>{of.deadlines.overdue}</a>}</dd>
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
                                            <b translate={false}>{one.reader}</b> {t("ops.behind", { n: one.behind })} {one.holder === null ? <><Chip tone="breach">{t("ops.nobody")}</Chip> {t("ops.reader_fix")}</> : <span class="note">{t("ops.held", { who: one.holder })}</span>}
                                            {one.holder !== null && one.behind > behind_max && <Chip tone="waiting">{t("ops.slow")}</Chip>}
                                        </li>
                                    ))}
                                </ul>
                            </section>
                        </div>
                        <section class="card">
                            <h2>{t("ops.partitions")}</h2>
                            {of.partitions.length === 0 ? <p class="note">{t("ops.no_partitions")}</p> : <details open={of.partitions.length <= 8}>
                                <summary>{t("ops.all_partitions", { n: of.partitions.length, some: of.partitions.filter((one) => one.next_offset > 0).length })}</summary>
                                <Scroller label={t("ops.partitions")}>
                                    <table>
                                        <thead><tr>{(["topic", "partition", "next_offset", "applied", "refused", "duplicate", "dead_lettered", "skipped"] as const).map((one) => <th key={one} class={one === "topic" ? "" : "number"}>{t(`ops.column.${one}`)}</th>)}</tr></thead>
                                        <tbody>{of.partitions.map((one) => <tr key={`${one.topic} ${one.partition}`}><td>{one.topic}</td>{[one.partition, one.next_offset, one.applied, one.refused, one.duplicate, one.dead_lettered, one.skipped].map((n, at) => <td key={at} class="number">{n}</td>)}</tr>)}</tbody>
                                    </table>
                                </Scroller>
                            </details>}
                        </section>
                    </>
                );
            }}</Told>
        </>
    );
}

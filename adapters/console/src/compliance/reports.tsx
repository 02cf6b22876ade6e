// The period as a report to hand on: sums and tables that print, each with its definition, and all of it as one file.
import { openReport, periodReport } from "../api/house";
import type { Measure } from "../api/types";
import type { PageProps } from "../areas";
import { AsOf, Empty, Scroller, Title, Told } from "../areas/parts";
import { Filters, lengths, periodOf, teamsOf } from "../care/dashboards";
import { behind, keyInWords } from "../care/measures";
import { csvOf, keep } from "../charts/csv";
import { byKey, largest, share, sum } from "../charts/shapes";
import { t, word, type Key } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf } from "../route";
import { may } from "../session";
import { useLoading } from "../ui/loading";
import { Returns } from "./returns";

export default function ReportsPage({ query }: PageProps) {
    const days = (lengths as readonly string[]).includes(query.days ?? "") ? (query.days ?? "91") : "91";
    const team = query.team ?? "";
    const told = useLoading(`report ${days} ${team}`, async () => {
        const period = periodOf(Number(days));
        const [report, open] = await Promise.all([periodReport(period), openReport({ team })]);
        return { period, report, open };
    });
    return (
        <>
            <Title words={t("nav.reports")}><AsOf at={told.data?.report.as_of} /></Title>
            <Filters page="reports" days={days} team={team} teams={told.data === undefined ? [] : teamsOf(told.data.report, team)} />
            <Told of={told}>{({ period, report, open }) => {
                const of = (measure: Measure): ReadonlyMap<string, number> => byKey(report, measure, team);
                const came = sum(of("filed"));
                if (report.rows.length === 0) return <Empty words={t("dashboards.nothing_in_period")} next={t("reports.longer")} />;
                const clocks = [...new Set([...of("promise_met").keys(), ...of("promise_missed").keys()])].filter((key) => key !== "").sort();
                const row = (name: string, measure: Measure, of_all?: number): preact.VNode => {
                    const n = sum(of(measure));
                    return <tr><td>{name}</td><td class="number">{n === 0 ? 0 : <a href={behind(measure, period, undefined, team)}>{n}</a>}</td><td class="number">{of_all === undefined ? "" : share(n, of_all)}</td></tr>;
                };
                const table = (measure: Measure, title: Key, define: Key): preact.VNode => {
                    const rows = largest(of(measure), (key) => keyInWords(measure, key), 30);
                    return (
                        <section class="card">
                            <h2>{t(title)}</h2>
                            {rows.length === 0 ? <p class="note">{t("reports.none")}</p> : <Scroller label={t(title)}><table><thead><tr><th>{t(title)}</th><th class="number">{t("dashboards.cases")}</th></tr></thead><tbody>{rows.map((one) => <tr key={one.key}><td>{one.name}</td><td class="number"><a href={behind(measure, period, one.key, team)}>{one.n}</a></td></tr>)}</tbody></table></Scroller>}
                            <p class="small">{t(define)}</p>
                        </section>
                    );
                };
                return (
                    <>
                        <p class="lead">{t("dashboards.counted", { from: moment(period.from), until: moment(period.until), zone: report.zone, back: moment(report.looked_back_to) })}</p>
                        <p class="row ways-out">
                            <button type="button" onClick={() => window.print()}>{t("reports.print")}</button>
                            <button type="button" onClick={() => keep(`redress-report-${period.from.slice(0, 10)}-${period.until.slice(0, 10)}.csv`, csvOf(["measure", "key", "team", "cases", "from", "until", "as_of"], report.rows.filter((one) => team === "" || one.team === team).map((one) => [one.measure, one.key, one.team, one.cases, report.from, report.until, report.as_of])))}>{t("reports.keep")}</button>
                        </p>
                        <div class="charts">
                            <section class="card">
                                <h2>{t("reports.sums")}</h2>
                                <Scroller label={t("reports.sums")}><table><thead><tr><th>{t("reports.what")}</th><th class="number">{t("dashboards.cases")}</th><th class="number">{t("reports.share")}</th></tr></thead><tbody>
                                    {row(t("measure.filed"), "filed")}{row(t("measure.closed"), "closed")}{row(t("measure.escalated"), "escalated", came)}{row(t("measure.appealed"), "appealed", came)}{row(t("measure.reopened"), "reopened", came)}
                                    <tr><td>{t("dashboards.open_now")}</td><td class="number"><a href={addressOf("cases", "list", { team })}>{open.all.open}</a></td><td /></tr>
                                    <tr><td>{t("ops.overdue")}</td><td class="number">{open.all.overdue === 0 ? 0 : <a href={addressOf("cases", "list", { team, due_before: open.as_of })}>{open.all.overdue}</a>}</td><td class="number">{share(open.all.overdue, open.all.open)}</td></tr>
                                </tbody></table></Scroller>
                                <p class="small">{t("define.rates")}</p>
                            </section>
                            <section class="card">
                                <h2>{t("dashboards.promises")}</h2>
                                {clocks.length === 0 ? <p class="note">{t("dashboards.no_promises")}</p> : (
                                    <Scroller label={t("dashboards.promises")}>
                                        <table><thead><tr><th>{t("field.clock")}</th><th class="number">{t("measure.promise_met")}</th><th class="number">{t("measure.promise_missed")}</th><th class="number">{t("dashboards.kept")}</th></tr></thead><tbody>
                                            {clocks.map((key) => {
                                                const met = of("promise_met").get(key) ?? 0, missed = of("promise_missed").get(key) ?? 0;
                                                return <tr key={key}><td>{word("clock", key)}</td><td class="number">{met === 0 ? 0 : <a href={behind("promise_met", period, key, team)}>{met}</a>}</td><td class="number">{missed === 0 ? 0 : <a href={behind("promise_missed", period, key, team)}>{missed}</a>}</td><td class="number">{share(met, met + missed)}</td></tr>;
                                            })}
                                        </tbody></table>
                                    </Scroller>
                                )}
                                <p class="small">{t("define.promises")}</p>
                            </section>
                            {table("category", "dashboards.reasons", "define.reasons")}
                            {table("root_cause", "dashboards.causes", "define.causes")}
                            {table("outcome", "dashboards.outcomes", "define.outcomes")}
                            {table("escalation_reason", "dashboards.climbed", "define.climbed")}
                        </div>
                    </>
                );
            }}</Told>
            {may("export_cases") && <Returns />}
        </>
    );
}

// How it goes, in numbers: each leads to the cases that it counts, each chart has its table, a file and its definition.
import { openReport, periodReport } from "../api/house";
import type { Measure, PeriodReport } from "../api/types";
import type { PageProps } from "../areas";
import { AsOf, Title, Told } from "../areas/parts";
import { Chart, type TableCell } from "../charts/chart";
import { byKey, dateIn, daysBetween, largest, share, sum, type Bar, type Dot, type Part } from "../charts/shapes";
import { t, word, type Key } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { useLoading } from "../ui/loading";
import { behind, keyInWords } from "./measures";

export const lengths = ["7", "28", "91", "365"] as const;
const day_ms = 86_400_000;
const ages = ["under_1_day", "1_to_7_days", "7_to_14_days", "14_to_28_days", "28_to_56_days", "over_56_days"] as const;
/// From how many days to how many a case of this age was filed ago.
const age_days: Readonly<Record<string, readonly [number, number | null]>> = {
    under_1_day: [0, 1], "1_to_7_days": [1, 7], "7_to_14_days": [7, 14], "14_to_28_days": [14, 28], "28_to_56_days": [28, 56], over_56_days: [56, null],
};

/// The number and the list behind it are of the same period, and who looks again soon asks for what was counted already.
const step_ms = 300_000;
export function periodOf(days: number): { from: string; until: string } {
    const until = Math.floor(Date.now() / step_ms) * step_ms + step_ms;
    const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
    return { from: iso(until - days * day_ms), until: iso(until) };
}

export function Filters({ page, days, team, teams }: { page: string; days: string; team: string; teams: readonly string[] }) {
    const to = (next: { days?: string; team?: string }): void => go(addressOf(page, "", { days, team, ...next }), "replace");
    return (
        <div class="filters">
            <label><span>{t("dashboards.period")}</span>
                <select value={days} onChange={(event) => to({ days: event.currentTarget.value })}>{lengths.map((one) => <option key={one} value={one}>{t("dashboards.days", { n: Number(one) })}</option>)}</select>
            </label>
            <label><span>{t("field.team")}</span>
                <select value={team} onChange={(event) => to({ team: event.currentTarget.value })}>
                    <option value="">{t("filter.any")}</option>{teams.map((one) => <option key={one} value={one}>{one}</option>)}
                </select>
            </label>
        </div>
    );
}
export const teamsOf = (report: PeriodReport, chosen: string): readonly string[] => [...new Set([...report.rows.map((one) => one.team), chosen])].filter((one) => one !== "").sort();

const cell = (value: string | number, to?: string): TableCell => (to === undefined ? { value } : { value, to });

export default function DashboardsPage({ query }: PageProps) {
    const days = (lengths as readonly string[]).includes(query.days ?? "") ? (query.days ?? "28") : "28";
    const team = query.team ?? "";
    const told = useLoading(`dashboards ${days}`, async () => {
        const period = periodOf(Number(days));
        const report = await periodReport(period);
        return { period, report };
    });
    const open = useLoading(`open ${team}`, () => openReport({ team }));
    return (
        <>
            <Title words={t("nav.dashboards")}><AsOf at={told.data?.report.as_of} /></Title>
            <Filters page="dashboards" days={days} team={team} teams={told.data === undefined ? (team === "" ? [] : [team]) : teamsOf(told.data.report, team)} />
            <Told of={told}>{({ period, report }) => {
                const of = (measure: Measure): ReadonlyMap<string, number> => byKey(report, measure, team);
                const to = (measure: Measure, key?: string, of_team = team): string => behind(measure, period, key, of_team);
                const filed = of("filed"), closed = of("closed"), met = of("promise_met"), missed = of("promise_missed"), running = of("promise_running");
                const came = sum(filed);
                const flow_days = daysBetween(dateIn(report.zone, period.from), dateIn(report.zone, period.until));
                const flow: Dot[] = flow_days.flatMap((day) => [{ day, series: t("measure.filed"), n: filed.get(day) ?? 0 }, { day, series: t("measure.closed"), n: closed.get(day) ?? 0 }]);
                // Under an empty key a case counts once, however many of its promises it kept or missed.
                const clocks = [...new Set([...met.keys(), ...missed.keys(), ...running.keys()])].filter((key) => key !== "").sort();
                const in_team = (part: Measure, of_team: string): number => byKey(report, part, of_team).get("") ?? 0;
                const parts = ["promise_met", "promise_missed", "promise_running"] as const;
                const partNames = parts.map((one) => t(`measure.${one}`));
                const promises: Part[] = clocks.flatMap((key) => parts.map((part) => ({ key, name: word("clock", key), part, n: of(part).get(key) ?? 0 })).filter((one) => one.n > 0));
                const teams = teamsOf(report, "").filter((one) => team === "" || one === team);
                const by_team: Part[] = teams.flatMap((key) => parts.map((part) => ({ key, name: key, part, n: in_team(part, key) })).filter((one) => one.n > 0));
                const ahead_days = daysBetween(dateIn(report.zone, report.as_of), dateIn(report.zone, new Date(Date.parse(report.as_of) + 7 * day_ms).toISOString()));
                const ahead = of("due_ahead");
                const list = (id: string, measure: Measure, title: Key, definition: Key, empty: Key): preact.VNode => {
                    const bars = largest(of(measure), (key) => keyInWords(measure, key));
                    return (
                        <Chart id={id} title={t(title)} definition={t(definition)} empty={t(empty)} columns={[{ head: t(title) }, { head: t("dashboards.cases"), number: true }]}
                            rows={bars.map((one) => [cell(one.name), cell(one.n, to(measure, one.key))])} draw={(by, room) => by.bars(bars, room)} />
                    );
                };
                const backlog = open.data;
                const age_bars: Bar[] = backlog === undefined ? [] : ages.map((age) => ({ key: age, name: t(`age.${age}`), n: backlog.by_age.find((one) => one.age === age)?.open ?? 0 })).filter((one, _n, all) => all.some((each) => each.n > 0) && one.n >= 0);
                const ageTo = (age: string): string => {
                    const [least, most] = age_days[age] ?? [0, null];
                    const at = Date.parse(backlog?.as_of ?? report.as_of);
                    return addressOf("cases", "list", { team, filed_until: new Date(at - least * day_ms).toISOString(), filed_from: most === null ? undefined : new Date(at - most * day_ms).toISOString() });
                };
                const kept = met.get("") ?? 0, broken = missed.get("") ?? 0;
                const rate = (measure: Measure): preact.VNode => {
                    const n = sum(of(measure));
                    return <div><dt>{t(`measure.${measure}` as Key)}</dt><dd>{share(n, came)}<span class="small">{n === 0 ? t("dashboards.of", { n, all: came }) : <a href={to(measure)}>{t("dashboards.of", { n, all: came })}</a>}</span></dd></div>;
                };
                return (
                    <>
                        <p class="note">{t("dashboards.counted", { from: moment(period.from), until: moment(period.until), zone: report.zone, back: moment(report.looked_back_to) })}</p>
                        <dl class="figures">
                            <div><dt>{t("measure.filed")}</dt><dd>{came === 0 ? 0 : <a href={to("filed")}>{came}</a>}</dd></div>
                            <div><dt>{t("measure.closed")}</dt><dd>{sum(closed) === 0 ? 0 : <a href={to("closed")}>{sum(closed)}</a>}</dd></div>
                            <div><dt>{t("dashboards.open_now")}</dt><dd>{backlog === undefined ? "–" : <a href={addressOf("cases", "list", { team })}>{backlog.all.open}</a>}<span class="small">{backlog === undefined ? "" : t("board.overdue", { n: backlog.all.overdue })}</span></dd></div>
                            <div><dt>{t("dashboards.kept")}</dt><dd>{share(kept, kept + broken)}<span class="small">{broken === 0 ? t("dashboards.missed", { n: 0 }) : <a href={to("promise_missed")}>{t("dashboards.missed", { n: broken })}</a>}</span></dd></div>
                            {rate("escalated")}{rate("appealed")}{rate("reopened")}
                        </dl>
                        <div class="charts">
                            <Chart id="flow" title={t("dashboards.flow")} definition={t("define.flow")} empty={t("dashboards.nothing_in_period")} columns={[{ head: t("dashboards.day") }, { head: t("measure.filed"), number: true }, { head: t("measure.closed"), number: true }]}
                                rows={came + sum(closed) === 0 ? [] : flow_days.map((day) => [cell(day), cell(filed.get(day) ?? 0, to("filed", day)), cell(closed.get(day) ?? 0, to("closed", day))])}
                                draw={(by, room) => by.lines(flow, [t("measure.filed"), t("measure.closed")], room)} />
                            <Chart id="backlog" title={t("dashboards.backlog")} definition={t("define.backlog")} empty={open.busy ? t("loading") : t("dashboards.no_backlog")} columns={[{ head: t("dashboards.age") }, { head: t("dashboards.cases"), number: true }]}
                                rows={age_bars.map((one) => [cell(one.name), cell(one.n, ageTo(one.key))])} draw={(by, room) => by.bars(age_bars, room)} />
                            <Chart id="promises" title={t("dashboards.promises")} definition={t("define.promises")} empty={t("dashboards.no_promises")} legend={partNames}
                                columns={[{ head: t("field.clock") }, ...partNames.map((head) => ({ head, number: true })), { head: t("dashboards.kept"), number: true }]}
                                rows={clocks.map((key) => [cell(word("clock", key)), ...parts.map((part) => cell(of(part).get(key) ?? 0, to(part, key))), cell(share(met.get(key) ?? 0, (met.get(key) ?? 0) + (missed.get(key) ?? 0)))])}
                                draw={(by, room) => by.stacked(promises, parts, room)} />
                            <Chart id="promises_by_team" title={t("dashboards.promises_by_team")} definition={t("define.promises")} empty={t("dashboards.no_promises")} legend={partNames}
                                columns={[{ head: t("field.team") }, ...partNames.map((head) => ({ head, number: true })), { head: t("dashboards.kept"), number: true }]}
                                rows={[...new Set(by_team.map((one) => one.key))].map((key) => [cell(key), ...parts.map((part) => cell(in_team(part, key), to(part, undefined, key))), cell(share(in_team("promise_met", key), in_team("promise_met", key) + in_team("promise_missed", key)))])}
                                draw={(by, room) => by.stacked(by_team, parts, room)} />
                            <Chart id="ahead" title={t("dashboards.ahead")} definition={t("define.ahead")} empty={t("dashboards.nothing_ahead")} columns={[{ head: t("dashboards.day") }, { head: t("dashboards.cases"), number: true }]}
                                rows={sum(ahead) === 0 ? [] : ahead_days.map((day) => [cell(day), cell(ahead.get(day) ?? 0, to("due_ahead", day))])}
                                draw={(by, room) => by.columns(ahead_days.map((day) => ({ key: day, name: day.slice(5).replace("-", "/"), n: ahead.get(day) ?? 0 })), room)} />
                            {list("reasons", "category", "dashboards.reasons", "define.reasons", "dashboards.nothing_in_period")}
                            {list("causes", "root_cause", "dashboards.causes", "define.causes", "dashboards.no_causes")}
                            {list("outcomes", "outcome", "dashboards.outcomes", "define.outcomes", "dashboards.no_outcomes")}
                            {list("climbed", "escalation_reason", "dashboards.climbed", "define.climbed", "dashboards.nobody_climbed")}
                        </div>
                    </>
                );
            }}</Told>
        </>
    );
}

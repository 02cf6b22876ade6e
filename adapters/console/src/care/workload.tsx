// Who has how much, who is away, and who could take more: counted from open cases, by whom the roster has.
import { openReport, roster } from "../api/house";
import type { PageProps } from "../areas";
import { AsOf, Empty, Scroller, Title, Told } from "../areas/parts";
import { awayAt } from "../away/absences";
import { t, word } from "../i18n";
import { moment, now } from "../i18n/time";
import { addressOf, go } from "../route";
import { may } from "../session";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";

const works = ["handler", "care_reviewer", "care_lead", "appeal_reviewer"];

export default function WorkloadPage({ query }: PageProps) {
    const team = query.team ?? "";
    const told = useLoading(`workload`, async () => {
        const [people, report] = await Promise.all([roster(), openReport()]);
        return { people: people.people.filter((one) => one.roles.some((role) => works.includes(role))), report };
    });
    return (
        <>
            <Title words={t("nav.workload")}><AsOf at={told.data?.report.as_of} /></Title>
            <Told of={told}>{({ people, report }) => {
                const teams = [...new Set(people.map((one) => one.team ?? "").filter((one) => one !== ""))].sort();
                const rows = people.filter((one) => team === "" || one.team === team)
                    .map((one) => ({ one, has: report.by_owner.find((each) => each.owner === one.person), away: awayAt(one, now.value) }))
                    .sort((a, b) => (b.has?.open ?? 0) - (a.has?.open ?? 0) || a.one.person.localeCompare(b.one.person));
                const free = rows.filter((row) => row.away === undefined && row.one.roles.includes("handler")).sort((a, b) => (a.has?.open ?? 0) - (b.has?.open ?? 0) || (a.has?.overdue ?? 0) - (b.has?.overdue ?? 0))[0];
                const most = Math.max(1, ...rows.map((row) => row.has?.open ?? 0));
                const gone = report.by_owner.filter((one) => !people.some((each) => each.person === one.owner));
                return (
                    <>
                        <div class="filters tight">
                            <label><span>{t("field.team")}</span>
                                <select value={team} onChange={(event) => go(addressOf("workload", "", { team: event.currentTarget.value }), "replace")}>
                                    <option value="">{t("filter.any")}</option>{teams.map((one) => <option key={one} value={one}>{one}</option>)}
                                </select>
                            </label>
                        </div>
                        {report.all.unowned > 0 && (
                            <div class="why"><p>{t("workload.unowned", { n: report.all.unowned })}</p>
                                <p>{free === undefined ? t("workload.nobody_free") : t("workload.suggest", { who: free.one.person, n: free.has?.open ?? 0 })} <a href={addressOf("queue", "unowned")}>{t("workload.see_unowned")}</a></p></div>
                        )}
                        {rows.length === 0 ? <Empty words={t("workload.nobody")} next={<a href={addressOf("workload")}>{t("workload.all_teams")}</a>} /> : (
                            <Scroller label={t("nav.workload")}>
                                <table>
                                    <thead><tr><th>{t("workload.person")}</th><th>{t("field.team")}</th><th>{t("workload.roles")}</th><th class="number">{t("workload.open")}</th><th><span class="hidden">{t("workload.share")}</span></th><th class="number">{t("workload.overdue")}</th><th class="number">{t("workload.within_day")}</th><th class="number">{t("workload.waiting")}</th><th>{t("workload.there")}</th></tr></thead>
                                    <tbody>
                                        {rows.map(({ one, has, away }) => (
                                            <tr key={one.person}>
                                                <td class="tight">{one.person}</td><td>{one.team}</td><td>{one.roles.filter((role) => works.includes(role)).map((role) => word("role", role)).join(", ")}</td>
                                                <td class="number">{has === undefined ? 0 : <a href={addressOf("cases", "list", { owner: one.person })}>{has.open}</a>}</td>
                                                <td class="bar-of"><progress value={has?.open ?? 0} max={most} aria-label={t("workload.of_most", { n: has?.open ?? 0, most })} /></td>
                                                <td class="number">{has === undefined || has.overdue === 0 ? 0 : <a href={addressOf("cases", "list", { owner: one.person, due_before: report.as_of })}>{has.overdue}</a>}</td>
                                                <td class="number">{has?.due_within_day ?? 0}</td><td class="number">{has?.waiting ?? 0}</td>
                                                <td>{away === undefined ? <Chip tone="done">{t("workload.here")}</Chip> : <><Chip tone="waiting">{t("workload.away", { at: moment(away.until) })}</Chip> {away.delegate !== undefined && t("workload.delegate", { who: away.delegate })}</>}</td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </Scroller>
                        )}
                        {gone.length > 0 && <p><Chip tone="breach">{t("workload.left", { n: gone.length })}</Chip> {gone.map((one, n) => <span key={one.owner}>{n > 0 && ", "}<a href={addressOf("cases", "list", { owner: one.owner })}>{one.owner} ({one.open})</a></span>)}</p>}
                        <p class="small">{t("workload.how")} {may("absences") && <a href={addressOf("away")}>{t("away.see")}</a>}</p>
                    </>
                );
            }}</Told>
        </>
    );
}

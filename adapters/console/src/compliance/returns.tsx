// Reports for supervisors and auditors: made by the house of the log's entries alone, shown before they are kept.
import { useState } from "preact/hooks";
import { makeReturn, returns } from "../api/house";
import type { ReturnMade } from "../api/types";
import { Problem } from "../api/problem";
import { Scroller, Told } from "../areas/parts";
import { csvOf, keep, type Cell } from "../charts/csv";
import { t } from "../i18n";
import { seconds } from "../i18n/time";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { columnName } from "./exports";

const preview_rows = 20;
type Row = ReturnMade["rows"][number];
const cellOf = (row: Row, column: string): Cell => {
    const value = row[column];
    return value === undefined ? "" : typeof value === "number" ? value : String(value);
};

/// Dates of the half year before the current one: what is due most often.
export function lastHalfYear(today: Date): { from: string; until: string } {
    const year = today.getUTCFullYear();
    return today.getUTCMonth() < 6 ? { from: `${year - 1}-07-01`, until: `${year - 1}-12-31` } : { from: `${year}-01-01`, until: `${year}-06-30` };
}

export function Returns() {
    const list = useLoading("returns", returns);
    const [report, setReport] = useState("breach_register");
    const [period, setPeriod] = useState(lastHalfYear(new Date()));
    const [entity, setEntity] = useState("");
    const [busy, setBusy] = useState(false);
    const [made, setMade] = useState<ReturnMade | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const make = async (): Promise<void> => {
        setBusy(true);
        setProblem(null);
        setMade(null);
        try {
            setMade(await makeReturn(report, { ...period, ...(entity === "" ? {} : { entity }) }));
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
        }
        setBusy(false);
    };
    const save = (of: ReturnMade): void =>
        keep(`redress-${of.report}-${of.from.slice(0, 10)}-${of.as_of.replaceAll(/[:.]/g, "-")}.csv`, csvOf(of.columns, of.rows.map((row) => of.columns.map((one) => cellOf(row, one)))));
    return (
        <section class="card">
            <h2>{t("returns.title")}</h2>
            <p class="note">{t("returns.what")}</p>
            <Told of={list}>{({ items }) => (
                <>
                    <div class="filters">
                        <label><span>{t("returns.report")}</span><select value={report} onChange={(event) => { setReport(event.currentTarget.value); setMade(null); }}>{items.map((one) => <option key={one.report} value={one.report}>{one.report}</option>)}</select></label>
                        <label><span>{t("returns.from")}</span><input type="date" value={period.from} onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })} /></label>
                        <label><span>{t("returns.until")}</span><input type="date" value={period.until} onChange={(event) => setPeriod({ ...period, until: event.currentTarget.value })} /></label>
                        <label><span>{t("returns.entity")}</span><input value={entity} onInput={(event) => setEntity(event.currentTarget.value)} /></label>
                    </div>
                    <p class="small">{items.find((one) => one.report === report)?.meaning}</p>
                </>
            )}</Told>
            <p class="row"><button type="button" class="main" disabled={busy} onClick={() => void make()}>{t("returns.make")}</button><span role="status">{busy ? t("returns.making") : ""}</span></p>
            {problem !== null && <ProblemCard problem={problem} retry={() => void make()} />}
            {made !== null && (
                <>
                    <p class="lead">{t("returns.made", { n: made.rows.length, cases: made.cases, at: seconds(made.as_of), zone: made.zone })}</p>
                    {made.unreadable > 0 && <p class="error">{t("returns.unreadable", { n: made.unreadable })}</p>}
                    {made.rows.length === 0 ? <p class="note">{t("returns.none")}</p> : (
                        <Scroller label={made.report}>
                            <table>
                                <thead><tr>{made.columns.map((one) => <th key={one}>{columnName(one)}</th>)}</tr></thead>
                                <tbody>{made.rows.slice(0, preview_rows).map((row, n) => <tr key={n}>{made.columns.map((one) => <td key={one} class="tight">{cellOf(row, one)}</td>)}</tr>)}</tbody>
                            </table>
                        </Scroller>
                    )}
                    {made.rows.length > preview_rows && <p class="small">{t("returns.more", { n: made.rows.length - preview_rows })}</p>}
                    <p class="row"><button type="button" onClick={() => save(made)}>{t("returns.keep")}</button></p>
                </>
            )}
        </section>
    );
}

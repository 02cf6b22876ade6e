// What the API gives as lists, as a file: which cases, which columns, which form; the first rows and the exact count
// before anything is kept. It is no signed package, and the page says so.
import { useEffect, useRef, useState } from "preact/hooks";
import { cases, referrals, improvements, incidents } from "../api/house";
import { redressItems } from "../api/more";
import { Problem } from "../api/problem";
import type { PageProps } from "../areas";
import { Scroller, Title, wholeList } from "../areas/parts";
import { csvOf, keep, type Cell } from "../charts/csv";
import { codesOf, fieldName, hasMessage, t, word, type Key } from "../i18n";
import { seconds, toApi, zone } from "../i18n/time";
import { useSubmit } from "../keys/use";
import { ProblemCard } from "../ui/problem_card";

type Row = Readonly<Record<string, unknown>>;
type Read = (query: Readonly<Record<string, string | number | undefined>>) => Promise<{ items: readonly Row[]; next_cursor: string | null; as_of: string }>;
const as = (read: unknown): Read => read as Read;
export const scopes: Readonly<Record<string, { readonly read: Read; readonly filters: readonly string[]; readonly columns: readonly string[] }>> = {
    cases: { read: as(cases), filters: ["state", "category", "team", "filed_from", "filed_until"], columns: ["reference", "case", "state", "kind", "category", "channel", "severity", "rung", "hold", "team", "owner", "filed_at", "next_due"] },
    redress: { read: as(redressItems), filters: [], columns: ["reference", "case", "item", "redress_kind", "state", "amount", "currency", "offered_by", "approved_by", "paid_at"] },
    referrals: { read: as(referrals), filters: [], columns: ["reference", "case", "body", "referral", "state", "category", "team", "owner", "filed_at"] },
    incidents: { read: as(incidents), filters: [], columns: ["incident", "state", "linked_cases", "words_en", "words_zh", "from", "until", "posted_by"] },
    improvements: { read: as(improvements), filters: [], columns: ["action", "state", "measure", "cause", "owner", "due", "done_by", "checked_by"] },
};
const preview_rows = 20;
const rows_max = 100_000;

export const columnName = (column: string): string =>
    hasMessage(`export.column.${column}`) ? t(`export.column.${column}` as Key) : hasMessage(`field.${column}`) ? fieldName(column) : column.replaceAll("_", " ");
const cellOf = (row: Row, column: string): Cell => {
    const value = row[column];
    return value === undefined || value === null ? "" : typeof value === "number" ? value : typeof value === "string" ? value : JSON.stringify(value);
};

interface Result {
    readonly rows: readonly Row[];
    readonly whole: boolean;
    readonly as_of: string;
    readonly of: string;
}

export default function ExportsPage(_: PageProps) {
    const [scope, setScope] = useState("cases");
    const [filters, setFilters] = useState<Readonly<Record<string, string>>>({ state: "open" });
    const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
    const [form, setForm] = useState<"csv" | "jsonl">("csv");
    const [read, setRead] = useState<number | null>(null);
    const [result, setResult] = useState<Result | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const kind = scopes[scope] ?? scopes.cases;
    if (kind === undefined) return null;
    const columns = kind.columns.filter((one) => !left.has(one));
    const asked = JSON.stringify([scope, filters]);
    const change = (field: string, value: string): void => setFilters({ ...filters, [field]: value });

    const count = async (): Promise<void> => {
        setRead(0);
        setProblem(null);
        setResult(null);
        try {
            const query = Object.fromEntries(kind.filters.map((one) => [one, filters[one]]));
            const any = scope === "incidents" ? { incident_state: "any" } : scope === "improvements" ? { improvement_state: "any" } : {};
            const list = await wholeList<Row>((cursor) => kind.read({ ...query, ...any, limit: 200, cursor }), rows_max, setRead);
            setResult({ rows: list.items, whole: list.whole, as_of: list.as_of, of: asked });
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
        }
        setRead(null);
    };
    const save = (of: Result): void => {
        const name = `redress-${scope}-${of.as_of.replaceAll(/[:.]/g, "-")}.${form}`;
        if (form === "csv") keep(name, csvOf(columns, of.rows.map((row) => columns.map((one) => cellOf(row, one)))));
        else keep(name, of.rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((one) => [one, row[one] ?? null])))).join("\n") + "\n", "application/jsonl");
    };
    const fresh = result !== null && result.of === asked ? result : null;
    const box = useRef<HTMLFormElement>(null);
    const counted = useRef<HTMLParagraphElement>(null);
    const ask = (): void => {
        if (read === null && columns.length > 0) void count();
    };
    useSubmit(box, ask);
    // What was counted is read next, and the file is kept right behind it.
    useEffect(() => counted.current?.focus(), [result]);
    return (
        <form ref={box} aria-label={t("nav.exports")} onSubmit={(event) => { event.preventDefault(); ask(); }}>
            <Title words={t("nav.exports")} />
            <p class="note">{t("export.what")}</p>
            <ol class="steps">
                <li>
                    <h2>{t("export.scope")}</h2>
                    <div class="filters">
                        <label><span>{t("export.of")}</span>
                            <select value={scope} onChange={(event) => { setScope(event.currentTarget.value); setLeft(new Set()); }}>{Object.keys(scopes).map((one) => <option key={one} value={one}>{t(`export.scope.${one}` as Key)}</option>)}</select>
                        </label>
                        {kind.filters.includes("state") && <label><span>{t("field.state")}</span><select value={filters.state ?? "open"} onChange={(event) => change("state", event.currentTarget.value)}>{["open", "received", "responded", "investigating", "decided", "appealed", "closed"].map((one) => <option key={one} value={one}>{one === "open" ? t("matter.open") : word("state", one)}</option>)}</select></label>}
                        {kind.filters.includes("category") && filters.state !== "closed" && <label><span>{t("field.category")}</span><select value={filters.category ?? ""} onChange={(event) => change("category", event.currentTarget.value)}><option value="">{t("filter.any")}</option>{codesOf("category").map((one) => <option key={one} value={one}>{word("category", one)}</option>)}</select></label>}
                        {kind.filters.includes("team") && <label><span>{t("field.team")}</span><input value={filters.team ?? ""} onInput={(event) => change("team", event.currentTarget.value)} /></label>}
                        {kind.filters.includes("filed_from") && <label><span>{t("export.filed_from")} ({zone()})</span><input type="datetime-local" onChange={(event) => change("filed_from", toApi(event.currentTarget.value))} /></label>}
                        {kind.filters.includes("filed_until") && <label><span>{t("export.filed_until")} ({zone()})</span><input type="datetime-local" onChange={(event) => change("filed_until", toApi(event.currentTarget.value))} /></label>}
                    </div>
                </li>
                <li>
                    <h2>{t("export.columns")}</h2>
                    <fieldset><legend class="hidden">{t("export.columns")}</legend>
                        <div class="ticks">{kind.columns.map((one) => <label key={one} class="choice"><input type="checkbox" checked={!left.has(one)} onChange={(event) => { const now = new Set(left); if (event.currentTarget.checked) now.delete(one); else now.add(one); setLeft(now); }} /><span>{columnName(one)}</span></label>)}</div>
                    </fieldset>
                    <div class="filters"><label><span>{t("export.form")}</span><select value={form} onChange={(event) => setForm(event.currentTarget.value as "csv" | "jsonl")}><option value="csv">CSV (UTF-8, {t("export.spreadsheet")})</option><option value="jsonl">JSON Lines</option></select></label></div>
                </li>
                <li>
                    <h2>{t("export.look")}</h2>
                    <p class="row"><button class="main" disabled={read !== null || columns.length === 0}>{t("export.count")} <kbd>Ctrl ⏎</kbd></button><span role="status">{read !== null ? t("export.reading", { n: read }) : ""}</span></p>
                    {problem !== null && <ProblemCard problem={problem} retry={() => void count()} />}
                    {result !== null && fresh === null && <p class="note">{t("export.stale")}</p>}
                    {fresh !== null && (
                        <>
                            <p class="lead" ref={counted} tabIndex={-1}>{t("export.exactly", { n: fresh.rows.length, at: seconds(fresh.as_of) })}</p>
                            {!fresh.whole && <p class="error">{t("export.cut", { n: rows_max })}</p>}
                            {fresh.rows.length === 0 ? <p class="note">{t("export.none")}</p> : (
                                <Scroller label={t("export.look")}>
                                    {/* As the file will have it: codes, and no words of a language. */}
                                    <table translate={false}>
                                        <thead><tr>{columns.map((one) => <th key={one}>{columnName(one)}</th>)}</tr></thead>
                                        <tbody>{fresh.rows.slice(0, preview_rows).map((row, n) => <tr key={n}>{columns.map((one) => <td key={one} class="tight">{cellOf(row, one)}</td>)}</tr>)}</tbody>
                                    </table>
                                </Scroller>
                            )}
                            {fresh.rows.length > preview_rows && <p class="small">{t("export.first", { n: preview_rows })}</p>}
                            <button type="button" disabled={fresh.rows.length === 0 || !fresh.whole} onClick={() => save(fresh)}>{t("export.keep", { n: fresh.rows.length })}</button>
                        </>
                    )}
                </li>
            </ol>
        </form>
    );
}

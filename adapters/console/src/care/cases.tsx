// The cases behind a number: of a period, or those that a filter lists. The address says which.
import { cases, behindNumber } from "../api/house";
import type { Line } from "../api/types";
import type { PageProps } from "../areas";
import { Empty, Title } from "../areas/parts";
import { t, word, type Key } from "../i18n";
import { moment } from "../i18n/time";
import { useKeys } from "../keys/use";
import { leaveTrail } from "../queue/filters";
import { useList } from "../queue/list";
import { QueueTable } from "../queue/table";
import { addressOf, go } from "../route";
import { ProblemCard } from "../ui/problem_card";
import { keyInWords } from "./measures";

const filters = ["state", "team", "owner", "category", "channel", "kind", "hold", "severity", "rung", "due_before", "filed_from", "filed_until"] as const;

export default function CasesPage({ name, query }: PageProps) {
    const behind = name === "behind";
    const asked = JSON.stringify(query);
    const list = useList(`cases ${name} ${asked}`, (cursor) => behind
        ? behindNumber({ measure: query.measure, key: query.key, team: query.team, from: query.from, until: query.until, limit: 50, cursor })
        : cases({ ...Object.fromEntries(filters.map((one) => [one, query[one]])), limit: 50, cursor }));
    const open = (line: Line): void => {
        leaveTrail({ from: addressOf("cases", name, query), references: list.rows.map((row) => row.line.reference) });
        go(addressOf("case", line.reference));
    };
    const here = list.rows[list.at]?.line;
    useKeys({ down: () => list.move(list.at + 1), up: () => list.move(list.at - 1), open: () => here !== undefined && open(here), load_new: list.reload });
    const said = behind
        ? [t(`measure.${query.measure ?? "filed"}` as Key), query.key === undefined ? "" : keyInWords(query.measure ?? "", query.key), query.team ?? "", query.from === undefined || query.until === undefined ? "" : t("cases.period", { from: moment(query.from), until: moment(query.until) })]
        : filters.filter((one) => query[one] !== undefined).map((one) => one === "due_before" ? t("cases.due_before", { at: moment(query[one] ?? "") }) : one === "filed_from" ? t("cases.filed_from", { at: moment(query[one] ?? "") }) : one === "filed_until" ? t("cases.filed_until", { at: moment(query[one] ?? "") }) : word(one, query[one]));
    return (
        <>
            <Title words={t("nav.cases")}><span class="lead">{said.filter((one) => one !== "").join(" · ")}</span></Title>
            {list.waiting > 0 && <button type="button" class="pill" onClick={list.reload}>{t("queue.new", { n: list.waiting })} <kbd>.</kbd></button>}
            {list.problem !== undefined && <ProblemCard problem={list.problem} retry={list.reload} />}
            {list.rows.length > 0 && <QueueTable caption={t("nav.cases")} rows={list.rows} at={list.at} move={list.move} open={open} />}
            {list.rows.length === 0 && list.problem === undefined && (list.busy ? <p class="note">{t("loading")}</p> : <Empty words={t("cases.empty")} next={<a href={addressOf("dashboards")}>{t("nav.dashboards")}</a>} />)}
            {list.more && <button type="button" disabled={list.busy} onClick={list.next}>{t("queue.more")}</button>}
        </>
    );
}

import { useEffect } from "preact/hooks";
import { search } from "../api/calls";
import type { Line } from "../api/types";
import { t } from "../i18n";
import { useKeys } from "../keys/use";
import { leaveTrail } from "../queue/filters";
import { useList } from "../queue/list";
import { QueueTable } from "../queue/table";
import { addressOf, go } from "../route";
import { ProblemCard } from "../ui/problem_card";

export function SearchPage({ words }: { words: string }) {
    const list = useList(`search ${words}`, (cursor) => words === "" ? Promise.resolve({ items: [], next_cursor: null, as_of: new Date().toISOString() }) : search({ q: words, limit: 50, cursor }));
    useEffect(() => {
        document.title = `${t("search.title", { words })} · Redress`;
    });
    const open = (line: Line): void => {
        leaveTrail({ from: addressOf("search", "", { q: words }), references: list.rows.map((row) => row.line.reference) });
        go(addressOf("case", line.reference));
    };
    const here = list.rows[list.at]?.line;
    useKeys({
        down: () => list.move(list.at + 1), up: () => list.move(list.at - 1),
        open: () => here !== undefined && open(here), load_new: list.reload,
    });
    return (
        <div class="page">
            <h1>{t("search.title", { words })}</h1>
            {list.problem !== undefined && <ProblemCard problem={list.problem} retry={list.reload} />}
            {list.rows.length > 0 && <QueueTable caption={t("search.title", { words })} rows={list.rows} at={list.at} move={list.move} open={open} />}
            {list.rows.length === 0 && list.problem === undefined && (list.busy ? <p class="note">{t("loading")}</p> : <div class="empty"><p>{t("search.none", { words })}</p><p class="note">{t("search.how")}</p></div>)}
            {list.more && <button type="button" disabled={list.busy} onClick={list.next}>{t("queue.more")}</button>}
        </div>
    );
}

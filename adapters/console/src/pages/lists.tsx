// What climbed, and what is to be heard: lists with their own first question, why it is here.
import { useEffect } from "preact/hooks";
import { appeals, escalations, type Page } from "../api/calls";
import type { Appeal, Escalation, Line } from "../api/types";
import { t, word, type Key } from "../i18n";
import { moment } from "../i18n/time";
import { useKeys } from "../keys/use";
import { leaveTrail } from "../queue/filters";
import { useList } from "../queue/list";
import { QueueTable } from "../queue/table";
import { addressOf, go } from "../route";
import { ProblemCard } from "../ui/problem_card";

interface Props<T extends Line> {
    readonly page: string;
    readonly title: Key;
    readonly empty: Key;
    readonly head: Key;
    readonly read: (cursor: string | undefined) => Promise<Page<T>>;
    readonly cell: (line: T) => preact.ComponentChildren;
}

function CaseList<T extends Line>({ page, title, empty, head, read, cell }: Props<T>) {
    const list = useList(page, read);
    useEffect(() => {
        document.title = `${t(title)} · Redress`;
    });
    const open = (line: Line): void => {
        leaveTrail({ from: addressOf(page), references: list.rows.filter((row) => !row.gone).map((row) => row.line.reference) });
        go(addressOf("case", line.reference));
    };
    const here = list.rows[list.at]?.line;
    useKeys({
        down: () => list.move(list.at + 1), up: () => list.move(list.at - 1),
        open: () => here !== undefined && open(here), load_new: list.reload,
    });
    return (
        <div class="page">
            <h1>{t(title)}</h1>
            {list.waiting > 0 && <div class="bar"><button type="button" class="pill" onClick={list.reload}>{t("queue.new", { n: list.waiting })} <kbd>.</kbd></button></div>}
            {list.problem !== undefined && <ProblemCard problem={list.problem} retry={list.reload} />}
            {list.rows.length > 0 && <QueueTable caption={t(title)} rows={list.rows} at={list.at} move={list.move} open={open} extra={{ head: t(head), cell: (line) => cell(line as T) }} />}
            {list.rows.length === 0 && list.problem === undefined && (list.busy ? <p class="note">{t("loading")}</p> : <div class="empty"><p>{t(empty)}</p></div>)}
            {list.more && <button type="button" disabled={list.busy} onClick={list.next}>{t("queue.more")}</button>}
        </div>
    );
}

export function EscalationsPage() {
    return (
        <CaseList<Escalation>
            page="escalations" title="nav.escalations" empty="escalations.empty" head="escalations.why"
            read={(cursor) => escalations({ limit: 50, cursor })}
            cell={(line) => (
                <>
                    <b>{(line.reason ?? "").replaceAll("_", " ") || "–"}</b>{" "}
                    <span class="note">{[line.target === undefined ? "" : t("escalations.called", { who: line.target }), line.raised_at === undefined ? "" : moment(line.raised_at), line.reviewer === undefined ? "" : t("escalations.with", { who: line.reviewer })].filter((one) => one !== "").join(" · ")}</span>
                </>
            )}
        />
    );
}

export function AppealsPage() {
    return (
        <CaseList<Appeal>
            page="appeals" title="nav.appeals" empty="appeals.empty" head="appeals.against"
            read={(cursor) => appeals({ limit: 50, cursor })}
            cell={(line) => (
                <>
                    <b>{word("outcome", line.outcome)}</b>{" "}
                    <span class="note">{[t("appeals.level", { n: line.appeal_level ?? 1 }), line.decided_by === undefined ? "" : t("appeals.by", { who: line.decided_by }), line.decided_at === undefined ? "" : moment(line.decided_at)].filter((one) => one !== "").join(" · ")}</span>
                </>
            )}
        />
    );
}

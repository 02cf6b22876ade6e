// Where every open case stands, in columns; a case moves by a menu of what may be done with it, and the form of that
// opens on its page. Nothing is dropped and nothing commits here.
import { useState } from "preact/hooks";
import { actions as readActions, queue } from "../api/calls";
import { openReport } from "../api/house";
import type { Action, Line } from "../api/types";
import type { PageProps } from "../areas";
import { AsOf, Title, Told } from "../areas/parts";
import { isTheEngines } from "../case/acts";
import { needsOnlyFields } from "../case/fields";
import { t, verb, word } from "../i18n";
import { inWords } from "../i18n/in_words";
import { ago } from "../i18n/time";
import { addressOf, go } from "../route";
import { may } from "../session";
import { SeverityChip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { useLoading } from "../ui/loading";

const states = ["received", "responded", "investigating", "decided", "appealed"] as const;
const shown_max = 20;

function Menu({ line, columns }: { line: Line; columns: readonly string[] }) {
    const told = useLoading(line.case, () => readActions(line.reference));
    const moves = (told.data?.items ?? []).filter((one) => one.machine === "lifecycle" && one.target !== undefined && one.target !== line.state);
    const can = (one: Action): boolean => one.how === "possible" || needsOnlyFields(one);
    const legal = moves.filter(can);
    const blocked = moves.filter((one) => !can(one) && one.how === "blocked");
    const others = moves.filter((one) => one.how === "other_role" && !isTheEngines(one));
    const targets = new Set([...legal, ...blocked, ...others].map((one) => one.target));
    return (
        <Told of={told}>{() => (
            <ul class="menu-of">
                {legal.map((one) => <li key={one.event}><a class="button" href={addressOf("case", line.reference, { act: one.event })}>{one.target_label ?? word("state", one.target)}: {verb(one.event)}</a></li>)}
                {blocked.map((one) => <li key={one.event} class="no small"><b>{one.target_label ?? word("state", one.target)}: {verb(one.event)}</b> {one.words} {inWords(one.what_to_do)}</li>)}
                {others.map((one) => <li key={one.event} class="no small"><b>{one.target_label ?? word("state", one.target)}: {verb(one.event)}</b> {t("board.for_roles", { roles: one.roles.map((role) => word("role", role)).join(", ") })}</li>)}
                {moves.length === 0 && <li class="small">{t("board.no_move")}</li>}
                {moves.length > 0 && <li class="no small">{t("board.not_to", { states: columns.filter((one) => one !== line.state && !targets.has(one)).map((one) => word("state", one)).join(", ") || "–" })}</li>}
            </ul>
        )}</Told>
    );
}

function Card({ line }: { line: Line }) {
    const [open, setOpen] = useState(false);
    return (
        <article>
            <p class="row"><a class="reference" href={addressOf("case", line.reference)}>{line.reference}</a><SeverityChip severity={line.severity} /></p>
            <p>{line.words?.category || word("category", line.category)}</p>
            <p class="small">{[line.owner ?? t("nobody"), line.filed_at === undefined ? "" : ago(line.filed_at), line.rung > 0 ? t("rung", { n: line.rung }) : "", line.hold !== undefined && line.hold !== "none" ? word("hold", line.hold) : ""].filter((one) => one !== "").join(" · ")}</p>
            {line.next_due !== undefined && <DueIn due={line.next_due} plain of={line.reference} />}
            <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
                <summary>{t("board.move")}<span class="hidden"> {line.reference}</span></summary>
                {open && <Menu line={line} columns={states} />}
            </details>
        </article>
    );
}

export default function BoardPage({ query }: PageProps) {
    const team = query.team ?? "";
    const told = useLoading(`board ${team}`, async () => {
        const [report, ...columns] = await Promise.all([
            may("reports") ? openReport({ team }) : Promise.resolve(undefined),
            // As a queue, which has least time left on top: the cases of one state stand by their ids else.
            ...states.map((state) => queue("all", { state, team, limit: shown_max })),
        ]);
        return { report, columns: columns.map((page, n) => ({ state: states[n] ?? "", lines: page.items, more: page.next_cursor !== null, as_of: page.as_of })) };
    });
    const teams = (told.data?.report?.by_team ?? []).map((one) => one.team).filter((one) => one !== "");
    return (
        <>
            <Title words={t("nav.board")}><AsOf at={told.data?.columns[0]?.as_of} /></Title>
            <div class="filters tight">
                {teams.length > 0 && (
                    <label><span>{t("field.team")}</span>
                        <select value={team} onChange={(event) => go(addressOf("board", "", { team: event.currentTarget.value }), "replace")}>
                            <option value="">{t("filter.any")}</option>{[...new Set([...teams, ...(team === "" ? [] : [team])])].map((one) => <option key={one} value={one}>{one}</option>)}
                        </select>
                    </label>
                )}
                <button type="button" onClick={told.again}>{t("areas.read_again")}</button>
            </div>
            <Told of={told}>{(now) => (
                <div class="board" role="region" tabIndex={0} aria-label={t("nav.board")}>
                    {now.columns.map((column) => {
                        const sums = now.report?.by_state.find((one) => one.state === column.state);
                        const oldest = [...column.lines].map((one) => one.filed_at ?? "9").sort()[0];
                        return (
                            <section key={column.state} aria-labelledby={`column-${column.state}`}>
                                <h2 id={`column-${column.state}`}>{word("state", column.state)} <a class="count" href={addressOf("cases", "list", { state: column.state, team })}>{sums?.open ?? `${column.lines.length}${column.more ? "+" : ""}`}</a></h2>
                                <p class="small">{[sums !== undefined && sums.overdue > 0 ? t("board.overdue", { n: sums.overdue }) : "", oldest === undefined || oldest === "9" ? "" : t("board.oldest", { age: ago(oldest) })].filter((one) => one !== "").join(" · ") || t("board.nobody_here")}</p>
                                {column.lines.map((line) => <Card key={line.case} line={line} />)}
                                {column.more && <p><a href={addressOf("cases", "list", { state: column.state, team })}>{t("board.more")}</a></p>}
                            </section>
                        );
                    })}
                </div>
            )}</Told>
        </>
    );
}

// The table of a list: one row has the keys, which move it up and down.
import { useEffect, useRef } from "preact/hooks";
import type { Line } from "../api/types";
import { t, word } from "../i18n";
import { ago, zoneName } from "../i18n/time";
import { isField } from "../keys/dispatch";
import { addressOf } from "../route";
import { SeverityChip, StandsIn, StateChip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import type { Row } from "./rows";

interface Props {
    readonly caption: string;
    readonly rows: readonly Row[];
    readonly at: number;
    readonly move: (to: number) => void;
    readonly open: (line: Line) => void;
    readonly selected?: ReadonlySet<string>;
    readonly select?: ((line: Line, on: boolean) => void) | undefined;
    /// Until when whoever is away is, by their name: of rows that somebody has for them.
    readonly awayUntil?: ReadonlyMap<string, string>;
    /// A column of the page's own, behind the state.
    readonly extra?: { readonly head: string; readonly cell: (line: Line) => preact.ComponentChildren };
}

export function QueueTable({ caption, rows, at, move, open, selected, select, awayUntil, extra }: Props) {
    const body = useRef<HTMLTableSectionElement>(null);
    const before = useRef(at);
    useEffect(() => {
        const row = body.current?.rows[at];
        const moved = before.current !== at;
        before.current = at;
        const active = document.activeElement;
        // The row has the focus when the keys moved to it or had it already: a reader in the filters is left there.
        if (row !== undefined && (active === document.body || body.current?.contains(active) === true || active?.id === "main" || (moved && !isField(active))))
            row.focus({ preventScroll: true });
        row?.scrollIntoView({ block: "nearest" });
    }, [at, rows.length]);
    return (
        <div class="scroller" role="region" aria-label={caption} tabIndex={rows.length === 0 ? -1 : 0}>
            <table class="queue">
                <caption class="hidden">{caption}</caption>
                <thead>
                    <tr>
                        {select !== undefined && <th><span class="hidden">{t("bulk.select")}</span></th>}
                        <th>{t("column.due")} ({zoneName()})</th>
                        <th>{t("column.case")}</th>
                        <th>{t("column.category")}</th>
                        <th>{t("column.state")}</th>
                        {extra !== undefined && <th>{extra.head}</th>}
                        <th class="number">{t("column.severity")}</th>
                        <th>{t("column.owner")}</th>
                        <th>{t("column.channel")}</th>
                        <th>{t("column.filed")}</th>
                    </tr>
                </thead>
                <tbody ref={body}>
                    {rows.map(({ line, gone, changed }, n) => (
                        <tr
                            key={line.case} tabIndex={n === at ? 0 : -1} aria-current={n === at ? "true" : undefined}
                            class={`${n === at ? "at" : ""}${gone ? " gone" : ""}${changed ? " changed" : ""}`}
                            onClick={(event) => {
                                // The tick is drawn anew before the browser has said that it changed, and would be taken back.
                                if ((event.target as Element).closest("input") !== null) return;
                                move(n);
                                if ((event.target as Element).closest("a, button, label, dialog") === null) open(line);
                            }}
                        >
                            {select !== undefined && (
                                <td>
                                    <input
                                        type="checkbox" tabIndex={n === at ? 0 : -1} checked={selected?.has(line.case) === true} aria-label={t("bulk.select_one", { reference: line.reference })}
                                        onChange={(event) => { select(line, event.currentTarget.checked); move(n); }}
                                    />
                                </td>
                            )}
                            <td>{gone ? t("queue.gone") : line.next_due === undefined ? t("clock.none") : <DueIn due={line.next_due} plain of={line.reference} reached={false} />}</td>
                            <td><a class="reference" tabIndex={-1} href={addressOf("case", line.reference)}>{line.reference}</a></td>
                            <td>{line.words?.category || word("category", line.category)}</td>
                            <td>
                                <StateChip state={line.state} words={line.words?.state} />
                                {line.hold !== undefined && line.hold !== "none" && <span class="note"> {word("hold", line.hold)}</span>}
                                {line.rung > 0 && <span class="note"> {t("rung", { n: line.rung })}</span>}
                            </td>
                            {extra !== undefined && <td>{extra.cell(line)}</td>}
                            <td class="number"><SeverityChip severity={line.severity} /></td>
                            <td>{line.stands_in_for !== undefined ? <StandsIn of={line.stands_in_for} until={awayUntil?.get(line.stands_in_for)} /> : line.owner ?? <span class="note">{t("nobody")}</span>}</td>
                            <td>{word("channel", line.channel)}</td>
                            <td>{line.filed_at === undefined ? "" : <time dateTime={line.filed_at}>{ago(line.filed_at)}</time>}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

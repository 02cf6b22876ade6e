// A chart with what belongs to it: its table, in which each number leads to its cases, the same as CSV, and what was
// counted. Who sees no picture has the table; what draws the picture is fetched behind the words.
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { csvOf, keep, type Cell } from "./csv";
import type { Room } from "./draw";

interface Column {
    readonly head: string;
    readonly number?: boolean;
}
export interface TableCell {
    readonly value: Cell;
    readonly to?: string;
}
interface Props {
    readonly id: string;
    readonly title: string;
    readonly definition: string;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly TableCell[])[];
    /// Nothing to draw: what to say instead.
    readonly empty: string;
    readonly draw: (by: typeof import("./draw"), room: Room) => SVGElement;
    /// What the patterns stand for, beside the picture.
    readonly legend?: readonly string[];
}

function Picture({ draw, label, of }: { draw: Props["draw"]; label: string; of: string }) {
    const box = useRef<HTMLDivElement>(null);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
        let gone = false;
        let width = 0;
        const show = async (): Promise<void> => {
            const room = Math.max(240, Math.floor(box.current?.clientWidth ?? 0));
            if (room === width) return;
            width = room;
            try {
                const by = await import("./draw");
                if (!gone && box.current !== null) box.current.replaceChildren(draw(by, { width: room, label }));
            } catch (wrong) {
                console.error(wrong);
                if (!gone) setFailed(true);
            }
        };
        const watch = new ResizeObserver(() => void show());
        if (box.current !== null) watch.observe(box.current);
        return () => {
            gone = true;
            watch.disconnect();
        };
    }, [of, label]);
    return failed ? <p class="note">{t("chart.not_drawn")}</p> : <div class="plot" ref={box} />;
}

export function Chart({ id, title, definition, columns, rows, empty, draw, legend }: Props) {
    return (
        <section class="card chart" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{title}</h2>
            {rows.length === 0 ? <p class="note">{empty}</p> : (
                <>
                    {legend !== undefined && <ul class="legend">{legend.map((one, n) => <li key={one}><span class={`key key-${n + 1}`} aria-hidden="true" />{one}</li>)}</ul>}
                    <Picture draw={draw} label={t("chart.label", { title })} of={JSON.stringify(rows)} />
                    <details class="numbers">
                        <summary>{t("chart.table")}</summary>
                        <div class="scroller" role="region" tabIndex={0} aria-label={`${title}: ${t("chart.table")}`}>
                            <table>
                                <thead><tr>{columns.map((one) => <th key={one.head} class={one.number === true ? "number" : ""}>{one.head}</th>)}</tr></thead>
                                <tbody>
                                    {rows.map((row, n) => (
                                        <tr key={n}>
                                            {row.map((cell, at) => (
                                                <td key={at} class={columns[at]?.number === true ? "number" : ""}>
                                                    {cell.to === undefined || cell.value === 0 ? cell.value : <a href={cell.to}>{cell.value}</a>}
                                                </td>
                                            ))}
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>
                    </details>
                    <div class="row ways-out">
                        <button type="button" class="link" onClick={() => keep(`${id}.csv`, csvOf([...columns.map((one) => one.head), t("chart.definition")], rows.map((row, n) => [...row.map((cell) => cell.value), n === 0 ? definition : ""])))}>{t("chart.csv")}<span class="hidden"> {title}</span></button>
                    </div>
                </>
            )}
            <details class="definition"><summary>{t("chart.definition")}</summary><p class="small">{definition}</p></details>
        </section>
    );
}

// The machines as this program runs them: drawn from the tables that decide, with how many cases stand where, and the
// tables themselves.
import { useEffect } from "preact/hooks";
import { machineCounts, machines } from "../api/house";
import type { PageProps } from "../areas";
import { AsOf, Scroller, Title, Told } from "../areas/parts";
import { hasMessage, t, word, type Key } from "../i18n";
import { addressOf } from "../route";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { box_height, box_width, drawing, inTwoLines, type Row } from "./diagram";

const sections: Readonly<Record<string, string>> = { lifecycle: "state" };
const stateName = (machine: string, state: string): string => (state === "none" ? t("machines.none") : word(sections[machine] ?? machine, state));
const machine_names = ["lifecycle", "hold", "ladder", "containment", "redress", "referral"] as const;
const machineName = (machine: string): string => ((machine_names as readonly string[]).includes(machine) ? t(`machines.${machine as (typeof machine_names)[number]}`) : machine);

/// What has to be so; of a newer server the name that it has there.
export const guardWords = (guard: string): string => (hasMessage(`guard.${guard}`) ? t(`guard.${guard}` as Key) : guard.replaceAll("_", " "));

interface FullRow extends Row {
    readonly guards?: readonly string[];
    readonly roles?: readonly string[];
}

function Picture({ machine, states, rows, counts }: { machine: string; states: readonly string[]; rows: readonly Row[]; counts: Readonly<Record<string, number>> }) {
    const drawn = drawing(states, rows);
    const tip = `tip-${machine}`;
    return (
        <Scroller label={machineName(machine)}>
            <svg viewBox={`0 0 ${drawn.width} ${drawn.height}`} width={drawn.width} height={drawn.height} role="img" aria-label={t("machines.picture", { machine: machineName(machine) })}>
                <defs><marker id={tip} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0,0 L8,4 L0,8 z" /></marker></defs>
                {drawn.arrows.map((one) => <path key={`${one.from} ${one.to}`} class="edge" d={one.path} marker-end={`url(#${tip})`}><title>{`${stateName(machine, one.from)} → ${stateName(machine, one.to)}: ${one.events.map((each) => word("event", each)).join(", ")}`}</title></path>)}
                {drawn.boxes.map((one) => (
                    <g key={one.state}>
                        <rect class={`box${(counts[one.state] ?? 0) > 0 ? " full" : ""}`} x={one.x} y={one.y} width={box_width} height={box_height} rx="5" />
                        {inTwoLines(stateName(machine, one.state)).map((line, n, all) => <text key={n} x={one.x + box_width / 2} y={one.y + (counts[one.state] === undefined ? 34 : 26) + (all.length === 1 ? 0 : n * 15 - 8)} text-anchor="middle" fill="currentColor">{line}</text>)}
                        {counts[one.state] !== undefined && <text class="count-in" x={one.x + box_width / 2} y={one.y + 51} text-anchor="middle" fill="currentColor">{counts[one.state]}</text>}
                    </g>
                ))}
            </svg>
        </Scroller>
    );
}

export default function MachinesPage({ name }: PageProps) {
    const told = useLoading("machines", machines);
    const counts = useLoading("machine counts", machineCounts);
    useEffect(() => {
        // Cases move while somebody looks; the server counts once a minute.
        const timer = setInterval(() => !document.hidden && counts.again(), 60_000);
        return () => clearInterval(timer);
    }, []);
    return (
        <>
            <Title words={t("nav.machines")}><AsOf at={counts.data?.as_of} /></Title>
            <p class="note">{t("machines.how")}</p>
            <Told of={told}>{(now) => {
                const shown = now.machines.find((one) => one.machine === name) ?? now.machines[0];
                if (shown === undefined) return null;
                const rows = shown.rows as unknown as readonly FullRow[];
                const live = counts.data?.counts[shown.machine] ?? {};
                return (
                    <>
                        <div class="tabs" role="group" aria-label={t("nav.machines")}>{now.machines.map((one) => <a key={one.machine} href={addressOf("machines", one.machine)} aria-current={one === shown ? "true" : undefined}>{machineName(one.machine)}</a>)}</div>
                        <section class="card machine">
                            <h2>{machineName(shown.machine)}</h2>
                            <Picture machine={shown.machine} states={shown.states} rows={rows} counts={live} />
                            {counts.problem !== undefined && <ProblemCard problem={counts.problem} retry={counts.again} />}
                            {shown.machine === "lifecycle" && <p class="row">{Object.entries(live).filter(([, n]) => n > 0).map(([state, n]) => <a key={state} href={addressOf("cases", "list", { state })}>{word("state", state)}: {n}</a>)}</p>}
                            <p class="small">{t(shown.machine === "redress" ? "machines.counts_redress" : "machines.counts")}</p>
                        </section>
                        <Scroller label={t("machines.table", { machine: machineName(shown.machine) })}>
                            <table>
                                <thead><tr><th>{t("machines.from")}</th><th>{t("machines.event")}</th><th>{t("machines.to")}</th><th>{t("machines.guards")}</th><th>{t("machines.roles")}</th></tr></thead>
                                <tbody>{rows.map((one, n) => <tr key={n}><td>{one.from === null ? "–" : stateName(shown.machine, one.from)}</td><td>{word("event", one.event)}</td><td>{one.to === null ? "–" : stateName(shown.machine, one.to)}</td><td class="small">{(one.guards ?? []).length === 0 ? t("machines.always") : <ul class="plain">{(one.guards ?? []).map((each) => <li key={each} title={each}>{guardWords(each)}</li>)}</ul>}</td><td class="small">{(one.roles ?? []).map((each) => word("role", each)).join(", ")}</td></tr>)}</tbody>
                            </table>
                        </Scroller>
                    </>
                );
            }}</Told>
        </>
    );
}

// One act on the cases that are selected: what would become of each first, then what became of each.
import { useState } from "preact/hooks";
import { bulk, complaint } from "../api/calls";
import type { BulkResults, Line } from "../api/types";
import { bulkEvents, toBody } from "../case/fields";
import { FieldControl } from "../case/field_control";
import { t, verb } from "../i18n";
import { useAttempt } from "../ui/attempt";
import { Dialog } from "../ui/dialog";
import { ProblemCard } from "../ui/problem_card";

/// Acts that are asked for on many cases at once, with what they need.
const offered: Readonly<Record<string, readonly string[]>> = {
    assigned: ["owner"], triaged: ["severity"], note_added: ["text"], escalated: ["reason_code"], released: ["reason"],
};
const most = 200;

/// What was refused stays selected, and so does what was beyond the limit.
export function stillSelected(lines: readonly Line[], told: BulkResults["results"]): readonly string[] {
    const done = new Set(told.filter((one) => one.problem === undefined).map((one) => one.case));
    return lines.map((one) => one.case).filter((one) => !done.has(one));
}

interface Props {
    readonly lines: readonly Line[];
    /// The act that is offered first.
    readonly event?: string | undefined;
    readonly close: () => void;
    readonly done: (left: readonly string[]) => void;
}

export function BulkDialog({ lines: selected, event: first, close, done }: Props) {
    // What was selected when it was opened: what is done leaves the selection, and is told of all the same.
    const [lines] = useState(selected);
    const events = Object.keys(offered).filter((one) => bulkEvents.has(one));
    const [event, setEvent] = useState(first !== undefined && events.includes(first) ? first : (events[0] ?? ""));
    const [fields, setFields] = useState<Readonly<Record<string, unknown>>>({});
    const [seen, setSeen] = useState<{ versions: { case: string; version: number }[]; results: BulkResults } | null>(null);
    const [results, setResults] = useState<BulkResults | null>(null);
    const { problem, busy, attempt } = useAttempt();
    const referenceOf = new Map(lines.map((one) => [one.case, one.reference]));
    const preview = (): Promise<void> => attempt(async () => {
        // What is run is what was looked at here: these versions and no later ones.
        const versions = [];
        for (const line of lines.slice(0, most)) versions.push({ case: line.case, version: (await complaint(line.case)).version });
        setSeen({ versions, results: await bulk(event, versions, toBody(fields), true) });
    });
    const run = (): Promise<void> => attempt(async () => {
        const told = await bulk(event, seen?.versions ?? [], toBody(fields), false);
        setResults(told);
        done(stillSelected(lines, told.results));
    });
    const shown = results ?? seen?.results ?? null;
    return (
        <Dialog title={t("bulk.title", { n: lines.length })} close={close} kind="wide">
            {problem !== null && <ProblemCard problem={problem} />}
            {results === null && lines.length > most && <p class="note">{t("bulk.limit", { most, left: lines.length - most })}</p>}
            {results === null && (
                <form class="fields" onSubmit={(submitted) => { submitted.preventDefault(); void preview(); }}>
                    <label>
                        <span>{t("bulk.what")}</span>
                        <select value={event} onChange={(changed) => { setEvent(changed.currentTarget.value); setFields({}); setSeen(null); }}>
                            {events.map((one) => <option key={one} value={one}>{verb(one)}</option>)}
                        </select>
                    </label>
                    {(offered[event] ?? []).map((field) => (
                        <FieldControl key={event + field} field={field} event={event} value={fields[field]} required set={(value) => { setFields({ ...fields, [field]: value }); setSeen(null); }} />
                    ))}
                    <button disabled={busy}>{t("bulk.preview")}</button>
                </form>
            )}
            {shown !== null && (
                <>
                    <p role="status"><b>{results === null ? t("bulk.would", { accepted: shown.accepted, refused: shown.refused }) : t("bulk.did", { accepted: shown.accepted, refused: shown.refused })}</b></p>
                    <div class="scroller" role="region" tabIndex={0} aria-label={t("bulk.results")}>
                        <table>
                            <thead><tr><th>{t("column.case")}</th><th>{t("bulk.outcome")}</th></tr></thead>
                            <tbody>
                                {shown.results.map((one) => (
                                    <tr key={one.case}>
                                        <td class="reference">{referenceOf.get(one.case) ?? one.case}</td>
                                        <td>{one.problem === undefined ? t(results === null ? "bulk.can" : "bulk.done") : (one.problem.blockers?.[0]?.words ?? one.problem.detail ?? one.problem.title)}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                    {results === null
                        ? <button class="main" disabled={busy || shown.accepted === 0} onClick={() => void run()}>{t("bulk.run", { n: shown.accepted })}</button>
                        : <button onClick={close}>{t("close")}</button>}
                </>
            )}
        </Dialog>
    );
}

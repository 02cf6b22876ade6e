// Records that could not be commands: by their reason, each to look at, to give again or to discard.
import { useEffect, useState } from "preact/hooks";
import { deadLetter, deadLetters, discard, redrive } from "../api/calls";
import { newKey } from "../api/client";
import { Problem } from "../api/problem";
import type { DeadLetterLine } from "../api/types";
import { tell } from "../frame/toasts";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { may } from "../session";
import { Dialog } from "../ui/dialog";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

function Whole({ id, close, settled }: { id: string; close: () => void; settled: () => void }) {
    const told = useLoading(id, () => deadLetter(id));
    const [reason, setReason] = useState("");
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const [keys] = useState({ redrive: newKey(), discard: newKey() });
    const attempt = async (what: () => Promise<string>): Promise<void> => {
        setBusy(true);
        setProblem(null);
        try {
            tell({ words: await what() });
            settled();
            close();
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
        }
        setBusy(false);
    };
    const of = told.data;
    return (
        <Dialog title={t("letters.one")} close={close} kind="wide">
            {(told.problem ?? problem) !== null && (told.problem ?? problem) !== undefined && <ProblemCard problem={(told.problem ?? problem) as Problem} />}
            {of !== undefined && (
                <>
                    <dl class="facts">
                        <dt>{t("letters.reason")}</dt><dd>{word("dead_letter", of.reason)}: {of.detail}</dd>
                        <dt>{t("letters.from")}</dt><dd>{of.source} <code>{of.source_id}</code></dd>
                        <dt>{t("letters.place")}</dt><dd><code>{of.topic} {of.partition}/{of.offset}</code></dd>
                        <dt>{t("letters.arrived")}</dt><dd>{moment(of.created)}</dd>
                    </dl>
                    <h3>{t("letters.payload")}</h3>
                    <pre class="payload" tabIndex={0}>{of.payload ?? of.payload_hex ?? ""}</pre>
                    <p class="small">{t("letters.recorded")}</p>
                    {may("settle_dead_letters") && of.state === "open" && (
                        <div class="row">
                            <button type="button" disabled={busy} onClick={() => void attempt(async () => {
                                const done = await redrive(id, keys.redrive);
                                return t("letters.redriven", { result: done.result, words: done.words ?? done.code ?? "" });
                            })}>{t("letters.redrive")}</button>
                            <form class="row" onSubmit={(event) => { event.preventDefault(); void attempt(async () => { await discard(id, reason, keys.discard); return t("letters.discarded"); }); }}>
                                <label><span>{t("letters.why_discard")}</span><input required pattern="[a-z0-9_]+" maxLength={40} placeholder="test_traffic" value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
                                <button disabled={busy}>{t("letters.discard")}</button>
                            </form>
                        </div>
                    )}
                </>
            )}
        </Dialog>
    );
}

export function DeadLettersPage() {
    const told = useLoading("letters", () => deadLetters({ letter_state: "open", limit: 200 }));
    const [open, setOpen] = useState<string | null>(null);
    useEffect(() => {
        document.title = `${t("nav.dead_letters")} · Redress`;
    });
    const groups = new Map<string, DeadLetterLine[]>();
    for (const one of told.data?.items ?? []) groups.set(one.reason, [...(groups.get(one.reason) ?? []), one]);
    return (
        <div class="page">
            <h1>{t("nav.dead_letters")}</h1>
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {told.data !== undefined && groups.size === 0 && <div class="empty"><p>{t("letters.empty")}</p></div>}
            {[...groups].map(([reason, letters]) => (
                <section key={reason} class="card">
                    <h2>{word("dead_letter", reason)} <span class="count">{letters.length}</span></h2>
                    <div class="scroller" role="region" tabIndex={0} aria-label={word("dead_letter", reason)}>
                        <table>
                            <thead><tr><th>{t("letters.arrived")}</th><th>{t("letters.from")}</th><th>{t("letters.detail")}</th><th><span class="hidden">{t("open")}</span></th></tr></thead>
                            <tbody>
                                {letters.map((one) => (
                                    <tr key={one.letter}>
                                        <td>{moment(one.created)}</td><td>{one.source}</td><td>{one.detail}</td>
                                        <td><button type="button" class="link" onClick={() => setOpen(one.letter)}>{t("open")}<span class="hidden"> {one.source_id}</span></button></td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                </section>
            ))}
            {open !== null && <Whole id={open} close={() => setOpen(null)} settled={told.again} />}
        </div>
    );
}

// One entry: who did what when, and opened, what it changed, by which way it came and its bytes.
import { useState } from "preact/hooks";
import { factCalled, recordedInWords } from "../case/values";
import { t, word, type Key } from "../i18n";
import { seconds } from "../i18n/time";
import type { Read } from "./entries";

/// What changed, as it is called elsewhere where it has such a name.
const machines: Readonly<Record<string, Key>> = {
    lifecycle: "audit.lifecycle", hold: "audit.hold", ladder: "audit.ladder", containment: "audit.containment", redress: "audit.redress", referral: "audit.referral",
    acted: "audit.acted", calendars: "audit.calendars", policies: "audit.policies", filed_at: "audit.filed_at", received_at: "audit.received_at", reference: "audit.reference",
};
const called = (what: string): string => {
    const own = machines[what];
    return own !== undefined ? t(own) : (factCalled(what) ?? word("clock", what));
};

export function One({ of, beside, where }: {
    of: Read;
    /// Whose it is, where entries of several chains stand together.
    beside?: string;
    where?: preact.ComponentChildren;
}) {
    const [open, setOpen] = useState(false);
    return (
        <details class="entry" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>
                <span class="number">{of.cseq}</span><b>{of.event === "" ? of.type : word("event", of.event)}</b>
                <span class="small">{[beside ?? "", of.who === "" ? "" : `${of.who} (${word("role", of.role)})`, of.recorded === "" ? "" : seconds(of.recorded), of.refused === "" ? "" : t("audit.refused", { guard: of.refused.replaceAll("_", " ") }), t("audit.changes", { n: of.changes.length })].filter((one) => one !== "").join(" · ")}</span>
            </summary>
            {open && (
                <>
                    {where}
                    {of.changes.length === 0 ? <p class="note">{t("audit.no_change")}</p> : (
                        <div class="scroller" role="region" tabIndex={0} aria-label={`${t("audit.diff")} ${of.cseq}`}>
                            <table class="diff">
                                <thead><tr><th>{t("audit.fact")}</th><th>{t("audit.before")}</th><th>{t("audit.after")}</th></tr></thead>
                                <tbody>{of.changes.map((one, n) => <tr key={n}><td>{called(one.what)} {called(one.what) !== one.what && <code class="small">{one.what}</code>}</td><td>{recordedInWords(one.what, one.before)}</td><td>{recordedInWords(one.what, one.after)}</td></tr>)}</tbody>
                            </table>
                        </div>
                    )}
                    <dl class="facts small">
                        <dt>{t("audit.way")}</dt><dd>{of.source || "–"}</dd>
                        {of.sealed.length > 0 && <><dt>{t("machine.sealed")}</dt><dd>{of.sealed.map((one) => word("slot", one.replace(/\.\d+$/, ""))).join(", ")}</dd></>}
                        <dt>{t("machine.hash")}</dt><dd><code class="hash">{of.leaf}</code></dd>
                    </dl>
                    {of.changes.length > 0 && <details><summary>{t("audit.recorded_as")}</summary><pre class="payload" tabIndex={0}>{of.changes.map((one) => `${one.what}: ${one.before} > ${one.after}`).join("\n")}</pre></details>}
                    <details><summary>{t("audit.bytes")}</summary><pre class="payload" tabIndex={0}>{of.body}</pre></details>
                </>
            )}
        </details>
    );
}

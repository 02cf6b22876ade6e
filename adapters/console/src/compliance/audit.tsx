// The history as it was hashed: who did what when, by which way in, with each fact before and after.
import { useState } from "preact/hooks";
import { complaint } from "../api/calls";
import { audit } from "../api/house";
import type { AuditEntry } from "../api/types";
import { Problem } from "../api/problem";
import type { PageProps } from "../areas";
import { Empty, Title, Told, wholeList } from "../areas/parts";
import { csvOf, keep } from "../charts/csv";
import { referenceIn } from "../frame/navigation";
import { fieldName, hasMessage, t, word, type Key } from "../i18n";
import { seconds, toApi, toLocal, zone } from "../i18n/time";
import { addressOf, go } from "../route";
import { useLoading } from "../ui/loading";
import { readEntries, wantedEntries, type Read } from "./entries";

const is_id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const entries_max = 5000;

/// A case by its reference; any chain by its id.
async function chainOf(named: string): Promise<{ readonly chain: string; readonly reference: string | undefined }> {
    const id = named.trim().toLowerCase();
    if (!is_id.test(id)) {
        const found = await complaint(referenceIn(named) ?? named.trim());
        return { chain: found.id, reference: found.reference };
    }
    try {
        return { chain: id, reference: (await complaint(id)).reference };
    } catch (failed) {
        // A chain of a process, an incident or an action has no case.
        if (failed instanceof Problem && failed.status === 404) return { chain: id, reference: undefined };
        throw failed;
    }
}

/// What changed, as it is called elsewhere where it has such a name.
const machines: Readonly<Record<string, Key>> = {
    lifecycle: "audit.lifecycle", hold: "audit.hold", ladder: "audit.ladder", containment: "audit.containment", redress: "audit.redress", referral: "audit.referral",
    acted: "audit.acted", calendars: "audit.calendars", policies: "audit.policies", filed_at: "audit.filed_at", received_at: "audit.received_at", reference: "audit.reference",
};
const called = (what: string): string => {
    const own = machines[what];
    return own !== undefined ? t(own) : hasMessage(`field.${what}`) ? fieldName(what) : word("clock", what);
};

function One({ of }: { of: Read }) {
    const [open, setOpen] = useState(false);
    return (
        <details class="entry" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>
                <span class="number">{of.cseq}</span><b>{of.event === "" ? of.type : word("event", of.event)}</b>
                <span class="small">{[of.who === "" ? "" : `${of.who} (${word("role", of.role)})`, of.recorded === "" ? "" : seconds(of.recorded), of.refused === "" ? "" : t("audit.refused", { guard: of.refused.replaceAll("_", " ") }), t("audit.changes", { n: of.changes.length })].filter((one) => one !== "").join(" · ")}</span>
            </summary>
            {open && (
                <>
                    {of.changes.length === 0 ? <p class="note">{t("audit.no_change")}</p> : (
                        <div class="scroller" role="region" tabIndex={0} aria-label={t("audit.diff")}>
                            <table class="diff">
                                <thead><tr><th>{t("audit.fact")}</th><th>{t("audit.before")}</th><th>{t("audit.after")}</th></tr></thead>
                                <tbody>{of.changes.map((one, n) => <tr key={n}><td>{called(one.what)} {called(one.what) !== one.what && <code class="small">{one.what}</code>}</td><td><code>{one.before}</code></td><td><code>{one.after}</code></td></tr>)}</tbody>
                            </table>
                        </div>
                    )}
                    <dl class="facts small">
                        <dt>{t("audit.way")}</dt><dd>{of.source || "–"}</dd>
                        {of.sealed.length > 0 && <><dt>{t("machine.sealed")}</dt><dd>{of.sealed.map((one) => word("slot", one.replace(/\.\d+$/, ""))).join(", ")}</dd></>}
                        <dt>{t("machine.hash")}</dt><dd><code class="hash">{of.leaf}</code></dd>
                    </dl>
                    <details><summary>{t("audit.bytes")}</summary><pre class="payload" tabIndex={0}>{of.body}</pre></details>
                </>
            )}
        </details>
    );
}

function Chain({ named, query }: { named: string; query: PageProps["query"] }) {
    const told = useLoading(`audit ${named}`, async () => {
        const of = await chainOf(named);
        const list = await wholeList<AuditEntry>((cursor) => audit(of.chain, { limit: 200, cursor }), entries_max);
        return { ...of, entries: readEntries(list.items), raw: list.items, whole: list.whole };
    });
    const by = { who: query.who ?? "", what: query.what ?? "", from: query.from ?? "", until: query.until ?? "", kind: query.kind ?? "" };
    const set = (next: Record<string, string>): void => go(addressOf("audit", named, { ...by, ...next }), "replace");
    return (
        <Told of={told}>{(now) => {
            const found = wantedEntries(now.entries, by);
            return (
                <>
                    <p class="lead">{now.reference === undefined ? <code class="wrap-any">{now.chain}</code> : <a class="reference" href={addressOf("case", now.reference)}>{now.reference}</a>} · {t("audit.entries", { n: found.length, all: now.entries.length })}</p>
                    {!now.whole && <p class="error">{t("audit.cut", { n: entries_max })}</p>}
                    <div class="filters">
                        <label><span>{t("audit.who")}</span><input value={by.who} onInput={(event) => set({ who: event.currentTarget.value })} /></label>
                        <label><span>{t("audit.what")}</span><input value={by.what} onInput={(event) => set({ what: event.currentTarget.value })} /></label>
                        <label><span>{t("why.from")} ({zone()})</span><input type="datetime-local" value={toLocal(by.from)} onChange={(event) => set({ from: toApi(event.currentTarget.value) })} /></label>
                        <label><span>{t("why.until")} ({zone()})</span><input type="datetime-local" value={toLocal(by.until)} onChange={(event) => set({ until: toApi(event.currentTarget.value) })} /></label>
                        <label><span>{t("audit.kind")}</span>
                            <select value={by.kind} onChange={(event) => set({ kind: event.currentTarget.value })}>{(["", "done", "refused", "reads"] as const).map((one) => <option key={one} value={one}>{t(`audit.kind.${one === "" ? "any" : one}`)}</option>)}</select>
                        </label>
                    </div>
                    {found.length === 0 ? <Empty words={t("audit.none_match", { all: now.entries.length })} next={<a href={addressOf("audit", named)}>{t("audit.clear")}</a>} /> : found.map((one) => <One key={one.cseq} of={one} />)}
                    <div class="row ways-out">
                        <button type="button" class="link" onClick={() => keep(`audit-${now.reference ?? now.chain}.jsonl`, now.raw.map((one) => one.body).join("\n") + "\n", "application/jsonl")}>{t("audit.keep_bytes", { n: now.raw.length })}</button>
                        <button type="button" class="link" onClick={() => keep(`audit-${now.reference ?? now.chain}.csv`, csvOf(["cseq", "recorded", "type", "event", "who", "role", "source", "refused", "changes", "leaf"], found.map((one) => [one.cseq, one.recorded, one.type, one.event, one.who, one.role, one.source, one.refused, one.changes.map((each) => `${each.what}: ${each.before} > ${each.after}`).join("; "), one.leaf])))}>{t("audit.keep_table", { n: found.length })}</button>
                    </div>
                </>
            );
        }}</Told>
    );
}

export default function AuditPage({ name, query }: PageProps) {
    const [typed, type] = useState(name);
    return (
        <>
            <Title words={t("nav.audit")} />
            <form class="filters" onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== "") go(addressOf("audit", referenceIn(typed) ?? typed.trim().toLowerCase())); }}>
                <label><span>{t("audit.which")}</span><input value={typed} size={24} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} /></label>
                <button class="main">{t("audit.look")}</button>
            </form>
            {name === "" ? <Empty words={t("audit.empty")} next={t("audit.empty_next")} /> : <Chain key={name} named={name} query={query} />}
        </>
    );
}

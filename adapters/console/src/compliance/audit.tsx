// The history as it was hashed: who did what when, by which way in, with each fact before and after.
import { useEffect, useRef, useState } from "preact/hooks";
import { complaint } from "../api/calls";
import { audit } from "../api/house";
import type { AuditEntry } from "../api/types";
import { Problem } from "../api/problem";
import type { PageProps } from "../areas";
import { Empty, Title, Told, wholeList } from "../areas/parts";
import { csvOf, keep } from "../charts/csv";
import { referenceIn } from "../frame/navigation";
import { t } from "../i18n";
import { toApi, toLocal, zone } from "../i18n/time";
import { addressOf, go } from "../route";
import { useLoading } from "../ui/loading";
import { One } from "./entry";
import { readEntries, wantedEntries } from "./entries";
import { SearchAudit } from "./search";

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

function Chain({ named, query }: { named: string; query: PageProps["query"] }) {
    const told = useLoading(`audit ${named}`, async () => {
        const of = await chainOf(named);
        const list = await wholeList<AuditEntry>((cursor) => audit(of.chain, { limit: 200, cursor }), entries_max);
        return { ...of, entries: readEntries(list.items), raw: list.items, whole: list.whole };
    });
    // Whose it is, and how much: the filters and entries are right behind it.
    const head = useRef<HTMLParagraphElement>(null);
    const there = told.data !== undefined;
    useEffect(() => head.current?.focus(), [there]);
    const by = { who: query.who ?? "", what: query.what ?? "", from: query.from ?? "", until: query.until ?? "", kind: query.kind ?? "" };
    const set = (next: Record<string, string>): void => go(addressOf("audit", named, { ...by, ...next }), "replace");
    return (
        <Told of={told}>{(now) => {
            const found = wantedEntries(now.entries, by);
            return (
                <>
                    <p class="lead" ref={head} tabIndex={-1}>{now.reference === undefined ? <code class="wrap-any">{now.chain}</code> : <a class="reference" href={addressOf("case", now.reference)}>{now.reference}</a>} · {t("audit.entries", { n: found.length, all: now.entries.length })}</p>
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
            <form class="filters named" onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== "") go(addressOf("audit", referenceIn(typed) ?? typed.trim().toLowerCase())); }}>
                <label><span>{t("audit.which")}</span><input value={typed} size={24} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} /></label>
                <button class="main">{t("audit.look")}</button>
            </form>
            {name === "" ? <SearchAudit query={query} /> : <><p><a href={addressOf("audit")}>{t("audit.all_chains")}</a></p><Chain key={name} named={name} query={query} /></>}
        </>
    );
}

// The history of all cases and processes, searched: by who, what, policy, refusal, fact, case and time, newest first. The
// server looks at a part of the log at a time and says how far back that reached; it records that somebody searched.
import { useEffect, useRef, useState } from "preact/hooks";
import { searchAudit } from "../api/house";
import type { FoundEntry } from "../api/types";
import { Problem } from "../api/problem";
import type { PageProps } from "../areas";
import { Empty } from "../areas/parts";
import { csvOf, keep } from "../charts/csv";
import { referenceIn } from "../frame/navigation";
import { codesOf, t, word, type Key } from "../i18n";
import { moment, toApi, toLocal, zone } from "../i18n/time";
import { addressOf, go } from "../route";
import { ProblemCard } from "../ui/problem_card";
import { One } from "./entry";
import { readFound } from "./entries";

const types = ["case.event", "case.refused", "access.given", "incident.event", "incident.refused", "action.event", "action.refused", "dead_letter.recorded", "policy.loaded", "operator.command", "process.started", "process.stopped", "index.sealed"] as const;
const typed = ["actor", "policy", "refusal", "fact", "case"] as const;
const names = [...typed, "event", "type", "since", "until"] as const;
type Asked = Readonly<Record<string, string>>;

/// What of the address is a search; empty: nothing is asked for yet.
export function askedIn(query: Asked): Asked {
    return Object.fromEntries(names.map((name) => [name, (query[name] ?? "").trim()] as const).filter(([, value]) => value !== ""));
}
interface Found {
    readonly items: readonly FoundEntry[];
    readonly next: string | null;
    readonly back: string | undefined;
    readonly at: string;
}

function Results({ asked }: { asked: Asked }) {
    const [found, setFound] = useState<Found | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const [busy, setBusy] = useState(false);
    const [begun, begin] = useState(false);
    const more = async (): Promise<void> => {
        setBusy(true);
        setProblem(null);
        try {
            const page = await searchAudit({ ...asked, limit: 50, ...(found?.next ? { cursor: found.next } : {}) });
            setFound({ items: [...(found?.items ?? []), ...page.items], next: page.next_cursor, back: page.looked_back_to, at: page.as_of ?? "" });
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
        }
        setBusy(false);
    };
    if (!begun) {
        begin(true);
        void more();
    }
    // What was found is read next, and its first entry is right behind it.
    const told = useRef<HTMLParagraphElement>(null);
    const there = found !== null;
    useEffect(() => told.current?.focus(), [there]);
    const read = (found?.items ?? []).map((one) => ({ of: readFound(one), one }));
    return (
        <>
            {problem !== null && <ProblemCard problem={problem} retry={() => void more()} />}
            {found !== null && (
                <p class="lead" role="status" ref={told} tabIndex={-1}>
                    {t("audit.found", { n: found.items.length })} {found.next === null ? t("audit.whole") : found.back !== undefined && t("audit.back_to", { at: moment(found.back) })}
                </p>
            )}
            {found !== null && found.items.length === 0 && (found.next === null
                ? <Empty words={t("audit.nothing", { n: Object.keys(asked).length })} next={<a href={addressOf("audit")}>{t("audit.clear")}</a>} />
                : <Empty words={t("audit.nothing_yet")} next={t("audit.go_on")} />)}
            {read.map(({ of, one }) => (
                <One key={`${one.chain} ${one.cseq}`} of={of} beside={one.reference ?? one.chain.slice(0, 8)}
                    where={<p class="small"><a href={addressOf("audit", one.reference ?? one.chain)}>{t("audit.whole_chain")}</a>{one.reference !== undefined && <> · <a class="reference" href={addressOf("case", one.reference)}>{one.reference}</a></>}</p>} />
            ))}
            <div class="row ways-out">
                {found?.next != null && <button type="button" disabled={busy} onClick={() => void more()}>{t("audit.further")}</button>}
                {read.length > 0 && <button type="button" class="link" onClick={() => keep("audit-search.csv", csvOf(["recorded", "reference", "chain", "cseq", "type", "event", "who", "role", "source", "refused", "changes", "leaf"], read.map(({ of, one }) => [of.recorded, one.reference ?? "", one.chain, of.cseq, of.type, of.event, of.who, of.role, of.source, of.refused, of.changes.map((each) => `${each.what}: ${each.before} > ${each.after}`).join("; "), of.leaf])))}>{t("audit.keep_table", { n: read.length })}</button>}
            </div>
            {busy && <p class="note">{t("loading")}</p>}
        </>
    );
}

export function SearchAudit({ query }: { query: PageProps["query"] }) {
    const asked = askedIn(query);
    const [now, set] = useState<Asked>(asked);
    const field = (name: string, value: string): void => set({ ...now, [name]: value });
    const submit = (event: Event): void => {
        event.preventDefault();
        const whole = askedIn(now);
        const named = whole.case === undefined ? undefined : (referenceIn(whole.case) ?? whole.case);
        go(addressOf("audit", "", { ...whole, ...(named === undefined ? {} : { case: named }), asked: "1" }));
    };
    return (
        <>
            <h2>{t("audit.search")}</h2>
            <form class="filters" onSubmit={submit} aria-label={t("audit.search")}>
                {typed.map((name) => (
                    <label key={name}><span>{t(`audit.by.${name}` as Key)}</span><input name={name} value={now[name] ?? ""} maxLength={64} autocomplete="off" spellcheck={false} onInput={(event) => field(name, event.currentTarget.value)} /></label>
                ))}
                <label><span>{t("audit.by.event")}</span>
                    <select name="event" value={now.event ?? ""} onChange={(event) => field("event", event.currentTarget.value)}>
                        <option value="">{t("filter.any")}</option>{codesOf("event").map((one) => <option key={one} value={one}>{word("event", one)}</option>)}
                    </select>
                </label>
                <label><span>{t("audit.by.type")}</span>
                    <select name="type" value={now.type ?? ""} onChange={(event) => field("type", event.currentTarget.value)}>
                        <option value="">{t("filter.any")}</option>{types.map((one) => <option key={one} value={one}>{t(`audit.type.${one}` as Key)}</option>)}
                    </select>
                </label>
                <label><span>{t("why.from")} ({zone()})</span><input type="datetime-local" value={toLocal(now.since ?? "")} onChange={(event) => field("since", toApi(event.currentTarget.value))} /></label>
                <label><span>{t("why.until")} ({zone()})</span><input type="datetime-local" value={toLocal(now.until ?? "")} onChange={(event) => field("until", toApi(event.currentTarget.value))} /></label>
                <button class="main">{t("audit.find")}</button>
            </form>
            <p class="note">{t("audit.recorded")}</p>
            {Object.keys(asked).length === 0 && query.asked !== "1"
                ? <Empty words={t("audit.empty")} next={t("audit.empty_next")} />
                : <Results key={JSON.stringify(asked)} asked={asked} />}
        </>
    );
}

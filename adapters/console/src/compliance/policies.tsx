// What is promised, in plain words; earlier versions; and pinning a case to what is in force now, with what would move
// seen first and approved by a second person.
import { useState } from "preact/hooks";
import { act, actions as readActions } from "../api/calls";
import { newKey } from "../api/client";
import { approve, dryRun, policies, policy, repinPreview } from "../api/house";
import type { Action, DryRun, RepinPreview } from "../api/types";
import type { PageProps } from "../areas";
import { Empty, Scroller, Title, Told } from "../areas/parts";
import { referenceIn } from "../frame/navigation";
import { tell } from "../frame/toasts";
import { t, word } from "../i18n";
import { moment, toApi, toLocal, zone } from "../i18n/time";
import { addressOf } from "../route";
import { may, session } from "../session";
import { useAttempt } from "../ui/attempt";
import { Chip } from "../ui/chip";
import { limitInWords } from "../ui/clock";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

/// "2026-12-24T10:00:00Z" as people read it; "paused" as it is.
const due = (text: string): string => (/^\d/.test(text) ? moment(text) : word("clock_state", text));

function Preview({ of }: { of: RepinPreview }) {
    const now = of.policies.filter((one) => one.now), then = of.policies.filter((one) => !one.now);
    const same = now.map((one) => one.sha256).sort().join() === then.map((one) => one.sha256).sort().join();
    return (
        <>
            <dl class="facts">
                <dt>{t("repin.now")}</dt><dd>{now.map((one) => `${one.policy} ${one.rev}`).join(", ") || "–"}</dd>
                <dt>{t("repin.then")}</dt><dd>{then.map((one) => `${one.policy} ${one.rev}`).join(", ") || "–"}</dd>
            </dl>
            {same && <p><Chip tone="neutral">{t("repin.same")}</Chip></p>}
            {of.clocks_if_moved.length === 0 ? <p class="note">{t("repin.no_clock")}</p> : (
                <Scroller label={t("repin.clocks")}>
                    <table>
                        <thead><tr><th>{t("field.clock")}</th><th>{t("repin.due_now")}</th><th>{t("repin.due_then")}</th><th>{t("why.limit")}</th></tr></thead>
                        <tbody>{of.clocks_if_moved.map((one) => <tr key={`${one.clock} ${one.generation}`}><td>{word("clock", one.clock.split("/")[0])}{one.clock.includes("/") && ` ${one.clock.split("/")[1]}`}</td><td>{due(one.due)}</td><td>{due(one.due_then)}</td><td>{limitInWords(one.limit)} → {limitInWords(one.limit_then)}</td></tr>)}</tbody>
                    </table>
                </Scroller>
            )}
        </>
    );
}

function Repin({ query }: { query: PageProps["query"] }) {
    const [typed, type] = useState(query.case ?? "");
    const [reason, say] = useState("");
    const [moves, setMoves] = useState(false);
    const [code, setCode] = useState("");
    const [seen, setSeen] = useState<RepinPreview | null>(null);
    const { problem, attempt } = useAttempt();
    const [here, setAct] = useState<Action | undefined>();
    const reference = referenceIn(typed);
    const fields = (): Record<string, unknown> => ({ reason: reason.trim(), ...(moves ? { moves_clocks: true } : {}) });
    const look = (): Promise<void> => attempt(async () => {
        if (reference === null) return;
        const [preview, all] = await Promise.all([repinPreview(reference, reason.trim() === "" ? {} : fields()), readActions(reference)]);
        setSeen(preview);
        setAct(all.items.find((one) => one.event === "policy_repinned"));
    });
    const digest = seen?.digest;
    const fits = digest !== undefined && code.trim().toLowerCase() === digest;
    return (
        <>
            <Title words={t("repin.title")}><a href={addressOf("policies")}>{t("repin.back")}</a></Title>
            <p class="note">{t("repin.how")}</p>
            {problem !== null && <ProblemCard problem={problem} />}
            <ol class="steps">
                <li>
                    <h2>{t("repin.see")}</h2>
                    <form onSubmit={(event) => { event.preventDefault(); void look(); }}>
                        <div class="filters"><label><span>{t("keeping.which")}</span><input value={typed} autocomplete="off" spellcheck={false} onInput={(event) => { type(event.currentTarget.value); setSeen(null); }} /></label></div>
                        <div class="field"><label><span>{t("field.reason")}</span><textarea rows={2} value={reason} maxLength={4000} onInput={(event) => { say(event.currentTarget.value); setSeen(null); }} /></label></div>
                        <label class="choice"><input type="checkbox" checked={moves} onChange={(event) => { setMoves(event.currentTarget.checked); setSeen(null); }} /><span>{t("repin.moves")}</span></label>
                        <button class="main" disabled={reference === null}>{t("repin.look")}</button>
                        {typed !== "" && reference === null && <p class="note" role="status">{t("keeping.no_reference")}</p>}
                    </form>
                    {seen !== null && <Preview of={seen} />}
                </li>
                <li>
                    <h2>{t("repin.approve")}</h2>
                    {digest === undefined ? <p class="note">{t("repin.needs_reason")}</p> : <p>{t("repin.code")} <code class="hash">{digest}</code> <button type="button" class="link" onClick={() => void navigator.clipboard.writeText(digest)}>{t("repin.copy")}</button></p>}
                    <p class="small">{t("repin.second")}</p>
                    <div class="field"><label><span>{t("repin.given_code")}</span><input value={code} size={66} autocomplete="off" spellcheck={false} onInput={(event) => setCode(event.currentTarget.value)} /></label></div>
                    {code !== "" && digest !== undefined && <p role="status">{fits ? <Chip tone="done">{t("repin.fits")}</Chip> : <Chip tone="breach">{t("repin.differs")}</Chip>}</p>}
                    <button type="button" disabled={!fits || reference === null} onClick={() => void attempt(async () => {
                        if (reference === null || digest === undefined) return;
                        await approve(reference, "policy_repinned", digest);
                        tell({ words: t("repin.approved", { who: session.value?.person ?? "" }) });
                    })}>{t("repin.give")}</button>
                </li>
                <li>
                    <h2>{t("repin.do")}</h2>
                    <p class="small">{t("repin.do_how")}</p>
                    {seen !== null && here?.how === "other_role" && <p class="note">{t("areas.other_role")} {here.roles.map((one) => word("role", one)).join(", ")}</p>}
                    <button type="button" disabled={digest === undefined || reference === null || seen === null || here?.how === "other_role"} onClick={() => void attempt(async () => {
                        if (reference === null || seen === null) return;
                        await act({ reference, event: "policy_repinned", version: seen.version, fields: fields(), key: newKey() });
                        tell({ words: t("repin.done", { reference }) });
                        setSeen(await repinPreview(reference, {}));
                    })}>{t("verb.policy_repinned")}</button>
                </li>
            </ol>
        </>
    );
}

/// A draft over past cases. The text begins as the version on screen; nothing of it is stored.
function DryRunHere({ toml }: { toml: string }) {
    const [draft, setDraft] = useState(toml);
    const [since, setSince] = useState(new Date(Date.now() - 28 * 86_400_000).toISOString().slice(0, 16) + ":00Z");
    const [made, setMade] = useState<DryRun | null>(null);
    const { problem, busy, attempt } = useAttempt();
    const run = (): Promise<void> => attempt(async () => {
        setMade(null);
        setMade(await dryRun(draft, since));
    });
    return (
        <section class="card">
            <h2>{t("policies.dry_run")}</h2>
            <p class="small">{t("policies.dry_run_how")}</p>
            {problem !== null && <ProblemCard problem={problem} />}
            <form onSubmit={(event) => { event.preventDefault(); void run(); }}>
                <details><summary>{t("policies.draft_text")}</summary><div class="field"><label><span class="hidden">{t("policies.draft_text")}</span><textarea rows={12} spellcheck={false} class="code" value={draft} onInput={(event) => { setDraft(event.currentTarget.value); setMade(null); }} /></label></div></details>
                <div class="filters tight">
                    <label><span>{t("export.filed_from")} ({zone()})</span><input type="datetime-local" value={toLocal(since)} onChange={(event) => { setSince(toApi(event.currentTarget.value)); setMade(null); }} /></label>
                    <button disabled={busy || draft === "" || since === ""}>{busy ? t("loading") : t("policies.try")}</button>
                </div>
            </form>
            {made !== null && (
                <div role="status">
                    <p class="lead">{t("policies.tried", { n: made.sums.replayed, differ: made.sums.differ })}</p>
                    {draft === toml && <p class="note">{t("policies.unchanged")}</p>}
                    {made.sums.clocks.length > 0 && (
                        <Scroller label={t("policies.dry_run")}>
                            <table>
                                <thead><tr><th>{t("field.clock")}</th><th class="number">{t("policies.earlier")}</th><th class="number">{t("policies.later")}</th><th class="number">{t("policies.gained")}</th><th class="number">{t("policies.saved")}</th></tr></thead>
                                <tbody>{made.sums.clocks.map((one) => <tr key={`${one.policy} ${one.clock}`}><td>{word("clock", one.clock)}</td><td class="number">{one.earlier}</td><td class="number">{one.later}</td><td class="number">{one.gained}</td><td class="number">{one.saved}</td></tr>)}</tbody>
                            </table>
                        </Scroller>
                    )}
                    {made.differences.length > 0 && (
                        <details><summary>{t("policies.differences", { n: made.clocks_that_differ, shown: made.differences.length })}</summary>
                            <Scroller label={t("repin.clocks")}>
                                <table>
                                    <thead><tr><th>{t("column.case")}</th><th>{t("field.clock")}</th><th>{t("audit.before")}</th><th>{t("audit.after")}</th></tr></thead>
                                    <tbody>{made.differences.map((one, n) => <tr key={n}><td><a class="reference" href={addressOf("case", one.reference)}>{one.reference}</a></td><td>{word("clock", one.clock)}</td><td>{one.due_before === null ? "–" : moment(one.due_before)}</td><td>{one.due_after === null ? "–" : moment(one.due_after)}</td></tr>)}</tbody>
                                </table>
                            </Scroller>
                        </details>
                    )}
                </div>
            )}
        </section>
    );
}

function One({ id }: { id: string }) {
    const told = useLoading(id, () => policy(id));
    return (
        <Told of={told} title={id}>{(now) => (
            <>
                <Title words={now.title ?? `${now.policy} ${now.rev}`}><a href={addressOf("policies")}>{t("policies.all")}</a></Title>
                <p class="row">{now.draft === true && <Chip tone="waiting">{t("policies.draft")}</Chip>} <span>{t("why.policy_is", { id: now.policy, rev: now.rev })}</span> <code class="hash small">{now.sha256.slice(0, 16)}…</code></p>
                <div class="columns">
                    <section class="card">
                        <h2>{t("policies.plain")}</h2>
                        {(now.plain ?? []).length === 0 ? <p class="note">{t("policies.no_plain")}</p> : (now.plain ?? []).map((one, n) => <p key={n}>{one}</p>)}
                    </section>
                    <div>
                        {now.clocks !== undefined && (
                            <section class="card">
                                <h2>{t("clocks.title")}</h2>
                                <Scroller label={t("clocks.title")}>
                                    <table>
                                        <thead><tr><th>{t("field.clock")}</th><th>{t("why.limit")}</th><th>{t("field.kind")}</th></tr></thead>
                                        <tbody>{now.clocks.map((one) => <tr key={one.clock}><td>{one.words}</td><td>{one.limit === null ? "–" : limitInWords(one.limit)}</td><td>{word("clock_kind", one.kind)}</td></tr>)}</tbody>
                                    </table>
                                </Scroller>
                            </section>
                        )}
                        {now.versions !== undefined && (
                            <section class="card">
                                <h2>{t("policies.versions")}</h2>
                                {now.versions.length === 0 ? <p class="note">{t("policies.no_versions")}</p> : <ul class="plain">{now.versions.map((one) => <li key={one.sha256}><a href={addressOf("policies", one.sha256)}>{t("policies.rev", { rev: one.rev })}</a> <span class="note">{moment(one.loaded)}</span>{one.sha256 === now.sha256 && <> <Chip tone="done">{t("policies.in_force")}</Chip></>}</li>)}</ul>}
                            </section>
                        )}
                        {may("try_policy") && <DryRunHere toml={now.toml ?? ""} />}
                    </div>
                </div>
                {now.toml !== undefined && now.toml !== "" && <details><summary>{t("policies.file")}</summary><pre class="payload" tabIndex={0}>{now.toml}</pre></details>}
            </>
        )}</Told>
    );
}

export default function PoliciesPage({ name, query }: PageProps) {
    const told = useLoading("policies", policies);
    if (name === "repin") return <Repin query={query} />;
    if (name !== "") return <One key={name} id={name} />;
    return (
        <>
            <Title words={t("nav.policies")}><a href={addressOf("policies", "repin")}>{t("repin.title")}</a></Title>
            <Told of={told}>{(now) => now.items.length === 0 ? <Empty words={t("policies.none")} next={<code>redress config check</code>} /> : (
                <Scroller label={t("nav.policies")}>
                    <table>
                        <thead><tr><th>{t("policies.title")}</th><th class="number">{t("policies.revision")}</th><th>{t("policies.entities")}</th><th>{t("why.calendar")}</th><th>{t("policies.source")}</th></tr></thead>
                        <tbody>{now.items.map((one) => <tr key={one.sha256}><td><a href={addressOf("policies", one.policy)}>{one.title || one.policy}</a> {one.draft && <Chip tone="waiting">{t("policies.draft")}</Chip>}</td><td class="number">{one.rev}</td><td>{one.entities.join(", ") || t("policies.everybody")}</td><td><a href={addressOf("calendars", one.calendar)}>{one.calendar}</a></td><td>{one.source || "–"}</td></tr>)}</tbody>
                    </table>
                </Scroller>
            )}</Told>
        </>
    );
}

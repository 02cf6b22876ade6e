// What is to change so that it does not happen again: whose it is, by when, and who else looked whether it helped.
import { useState } from "preact/hooks";
import { ask } from "../api/client";
import { actOnMatter, improvement, improvements, openMatter } from "../api/house";
import type { Improvement } from "../api/types";
import { Problem } from "../api/problem";
import type { PageProps } from "../areas";
import { MatterForm } from "../areas/matter_form";
import { MatterHistory } from "../areas/matter_history";
import { AsOf, Empty, Scroller, Title, Told } from "../areas/parts";
import { valueInWords } from "../case/values";
import { t, verb } from "../i18n";
import { inWords } from "../i18n/in_words";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { session } from "../session";
import { Chip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { useLoading } from "../ui/loading";

const state_tones = { open: "waiting", done: "active", checked: "done" } as const;
const tone = (state: string): "waiting" | "active" | "done" | "neutral" => state_tones[state as keyof typeof state_tones] ?? "neutral";

/// Acts of an improvement and what each asks for. Whether somebody may is asked of the API, which says why not.
const acts: Readonly<Record<string, { readonly from: readonly string[]; readonly required: readonly string[]; readonly optional: readonly string[] }>> = {
    action_done: { from: ["open"], required: [], optional: ["evidence", "remark"] },
    action_checked: { from: ["done"], required: [], optional: ["evidence", "remark"] },
    action_reopened: { from: ["done", "checked"], required: ["remark"], optional: ["owner", "due"] },
};

/// Why an act would be refused now, in words; null when it would not.
async function refusedFor(of: Improvement, event: string): Promise<Problem | null> {
    try {
        await ask("POST", `/api/v1/improvements/${of.action}/actions/${event}`, { query: { dry_run: true }, body: event === "action_reopened" ? { remark: "-" } : {} });
        return null;
    } catch (failed) {
        if (failed instanceof Problem) return failed;
        throw failed;
    }
}

function Detail({ id }: { id: string }) {
    const told = useLoading(id, async () => {
        const of = await improvement(id);
        const here = Object.entries(acts).filter(([, one]) => one.from.includes(of.state)).map(([event]) => event);
        return { of, can: await Promise.all(here.map(async (event) => ({ event, why: await refusedFor(of, event) }))) };
    });
    const [act, choose] = useState<string | undefined>();
    return (
        <>
            <Title words={t("improvements.one")}><a href={addressOf("improvements")}>{t("improvements.all")}</a></Title>
            <Told of={told}>{({ of, can }) => (
                <>
                    <section class="card">
                        <p class="lead">{of.measure}</p>
                        <dl class="facts">
                            <dt>{t("areas.state")}</dt><dd><Chip tone={tone(of.state)}>{of.words.state ?? of.state}</Chip></dd>
                            <dt>{t("improvements.cause")}</dt><dd>{valueInWords("cause", of.cause)}</dd>
                            <dt>{t("field.owner")}</dt><dd>{of.owner ?? t("nobody")}</dd>
                            <dt>{t("field.due")}</dt><dd>{of.due === undefined ? "–" : of.state === "open" ? <DueIn due={of.due} /> : moment(of.due)} {of.missed_at !== undefined && <Chip tone="breach">{t("improvements.missed")}</Chip>}</dd>
                            {of.done_by !== undefined && <><dt>{t("improvements.done_by")}</dt><dd>{of.done_by} {of.done_at !== undefined && moment(of.done_at)}</dd></>}
                            <dt>{t("improvements.checked_by")}</dt><dd>{of.checked_by === undefined ? t("improvements.not_checked") : `${of.checked_by} ${of.checked_at === undefined ? "" : moment(of.checked_at)}`}</dd>
                            {(of.cases ?? []).length > 0 && <><dt>{t("improvements.cases")}</dt><dd>{(of.cases ?? []).map((one) => <a key={one} class="wrap-any" href={addressOf("case", one)}>{one.slice(0, 8)} </a>)}</dd></>}
                        </dl>
                    </section>
                    <div class="choices">{can.filter((one) => one.why === null).map((one) => <button key={one.event} type="button" data-act={one.event} aria-expanded={act === one.event} onClick={() => choose(one.event)}>{verb(one.event)}</button>)}</div>
                    {can.filter((one) => one.why !== null).map(({ event, why }) => (
                        <div key={event} class="blocked-here"><p><b>{t("areas.blocked", { what: verb(event) })}</b> {(why?.body.blockers ?? []).map((one) => one.words).join(" ") || why?.body.title}</p><p class="small">{(why?.body.blockers ?? []).map((one) => inWords(one.what_to_do)).join(" ") || why?.body.detail}</p></div>
                    ))}
                    {act !== undefined && acts[act] !== undefined && <MatterForm key={act} draft={`${act}-${id}`} label={verb(act)} required={acts[act].required} optional={acts[act].optional}
                        send={(fields, key) => actOnMatter("improvements", id, act, fields, of.version, key)} done={() => { choose(undefined); told.again(); }} close={() => choose(undefined)} />}
                    <MatterHistory kind="improvements" id={id} version={of.version} />
                </>
            )}</Told>
        </>
    );
}

export default function ImprovementsPage({ name, query }: PageProps) {
    const state = query.state ?? "open";
    const told = useLoading(`improvements ${state} ${name}`, () => improvements({ improvement_state: state, limit: 200 }));
    const [opening, setOpening] = useState(false);
    const roles = session.value?.roles ?? [];
    const opens = roles.some((one) => ["care_reviewer", "care_lead", "compliance", "quality_reviewer", "appeal_reviewer"].includes(one));
    if (name !== "") return <Detail key={name} id={name} />;
    return (
        <>
            <Title words={t("nav.improvements")}><AsOf at={told.data?.as_of} /></Title>
            <div class="filters tight">
                <label><span>{t("areas.state")}</span>
                    <select value={state} onChange={(event) => go(addressOf("improvements", "", { state: event.currentTarget.value }), "replace")}>
                        {(["open", "done", "checked", "any"] as const).map((one) => <option key={one} value={one}>{t(`matter.${one}`)}</option>)}
                    </select>
                </label>
                {opens && <button type="button" onClick={() => setOpening(!opening)} aria-expanded={opening}>{t("verb.action_opened")}</button>}
            </div>
            {opening && <MatterForm draft="action_opened" label={t("verb.action_opened")} required={["measure", "cause", "owner", "due"]} optional={["cases"]} note={t("improvements.note")}
                send={(fields, key) => openMatter("improvements", fields, key)} done={() => { setOpening(false); told.again(); }} close={() => setOpening(false)} />}
            <Told of={told}>{(now) => now.items.length === 0
                ? <Empty words={t(state === "open" ? "improvements.none_open" : "improvements.none")} next={state === "any" ? t("improvements.when") : <a href={addressOf("improvements", "", { state: "any" })}>{t("improvements.see_all")}</a>} />
                : (
                    <Scroller label={t("nav.improvements")}>
                        <table>
                            <thead><tr><th>{t("improvements.measure")}</th><th>{t("improvements.cause")}</th><th>{t("field.owner")}</th><th>{t("field.due")}</th><th>{t("areas.state")}</th><th>{t("improvements.checked_by")}</th></tr></thead>
                            <tbody>
                                {now.items.map((one) => (
                                    <tr key={one.action}>
                                        <td><a href={addressOf("improvements", one.action)}>{one.measure ?? one.action}</a></td><td>{valueInWords("cause", one.cause)}</td><td class="tight">{one.owner}</td>
                                        <td>{one.due === undefined ? "–" : one.state === "open" ? <DueIn due={one.due} /> : moment(one.due)} {one.missed_at !== undefined && <Chip tone="breach">{t("improvements.missed")}</Chip>}</td>
                                        <td><Chip tone={tone(one.state)}>{one.words.state ?? one.state}</Chip></td><td>{one.checked_by ?? t("improvements.not_checked")}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </Scroller>
                )}</Told>
        </>
    );
}

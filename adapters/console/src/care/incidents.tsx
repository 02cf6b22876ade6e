// What many people feel at once: what the public is told of it in both languages, and the cases that hang on it.
import { useState } from "preact/hooks";
import { act, complaint } from "../api/calls";
import { newKey } from "../api/client";
import { actOnMatter, incident, incidents, openMatter } from "../api/house";
import type { Incident } from "../api/types";
import type { PageProps } from "../areas";
import { MatterForm } from "../areas/matter_form";
import { MatterHistory } from "../areas/matter_history";
import { AsOf, Empty, Title, Told } from "../areas/parts";
import { referenceIn } from "../frame/navigation";
import { tell } from "../frame/toasts";
import { t } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { session } from "../session";
import { useAttempt } from "../ui/attempt";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

/// Whom the rows of an incident admit; whoever is not among them is not offered what would be refused.
const may_write = ["care_lead", "compliance", "operator"];
const writes = (): boolean => (session.value?.roles ?? []).some((one) => may_write.includes(one));

function One({ of, href }: { of: Incident; href?: string }) {
    return (
        <>
            <p class="row"><Chip tone={of.state === "open" ? "waiting" : "done"}>{of.words.state ?? of.state}</Chip><span>{t("incidents.linked", { n: of.linked_cases })}</span>{href !== undefined && <a href={href}>{t("open")}<span class="hidden"> {of.words_en ?? of.incident}</span></a>}</p>
            <div class="columns"><div lang="en"><p class="small">English</p><p>{of.words_en ?? "–"}</p></div><div lang="zh-CN"><p class="small">简体中文</p><p>{of.words_zh ?? "–"}</p></div></div>
            <p class="small">{[of.from === undefined ? "" : t("incidents.from", { at: moment(of.from) }), of.until === undefined ? t("incidents.no_end") : t("incidents.until", { at: moment(of.until) }), of.posted_by === undefined ? "" : t("incidents.posted", { who: of.posted_by })].filter((one) => one !== "").join(" · ")}</p>
        </>
    );
}

/// A case hangs on an incident by an act of the case, so that its history says so; the case keeps its letter and rights.
function LinkCase({ id, done }: { id: string; done: () => void }) {
    const [typed, type] = useState("");
    const { problem, attempt } = useAttempt();
    const reference = referenceIn(typed);
    const link = (): Promise<void> => attempt(async () => {
        if (reference === null) return;
        const of = await complaint(reference);
        await act({ reference, event: "linked", version: of.version, fields: { to: id, cause: "incident" }, key: newKey() });
        tell({ words: t("incidents.linked_now", { reference }), link: { words: reference, to: addressOf("case", reference) } });
        type("");
        done();
    });
    return (
        <form class="filters tight" onSubmit={(event) => { event.preventDefault(); void link(); }}>
            {problem !== null && <ProblemCard problem={problem} />}
            <label><span>{t("keeping.which")}</span><input value={typed} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} /></label>
            <button disabled={reference === null}>{t("incidents.link")}</button>
            {typed !== "" && reference === null && <span class="note" role="status">{t("keeping.no_reference")}</span>}
        </form>
    );
}

function Detail({ id }: { id: string }) {
    const told = useLoading(id, () => incident(id));
    const [chosen, choose] = useState<string | undefined>();
    return (
        <>
            <Title words={t("incidents.one")}><a href={addressOf("incidents")}>{t("incidents.all")}</a></Title>
            <Told of={told}>{(now) => (
                <>
                    <section class="card"><One of={now} /></section>
                    {now.state === "open" && writes() && (
                        <div class="choices">
                            <button type="button" aria-expanded={chosen === "incident_changed"} onClick={() => choose("incident_changed")}>{t("verb.incident_changed")}</button>
                            <button type="button" aria-expanded={chosen === "incident_ended"} onClick={() => choose("incident_ended")}>{t("verb.incident_ended")}</button>
                        </div>
                    )}
                    {now.state === "open" && !writes() && <p class="small">{t("incidents.who")}</p>}
                    {chosen === "incident_changed" && <MatterForm key={chosen} draft={`incident_changed-${id}`} label={t("verb.incident_changed")} required={[]} optional={["words_en", "words_zh", "until", "posted_by"]} preset={{ words_en: now.words_en, words_zh: now.words_zh, ...(now.until === undefined ? {} : { until: now.until }) }}
                        note={t("incidents.plain")} send={(fields, key) => actOnMatter("incidents", id, chosen, fields, now.version, key)} done={() => { choose(undefined); told.again(); }} close={() => choose(undefined)} />}
                    {chosen === "incident_ended" && <MatterForm key={chosen} draft={`incident_ended-${id}`} label={t("verb.incident_ended")} required={[]} optional={["until", "words_en", "words_zh"]} note={t("incidents.ending")}
                        send={(fields, key) => actOnMatter("incidents", id, chosen, fields, now.version, key)} done={() => { choose(undefined); told.again(); }} close={() => choose(undefined)} />}
                    <section class="card">
                        <h2>{t("incidents.cases")}</h2>
                        <p>{now.linked_cases === 0 ? t("incidents.no_cases") : t("incidents.linked", { n: now.linked_cases })}</p>
                        {now.state === "open" && <LinkCase id={now.incident} done={told.again} />}
                    </section>
                    <MatterHistory kind="incidents" id={id} version={now.version} />
                </>
            )}</Told>
        </>
    );
}

export default function IncidentsPage({ name, query }: PageProps) {
    const state = query.state ?? "open";
    const told = useLoading(`incidents ${state} ${name}`, () => incidents({ incident_state: state, limit: 200 }));
    const [opening, setOpening] = useState(false);
    if (name !== "") return <Detail key={name} id={name} />;
    return (
        <>
            <Title words={t("nav.incidents")}><AsOf at={told.data?.as_of} /></Title>
            <div class="filters tight">
                <label><span>{t("areas.state")}</span>
                    <select value={state} onChange={(event) => go(addressOf("incidents", "", { state: event.currentTarget.value }), "replace")}>
                        {(["open", "ended", "any"] as const).map((one) => <option key={one} value={one}>{t(`matter.${one}`)}</option>)}
                    </select>
                </label>
                {writes() && <button type="button" onClick={() => setOpening(!opening)} aria-expanded={opening}>{t("verb.incident_opened")}</button>}
            </div>
            {opening && <MatterForm draft="incident_opened" label={t("verb.incident_opened")} required={["words_en", "words_zh", "from", "posted_by"]} optional={["until"]} preset={{ posted_by: session.value?.person ?? "" }} note={t("incidents.plain")}
                send={(fields, key) => openMatter("incidents", fields, key)} done={() => { setOpening(false); told.again(); }} close={() => setOpening(false)} />}
            <Told of={told}>{(now) => now.items.length === 0
                ? <Empty words={t(state === "open" ? "incidents.none_open" : "incidents.none")} next={state === "any" ? t("incidents.when") : <a href={addressOf("incidents", "", { state: "any" })}>{t("incidents.see_all")}</a>} />
                : now.items.map((one) => <section key={one.incident} class="card"><One of={one} href={addressOf("incidents", one.incident)} /></section>)}</Told>
        </>
    );
}

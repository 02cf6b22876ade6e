// How long words are kept, whose erasure is due, and what holds it: for one case all of it, with the acts and why they
// are blocked.
import { useState } from "preact/hooks";
import { cases, policies, policy } from "../api/house";
import type { Line } from "../api/types";
import type { PageProps } from "../areas";
import { ActsHere, CaseToldOf, useCase } from "../areas/of_case";
import { AsOf, Empty, Scroller, Title, Told, wholeList } from "../areas/parts";
import { referenceIn } from "../frame/navigation";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";

const acts = ["legal_hold_placed", "legal_hold_released", "subject_erased", "erasure_refused", "processing_restricted", "restriction_lifted", "content_redacted"];
const closed_max = 2000;

function Detail({ reference }: { reference: string }) {
    const told = useCase(reference, false);
    return (
        <CaseToldOf of={told} reference={reference}>{(now) => {
            const f = now.of.facts;
            const last = (event: string) => [...now.entries].reverse().find((one) => one.ev === event && one.refused === undefined);
            const held = f.legal_hold === true;
            const hold = last("legal_hold_placed");
            return (
                <section class="card">
                    <h2><span class="reference">{now.of.reference}</span></h2>
                    <dl class="facts">
                        <dt>{t("areas.state")}</dt><dd>{now.of.words?.state ?? word("state", now.of.state)} {typeof f.closed_at === "string" && moment(f.closed_at)}</dd>
                        <dt>{t("keeping.hold")}</dt><dd>{held ? <><Chip tone="waiting">{t("keeping.held")}</Chip> {hold !== undefined && `${hold.words.who ?? ""} ${moment(hold.rec)}`}</> : t("keeping.not_held")}</dd>
                        <dt>{t("keeping.restricted")}</dt><dd>{f.processing_restricted === true ? <Chip tone="waiting">{t("keeping.is_restricted")}</Chip> : t("keeping.not_restricted")}</dd>
                        <dt>{t("keeping.words")}</dt><dd>{typeof f.erased_at === "string" ? t("keeping.erased", { at: moment(f.erased_at) }) : t("keeping.there")}</dd>
                    </dl>
                    <ActsHere told={now} events={acts} label={t("keeping.acts")} done={told.again} />
                </section>
            );
        }}</CaseToldOf>
    );
}

export default function KeepingPage({ name }: PageProps) {
    const [typed, type] = useState(name);
    const rules = useLoading("retention", async () => {
        const list = await policies();
        return await Promise.all(list.items.map((one) => policy(one.policy)));
    });
    const due = useLoading("due for erasure", async () => {
        const days = Math.min(...(await Promise.all((await policies()).items.filter((one) => !one.draft).map((one) => policy(one.policy)))).map((one) => one.retention_days ?? Infinity));
        if (!Number.isFinite(days)) return { days: null, lines: [] as readonly Line[], as_of: undefined, whole: true };
        const before = new Date(Date.now() - days * 86_400_000).toISOString();
        // Filed before it could be over: closing came later, and the case itself says whether its time is over.
        const list = await wholeList<Line>((cursor) => cases({ state: "closed", filed_until: before, limit: 200, cursor }), closed_max);
        return { days, lines: list.items, as_of: list.as_of, whole: list.whole };
    });
    return (
        <>
            <Title words={t("nav.keeping")}><AsOf at={due.data?.as_of} /></Title>
            <div class="columns">
                <section class="card">
                    <h2>{t("keeping.rules")}</h2>
                    <Told of={rules}>{(now) => (
                        <Scroller label={t("keeping.rules")}>
                            <table>
                                <thead><tr><th>{t("why.policy")}</th><th class="number">{t("keeping.days")}</th></tr></thead>
                                <tbody>{now.map((one) => <tr key={one.sha256}><td><a href={addressOf("policies", one.policy)}>{one.title ?? one.policy}</a></td><td class="number">{one.retention_days ?? t("keeping.unsaid")}</td></tr>)}</tbody>
                            </table>
                        </Scroller>
                    )}</Told>
                    <p class="small">{t("keeping.how")}</p>
                </section>
                <section class="card">
                    <h2>{t("keeping.one")}</h2>
                    <form class="filters tight" onSubmit={(event) => { event.preventDefault(); const found = referenceIn(typed); if (found !== null) go(addressOf("keeping", found)); }}>
                        <label><span>{t("keeping.which")}</span><input value={typed} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} /></label>
                        <button class="main">{t("audit.look")}</button>
                    </form>
                    {typed !== "" && referenceIn(typed) === null && <p class="note" role="status">{t("keeping.no_reference")}</p>}
                </section>
            </div>
            {name !== "" && <Detail key={name} reference={name} />}
            <h2>{t("keeping.due")}</h2>
            <Told of={due}>{(now) => now.days === null ? <Empty words={t("keeping.no_rule")} next={t("keeping.no_rule_next")} /> : now.lines.length === 0 ? <Empty words={t("keeping.nothing_due", { n: now.days })} /> : (
                <>
                    <p class="note">{t("keeping.candidates", { n: now.lines.length, days: now.days })}</p>
                    {!now.whole && <p class="error">{t("keeping.cut", { n: closed_max })}</p>}
                    <Scroller label={t("keeping.due")}>
                        <table>
                            <thead><tr><th>{t("column.case")}</th><th>{t("column.filed")}</th><th>{t("field.team")}</th></tr></thead>
                            <tbody>{now.lines.map((one) => <tr key={one.case}><td><a class="reference" href={addressOf("keeping", one.reference)}>{one.reference}</a></td><td>{one.filed_at === undefined ? "–" : moment(one.filed_at)}</td><td>{one.team}</td></tr>)}</tbody>
                        </table>
                    </Scroller>
                </>
            )}</Told>
        </>
    );
}

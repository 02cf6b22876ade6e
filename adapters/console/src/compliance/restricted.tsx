// The restricted compartment of a case: for restricted reviewers alone. Whoever else asks is told what they are told of
// an address that is not there, and neither navigation nor this page's words name it to them.
import { useState } from "preact/hooks";
import { actInCompartment, compartment } from "../api/house";
import type { Compartment } from "../api/types";
import type { PageProps } from "../areas";
import { MatterForm } from "../areas/matter_form";
import { Empty, Title, Told } from "../areas/parts";
import { Problem } from "../api/problem";
import { referenceIn } from "../frame/navigation";
import { t, verb, word } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { may } from "../session";
import { Chip } from "../ui/chip";
import { useLoading } from "../ui/loading";

const asks: Readonly<Record<string, { readonly required: readonly string[]; readonly optional: readonly string[] }>> = {
    restricted_opened: { required: ["reason"], optional: [] },
    restricted_note_added: { required: ["text"], optional: [] },
    limited_reasons_approved: { required: ["reason"], optional: ["until"] },
};
interface Row {
    readonly cseq: number;
    readonly rec: string;
    readonly ev?: string;
    readonly words?: { readonly what?: string; readonly who?: string };
    readonly reason?: string;
    readonly text?: string;
}

function One({ reference }: { reference: string }) {
    const told = useLoading<{ of: Compartment | null }>(reference, async () => {
        try {
            return { of: await compartment(reference) };
        } catch (failed) {
            if (failed instanceof Problem && failed.status === 404) return { of: null };
            throw failed;
        }
    });
    const [act, choose] = useState<string | undefined>();
    return (
        <Told of={told}>{({ of }) => {
            const events = of === null ? ["restricted_opened"] : ["restricted_note_added", "limited_reasons_approved"];
            const form = act === undefined ? undefined : asks[act];
            return (
                <>
                    {of === null ? <Empty words={t("restricted.none", { reference })} next={t("restricted.none_next")} /> : (
                        <section class="card">
                            <h2><span class="reference">{of.reference}</span></h2>
                            <dl class="facts">
                                <dt>{t("restricted.opened_by")}</dt><dd>{of.opened_by} {of.opened_at !== undefined && moment(of.opened_at)}</dd>
                                <dt>{t("restricted.limited")}</dt><dd>{of.limited_at === undefined ? t("restricted.not_limited") : <>{of.limited_now === true && <Chip tone="waiting">{t("restricted.now")}</Chip>} {of.limited_by} {moment(of.limited_at)}{of.limited_until !== undefined && ` → ${moment(of.limited_until)}`}</>}</dd>
                            </dl>
                            <ol class="plain timeline">
                                {(of.history as unknown as readonly Row[]).map((one) => (
                                    <li key={one.cseq}><time dateTime={one.rec}>{moment(one.rec)}</time><b>{one.words?.what ?? word("event", one.ev)}</b><span class="small">{one.words?.who}</span>
                                        {one.reason !== undefined && <div class="quote">{one.reason}</div>}{one.text !== undefined && <div class="quote">{one.text}</div>}</li>
                                ))}
                            </ol>
                            <p class="small">{t("letters.recorded")}</p>
                        </section>
                    )}
                    <div class="choices">{events.map((one) => <button key={one} type="button" aria-expanded={act === one} onClick={() => choose(act === one ? undefined : one)}>{verb(one)}</button>)}</div>
                    {act !== undefined && form !== undefined && events.includes(act) && <MatterForm key={act} label={verb(act)} required={form.required} optional={form.optional} note={t("restricted.who_reads")}
                        send={(fields, key) => actInCompartment(reference, act, fields, key)} done={() => { choose(undefined); told.again(); }} close={() => choose(undefined)} />}
                </>
            );
        }}</Told>
    );
}

export default function RestrictedPage({ name }: PageProps) {
    const [typed, type] = useState(name);
    // By address, as for anything that is not there.
    if (!may("restricted")) return <><Title words={t("nothing_here.title")} /><p>{t("nothing_here.words")}</p></>;
    return (
        <>
            <Title words={t("nav.restricted")} />
            <form class="filters" onSubmit={(event) => { event.preventDefault(); const found = referenceIn(typed); if (found !== null) go(addressOf("restricted", found)); }}>
                <label><span>{t("keeping.which")}</span><input value={typed} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} /></label>
                <button class="main">{t("audit.look")}</button>
            </form>
            {typed !== "" && referenceIn(typed) === null && <p class="note" role="status">{t("keeping.no_reference")}</p>}
            {name === "" ? <Empty words={t("restricted.empty")} /> : <One key={name} reference={name} />}
        </>
    );
}

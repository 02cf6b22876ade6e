// What hangs on a case beside its letters: what it still needs, questions to others, an account that was frozen, an
// outside body, calls that were promised, and cases and incidents that it is linked to.
import { complaint } from "../api/calls";
import { incident } from "../api/house";
import { Problem } from "../api/problem";
import type { Actions, Complaint } from "../api/types";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf } from "../route";
import { Chip } from "../ui/chip";
import { ClockRow, DueIn } from "../ui/clock";
import { useLoading } from "../ui/loading";
import { actCalled } from "./actions_panel";
import { checklist, isBlocked } from "./checklist";
import { composerOf } from "./composer";

interface Props {
    readonly of: Complaint;
    readonly actions: Actions;
    readonly choose: (event: string) => void;
}

/// Opens the form of an act with a field filled in; nothing is done before that is sent.
function Begin({ of, actions, choose, event, fields = {}, children }: Props & { event: string; fields?: Readonly<Record<string, string>>; children: preact.ComponentChildren }) {
    if (actCalled(actions, event) === undefined) return null;
    const begin = (): void => {
        const form = composerOf(of.reference, event, of.version, {});
        for (const [field, value] of Object.entries(fields)) form.set(field, value);
        choose(event);
    };
    return <button type="button" class="link" onClick={begin}>{children}</button>;
}

export function Checklist(props: Props) {
    const missing = props.actions.items.flatMap((one) => (one.guard === "records_complete" ? (one.args?.missing ?? "").split(", ") : []));
    const items = checklist(props.of, missing);
    if (items.length === 0) return null;
    const done = items.filter((one) => one.done).length;
    return (
        <details class="card" open={props.of.state !== "closed"}>
            <summary>{t("checklist.title", { n: done, all: items.length })}</summary>
            <ul class="plain checklist">
                {items.map((one) => (
                    <li key={one.id} class="row">
                        <Chip tone={one.done ? "done" : one.sent === true ? "waiting" : "neutral"}>{t(one.done ? "checklist.done" : one.sent === true ? "checklist.sent" : "checklist.open")}</Chip>
                        <span>{t(`checklist.${one.id}`)}</span>
                        {!one.done && one.sent !== true && (isBlocked(one, items)
                            ? <span class="small">{t("checklist.after", { what: t(`checklist.${one.after ?? "owner"}`) })}</span>
                            : <Begin {...props} event={one.act}>{t("checklist.begin")}<span class="hidden"> {t(`checklist.${one.id}`)}</span></Begin>)}
                    </li>
                ))}
            </ul>
        </details>
    );
}

interface Enquiry {
    readonly id: string;
    readonly kind?: string;
    readonly to?: string;
    readonly due?: string;
    readonly answered?: string;
}
export function Enquiries(props: Props) {
    const list = (props.of.facts.enquiries ?? []) as readonly Enquiry[];
    if (list.length === 0) return null;
    return (
        <section class="card" aria-labelledby="enquiries-title">
            <h2 id="enquiries-title">{t("enquiries.title")}</h2>
            <ul class="plain">
                {list.map((one) => (
                    <li key={one.id}>
                        <p class="row"><b>{one.id}</b><span>{[one.kind?.replaceAll("_", " "), one.to].filter((each) => each !== undefined && each !== "").join(" · ")}</span>
                            {one.answered !== undefined ? <Chip tone="done">{t("enquiries.answered", { at: moment(one.answered) })}</Chip> : one.due !== undefined ? <DueIn due={one.due} /> : <Chip tone="waiting">{t("enquiries.open")}</Chip>}</p>
                        {one.answered === undefined && (
                            <p class="row"><Begin {...props} event="enquiry_answered" fields={{ enquiry: one.id }}>{t("enquiries.answer")}<span class="hidden"> {one.id}</span></Begin>
                                <Begin {...props} event="enquiry_chased" fields={{ enquiry: one.id }}>{t("enquiries.chase")}<span class="hidden"> {one.id}</span></Begin></p>
                        )}
                    </li>
                ))}
            </ul>
        </section>
    );
}

export function CallBack(props: Props) {
    const waiting = props.of.clocks.filter((one) => one.clock === "callback" && (one.state === "running" || one.state === "missed"));
    if (waiting.length === 0) return null;
    return (
        <section class="card" aria-labelledby="callback-title">
            <h2 id="callback-title">{t("callback.title")}</h2>
            {waiting.map((one) => <ClockRow key={one.generation ?? 1} reference={props.of.reference} clock={one} />)}
            <Begin {...props} event="call_recorded">{t("callback.called")}</Begin>
        </section>
    );
}

export function Frozen({ of }: { of: Complaint }) {
    const f = of.facts;
    const state = f.containment as string | undefined;
    if (state === undefined || state === "none") return f.containment_refusal === undefined ? null : (
        <section class="card"><h2>{t("containment.title")}</h2><p>{t("containment.refused", { why: word("containment_refusal", f.containment_refusal as string) })}</p></section>
    );
    const at = f.contained_at as string | undefined;
    return (
        <section class="card" aria-labelledby="containment-title">
            <h2 id="containment-title">{t("containment.title")}</h2>
            <p class="row"><Chip tone={state === "released" ? "neutral" : "waiting"}>{word("containment", state)}</Chip> {word("containment_ground", f.containment_ground as string | undefined)}</p>
            <p class="small">{[at === undefined ? "" : t("containment.since", { at: moment(at) }), f.containment_by === undefined ? "" : t("containment.by", { who: String(f.containment_by) }), Number(f.containment_reviews ?? 0) === 0 ? "" : t("containment.reviews", { n: Number(f.containment_reviews) })].filter((one) => one !== "").join(" · ")}</p>
        </section>
    );
}

export function Referral({ of }: { of: Complaint }) {
    const f = of.facts;
    const state = f.referral as string | undefined;
    if (state === undefined || state === "none") return null;
    const asked = of.clocks.filter((one) => (one.clock === "external_reply" || one.clock === "outcome_due") && one.state !== "cancelled");
    const bundle = f.referral_bundle as string | undefined, since = f.referred_at as string | undefined, by = f.comply_by as string | undefined;
    return (
        <section class="card" aria-labelledby="referral-title">
            <h2 id="referral-title">{t("referral.title")}</h2>
            <p class="row"><Chip tone={state === "done" ? "done" : "escalated"}>{word("referral", state)}</Chip> <span>{String(f.referral_body ?? "")}</span></p>
            <p class="small">{[since === undefined ? "" : t("referral.since", { at: moment(since) }), by === undefined ? "" : t("referral.comply_by", { at: moment(by) })].filter((one) => one !== "").join(" · ")}</p>
            {bundle !== undefined && <p class="small">{t("referral.bundle")} <code class="hash">{bundle.slice(0, 16)}…</code></p>}
            {asked.map((one) => <ClockRow key={`${one.clock} ${one.generation ?? 1}`} reference={of.reference} clock={one} />)}
        </section>
    );
}

type Linked = { readonly to: string; readonly cause?: string; readonly words: string; readonly note?: string; readonly href: string };
/// Another case by its reference, an incident by what people are told of it; what is not there for the reader is left out.
async function linked(of: Complaint): Promise<readonly Linked[]> {
    const list = [...(of.facts.links ?? []), ...(typeof of.facts.primary_case === "string" ? [{ to: of.facts.primary_case, cause: "duplicate" }] : [])];
    const found = await Promise.all(list.map(async (one): Promise<Linked | null> => {
        try {
            if (one.cause === "incident") {
                const told = await incident(one.to);
                return { ...one, words: told.words_en ?? one.to.slice(0, 8), note: told.words.state ?? told.state, href: addressOf("incidents", one.to) };
            }
            const other = await complaint(one.to);
            return { ...one, words: other.reference, note: other.words?.state ?? other.state, href: addressOf("case", other.reference) };
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            if (failed.status === 404 || failed.status === 403) return null;
            throw failed;
        }
    }));
    return found.filter((one) => one !== null);
}
export function Links({ of }: { of: Complaint }) {
    const n = (of.facts.links ?? []).length + (of.facts.primary_case === undefined ? 0 : 1);
    const told = useLoading(`${of.reference} links ${n} ${of.version}`, () => (n === 0 ? Promise.resolve([]) : linked(of)));
    const list = told.data ?? [];
    if (list.length === 0) return null;
    return (
        <section class="card" aria-labelledby="links-title">
            <h2 id="links-title">{t("links.title")}</h2>
            <ul class="plain">{list.map((one) => <li key={one.to}><a class={one.cause === "incident" ? "" : "reference"} href={one.href}>{one.words}</a> <span class="note">{[one.note, one.cause === "incident" ? t("links.incident") : one.cause === "duplicate" ? t("links.primary") : one.cause].filter((each) => each !== undefined && each !== "").join(" · ")}</span></li>)}</ul>
        </section>
    );
}

// What is known of a case, beside what was said: who complains, what about, what is promised, owed and waited for.
import { documentAddress, documents, redress } from "../api/calls";
import type { Clock, Complaint, Texts } from "../api/types";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { Chip, FindingChip } from "../ui/chip";
import { ClockRow, isMissed, isOwed } from "../ui/clock";
import { useLoading } from "../ui/loading";
import { cardWords, pointWords } from "./conversation";
import { routeOf } from "./fields";
import { valueInWords } from "./values";

/// What is owed by its due time, so that a missed promise stands first until it is kept; what is over comes last.
export function clocksInOrder(clocks: readonly Clock[]): readonly Clock[] {
    const rank = (one: Clock): number => (isOwed(one) || one.state === "paused" ? 0 : one.state === "met_late" ? 1 : 2);
    return [...clocks].sort((a, b) => rank(a) - rank(b) || (a.due ?? "9").localeCompare(b.due ?? "9"));
}
const keyOf = (one: Clock): string => `${one.policy ?? ""} ${one.clock} ${one.generation ?? 1} ${one.subject ?? ""}`;

export function Clocks({ of }: { of: Complaint }) {
    const all = clocksInOrder(of.clocks);
    // Each promise that was missed stays in sight, and the next one that can still be kept.
    const late = all.filter((one) => isOwed(one) && isMissed(one));
    const next = all.find((one) => !late.includes(one));
    const shown = next === undefined || (late.length > 0 && !isOwed(next)) ? late : [...late, next];
    const rest = all.filter((one) => !shown.includes(one));
    return (
        <section class="card" id="clocks" tabIndex={-1} aria-labelledby="clocks-title">
            <h2 id="clocks-title">{t("clocks.title")}</h2>
            {shown.length === 0 && <p class="note">{t("clocks.none")}</p>}
            {shown.map((one, n) => <ClockRow key={keyOf(one)} reference={of.reference} clock={one} main={n === 0} />)}
            {rest.length > 0 && (
                <details>
                    <summary>{t("clocks.more", { n: rest.length })}</summary>
                    {rest.map((one) => <ClockRow key={keyOf(one)} reference={of.reference} clock={one} />)}
                </details>
            )}
        </section>
    );
}

export function Complainant({ of, texts }: { of: Complaint; texts: Texts["texts"] | undefined }) {
    const card = cardWords(texts ?? []);
    const needs = of.facts.support_needs ?? [];
    const row = (name: string, value: preact.ComponentChildren): preact.ComponentChildren => (value === undefined || value === "" ? null : <><dt>{name}</dt><dd>{value}</dd></>);
    return (
        <section class="card" aria-labelledby="complainant-title">
            <h2 id="complainant-title">{t("card.title")}</h2>
            {needs.length > 0 && <p class="needs"><b>{t("card.needs")}</b> {needs.map((one) => word("page_easier", one)).join(", ")}</p>}
            {of.facts.contact_unsafe === true && <p><Chip tone="breach">{t("card.unsafe")}</Chip></p>}
            <dl class="facts">
                {row(t("card.name"), card.get("complainant_name"))}
                {row(t("card.id"), of.facts.complainant)}
                {row(t("card.customer"), of.facts.customer === undefined ? undefined : word("customer", of.facts.customer))}
                {row(t("card.language"), of.facts.language === undefined ? undefined : valueInWords("language", of.facts.language))}
                {row(t("card.route"), word("route", routeOf(of.facts)))}
                {row(t("card.contact"), card.get("contact") ?? card.get("complainant_email") ?? card.get("complainant_phone"))}
                {row(t("card.account"), card.get("complainant_account") ?? card.get("account"))}
                {row(t("card.country"), of.facts.country)}
                {row(t("card.device"), [card.get("device"), card.get("app_version")].filter((one) => one !== undefined).join(", "))}
            </dl>
        </section>
    );
}

export function Points({ of, texts }: { of: Complaint; texts: Texts["texts"] | undefined }) {
    const words = pointWords(texts ?? []);
    const points = of.facts.points ?? [];
    return (
        <section class="card" aria-labelledby="points-title">
            <h2 id="points-title">{t("points.title")}</h2>
            {points.length === 0 && <p class="note">{t("points.none")}</p>}
            <ol class="points">
                {points.map((one) => (
                    <li key={one.number} value={one.number}>
                        {words.get(one.number) ?? t("points.number", { n: one.number })}
                        <FindingChip finding={one.finding} />
                    </li>
                ))}
            </ol>
        </section>
    );
}

export function Standing({ of }: { of: Complaint }) {
    const owed = useLoading(`${of.reference} ${of.version}`, () => redress(of.reference));
    const items = owed.data?.items ?? [];
    const held = of.hold !== "none";
    const raised = of.ladder !== "at_base";
    const step = of.facts.next_step_due;
    if (!held && !raised && items.length === 0 && step === undefined) return null;
    return (
        <section class="card" aria-labelledby="standing-title">
            <h2 id="standing-title">{t("standing.title")}</h2>
            {step !== undefined && <p><b>{t("standing.next_step")}</b> <time dateTime={step}>{moment(step)}</time> {of.facts.next_step_who}</p>}
            {held && <p><Chip tone="waiting">{of.words?.hold ?? word("hold", of.hold)}</Chip> {word("hold_reason", of.facts.hold_reason as string | undefined)}</p>}
            {raised && <p><Chip tone="escalated">{of.words?.ladder ?? word("ladder", of.ladder)}</Chip> {t("rung", { n: of.facts.rung ?? 0 })} {of.facts.rung_target}</p>}
            {items.map((one) => (
                <p key={one.item}>
                    <b>{word("redress_kind", one.redress_kind)}</b> {one.amount} {one.currency} <span class="note">{word("redress", one.state)}</span>
                    {one.payment_due !== undefined && <span class="small"> {t("standing.pay_by", { at: moment(one.payment_due) })}</span>}
                </p>
            ))}
        </section>
    );
}

const tones = { clean: "done", quarantined: "waiting", infected: "breach", gone: "neutral" } as const;

export function Documents({ of }: { of: Complaint }) {
    const told = useLoading(`${of.reference} ${of.version}`, () => documents(of.reference));
    const items = told.data?.items ?? [];
    if (items.length === 0) return null;
    return (
        <section class="card" aria-labelledby="documents-title">
            <h2 id="documents-title">{t("documents.title")}</h2>
            <ul class="plain">
                {items.map((one) => (
                    <li key={`${one.document} ${one.cseq}`} class="row">
                        {one.state === "clean" ? <a href={documentAddress(of.reference, one.document)} download>{one.document}</a> : <span>{one.document}</span>}
                        {one.state !== undefined && <Chip tone={tones[one.state]}>{t(`documents.${one.state}`)}</Chip>}
                    </li>
                ))}
            </ul>
        </section>
    );
}

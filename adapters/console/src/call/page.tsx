// Taking a call: first what cannot wait, then the receipt, which the caller gets before anything else is asked, then
// what is read back to them and how they may be reached. The secret that opens a case to its complainant is nowhere here.
import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { complaint, fileComplaint } from "../api/calls";
import { Problem } from "../api/problem";
import type { Answer } from "../api/types";
import { Composer, register } from "../case/composer";
import { toBody } from "../case/fields";
import { FieldControl } from "../case/field_control";
import { codesOf, language, languageNames, languages, t, word } from "../i18n";
import { moment } from "../i18n/time";
import { useSubmit } from "../keys/use";
import { addressOf, go } from "../route";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { useMissing } from "./missing";
import { StatusByPhone } from "./status";
import { Step } from "./step";
import { spelled } from "./spelling";

/// What the engine answered to a filing of this sitting, and the words that were filed, by reference.
const receipts = signal<ReadonlyMap<string, { readonly answer: Answer; readonly words: string }>>(new Map());

/// Emergencies of the pages: the categories that start the freeze of an account.
const urgent = ["unauthorised_transaction", "account_theft"] as const;

/// Something that can be dialled: seven digits at least, and nothing but what people write between them.
export const isNumber = (typed: string): boolean => /^[+0-9() .\/-]+$/.test(typed.trim()) && typed.replace(/\D/g, "").length >= 7;

interface FormProps {
    readonly name: string;
    readonly title: string;
    readonly hint: string;
    readonly button: string;
    readonly kind: string;
    readonly fields: readonly string[];
    readonly more: readonly string[];
    readonly required: readonly string[];
    readonly categories: readonly string[];
    readonly preset: Readonly<Record<string, unknown>>;
    readonly first: boolean;
}

function FilingForm({ name, title, hint, button, kind, fields, more, required, categories, preset, first }: FormProps) {
    const from = useMemo(() => register(new Composer("none", name, 0, preset)), []);
    const [busy, setBusy] = useState(false);
    const box = useRef<HTMLFormElement>(null);
    const { wrong, lacks } = useMissing(box);
    const values = from.fields.value;
    useEffect(() => {
        if (first) box.current?.querySelector<HTMLElement>("[data-field]")?.focus();
        return () => void from.save();
    }, []);
    const send = async (): Promise<void> => {
        const body = toBody(values);
        if (lacks(body, required, (field) => (field === "complainant_phone" && !isNumber(String(body[field])) ? t("field.no_number") : undefined)) || busy) return;
        setBusy(true);
        from.problem.value = null;
        const words = typeof body.narrative === "string" ? body.narrative : word("category", String(body.category));
        try {
            const answer = await fileComplaint({ channel: "hotline", contact_route: "phone", ...body, narrative: words }, from.key);
            await from.clear();
            const reference = answer.reference ?? answer.case ?? "";
            receipts.value = new Map(receipts.value).set(reference, { answer, words });
            go(addressOf("call", reference));
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            if (!failed.passing) from.renewKey();
            from.problem.value = failed;
            setBusy(false);
        }
    };
    useSubmit(box, () => void send());
    const control = (field: string): preact.ComponentChildren => {
        const set = (value: unknown): void => from.set(field, value);
        if (field === "language")
            return (
                <div class="field" key={field}>
                    <label for={`${name}-language`}>{t("call.language")}</label>
                    <select id={`${name}-language`} data-field="language" value={String(values.language ?? "")} onChange={(event) => set(event.currentTarget.value)}>
                        {languages.map((one) => <option key={one} value={one}>{languageNames[one]}</option>)}
                    </select>
                </div>
            );
        return <FieldControl key={field} field={field} value={values[field]} set={set} required={required.includes(field)} wrong={wrong[field]} offers={field === "category" ? categories : undefined} />;
    };
    return (
        <form ref={box} class={`card ${kind}`} aria-label={title} noValidate onSubmit={(event) => { event.preventDefault(); void send(); }} onBlurCapture={() => void from.save()}>
            <h2>{title}</h2>
            <p class="small">{hint}</p>
            {from.problem.value !== null && <ProblemCard problem={from.problem.value} safe={t("draft.safe")} />}
            <fieldset disabled={busy}>
                <div class="pair">{fields.map(control)}</div>
                {more.length > 0 && <details><summary>{t("form.more", { n: more.length })}</summary><div class="pair">{more.map(control)}</div></details>}
            </fieldset>
            <button class="main" disabled={busy}>{button} <kbd>Ctrl ⏎</kbd></button>
        </form>
    );
}

function Begin() {
    return (
        <>
            <p>{t("call.lead")}</p>
            <FilingForm
                name="call_emergency" kind="urgent" title={t("call.emergency")} hint={t("call.emergency_hint")} button={t("call.stop_account")} first={false}
                fields={["category", "complainant_account", "complainant_phone"]} more={["narrative", "language", "complainant_name"]} required={["category", "complainant_account"]}
                categories={urgent} preset={{ language: language() }}
            />
            <div class="columns">
                <FilingForm
                    name="call" kind="" title={t("call.receipt")} hint={t("call.receipt_hint")} button={t("call.file")} first
                    fields={["category", "language", "narrative", "complainant_name", "complainant_phone", "complainant_account"]}
                    more={["transaction_id", "amount", "currency", "happened_at", "complainant_email", "complainant", "country", "device", "app_version", "wished_outcome"]}
                    required={["category", "narrative"]} categories={codesOf("category")} preset={{ language: language() }}
                />
                <StatusByPhone />
            </div>
        </>
    );
}

function OnTheLine({ reference }: { reference: string }) {
    const told = useLoading(reference, () => complaint(reference));
    const [done, setDone] = useState<readonly string[]>([]);
    const [skipped, setSkipped] = useState<readonly string[]>([]);
    const [repeated, setRepeated] = useState<readonly string[]>([]);
    const [points, setPoints] = useState<readonly string[]>([]);
    const receipt = receipts.value.get(reference);
    const of = told.data;
    const heading = useRef<HTMLHeadingElement>(null);
    const there = of !== undefined;
    useEffect(() => heading.current?.focus(), [there]);
    if (of === undefined) return told.problem === undefined ? <p class="note">{t("loading")}</p> : <ProblemCard problem={told.problem} retry={told.again} />;
    // What is ours alone is promised to nobody.
    const next = of.clocks.filter((one) => one.state === "running" && one.due !== undefined && one.kind !== "internal").sort((a, b) => (a.due ?? "").localeCompare(b.due ?? ""))[0];
    const after = (event: string, recorded = true) => (): void => {
        if (recorded) {
            told.again();
            setDone([...done, event]);
        } else setSkipped([...skipped, event]);
        // The next thing to ask stands under the one that is done.
        setTimeout(() => document.querySelector<HTMLElement>(".step [data-field], #call-open")?.focus(), 0);
    };
    const again = (event: string): void => {
        setDone(done.filter((one) => one !== event));
        setRepeated([...repeated, event]);
        setPoints([]);
        setTimeout(() => document.querySelector<HTMLElement>(".step [data-field]")?.focus(), 0);
    };
    // What is on record was asked before this page was opened, or opened again.
    const known = new Set<string>([
        ...((of.facts.points ?? []).length > 0 ? ["points_agreed"] : []), ...((of.facts.support_needs ?? []).length > 0 ? ["support_needs_recorded"] : []),
        ...(of.facts.contact_unsafe === true ? ["contact_unsafe_marked"] : []),
    ]);
    const step = (event: string, form: preact.ComponentChildren): preact.ComponentChildren =>
        skipped.includes(event) ? <p class="step done" key={event} role="status"><b>✓</b> {t(`call.asked.${event}` as "call.asked.contact_unsafe_marked")} <button type="button" class="link" onClick={() => setSkipped(skipped.filter((one) => one !== event))}>{t("call.ask_again")}</button></p>
        : done.includes(event) || (known.has(event) && !repeated.includes(event)) ? <p class="step done" key={event} role="status"><b>✓</b> {t(`call.done.${event}` as "call.done.points_agreed")}</p> : form;
    return (
        <>
            <section class="card receipt" aria-labelledby="receipt-title">
                <h2 id="receipt-title" ref={heading} tabIndex={-1}>{t("call.say_reference")}</h2>
                <p class="reference large">{of.reference}</p>
                {spelled(of.reference).map((group) => <p key={group} class="spelled">{group}</p>)}
                {next?.due !== undefined && <p>{t("call.say_next", { promise: word("clock", next.clock), due: moment(next.due) })}</p>}
                <p class="small">{t("call.no_secret")}</p>
            </section>
            {(urgent as readonly (string | undefined)[]).includes(of.facts.category) && <section class="card urgent" role="alert"><h2>{t("call.say_now")}</h2><p>{receipt?.answer.self_help ?? of.self_help}</p><p>{t("call.freeze_asked")}</p></section>}
            {(receipt?.answer.removed ?? []).length > 0 && <section class="card urgent" role="alert"><h2>{t("call.secret_said")}</h2><p>{receipt?.answer.advice}</p></section>}
            <div class="columns">
                <div>
                    {receipt !== undefined && <section class="card"><h2>{t("call.their_words")}</h2><p class="words" lang={of.facts.language}>{receipt.words}</p></section>}
                    {step("points_agreed", <Step of={of} event="points_agreed" title={t("call.points")} hint={t("call.points_hint")} button={t("call.note_points")} fields={["points"]} required={["points"]} done={(fields) => { setPoints((fields.points ?? []) as string[]); after("points_agreed")(); }} />)}
                    {points.length > 0 && <section class="card aloud"><h3>{t("call.read_aloud")}</h3><ol>{points.map((one) => <li key={one} lang={of.facts.language}>{one}</li>)}</ol><p>{t("call.is_it_right")}</p><p><button type="button" onClick={() => again("points_agreed")}>{t("call.points_again")}</button></p></section>}
                    {step("call_recorded", <Step of={of} event="call_recorded" title={t("call.record")} hint={t("call.record_hint")} button={t("call.record_button")} fields={["summary", "read_back"]} required={["summary", "read_back"]} done={after("call_recorded")} />)}
                </div>
                <div>
                    {step("support_needs_recorded", <Step of={of} event="support_needs_recorded" title={t("call.needs")} hint={t("call.needs_hint")} button={t("call.note_needs")} fields={["support_needs"]} required={["support_needs"]} ticks={{ codes: codesOf("page_easier"), section: "page_easier" }} skip={t("call.needs_nothing")} skipped={after("support_needs_recorded", false)} done={after("support_needs_recorded")} />)}
                    {step("contact_unsafe_marked", <Step of={of} event="contact_unsafe_marked" title={t("call.safe")} hint={t("call.safe_hint")} button={t("call.mark_unsafe")} fields={["reason"]} required={["reason"]} skip={t("call.is_safe")} skipped={after("contact_unsafe_marked", false)} done={after("contact_unsafe_marked")} />)}
                    {step("callback_requested", <Step of={of} event="callback_requested" title={t("call.look_up")} hint={t("call.look_up_hint")} button={t("call.ask_care")} fields={["text"]} required={["text"]} skip={t("call.no_look_up")} skipped={after("callback_requested", false)} done={after("callback_requested")} />)}
                </div>
            </div>
            <p class="row"><a class="button" id="call-open" href={addressOf("case", of.reference)}>{t("call.open_case")}</a> <a class="button" href={addressOf("call")}>{t("call.next")}</a></p>
        </>
    );
}

export function CallPage({ reference }: { reference: string }) {
    useEffect(() => {
        document.title = `${reference === "" ? t("nav.call") : reference} · Redress`;
    });
    return (
        <div class="page call">
            <h1>{t("nav.call")}</h1>
            {reference === "" ? <Begin /> : <OnTheLine reference={reference} />}
        </div>
    );
}

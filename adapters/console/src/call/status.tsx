// Where a case stands, for somebody on the telephone: only after they told two facts of it, which the server compares
// without saying which one was wrong. What is read to them is what the pages would show.
import { useRef, useState } from "preact/hooks";
import { tellCaller } from "../api/calls";
import type { CallerTold } from "../api/types";
import { referenceIn } from "../frame/navigation";
import { fieldName, t, word } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf } from "../route";
import { useAttempt } from "../ui/attempt";
import { Chip } from "../ui/chip";
import { ProblemCard } from "../ui/problem_card";

/// What may be asked, with the name that its field has in forms.
const facts: Readonly<Record<string, string>> = {
    account: "account", amount: "amount", transaction_id: "transaction_id", name: "complainant_name", country: "country", device: "device", app_version: "app_version",
};

type Status = CallerTold["status"];
interface Promised {
    readonly clock: string;
    readonly due: string;
}

const say = (name: string, places: Readonly<Record<string, string>>): string => word("page_status", name).replaceAll(/\{(\w+)\}/g, (all, place: string) => places[place] ?? all);

/// The sentences of the status page, in its order.
export function sentences(of: Status): readonly string[] {
    const late = ((of.late ?? []) as unknown as readonly Promised[]).map((one) => say("late", { promise: word("clock", one.clock), due: moment(one.due) }));
    const next = of.next as unknown as Promised | undefined;
    const what = of.waits_for_you && of.answer_until !== undefined ? say("we_need", { until: moment(of.answer_until) })
        : of.stage === "decision" && of.appeal_until !== undefined ? say("you_can_appeal", { until: moment(of.appeal_until) })
        : next !== undefined ? say(late.length === 0 ? "next" : "new_date", { promise: word("clock", next.clock), due: moment(next.due) })
        : of.stage === "closed" && of.closed !== undefined ? say("closed", { when: moment(of.closed), why: word("closure_reason", of.closure_reason) })
        : say("no_date", {});
    const outcome = of.outcome === undefined ? [] : [say("outcome", { outcome: word("outcome", of.outcome) })];
    const missing = (of.missing ?? []).length === 0 ? [] : [`${word("page_status", "missing")} ${(of.missing ?? []).map((one) => word("page_evidence", one)).join(", ")}`];
    return [word("page_turn", of.next_is), ...late, what, ...outcome, ...missing];
}

export function StatusByPhone() {
    const [reference, setReference] = useState("");
    const [told, setTold] = useState<readonly { readonly fact: string; readonly words: string }[]>([{ fact: "account", words: "" }, { fact: "amount", words: "" }]);
    const [whose, setWhose] = useState("complainant");
    const [wrong, setWrong] = useState("");
    const [answer, setAnswer] = useState<CallerTold | null>(null);
    const { problem, busy, attempt, forget } = useAttempt();
    const shown = useRef<HTMLElement>(null);
    const change = (n: number, to: Partial<{ fact: string; words: string }>): void => {
        setAnswer(null);
        setTold(told.map((one, at) => (at === n ? { ...one, ...to } : one)));
    };
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const named = referenceIn(reference);
        const two = told.every((one) => one.words.trim() !== "") && told[0]?.fact !== told[1]?.fact;
        setAnswer(null);
        setWrong(named === null ? t("call.reference_wrong") : two ? "" : t("call.two_facts"));
        forget();
        if (named === null || !two) return;
        await attempt(async () => {
            setAnswer(await tellCaller(named, { for: whose, facts: Object.fromEntries(told.map((one) => [one.fact, one.words.trim()])) }));
            setTimeout(() => shown.current?.focus(), 0);
        });
    };
    return (
        <form class="card" aria-labelledby="status-title" noValidate onSubmit={(event) => void send(event)}>
            <h2 id="status-title">{t("call.status")}</h2>
            <p class="small">{t("call.status_hint")}</p>
            {wrong !== "" && <p class="error" role="alert">{wrong}</p>}
            {problem !== null && <ProblemCard problem={problem} />}
            <div class="field"><label><span>{t("call.reference")}</span><input data-field="reference" value={reference} autocomplete="off" spellcheck={false} onInput={(event) => { setAnswer(null); setReference(event.currentTarget.value); }} /></label></div>
            {told.map((one, n) => (
                <div class="told" key={n}>
                    <select aria-label={t("call.fact", { n: n + 1 })} value={one.fact} onChange={(event) => change(n, { fact: event.currentTarget.value })}>
                        {Object.keys(facts).map((fact) => <option key={fact} value={fact}>{fieldName(facts[fact] ?? fact)}</option>)}
                    </select>
                    <input data-field={`fact${n + 1}`} aria-label={t("call.told", { n: n + 1 })} value={one.words} autocomplete="off" maxLength={200} onInput={(event) => change(n, { words: event.currentTarget.value })} />
                </div>
            ))}
            <label class="choice"><input type="checkbox" checked={whose === "representative"} onChange={(event) => setWhose(event.currentTarget.checked ? "representative" : "complainant")} /><span>{t("call.for_representative")}</span></label>
            <button disabled={busy}>{t("call.show_status")}</button>
            {answer !== null && (
                <section ref={shown} class="aloud" tabIndex={-1} aria-label={t("call.read_aloud")}>
                    <h3>{t("call.read_aloud")}</h3>
                    {answer.contact_unsafe && <p><Chip tone="breach">{t("card.unsafe")}</Chip></p>}
                    <p><Chip tone="active">{word("page_stage", answer.status.stage)}</Chip></p>
                    {sentences(answer.status).map((one) => <p key={one}>{one}</p>)}
                    <p class="small">{t("call.told_recorded")} <a href={addressOf("case", answer.reference)}>{t("call.open_case")}</a></p>
                </section>
            )}
        </form>
    );
}

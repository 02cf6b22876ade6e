// The end of a shift: every case of one's own goes to somebody with its next step, each by itself, and what was not
// taken stays with what was typed.
import { useEffect, useState } from "preact/hooks";
import { act, complaint, queue } from "../api/calls";
import { newKey } from "../api/client";
import { Problem } from "../api/problem";
import type { Line } from "../api/types";
import { Composer, register } from "../case/composer";
import { t, word } from "../i18n";
import { toApi, toLocal, zone } from "../i18n/time";
import { addressOf } from "../route";
import { session } from "../session";
import { StateChip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

const most = 200;
type Result = { readonly is: "done" } | { readonly is: "no"; readonly why: Problem } | { readonly is: "under_way" };

/// What was typed, by "step REFERENCE" and "due REFERENCE" and "owner": one draft for the whole page.
const draft = (): Composer => register(new Composer("none", "hand_over", 0));

export function HandOverPage() {
    const told = useLoading("mine to hand over", () => queue("mine", { limit: most }));
    // People that cases of the team are with: whoever takes over is mostly one of them.
    const team = useLoading("team to hand over", () => queue("team", { limit: most }));
    const [from] = useState(draft);
    const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
    const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
    const [wrong, setWrong] = useState<readonly string[]>([]);
    const [busy, setBusy] = useState(false);
    const values = from.fields.value;
    const text = (name: string): string => (typeof values[name] === "string" ? (values[name] as string) : "");
    useEffect(() => {
        document.title = `${t("hand_over.title")} · Redress`;
    });
    useEffect(() => {
        if (told.data !== undefined) setChosen(new Set(told.data.items.filter((one) => one.stands_in_for === undefined).map((one) => one.case)));
    }, [told.data === undefined]);
    useEffect(() => () => void from.save(), []);
    // What somebody sees because a colleague is away is not theirs to give.
    const lines = (told.data?.items ?? []).filter((one) => one.stands_in_for === undefined);
    const others = [...new Set((team.data?.items ?? []).map((one) => one.owner).filter((one): one is string => one !== undefined))];
    const left = lines.filter((one) => chosen.has(one.case) && results.get(one.case)?.is !== "done");
    const put = (id: string, result: Result): void => setResults((was) => new Map(was).set(id, result));
    const hand = async (line: Line): Promise<void> => {
        put(line.case, { is: "under_way" });
        try {
            // The version at this moment: nobody decides here, and what the case is like is said by its next step.
            const { version } = await complaint(line.case);
            const due = text(`due ${line.reference}`);
            await act({ reference: line.case, event: "handed_over", version, key: newKey(), fields: { owner: text("owner").trim(), next_step: text(`step ${line.reference}`).trim(), ...(due === "" ? {} : { next_step_due: due }) } });
            put(line.case, { is: "done" });
            from.set(`step ${line.reference}`, "");
            from.set(`due ${line.reference}`, "");
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            put(line.case, { is: "no", why: failed });
        }
    };
    // The first next step that was typed, for whatever has none yet.
    const sameForAll = left.find((one) => text(`step ${one.reference}`).trim() !== "");
    const fillIn = (like: Line): void => {
        for (const one of left) {
            if (text(`step ${one.reference}`).trim() !== "") continue;
            from.set(`step ${one.reference}`, text(`step ${like.reference}`));
            if (text(`due ${one.reference}`) === "") from.set(`due ${one.reference}`, text(`due ${like.reference}`));
        }
        setWrong([]);
    };
    const run = async (event: Event): Promise<void> => {
        event.preventDefault();
        const lacks = left.filter((one) => text(`step ${one.reference}`).trim() === "").map((one) => one.reference);
        const to = text("owner").trim();
        const all = to === "" || to === session.value?.person ? ["owner", ...lacks] : lacks;
        setWrong(all);
        if (all.length > 0) {
            setTimeout(() => document.querySelector<HTMLElement>(`[data-field="${all[0]}"]`)?.focus(), 0);
            return;
        }
        setBusy(true);
        for (const line of left) await hand(line);
        await from.save();
        setBusy(false);
    };
    return (
        <div class="page">
            <h1>{t("hand_over.title")}</h1>
            <p>{t("hand_over.lead")}</p>
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {told.data === undefined && told.problem === undefined && <p class="note">{t("loading")}</p>}
            {told.data !== undefined && lines.length === 0 && <div class="empty"><p>{t("hand_over.nothing")}</p><a href={addressOf("queue", "mine")}>{t("hand_over.back")}</a></div>}
            {lines.length > 0 && (
                <form noValidate onSubmit={(event) => void run(event)} onBlurCapture={() => void from.save()}>
                    <div class={`field${wrong.includes("owner") ? " wrong" : ""}`}>
                        <label for="hand-over-owner">{t("hand_over.to")}</label>
                        {wrong.includes("owner") && <p class="error">{t(text("owner").trim() === "" ? "field.missing" : "hand_over.to_oneself")}</p>}
                        <input id="hand-over-owner" data-field="owner" list="hand-over-people" value={text("owner")} autocomplete="off" spellcheck={false} onInput={(event) => from.set("owner", event.currentTarget.value)} />
                        <datalist id="hand-over-people">{others.map((one) => <option key={one} value={one} />)}</datalist>
                    </div>
                    {left.length > 1 && <p class="row"><button type="button" class="quiet" disabled={busy || sameForAll === undefined} onClick={() => sameForAll !== undefined && fillIn(sameForAll)}>{t("hand_over.same_for_all")}</button></p>}
                    <ul class="plain handed">
                        {lines.map((line) => {
                            const result = results.get(line.case);
                            const lacks = wrong.includes(line.reference) && chosen.has(line.case);
                            return (
                                <li key={line.case} class="card">
                                    <div class="row">
                                        <label class="choice"><input type="checkbox" checked={chosen.has(line.case)} disabled={busy || result?.is === "done"} onChange={(event) => { const next = new Set(chosen); if (event.currentTarget.checked) next.add(line.case); else next.delete(line.case); setChosen(next); }} /><span class="reference">{line.reference}</span></label>
                                        <span>{line.words?.category || word("category", line.category)}</span>
                                        <StateChip state={line.state} words={line.words?.state} />
                                        {line.next_due !== undefined && <DueIn due={line.next_due} of={line.reference} />}
                                        <a href={addressOf("case", line.reference)}>{t("open")}<span class="hidden"> {line.reference}</span></a>
                                    </div>
                                    {result?.is === "done" ? <p role="status"><b>✓</b> {t("hand_over.done", { who: text("owner") })}</p> : (
                                        <fieldset disabled={busy || !chosen.has(line.case)} class="pair">
                                            <div class={`field${lacks ? " wrong" : ""}`}>
                                                <label><span>{t("hand_over.step")}<span class="hidden"> {line.reference}</span></span>
                                                    {lacks && <span class="error">{t("field.missing")}</span>}
                                                    <input data-field={line.reference} value={text(`step ${line.reference}`)} maxLength={1000} autocomplete="off" aria-invalid={lacks || undefined} onInput={(event) => from.set(`step ${line.reference}`, event.currentTarget.value)} />
                                                </label>
                                            </div>
                                            <div class="field"><label><span>{t("hand_over.due", { zone: zone() })}<span class="hidden"> {line.reference}</span></span><input type="datetime-local" value={toLocal(text(`due ${line.reference}`))} onChange={(event) => from.set(`due ${line.reference}`, toApi(event.currentTarget.value))} /></label></div>
                                        </fieldset>
                                    )}
                                    {result?.is === "no" && <ProblemCard problem={result.why} safe={t("draft.safe")} />}
                                </li>
                            );
                        })}
                    </ul>
                    <button class="main" disabled={busy || left.length === 0}>{t("hand_over.run", { n: left.length })}</button>
                </form>
            )}
        </div>
    );
}

// A few closed cases, drawn by lot, looked through with the same questions each time; what was found is recorded in the
// case by somebody who did not work on it.
import { useRef, useState } from "preact/hooks";
import { Problem } from "../api/problem";
import { behindNumber } from "../api/house";
import type { Entry, Line } from "../api/types";
import type { PageProps } from "../areas";
import { CaseToldOf, useCase } from "../areas/of_case";
import { MatterForm } from "../areas/matter_form";
import { AsOf, Empty, Scroller, Title, Told, wholeList } from "../areas/parts";
import { act } from "../api/calls";
import { Clocks } from "../case/cards";
import { pointWords } from "../case/conversation";
import { Conversation } from "../case/story";
import { needsOnlyFields } from "../case/fields";
import { wholeTimeline } from "../case/sending";
import { t, word, type Key } from "../i18n";
import { inWords } from "../i18n/in_words";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { session } from "../session";
import { Chip, FindingChip } from "../ui/chip";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { periodOf } from "./dashboards";

const questions = ["understood", "complete", "reasoned", "plain", "polite", "in_time", "redress"] as const;
const choices = ["yes", "partly", "no", "not_applicable"] as const;
const draw_of = 12;
const reviewer = "quality_reviewer";

/// Questions without an answer: a review with one would be recorded for good and say nothing of it.
export const unanswered = (answers: Readonly<Record<string, string>>): readonly string[] => questions.filter((one) => answers[one] === undefined);
/// Reviews that were recorded, oldest first.
export const reviewsIn = (entries: readonly Entry[]): readonly Entry[] => entries.filter((one) => one.ev === "quality_reviewed" && one.refused === undefined);

/// The same seed draws the same cases from the same list, so that a sample can be drawn again and shown to others.
export function drawn<T extends { readonly case: string }>(from: readonly T[], seed: string, most = draw_of): readonly T[] {
    const weight = (text: string): number => {
        let hash = 2_166_136_261;
        for (const one of text) hash = Math.imul(hash ^ (one.codePointAt(0) ?? 0), 16_777_619);
        hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
        return (hash ^ (hash >>> 13)) >>> 0;
    };
    return [...from].sort((a, b) => weight(seed + a.case) - weight(seed + b.case) || a.case.localeCompare(b.case)).slice(0, most);
}

/// What was found, as it stands in the case: each question with its answer, then the reviewer's own words.
export function found(answers: Readonly<Record<string, string>>, remark: string): string {
    return [...questions.map((one) => `${t(`quality.${one}`)} ${answers[one] === undefined ? "–" : t(`quality.answer.${answers[one]}` as Key)}`), remark.trim()].filter((one) => one !== "").join("\n");
}

function Questions({ answers, missing, answer }: { answers: Readonly<Record<string, string>>; missing: readonly string[]; answer: (question: string, given: string) => void }) {
    return (
        <>
            {questions.map((one) => {
                const wrong = missing.includes(one) && answers[one] === undefined;
                return (
                    <fieldset key={one} class={`field${wrong ? " wrong" : ""}`} aria-describedby={wrong ? `quality-${one}-wrong` : undefined}>
                        <legend>{t(`quality.${one}`)}</legend>
                        {wrong && <p id={`quality-${one}-wrong`} class="error">{t("quality.unanswered")}</p>}
                        <div class="row">{choices.map((each) => <label key={each} class="choice"><input type="radio" name={one} data-question={one} checked={answers[one] === each} onChange={() => answer(one, each)} /><span>{t(`quality.answer.${each}`)}</span></label>)}</div>
                    </fieldset>
                );
            })}
        </>
    );
}

function Review({ reference, seed }: { reference: string; seed: string }) {
    const told = useCase(reference, true);
    const [answers, answer] = useState<Readonly<Record<string, string>>>({});
    const [missing, setMissing] = useState<readonly string[]>([]);
    const box = useRef<HTMLDivElement>(null);
    const done = (): void => go(addressOf("quality", "", { seed }));
    const ready = (): boolean => {
        const lacks = unanswered(answers);
        setMissing(lacks);
        if (lacks[0] !== undefined) setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-question="${lacks[0]}"]`)?.focus(), 0);
        return lacks.length === 0;
    };
    const held = session.value?.roles ?? [];
    return (
        <>
            <Title words={t("quality.one", { reference })}><a href={addressOf("quality", "", { seed })}>{t("quality.back")}</a></Title>
            <CaseToldOf of={told} reference={reference} next={<a href={addressOf("quality", "", { seed })}>{t("quality.back")}</a>}>{(now) => {
                const review = now.actions.items.find((one) => one.event === "quality_reviewed");
                const can = review !== undefined && (review.how === "possible" || needsOnlyFields(review));
                const mine = held.includes(reviewer);
                const points = now.of.facts.points ?? [];
                const words = pointWords(now.texts);
                return (
                    <div class="beside" ref={box}>
                        <section>
                            <h2>{t("quality.checklist")}</h2>
                            {reviewsIn(now.entries).map((one) => <p key={one.cseq} class="small">{t("quality.before", { who: one.words.who ?? "", at: moment(one.rec) })}</p>)}
                            {!can && (mine || review?.how === "blocked"
                                ? <div class="blocked-here"><p>{review?.words ?? t("areas.no_act")}</p><p class="small">{inWords(review?.what_to_do)}</p></div>
                                : <div class="blocked-here"><p>{t("quality.not_yours", { role: word("role", reviewer), roles: held.map((one) => word("role", one)).join(", ") })}</p></div>)}
                            {can ? (
                                <MatterForm opened={false} draft="quality_reviewed" about={reference} label={t("verb.quality_reviewed")} required={[]} optional={["rating", "text"]} note={t("quality.note")} ready={ready}
                                    send={(fields, key) => act({ reference, event: "quality_reviewed", version: now.of.version, key, fields: { ...fields, text: found(answers, String(fields.text ?? "")) } })} done={done}>
                                    <Questions answers={answers} missing={missing} answer={(question, given) => answer({ ...answers, [question]: given })} />
                                </MatterForm>
                            ) : <ul>{questions.map((one) => <li key={one}>{t(`quality.${one}`)}</li>)}</ul>}
                        </section>
                        <section>
                            <Clocks of={now.of} />
                            <h2>{t("points.title")}</h2>
                            {points.length === 0 ? <p class="note">{t("points.none")}</p> : <ol class="points">{points.map((one) => <li key={one.number} value={one.number}>{words.get(one.number) ?? t("points.number", { n: one.number })} <FindingChip finding={one.finding} /></li>)}</ol>}
                            <h2>{t("conversation.title")}</h2>
                            <Conversation of={now.of} entries={now.entries} texts={now.texts.length === 0 ? undefined : now.texts} messages={now.messages} />
                        </section>
                    </div>
                );
            }}</CaseToldOf>
        </>
    );
}

/// What was reviewed of a sample, by whom and when: each case says it in its history.
function Sample({ of: sample, seed }: { of: readonly Line[]; seed: string }) {
    const told = useLoading(`reviews ${sample.map((one) => one.case).join(" ")}`, async () => new Map(await Promise.all(sample.map(async (one): Promise<[string, Entry | undefined]> => {
        try {
            return [one.case, reviewsIn(await wholeTimeline(one.reference)).at(-1)];
        } catch (failed) {
            // One that is kept from whoever looks says nothing of itself here, either.
            if (failed instanceof Problem && failed.status === 404) return [one.case, undefined];
            throw failed;
        }
    }))));
    const reviews = told.data;
    return (
        <>
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {reviews !== undefined && <p>{t("quality.reviewed_of", { n: [...reviews.values()].filter((one) => one !== undefined).length, all: sample.length })}</p>}
            <Scroller label={t("nav.quality")}><table>
                <thead><tr><th>{t("column.case")}</th><th>{t("column.category")}</th><th>{t("column.owner")}</th><th>{t("column.filed")}</th><th>{t("quality.reviewed")}</th></tr></thead>
                <tbody>{sample.map((one) => {
                    const review = reviews?.get(one.case);
                    return <tr key={one.case}><td><a class="reference" href={addressOf("quality", one.reference, { seed })}>{one.reference}</a></td><td>{one.words?.category || word("category", one.category)}</td><td>{one.owner ?? t("nobody")}</td><td>{one.filed_at === undefined ? "–" : moment(one.filed_at)}</td><td>{review === undefined ? (reviews === undefined ? "…" : t("quality.not_yet")) : <><Chip tone="done">{t("quality.is_reviewed")}</Chip> <span class="note">{t("quality.by", { who: review.words.who ?? review.who ?? "", at: moment(review.rec) })}</span></>}</td></tr>;
                })}</tbody>
            </table></Scroller>
        </>
    );
}

export default function QualityPage({ name, query }: PageProps) {
    const seed = query.seed ?? new Date().toISOString().slice(0, 7);
    const told = useLoading("quality", async () => {
        const period = periodOf(28);
        return await wholeList<Line>((cursor) => behindNumber({ measure: "closed", ...period, limit: 200, cursor }), 2000);
    });
    if (name !== "") return <Review key={name} reference={name} seed={seed} />;
    return (
        <>
            <Title words={t("nav.quality")}><AsOf at={told.data?.as_of} /></Title>
            <form class="filters tight" onSubmit={(event) => { event.preventDefault(); go(addressOf("quality", "", { seed: String(new FormData(event.currentTarget).get("seed") ?? "") }), "replace"); }}>
                <label><span>{t("quality.seed")}</span><input name="seed" defaultValue={seed} maxLength={40} /></label>
                <button>{t("quality.draw")}</button>
            </form>
            <p class="note">{t("quality.how", { n: draw_of })}</p>
            <Told of={told}>{(now) => {
                const sample = drawn(now.items, seed);
                return sample.length === 0 ? <Empty words={t("quality.none")} next={<a href={addressOf("queue", "all")}>{t("queue.look_all")}</a>} /> : (
                    <>
                        <p>{t("quality.from", { n: sample.length, all: now.items.length })}</p>
                        <Sample of={sample} seed={seed} />
                    </>
                );
            }}</Told>
        </>
    );
}

// A few closed cases, drawn by lot, looked through with the same questions each time; what was found is recorded in the
// case by somebody who did not work on it.
import { useState } from "preact/hooks";
import { behindNumber } from "../api/house";
import type { Line } from "../api/types";
import type { PageProps } from "../areas";
import { useCase } from "../areas/of_case";
import { MatterForm } from "../areas/matter_form";
import { AsOf, Empty, Scroller, Title, Told, wholeList } from "../areas/parts";
import { act } from "../api/calls";
import { Clocks, Points } from "../case/cards";
import { Conversation } from "../case/story";
import { needsOnlyFields } from "../case/fields";
import { t, word, type Key } from "../i18n";
import { inWords } from "../i18n/in_words";
import { moment } from "../i18n/time";
import { addressOf, go } from "../route";
import { useLoading } from "../ui/loading";
import { periodOf } from "./dashboards";

const questions = ["understood", "complete", "reasoned", "plain", "polite", "in_time", "redress"] as const;
const draw_of = 12;

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

function Review({ reference, seed }: { reference: string; seed: string }) {
    const told = useCase(reference, true);
    const [answers, answer] = useState<Readonly<Record<string, string>>>({});
    const done = (): void => go(addressOf("quality", "", { seed }));
    return (
        <>
            <Title words={t("quality.one", { reference })}><a href={addressOf("quality", "", { seed })}>{t("quality.back")}</a></Title>
            <Told of={told}>{(now) => {
                const review = now.actions.items.find((one) => one.event === "quality_reviewed");
                const can = review !== undefined && (review.how === "possible" || needsOnlyFields(review));
                const before = now.entries.filter((one) => one.ev === "quality_reviewed" && one.refused === undefined);
                return (
                    <div class="beside">
                        <section>
                            <h2>{t("quality.checklist")}</h2>
                            {before.map((one) => <p key={one.cseq} class="small">{t("quality.before", { who: one.words.who ?? "", at: moment(one.rec) })}</p>)}
                            {!can && <div class="blocked-here"><p>{review?.words ?? t("areas.no_act")}</p><p class="small">{inWords(review?.what_to_do)} {review?.how === "other_role" && `${t("areas.other_role")} ${review.roles.map((role) => word("role", role)).join(", ")}`}</p></div>}
                            {questions.map((one) => (
                                <fieldset key={one} class="field">
                                    <legend>{t(`quality.${one}`)}</legend>
                                    <div class="row">{(["yes", "partly", "no"] as const).map((each) => <label key={each} class="choice"><input type="radio" name={one} checked={answers[one] === each} onChange={() => answer({ ...answers, [one]: each })} /><span>{t(`quality.answer.${each}`)}</span></label>)}</div>
                                </fieldset>
                            ))}
                            {can && <MatterForm opened={false} draft="quality_reviewed" about={reference} label={t("verb.quality_reviewed")} required={[]} optional={["rating", "text"]} note={t("quality.note")}
                                send={(fields, key) => act({ reference, event: "quality_reviewed", version: now.of.version, key, fields: { ...fields, text: found(answers, String(fields.text ?? "")) } })} done={done} />}
                        </section>
                        <section>
                            <Clocks of={now.of} />
                            <Points of={now.of} texts={now.texts} />
                            <h2>{t("conversation.title")}</h2>
                            <Conversation of={now.of} entries={now.entries} texts={now.texts.length === 0 ? undefined : now.texts} messages={now.messages} />
                        </section>
                    </div>
                );
            }}</Told>
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
                        <Scroller label={t("nav.quality")}><table>
                            <thead><tr><th>{t("column.case")}</th><th>{t("column.category")}</th><th>{t("column.owner")}</th><th>{t("column.filed")}</th></tr></thead>
                            <tbody>{sample.map((one) => <tr key={one.case}><td><a class="reference" href={addressOf("quality", one.reference, { seed })}>{one.reference}</a></td><td>{one.words?.category || word("category", one.category)}</td><td>{one.owner ?? t("nobody")}</td><td>{one.filed_at === undefined ? "–" : moment(one.filed_at)}</td></tr>)}</tbody>
                        </table></Scroller>
                    </>
                );
            }}</Told>
        </>
    );
}

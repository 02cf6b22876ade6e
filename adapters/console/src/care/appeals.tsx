// Appeals: a list of them, and one on a page of two columns: what was decided and on what, beside why they disagree
// and what is new. Who decided it or worked on it sees at once that, and why, they cannot hear it.
import { appeals } from "../api/calls";
import type { Appeal, Entry, Line } from "../api/types";
import type { PageProps } from "../areas";
import { ActsHere, CaseToldOf, personOf, useCase, type CaseTold } from "../areas/of_case";
import { Empty, Title } from "../areas/parts";
import { Clocks } from "../case/cards";
import { pointWords } from "../case/conversation";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { useKeys } from "../keys/use";
import { useList } from "../queue/list";
import { QueueTable } from "../queue/table";
import { addressOf, go } from "../route";
import { session } from "../session";
import { Chip, FindingChip } from "../ui/chip";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

const taken = (entries: readonly Entry[], event: string): readonly Entry[] => entries.filter((one) => one.ev === event && one.refused === undefined);

function Quote({ told, entry, slots }: { told: CaseTold; entry: Entry | undefined; slots: readonly string[] }) {
    if (entry === undefined) return null;
    const parts = slots.flatMap((slot) => told.texts.filter((one) => one.at === entry.rec && (one.slot === slot || one.slot.startsWith(`${slot}.`))));
    if (parts.length === 0) return <p class="note">{told.texts.length === 0 ? t("conversation.closed") : t("appeals.no_words")}</p>;
    return <>{parts.map((one) => <div key={one.slot}><p class="small">{word("slot", one.slot.replace(/\.\d+$/, ""))}</p><div class="quote" lang={told.of.facts.language}>{one.text}</div></div>)}</>;
}

function Papers({ told, from, until }: { told: CaseTold; from: number; until: number }) {
    const documents = taken(told.entries, "document_added").filter((one) => one.cseq > from && one.cseq <= until);
    if (documents.length === 0) return <p class="note">{t("appeals.no_papers")}</p>;
    return <ul>{documents.map((one) => <li key={one.cseq}>{String((one.data as Record<string, unknown> | undefined)?.document ?? word("event", one.ev))} <span class="note">{moment(one.rec)} · {one.words.who}</span></li>)}</ul>;
}

/// Why somebody who had a part in the case cannot hear its appeal, whatever their role is; undefined: they had none.
export function partInIt(entries: readonly Entry[], decision: Entry | undefined, person: string | undefined): "decided" | "worked" | undefined {
    if (person === undefined) return undefined;
    if (decision !== undefined && personOf(decision) === person) return "decided";
    return entries.some((one) => personOf(one) === person && one.refused === undefined && one.ev !== "access_given") ? "worked" : undefined;
}

/// The way on from an appeal that is somebody else's.
function NextAppeal({ after }: { after: string }) {
    const told = useLoading(`after ${after}`, () => appeals({ limit: 2 }));
    const next = told.data?.items.find((one) => one.reference !== after);
    return next === undefined ? <a href={addressOf("appeals")}>{t("appeals.back")}</a> : <a href={addressOf("appeals", next.reference)}>{t("appeals.next", { reference: next.reference })}</a>;
}

function Review({ reference }: { reference: string }) {
    const told = useCase(reference, true);
    return (
        <>
            <Title words={t("appeals.title", { reference })}><a href={addressOf("appeals")}>{t("appeals.back")}</a></Title>
            <CaseToldOf of={told} reference={reference} next={<NextAppeal after={reference} />}>{(now) => {
                const decision = taken(now.entries, "decision_sent").at(-1) ?? taken(now.entries, "declared_inadmissible").at(-1);
                const appeal = taken(now.entries, "appeal_filed").at(-1);
                const last = now.entries.at(-1)?.cseq ?? 0;
                const words = pointWords(now.texts);
                const f = now.of.facts;
                const part = partInIt(now.entries, decision, session.value?.person);
                const barred = part === undefined ? {} : { appeal_decided: t(`appeals.you_${part}`), appeal_remitted: t(`appeals.you_${part}`) };
                return (
                    <>
                        <p class="row">
                            <Chip tone="escalated">{t("appeals.level", { n: Number(f.appeal_level ?? 1) })}</Chip>
                            <span>{word("category", f.category)}</span>
                            {appeal === undefined && <Chip tone="neutral">{t("appeals.none_here")}</Chip>}
                        </p>
                        <ActsHere told={now} events={["appeal_decided", "appeal_remitted", "appeal_withdrawn", "interest_declared"]} label={t("appeals.acts")} done={told.again} because={barred} />
                        <div class="beside">
                            <section aria-labelledby="decided">
                                <h2 id="decided">{t("appeals.decision")}</h2>
                                {decision === undefined ? <p class="note">{t("appeals.no_decision")}</p> : (
                                    <>
                                        <p><b>{word("outcome", f.outcome as string | undefined) || decision.words.what}</b></p>
                                        <p class="note">{t("appeals.decided", { who: decision.words.who ?? "", at: moment(decision.rec) })}</p>
                                        <h3>{t("points.title")}</h3>
                                        {(f.points ?? []).length === 0 ? <p class="note">{t("points.none")}</p> : (
                                            <ol class="points">{(f.points ?? []).map((one) => <li key={one.number} value={one.number}>{words.get(one.number) ?? t("points.number", { n: one.number })} <FindingChip finding={one.finding} /></li>)}</ol>
                                        )}
                                        <h3>{t("appeals.why_decided")}</h3>
                                        <Quote told={now} entry={decision} slots={["reason", "letter_body"]} />
                                        <h3>{t("appeals.papers_then")}</h3>
                                        <Papers told={now} from={0} until={decision.cseq} />
                                    </>
                                )}
                            </section>
                            <section aria-labelledby="grounds">
                                <h2 id="grounds">{t("appeals.grounds")}</h2>
                                {appeal === undefined ? <p class="note">{t("appeals.none_filed")}</p> : (
                                    <>
                                        <p class="note">{t("appeals.filed", { who: appeal.words.who ?? "", at: moment(appeal.rec) })}</p>
                                        <Quote told={now} entry={appeal} slots={["grounds", "wished_outcome", "new_facts", "evidence"]} />
                                        <h3>{t("appeals.papers_since")}</h3>
                                        <Papers told={now} from={decision?.cseq ?? 0} until={last} />
                                    </>
                                )}
                                <Clocks of={now.of} />
                            </section>
                        </div>
                    </>
                );
            }}</CaseToldOf>
        </>
    );
}

function List() {
    const list = useList("appeals", (cursor) => appeals({ limit: 50, cursor }));
    const open = (line: Line): void => go(addressOf("appeals", line.reference));
    const here = list.rows[list.at]?.line;
    useKeys({ down: () => list.move(list.at + 1), up: () => list.move(list.at - 1), open: () => here !== undefined && open(here), load_new: list.reload });
    return (
        <>
            <Title words={t("nav.appeals")} />
            {list.waiting > 0 && <button type="button" class="pill" onClick={list.reload}>{t("queue.new", { n: list.waiting })} <kbd>.</kbd></button>}
            {list.problem !== undefined && <ProblemCard problem={list.problem} retry={list.reload} />}
            {list.rows.length > 0 && (
                <QueueTable caption={t("nav.appeals")} rows={list.rows} at={list.at} move={list.move} open={open} extra={{
                    head: t("appeals.against"),
                    cell: (line) => {
                        const one = line as Appeal;
                        return <><a href={addressOf("appeals", one.reference)}><b>{word("outcome", one.outcome) || "–"}</b></a> <span class="note">{[t("appeals.level", { n: one.appeal_level ?? 1 }), one.decided_by === undefined ? "" : t("appeals.by", { who: one.decided_by }), one.decided_at === undefined ? "" : moment(one.decided_at)].filter((each) => each !== "").join(" · ")}</span></>;
                    },
                }} />
            )}
            {list.rows.length === 0 && list.problem === undefined && (list.busy ? <p class="note">{t("loading")}</p> : <Empty words={t("appeals.empty")} next={t("appeals.how")} />)}
            {list.more && <button type="button" disabled={list.busy} onClick={list.next}>{t("queue.more")}</button>}
        </>
    );
}

export default function AppealsPage({ name }: PageProps) {
    return name === "" ? <List /> : <Review key={name} reference={name} />;
}

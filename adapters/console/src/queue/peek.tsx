// A look at a case beside the list, without opening it: nothing personal, so that nothing is put on record.
import { complaint } from "../api/calls";
import type { Line } from "../api/types";
import { clocksInOrder } from "../case/cards";
import { t, word } from "../i18n";
import { SeverityChip, StateChip } from "../ui/chip";
import { ClockRow } from "../ui/clock";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

export function Peek({ line, close, open, take }: { line: Line; close: () => void; open: () => void; take: (() => void) | undefined }) {
    const told = useLoading(line.case, () => complaint(line.case));
    const of = told.data;
    return (
        <aside class="peek" aria-label={t("peek.title", { reference: line.reference })}>
            <header>
                <h2 class="reference">{line.reference}</h2>
                <StateChip state={line.state} words={line.words?.state} /> <SeverityChip severity={line.severity} />
            </header>
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            {of !== undefined && (
                <>
                    <dl class="facts">
                        <dt>{t("column.category")}</dt><dd>{word("category", of.facts.category)}</dd>
                        <dt>{t("column.owner")}</dt><dd>{of.facts.owner ?? t("nobody")}</dd>
                        <dt>{t("card.language")}</dt><dd>{of.facts.language ?? "–"}</dd>
                        <dt>{t("points.title")}</dt><dd>{of.facts.points?.length ?? 0}</dd>
                    </dl>
                    {clocksInOrder(of.clocks).filter((one) => one.state === "running" || one.state === "missed").slice(0, 3).map((one) => (
                        <ClockRow key={`${one.clock} ${one.generation ?? 1} ${one.subject ?? ""}`} reference={line.reference} clock={one} />
                    ))}
                </>
            )}
            <div class="row">
                <button type="button" class="main" onClick={open}>{t("open")}</button>
                {take !== undefined && <button type="button" onClick={take}>{t("key.take")} <kbd>i</kbd></button>}
                <button type="button" onClick={close}>{t("close")}</button>
            </div>
        </aside>
    );
}

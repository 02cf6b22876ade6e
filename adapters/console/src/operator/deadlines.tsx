// What falls due next and how far what is published lags behind, with what to do when either stands still.
import { deadlines, relay } from "../api/house";
import type { PageProps } from "../areas";
import { AsOf, Empty, Scroller, Title, Told } from "../areas/parts";
import { t, word } from "../i18n";
import { length, now } from "../i18n/time";
import { addressOf } from "../route";
import { Chip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { useLoading } from "../ui/loading";

export default function DeadlinesPage(_: PageProps) {
    const due = useLoading("deadlines", deadlines);
    const readers = useLoading("relay", relay);
    return (
        <>
            <Title words={t("nav.deadlines")}><AsOf at={due.data?.as_of} /><button type="button" class="link" onClick={() => { due.again(); readers.again(); }}>{t("areas.read_again")}</button></Title>
            <Told of={due}>{(all) => {
                const sums = all.sums;
                const late = sums?.agenda_oldest === undefined ? 0 : (now.value - Date.parse(sums.agenda_oldest)) / 1000;
                return (
                    <>
                        {sums !== undefined && (
                            <>
                                <dl class="figures">
                                    <div><dt>{t("ops.overdue")}</dt><dd>{sums.overdue === 0 ? 0 : <a href={addressOf("cases", "list", { due_before: sums.as_of })}>{sums.overdue}</a>}</dd></div>
                                    <div><dt>{t("ops.within_day")}</dt><dd>{sums.due_within_day === 0 ? 0 : <a href={addressOf("cases", "list", { due_before: new Date(Date.parse(sums.as_of) + 86_400_000).toISOString() })}>{sums.due_within_day}</a>}</dd></div>
                                    <div><dt>{t("ops.waiting_pass")}</dt><dd>{sums.agenda_due}</dd></div>
                                    <div><dt>{t("ops.undated")}</dt><dd>{sums.undated}</dd></div>
                                </dl>
                                {late > 60 ? <p><Chip tone="breach">{t("ops.pass_late", { length: length(late) })}</Chip> {t("ops.pass_fix")}</p> : <p><Chip tone="done">{t("ops.pass_fine")}</Chip></p>}
                            </>
                        )}
                        <section class="card">
                            <h2>{t("deadlines.next")}</h2>
                            {all.items.length === 0 ? <Empty words={t("deadlines.none")} next={t("deadlines.none_next")} /> : (
                                <Scroller label={t("deadlines.next")}>
                                    <table>
                                        <thead><tr><th>{t("column.due")}</th><th>{t("column.case")}</th><th>{t("column.category")}</th><th>{t("column.owner")}</th><th>{t("field.team")}</th></tr></thead>
                                        <tbody>{all.items.map((one) => <tr key={one.case}><td>{one.next_due === undefined ? t("clock.none") : <DueIn due={one.next_due} of={one.reference} />}</td><td><a class="reference" href={addressOf("case", one.reference)}>{one.reference}</a></td><td>{word("category", one.category)}</td><td>{one.owner ?? t("nobody")}</td><td>{one.team}</td></tr>)}</tbody>
                                    </table>
                                </Scroller>
                            )}
                        </section>
                    </>
                );
            }}</Told>
            <section class="card">
                <h2>{t("deadlines.relay")}</h2>
                <Told of={readers}>{(all) => all.items.length === 0 ? <p class="note">{t("ops.no_readers")} {t("deadlines.no_readers_next")}</p> : (
                    <Scroller label={t("deadlines.relay")}><table>
                        <thead><tr><th>{t("deadlines.reader")}</th><th class="number">{t("deadlines.behind")}</th><th>{t("deadlines.holder")}</th></tr></thead>
                        <tbody>{all.items.map((one) => <tr key={one.reader}><td translate={false}>{one.reader}</td><td class="number">{one.behind}</td><td>{one.holder === null ? <><Chip tone="breach">{t("ops.nobody")}</Chip> {t("ops.reader_fix")}</> : one.holder}</td></tr>)}</tbody>
                    </table></Scroller>
                )}</Told>
            </section>
        </>
    );
}

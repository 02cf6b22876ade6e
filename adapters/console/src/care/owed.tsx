// What is offered, owed and paid in open cases, item by item: what waits for a second person's approval comes first.
import { owed } from "../api/house";
import type { Owed } from "../api/types";
import type { PageProps } from "../areas";
import { Empty } from "../areas/parts";
import { t, word } from "../i18n";
import { moment } from "../i18n/time";
import { addressOf } from "../route";
import { Chip, type Tone } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { PagedList } from "./paged";

const states = ["offered", "approved", "accepted", "paid", "none"] as const;
const tones: Readonly<Record<string, Tone>> = { offered: "waiting", approved: "active", accepted: "waiting", paid: "done" };

export default function OwedPage({ query }: PageProps) {
    const state = query.state === "" || query.state === "any" ? "" : (states.find((one) => one === query.state) ?? (query.state === undefined ? "offered" : ""));
    return (
        <PagedList<Owed> page="owed" title={t("nav.owed")} state={state} states={states} nameOf={(one) => word("redress", one)}
            read={(redress_state, cursor) => owed({ redress_state, limit: 50, cursor })}
            heads={[t("column.case"), t("owed.item"), t("owed.what"), t("owed.amount"), t("areas.state"), t("owed.by"), t("column.due")]}
            row={(one) => (
                <tr key={`${one.case ?? ""} ${one.item}`}>
                    <td>{one.reference === undefined ? "–" : <a class="reference" href={addressOf("case", one.reference, { act: one.state === "offered" ? "redress_approved" : one.state === "accepted" ? "redress_paid" : undefined })}>{one.reference}</a>}</td>
                    <td>{one.item}</td><td>{word("redress_kind", one.redress_kind)}</td><td class="number">{[one.amount, one.currency].filter((each) => each !== undefined).join(" ") || "–"}</td>
                    <td><Chip tone={tones[one.state] ?? "neutral"}>{word("redress", one.state)}</Chip> {(one.missed ?? []).map((clock) => <Chip key={clock} tone="breach">{t("owed.missed", { clock: word("clock", clock) })}</Chip>)}</td>
                    <td>{[one.offered_by, one.approved_by].filter((each) => each !== undefined).join(" → ")}</td>
                    <td>{one.paid_at !== undefined ? moment(one.paid_at) : one.payment_due !== undefined ? <DueIn due={one.payment_due} /> : one.answer_until !== undefined ? t("owed.answer_until", { at: moment(one.answer_until) }) : "–"}</td>
                </tr>
            )}
            empty={<Empty words={t(state === "" ? "owed.none" : "owed.none_there", state === "" ? {} : { state: word("redress", state) })} next={state === "" ? t("owed.when") : <a href={addressOf("owed", "", { state: "any" })}>{t("owed.see_all")}</a>} />} />
    );
}

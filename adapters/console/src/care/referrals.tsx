// Cases that an outside body looks at or looked at: with whom, where that stands, and what is due next.
import { referrals } from "../api/house";
import type { Referral } from "../api/types";
import type { PageProps } from "../areas";
import { Empty } from "../areas/parts";
import { t, word } from "../i18n";
import { addressOf } from "../route";
import { Chip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { PagedList } from "./paged";

const states = ["with_body", "determined", "done"] as const;

export default function ReferralsPage({ query }: PageProps) {
    const state = states.find((one) => one === query.state) ?? "";
    return (
        <PagedList<Referral> page="referrals" title={t("nav.referrals")} state={state} states={states} nameOf={(one) => word("referral", one)}
            read={(referral_state, cursor) => referrals({ referral_state, limit: 50, cursor })}
            heads={[t("column.case"), t("referrals.body"), t("areas.state"), t("column.due"), t("column.category"), t("column.owner")]}
            row={(one) => (
                <tr key={one.case}>
                    <td><a class="reference" href={addressOf("case", one.reference)}>{one.reference}</a></td><td>{one.body ?? "–"}</td>
                    <td><Chip tone={one.referral === "done" ? "done" : "escalated"}>{one.referral_label}</Chip></td>
                    <td>{one.next_due === undefined ? t("clock.none") : <DueIn due={one.next_due} of={one.reference} />}</td>
                    <td>{one.words?.category ?? word("category", one.category)}</td><td>{one.owner ?? t("nobody")}</td>
                </tr>
            )}
            empty={<Empty words={t(state === "" ? "referrals.none" : "referrals.none_there")} next={state === "" ? t("referrals.when") : <a href={addressOf("referrals")}>{t("referrals.see_all")}</a>} />} />
    );
}

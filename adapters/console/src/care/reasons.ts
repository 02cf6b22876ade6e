// Why a case climbed, in words: a rule with its clock, or somebody who asked.
import { t, word } from "../i18n";

/// "missed:investigation" in words: what the rule or the person was.
export function reasonInWords(reason: string | undefined): string {
    const [kind = "", clock] = (reason ?? "").split(":");
    if (kind === "missed" && clock !== undefined) return t("escalations.reason.missed", { clock: word("clock", clock) });
    if (kind === "warned" && clock !== undefined) return t("escalations.reason.warned", { clock: word("clock", clock) });
    if (kind === "asked") return t("escalations.reason.asked");
    if (kind === "rating") return t("escalations.reason.rating");
    if (kind === "repeat") return t("escalations.reason.repeat");
    if (kind === "amount") return t("escalations.reason.amount");
    if (kind === "reviewer") return t("escalations.reason.reviewer");
    return kind === "" ? t("escalations.reason.unsaid") : (reason ?? "").replaceAll("_", " ");
}

// What the numbers of a period are called, and where each leads.
import { t, word } from "../i18n";
import type { Measure } from "../api/types";
import { addressOf } from "../route";
import { reasonInWords } from "./reasons";

/// A key of a measure in words: a day as it stands, a code by its name.
export function keyInWords(measure: string, key: string): string {
    if (measure.startsWith("promise_")) return word("clock", key);
    if (measure === "category") return word("category", key);
    if (measure === "outcome") return word("outcome", key);
    if (measure === "escalation_reason") return reasonInWords(key);
    if (key === "") return t("measure.unsaid");
    return key.replaceAll("_", " ");
}
interface Period {
    readonly from: string;
    readonly until: string;
}
export const behind = (measure: Measure, period: Period, key?: string, team?: string): string =>
    addressOf("cases", "behind", { measure, key, team, from: period.from, until: period.until });

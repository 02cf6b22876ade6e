// Where somebody may go, by what the API lets them do: a page that would answer "not permitted" is not offered.
import type { Key } from "../i18n";
import { addressOf } from "../route";

export interface Destination {
    readonly page: string;
    readonly to: string;
    readonly label: Key;
}

export function destinations(may: (what: string) => boolean, roles: readonly string[]): readonly Destination[] {
    const all: Destination[] = [];
    const add = (page: string, label: Key, name = ""): void => void all.push({ page, to: addressOf(page, name), label });
    const reviews = roles.some((one) => ["care_reviewer", "care_lead", "compliance", "quality_reviewer", "auditor"].includes(one));
    const hears = reviews || roles.includes("appeal_reviewer");
    if (may("list_cases")) add("queue", "nav.queue", roles.includes("handler") ? "mine" : "all");
    if (may("file_complaint") && roles.some((one) => one === "handler" || one.startsWith("care"))) add("call", "nav.call");
    if (may("list_cases") && reviews) add("escalations", "nav.escalations");
    if (may("list_cases") && hears) add("appeals", "nav.appeals");
    if (may("operations")) add("operations", "nav.operations");
    if (may("dead_letters")) add("dead-letters", "nav.dead_letters");
    return all;
}

/// Where somebody begins.
export function home(may: (what: string) => boolean, roles: readonly string[]): string {
    const all = destinations(may, roles);
    const first = roles.includes("operator") ? all.find((one) => one.page === "operations") : all[0];
    return first?.to ?? addressOf("help");
}

const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// In GF(32) modulo x^5 + x^2 + 1, as workflow/reference.cpp has it.
const timesX = (a: number): number => ((a << 1) & 32) === 0 ? a << 1 : ((a << 1) ^ 37) & 31;

/// "zsqd1s1k8h" is ZSQD1-S1K8H: the reference that a text is, with its check symbol, so that no word is taken for one.
export function referenceIn(text: string): string | null {
    const plain = text.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
    const values = [...plain].map((one) => symbols.indexOf(one));
    if (values.length !== 10 || values.includes(-1)) return null;
    const check = values.slice(0, 9).reduce((sum, one) => timesX(sum ^ one), 0);
    return check === values[9] ? `${plain.slice(0, 5)}-${plain.slice(5)}` : null;
}

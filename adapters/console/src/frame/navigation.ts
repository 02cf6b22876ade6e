// Where somebody may go, by what the API lets them do: a page that would answer "not permitted" is not offered.
import type { Key } from "../i18n";
import { areaLabels, offeredPages, type Area } from "../areas";
import { addressOf } from "../route";

export interface Destination {
    readonly page: string;
    readonly to: string;
    readonly label: Key;
    /// Pages of an area stand behind one name at the top, and by their own above each page.
    readonly area?: Area;
}

export function destinations(may: (what: string) => boolean, roles: readonly string[]): readonly Destination[] {
    const all: Destination[] = [];
    if (may("list_cases")) all.push({ page: "queue", to: addressOf("queue", roles.includes("handler") ? "mine" : "all"), label: "nav.queue" });
    if (may("file_complaint") && roles.some((one) => one === "handler" || one.startsWith("care")))
        all.push({ page: "call", to: addressOf("call"), label: "nav.call" });
    for (const one of offeredPages(may, roles)) all.push({ page: one.page, to: addressOf(one.page), label: one.label, area: one.area });
    return all;
}

/// What stands at the top: the pages that belong to no area, and each area by its first page.
export function topOf(all: readonly Destination[]): readonly Destination[] {
    return all.filter((one, n) => one.area === undefined || all.findIndex((other) => other.area === one.area) === n)
        .map((one) => (one.area === undefined ? one : { ...one, label: areaLabels[one.area] }));
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

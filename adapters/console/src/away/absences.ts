// Who is away and when, who may stand in meanwhile, and what that means for their cases: worked out from the roster, which
// has the absences of its file and those that were said here, and from what is known of the latter.
import type { Absence, Person, PlannedAbsence } from "../api/types";
import type { Key, Values } from "../i18n";

/// How far back it is told, in milliseconds; the file may say what is long over.
const looked_back_ms = 30 * 86_400_000;

/// One of the file has no id, and nobody who said it.
export type Away = Pick<Absence, "person" | "from" | "until" | "delegate"> & Partial<Absence>;

/// When it is over, or will be.
export const endOf = (one: Away): string => one.ended_at ?? one.until;
const holds = (one: { readonly from: string; readonly until: string }, at: number): boolean => Date.parse(one.from) <= at && at < Date.parse(one.until);

/// Who stands in is said with the absence, or else by the roster for whenever somebody is away; else their team does.
function ofPerson(of: Person, one: PlannedAbsence): Away {
    const delegate = one.delegate ?? of.delegate;
    return { ...one, person: of.person, ...(delegate === undefined ? {} : { delegate }) };
}
export function nextOf(of: Person, at: number): Away | undefined {
    const next = (of.absences ?? []).filter((one) => at < Date.parse(one.from)).sort((a, b) => Date.parse(a.from) - Date.parse(b.from))[0];
    return next === undefined ? undefined : ofPerson(of, next);
}
/// The absence of somebody at that time; of several the one that ends last, since they are back after it.
export function awayAt(of: Person, at: number): Away | undefined {
    const now = (of.absences ?? []).filter((one) => holds(one, at)).sort((a, b) => Date.parse(b.until) - Date.parse(a.until))[0];
    return now === undefined ? undefined : ofPerson(of, now);
}

/// In these somebody works on cases.
const working: readonly string[] = ["handler", "care_reviewer", "care_lead", "appeal_reviewer", "compliance"];
/// Roles of the person in which whoever stands in does not work: what only they may do waits.
export const notStoodIn = (of: Person, delegate: Person): readonly string[] =>
    of.roles.filter((role) => working.includes(role) && !delegate.roles.includes(role));

/// Colleagues who share a role in which somebody works on cases, since to stand in gives none, and who are there all the
/// while; first those who share most of them, then their own team.
export function mayStandIn(people: readonly Person[], of: Person, from: number, until: number): readonly Person[] {
    // As long as no end was said, whoever is there at the beginning may be asked.
    const end = Number.isNaN(until) ? from + 1 : until;
    const near = (one: Person): number => 2 * notStoodIn(of, one).length + (one.team === of.team ? 0 : 1);
    const works = of.roles.filter((role) => working.includes(role));
    return people.filter((one) => one.person !== of.person && (works.length === 0 || notStoodIn(of, one).length < works.length)
        && !(one.absences ?? []).some((each) => Date.parse(each.from) < end && from < Date.parse(each.until)))
        .sort((a, b) => near(a) - near(b) || a.person.localeCompare(b.person));
}

/// Everybody says it of themselves; of others those who lead, who run the house, and whose people they are.
export function maySayOf(me: string, roles: readonly string[], of: { readonly person: string; readonly manager?: string | undefined }): boolean {
    return of.person === me || of.manager === me || roles.some((one) => one === "care_lead" || one === "operator");
}

export interface Absences {
    readonly now: readonly Away[];
    readonly next: readonly Away[];
    readonly over: readonly Away[];
}
/// Those of the roster with what is known of the ones that were said here, and the latter where the roster has them no more.
export function sorted(people: readonly Person[], said: readonly Absence[], at: number): Absences {
    const known = new Map(said.map((one) => [one.absence, one]));
    // Nobody is away twice at a time, so when it is says which one it is.
    const same = (one: PlannedAbsence, of: Person) => (each: Absence): boolean =>
        each.person === of.person && Date.parse(each.from) === Date.parse(one.from) && Date.parse(endOf(each)) === Date.parse(one.until);
    const all: Away[] = [];
    for (const of of people) {
        for (const one of of.absences ?? []) {
            const here = [...known.values()].find(same(one, of));
            all.push(ofPerson(of, here ?? one));
            if (here !== undefined) known.delete(here.absence);
        }
    }
    all.push(...known.values());
    const from = (one: Away): number => Date.parse(one.from);
    const end = (one: Away): number => Date.parse(endOf(one));
    return {
        now: all.filter((one) => from(one) <= at && at < end(one)).sort((a, b) => end(a) - end(b)),
        next: all.filter((one) => at < from(one) && one.ended_at === undefined).sort((a, b) => from(a) - from(b)),
        over: all.filter((one) => (at - looked_back_ms <= end(one) && end(one) <= at) || (at < from(one) && one.ended_at !== undefined)).sort((a, b) => end(b) - end(a)),
    };
}
/// Called off before it began.
export const calledOff = (one: Away): boolean => one.ended_at !== undefined && Date.parse(one.ended_at) <= Date.parse(one.from);

export interface Said {
    readonly person: string;
    /// Instants as the API takes them; "" for from is from now on.
    readonly from: string;
    readonly until: string;
    readonly delegate: string;
}
/// What can be seen to be wrong before it is sent, by its field.
export function wrongIn(said: Said, at: number): Readonly<Record<string, Key>> {
    if (said.until === "") return { until: "field.missing" };
    if (said.from !== "" && Date.parse(said.until) <= Date.parse(said.from)) return { until: "away.until_not_later" };
    return Date.parse(said.until) <= at ? { until: "away.until_past" } : {};
}

/// What comes of what nothing is wrong with, sentence by sentence. `moment` says an instant; `waits`: names of roles in which
/// nobody stands in.
export function ahead(said: Said, me: string, moment: (iso: string) => string, waits = ""): readonly { readonly key: Key; readonly values: Values }[] {
    const own = said.person === me;
    const values = { who: said.person, delegate: said.delegate, from: said.from === "" ? "" : moment(said.from), until: moment(said.until) };
    const when: Key = own ? (said.from === "" ? "away.ahead.own_now" : "away.ahead.own") : said.from === "" ? "away.ahead.other_now" : "away.ahead.other";
    const who: Key = said.delegate === "" ? (own ? "away.ahead.own_alone" : "away.ahead.other_alone") : own ? "away.ahead.own_delegate" : "away.ahead.other_delegate";
    return [{ key: when, values }, { key: who, values }, ...(waits === "" ? [] : [{ key: "away.ahead.waits" as Key, values: { delegate: said.delegate, roles: waits } }])];
}

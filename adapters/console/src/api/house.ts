// The operations of the areas, each by its name in the contract.
import { ask, newKey } from "./client";
import { etagOf, type Page } from "./calls";
import type {
    Absence, Answer, Approval, AuditEntry, CalendarTold, Compartment, Deadlines, DocumentsTold, DryRun, Entry, FoundEntry, Health, Improvement,
    Incident, Line, LinesBehind, MachineCounts, Machines, OpenReport, Owed, PeriodReport, PolicyLine, PolicyTold, Reader, Referral,
    RepinPreview, ReturnMade, Returns, RoleCell, Roster, Setting, Token, User,
} from "./types";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;
const v1 = "/api/v1";
const at = encodeURIComponent;
const get = async <T>(path: string, query: Query = {}): Promise<T> => (await ask<T>("GET", v1 + path, { query })).data;

export const cases = (query: Query): Promise<Page<Line>> => get("/complaints", query);
export const openReport = (query: Query = {}): Promise<OpenReport> => get("/reports/open", query);
export const periodReport = (query: Query): Promise<PeriodReport> => get("/reports/period", query);
export const behindNumber = (query: Query): Promise<LinesBehind> => get("/reports/period/cases", query);
export const returns = (): Promise<Returns> => get("/reports/returns");
export const makeReturn = (report: string, query: Query): Promise<ReturnMade> => get(`/reports/returns/${at(report)}`, query);
export const roster = (): Promise<Roster> => get("/roster");
export const absences = (): Promise<{ readonly items: readonly Absence[]; readonly as_of: string }> => get("/absences");
export const settings = (): Promise<Page<Setting>> => get("/settings");
export const health = (): Promise<Health> => get("/health");
export const calendars = (): Promise<Page<CalendarTold>> => get("/calendars");
export const calendar = (id: string, year: number | undefined): Promise<CalendarTold> => get(`/calendars/${at(id)}`, { year });
export const machines = (): Promise<Machines> => get("/machines");
export const machineCounts = (): Promise<MachineCounts> => get("/machines/counts");
export const policies = (): Promise<Page<PolicyLine>> => get("/policies");
export const policy = (id: string): Promise<PolicyTold> => get(`/policies/${at(id)}`);
export const compartment = (reference: string): Promise<Compartment> => get(`/complaints/${at(reference)}/restricted`);
export const audit = (chain: string, query: Query): Promise<Page<AuditEntry>> => get(`/audit/${at(chain)}`, query);
export const searchAudit = (query: Query): Promise<Page<FoundEntry> & { readonly looked_back_to?: string }> => get("/audit", query);
export const users = (): Promise<{ items: readonly User[] }> => get("/users");
export const tokens = (): Promise<{ items: readonly Token[] }> => get("/tokens");
export const roles = (): Promise<{ items: readonly RoleCell[] }> => get("/roles");
export const relay = (): Promise<Page<Reader>> => get("/relay");
export const deadlines = (): Promise<Deadlines> => get("/deadlines", { limit: 50 });
export const referrals = (query: Query): Promise<Page<Referral>> => get("/referrals", query);
export const owed = (query: Query): Promise<Page<Owed>> => get("/redress", query);
export const documents = (reference: string): Promise<DocumentsTold> => get(`/complaints/${at(reference)}/documents`);

export const incidents = (query: Query): Promise<Page<Incident>> => get("/incidents", query);
export const improvements = (query: Query): Promise<Page<Improvement>> => get("/improvements", query);
export type Matter = "incidents" | "improvements";
export const matterTimeline = (kind: Matter, id: string): Promise<Page<Entry>> => get(`/${kind}/${at(id)}/timeline`, { limit: 200 });
export const incident = (id: string): Promise<Incident> => get(`/incidents/${at(id)}`);
export const improvement = (id: string): Promise<Improvement> => get(`/improvements/${at(id)}`);

type Fields = Readonly<Record<string, unknown>>;
const post = async <T>(path: string, body: unknown, more: { version?: number; key?: string } = {}): Promise<T> =>
    (await ask<T>("POST", v1 + path, { body, key: more.key ?? newKey(), ...(more.version === undefined ? {} : { ifMatch: etagOf(more.version) }) })).data;
export const openMatter = (kind: Matter, fields: Fields, key: string): Promise<Answer> => post(`/${kind}`, fields, { key });
export const actOnMatter = (kind: Matter, id: string, event: string, fields: Fields, version: number, key: string): Promise<Answer> =>
    post(`/${kind}/${at(id)}/actions/${at(event)}`, fields, { version, key });
export const actInCompartment = (reference: string, event: string, fields: Fields, key: string): Promise<Answer> =>
    post(`/complaints/${at(reference)}/restricted/${at(event)}`, fields, { key });
export const repinPreview = (reference: string, fields: Fields): Promise<RepinPreview> => post(`/complaints/${at(reference)}/repin`, fields);
export const dryRun = (toml: string, since: string): Promise<DryRun> => post("/policies/dry-run", { toml, since });
export const approve = (reference: string, event: string, digest: string): Promise<Approval> => post(`/complaints/${at(reference)}/approvals`, { event, digest });

export const sayAway = (absence: Fields): Promise<Absence> => post("/absences", absence);
export const endAbsence = (absence: string): Promise<Absence> => post(`/absences/${at(absence)}/end`, {});

export const addUser = (body: object): Promise<User> => post("/users", body);
export const setUserState = async (person: string, on: boolean): Promise<void> => {
    if (on) await post(`/users/${at(person)}/enable`, {});
    else await ask("DELETE", `${v1}/users/${at(person)}`);
};
export const makeToken = (body: object): Promise<Token> => post("/tokens", body);
export const revokeToken = async (token: string): Promise<void> => void (await ask("DELETE", `${v1}/tokens/${at(token)}`));

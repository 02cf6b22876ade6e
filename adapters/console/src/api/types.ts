// Names for what the API answers: all of it from the contract, so that the two cannot differ.
import type { components } from "../made/contract";

type Schemas = components["schemas"];

export type Session = Schemas["session"];
export type Line = Schemas["line"];
export type Lines = Schemas["lines"];
export type Escalation = Schemas["escalations"]["items"][number];
export type Appeal = Schemas["appeals"]["items"][number];
export type Queues = Schemas["queues"];
export type Action = Schemas["action"];
export type Actions = Schemas["actions"];
export type Effects = Schemas["effects"];
export type Clock = Schemas["clock"];
export type Explanation = Schemas["explanation"];
export type Timeline = Schemas["timeline"];
export type Entry = Schemas["timeline_row"];
export type Texts = Schemas["texts"];
export type Message = Schemas["message"];
export type Letter = Schemas["message_read"];
export type Redress = Schemas["redress_of_case"];
export type Answer = Schemas["answer"];
export type Foreseen = Schemas["foreseen"];
export type BulkResults = Schemas["bulk_results"];
export type Draft = Schemas["draft"];
export type ProblemBody = Schemas["problem"];
export type Blocker = Schemas["blocker"];
export type DeadLetterLine = Schemas["dead_letters"]["items"][number];
export type DeadLetter = Schemas["dead_letter"];
export type Operations = Schemas["operations"];
export type CallerTold = Schemas["caller_told"];
export type Candidate = Schemas["candidates"]["items"][number];
export type DocumentLine = Schemas["documents"]["items"][number];
export type LetterToCome = Schemas["letter_to_come"];
export type View = Schemas["view"];
export type Version = Schemas["version"];
export type OpenReport = Schemas["report_open"];
export type PeriodReport = Schemas["report_period"];
export type Measure = Schemas["measure"];
export type LinesBehind = Schemas["lines_behind"];
export type Roster = Schemas["roster"];
export type Person = Roster["people"][number];
/// From when until when somebody is away, of the roster's file or said here.
export type PlannedAbsence = NonNullable<Person["absences"]>[number];
/// One that was said here.
export type Absence = Schemas["absence"];
export type Setting = Schemas["settings"]["items"][number];
export type Health = Schemas["health"];
export type CalendarTold = Schemas["calendar"];
export type Machines = Schemas["machines"];
export type RepinPreview = Schemas["repin_preview"];
export type Compartment = Schemas["compartment"];
export type Incident = Schemas["incident"];
export type Improvement = Schemas["improvement"];
export type PolicyLine = Schemas["policies"]["items"][number];
export type PolicyTold = Schemas["policy"];
export type AuditEntry = Schemas["audit_page"]["items"][number];
export type FoundEntry = Schemas["audit_found"]["items"][number];
export type MachineCounts = Schemas["machine_counts"];
export type Returns = Schemas["returns"];
export type ReturnMade = Schemas["return_made"];
export type Owed = Schemas["redress_items"]["items"][number];
export type DocumentsTold = Schemas["documents"];
export type User = Schemas["user"];
export type Token = Schemas["token"];
export type RoleCell = Schemas["roles"]["items"][number];
export type Reader = Schemas["reader"];
export type Deadlines = Schemas["deadlines"];
export type Approval = Schemas["approval"];
export type Referral = Schemas["referrals"]["items"][number];
export type DryRun = Schemas["dry_run"];

/// Facts of a case that the console shows. Those at their default are absent, and others may come with a newer server.
export interface Facts {
    readonly [name: string]: unknown;
    readonly severity?: number;
    readonly category?: string;
    readonly channel?: string;
    readonly kind?: string;
    readonly owner?: string;
    readonly team?: string;
    readonly language?: string;
    readonly contact_route?: string;
    readonly complainant?: string;
    readonly customer?: string;
    readonly country?: string;
    readonly rung?: number;
    readonly rung_target?: string;
    readonly support_needs?: readonly string[];
    readonly letters?: readonly { readonly id?: string; readonly kind?: string; readonly sent?: string; readonly dispatched?: string; readonly returned?: string }[];
    readonly points?: readonly { readonly number: number; readonly finding?: string }[];
    readonly outcome?: string;
    readonly amount?: string;
    readonly currency?: string;
    readonly next_step_due?: string;
    readonly next_step_who?: string;
    readonly items_held?: readonly string[];
    readonly links?: readonly { readonly to: string; readonly cause?: string }[];
}
export type Complaint = Omit<Schemas["complaint"], "facts"> & { readonly facts: Facts };

/// One stretch of time in the explanation of a clock.
export interface Part {
    readonly from: string;
    readonly until: string;
    readonly counted: boolean;
    readonly counting: string;
    readonly seconds: number;
    readonly days?: number;
    readonly name?: string;
    readonly name_zh?: string;
}

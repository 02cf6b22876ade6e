// The areas beside the queue and the case: their pages, who is offered which, and where each page's code is. A page is
// fetched when it is first opened, so that nobody waits for what they do not use.
import type { Key } from "../i18n";

export interface PageProps {
    readonly name: string;
    readonly query: Readonly<Record<string, string>>;
}
type Loaded = Promise<{ readonly default: (props: PageProps) => preact.VNode | null }>;
type May = (what: string) => boolean;

export type Area = "care" | "compliance" | "operator" | "developer" | "presence";
export interface AreaPage {
    readonly page: string;
    readonly area: Area;
    readonly label: Key;
    readonly offered: (may: May, is: (...roles: string[]) => boolean) => boolean;
    readonly load: () => Loaded;
}

const reviews = ["care_reviewer", "care_lead", "compliance", "quality_reviewer", "auditor"];
export const areaPages: readonly AreaPage[] = [
    { page: "escalations", area: "care", label: "nav.escalations", offered: (may, is) => may("list_cases") && is(...reviews), load: () => import("../care/escalations") },
    { page: "appeals", area: "care", label: "nav.appeals", offered: (may, is) => may("list_cases") && is("appeal_reviewer", ...reviews), load: () => import("../care/appeals") },
    { page: "board", area: "care", label: "nav.board", offered: (may, is) => may("list_cases") && is(...reviews), load: () => import("../care/board") },
    { page: "dashboards", area: "care", label: "nav.dashboards", offered: (may, is) => may("reports") && is(...reviews), load: () => import("../care/dashboards") },
    { page: "workload", area: "care", label: "nav.workload", offered: (may, is) => may("reports") && may("roster") && is("care_reviewer", "care_lead"), load: () => import("../care/workload") },
    { page: "incidents", area: "care", label: "nav.incidents", offered: (may, is) => may("incidents") && is("handler", "appeal_reviewer", ...reviews), load: () => import("../care/incidents") },
    { page: "quality", area: "care", label: "nav.quality", offered: (may, is) => may("list_cases") && is("quality_reviewer", "care_lead"), load: () => import("../care/quality") },
    { page: "improvements", area: "care", label: "nav.improvements", offered: (may, is) => may("improvements") && is("handler", ...reviews), load: () => import("../care/improvements") },
    { page: "owed", area: "care", label: "nav.owed", offered: (may, is) => may("list_cases") && is("care_reviewer", "care_lead", "compliance", "auditor"), load: () => import("../care/owed") },
    { page: "referrals", area: "care", label: "nav.referrals", offered: (may, is) => may("list_cases") && is("care_reviewer", "care_lead", "compliance", "auditor"), load: () => import("../care/referrals") },
    { page: "cases", area: "care", label: "nav.cases", offered: () => false, load: () => import("../care/cases") },

    { page: "audit", area: "compliance", label: "nav.audit", offered: (may) => may("audit"), load: () => import("../compliance/audit") },
    { page: "exports", area: "compliance", label: "nav.exports", offered: (may) => may("export_cases"), load: () => import("../compliance/exports") },
    { page: "keeping", area: "compliance", label: "nav.keeping", offered: (may, is) => may("list_cases") && is("compliance", "data_protection", "auditor"), load: () => import("../compliance/keeping") },
    { page: "restricted", area: "compliance", label: "nav.restricted", offered: (may) => may("restricted"), load: () => import("../compliance/restricted") },
    { page: "policies", area: "compliance", label: "nav.policies", offered: (may, is) => may("policies") && is("care_lead", "compliance", "auditor", "operator", "data_protection"), load: () => import("../compliance/policies") },
    { page: "reports", area: "compliance", label: "nav.reports", offered: (may, is) => may("reports") && is("compliance", "auditor"), load: () => import("../compliance/reports") },

    { page: "operations", area: "operator", label: "nav.health", offered: (may) => may("operations"), load: () => import("../operator/health") },
    { page: "dead-letters", area: "operator", label: "nav.dead_letters", offered: (may) => may("dead_letters"), load: () => import("../operator/dead_letters") },
    { page: "deadlines", area: "operator", label: "nav.deadlines", offered: (may) => may("deadlines") && may("relay"), load: () => import("../operator/deadlines") },
    { page: "settings", area: "operator", label: "nav.settings", offered: (may, is) => may("operations") && is("operator", "auditor"), load: () => import("../operator/settings") },
    { page: "calendars", area: "operator", label: "nav.calendars", offered: (may, is) => may("policies") && is("operator", "care_lead", "auditor"), load: () => import("../operator/calendars") },
    { page: "machines", area: "operator", label: "nav.machines", offered: (may, is) => may("policies") && is("operator", "care_lead", "auditor"), load: () => import("../operator/machines") },
    { page: "people", area: "operator", label: "nav.people", offered: (may) => may("users"), load: () => import("../operator/people") },

    { page: "developer", area: "developer", label: "nav.developer", offered: (may) => may("tokens"), load: () => import("../developer/page") },

    { page: "away", area: "presence", label: "nav.away", offered: (may) => may("absences"), load: () => import("../away/page") },
];

export const areaPageCalled = (page: string): AreaPage | undefined => areaPages.find((one) => one.page === page);

export function offeredPages(may: May, roles: readonly string[]): readonly AreaPage[] {
    const is = (...wanted: string[]): boolean => wanted.some((one) => roles.includes(one));
    return areaPages.filter((one) => one.offered(may, is));
}
export const areaLabels: Readonly<Record<Area, Key>> = {
    care: "area.care", compliance: "area.compliance", operator: "area.operator", developer: "area.developer",
    // Of one page, which says it all.
    presence: "nav.away",
};

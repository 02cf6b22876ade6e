"""Every route of the console: whose it is, its address, what must be there before anybody looks, and what is opened there."""
import re
from typing import NamedTuple

from support import ROOT

ROWS = "table.queue tbody tr"


class Route(NamedTuple):
    name: str
    person: str | None
    path: str
    there: str
    keys: str = ""          # pressed one after another
    click: str = ""
    after: str = ""         # there when it is opened
    # What must be there where nothing was ever filed, and where the server answers nothing but that it cannot. Without it
    # the route is not looked at in that state: what is opened on a page is looked at when there is something to open.
    empty: str = ""
    error: str = ""


def page(name, person, path, there, empty=".empty", error="main .problem"):
    return Route(name, person, path, there, empty=empty, error=error)


def opened(name, person, path, there, keys="", click="", after="main"):
    return Route(name, person, path, there, keys, click, after)


UNKNOWN = "main .problem"  # what somebody is told who asks for a case that is not there
TOLD = "main .card, main table, main .figures, main .charts, main .empty"  # it has its say without any case
STILL = "main h1"  # it asks the server nothing

ROUTES = (
    Route("sign-in", None, "/console/", "input[name=login]"),
    page("queue", "l.novak", "/console/queue/all", ROWS),
    page("queue-mine", "h.lin", "/console/queue/mine", ROWS),
    page("queue-unowned", "h.lin", "/console/queue/unowned", ROWS),
    page("queue-team", "h.lin", "/console/queue/team", ROWS),
    page("queue-waiting", "h.lin", "/console/queue/waiting", ".empty"),
    opened("queue-stands-in", "h.osei", "/console/queue/mine", f"{ROWS} .chip:has-text('h.park')"),
    opened("queue-peek", "l.novak", "/console/queue/all", ROWS, keys="Space", after=".peek .clock"),
    opened("queue-bulk", "l.novak", "/console/queue/all", ROWS, keys="x Shift+J", after="table.queue input:checked"),
    opened("queue-filtered-empty", "h.lin", "/console/queue/mine?category=fees", ".empty"),
    opened("queue-views", "h.lin", "/console/queue/mine", ROWS, keys="v", after="dialog #view-name"),
    page("hand-over", "h.lin", "/console/hand-over", "ul.handed > li"),
    page("call", "h.lin", "/console/call", "form.urgent", empty="form.urgent", error="form.urgent"),
    page("call-receipt", "h.lin", "/console/call/{case}", ".receipt", empty=UNKNOWN),
    page("case", "h.lin", "/console/case/{case}", ".said", empty=UNKNOWN),
    opened("case-history", "h.lin", "/console/case/{case}", ".said", keys="h", after=".timeline li"),
    opened("case-reply", "h.lin", "/console/case/{case}?act=initial_response_sent", "form.act"),
    opened("case-decide", "h.lin", "/console/case/{case}?act=decision_sent", "form.act"),
    opened("case-ask", "h.lin", "/console/case/{case}?act=information_requested", "form.act"),
    opened("case-clock", "h.lin", "/console/case/{case}", ".said", keys="d Enter", after="dialog table"),
    opened("case-closed", "h.lin", "/console/case/{closed}", "main h1"),
    page("search", "h.lin", "/console/search?q=transfer", ROWS),
    opened("help", "h.lin", "/console/queue/mine", ROWS, keys="?", after="dialog dl.keys"),
    opened("palette", "h.lin", "/console/queue/mine", ROWS, keys="Control+k", after="dialog.palette li"),
    opened("preferences", "h.lin", "/console/queue/mine", ROWS, click="details.person summary", after="details.person .menu"),
    page("away", "h.lin", "/console/away", ".absences .chip", empty="form.act"),
    opened("away-of-others", "l.novak", "/console/away", "[data-field=person]", click=".over summary"),
    opened("away-oneself", "c.reyes", "/console/queue/mine", ".own-absence button", click=".own-absence button"),
    opened("away-sure", "l.novak", "/console/away", ".absences .chip", click=".absences button"),
    page("nowhere", "h.lin", "/console/no-such-page", "h1", empty=STILL, error=STILL),

    page("escalations", "c.ito", "/console/escalations", ".inbox .list a"),
    page("escalation", "c.ito", "/console/escalations/{climbed}", ".detail .why", empty=UNKNOWN),
    opened("escalation-return", "l.novak", "/console/escalations/{held}", ".detail .why", click="[data-act=de_escalated]", after="form.act"),
    page("appeals", "a.moreau", "/console/appeals", ROWS),
    page("appeal", "a.moreau", "/console/appeals/{appealed}", ".beside .quote", empty=UNKNOWN),
    opened("appeal-decide", "a.moreau", "/console/appeals/{appealed}", ".beside .quote", click="[data-act=appeal_decided]", after="form.act"),
    opened("appeal-conflict", "h.lin", "/console/appeals/{appealed}", ".beside"),
    page("board", "l.novak", "/console/board", ".board article", empty=".board"),
    opened("board-menu", "c.ito", "/console/board", ".board article", click=".board article summary"),
    page("dashboards", "l.novak", "/console/dashboards", ".chart svg", empty=TOLD),
    opened("dashboards-table", "l.novak", "/console/dashboards", ".chart svg", click=".chart .numbers summary"),
    page("cases", "l.novak", "/console/cases/behind?measure=filed", ROWS),
    page("workload", "l.novak", "/console/workload", "main table tbody tr", empty=TOLD),
    page("incidents", "l.novak", "/console/incidents", ".card"),
    page("incident", "l.novak", "/console/incidents/{incident}", ".timeline li", empty=UNKNOWN),
    opened("incident-open", "l.novak", "/console/incidents", ".card", click="main .filters button", after="form.act"),
    page("quality", "q.berg", "/console/quality", "main table tbody tr, .empty"),
    page("quality-review", "q.berg", "/console/quality/{closed}", ".beside fieldset", empty=UNKNOWN),
    page("improvements", "l.novak", "/console/improvements", "main table tbody tr"),
    page("owed", "l.novak", "/console/owed?state=any", "main table tbody tr, .empty"),
    page("referrals", "l.novak", "/console/referrals", "main table tbody tr, .empty"),
    page("improvement", "h.osei", "/console/improvements/{improvement}", ".timeline li", empty=UNKNOWN),

    page("audit", "p.haas", "/console/audit", "form [name=actor]", empty="form [name=actor]", error="form [name=actor]"),
    opened("audit-found", "p.haas", "/console/audit?event=appeal_filed", ".entry", click=".entry summary", after=".entry[open]"),
    page("audit-chain", "p.haas", "/console/audit/{appealed}", ".entry", empty=UNKNOWN),
    opened("audit-entry", "p.haas", "/console/audit/{appealed}", ".entry", click=".entry:first-of-type summary", after=".entry[open]"),
    page("exports", "p.haas", "/console/exports", ".steps", empty=".steps", error=".steps"),
    opened("exports-counted", "p.haas", "/console/exports", ".steps", click="button.main", after=".lead"),
    page("keeping", "p.haas", "/console/keeping", "main form", empty="main form", error="main form"),
    page("keeping-case", "p.haas", "/console/keeping/{closed}", ".choices", empty=UNKNOWN),
    page("policies", "p.haas", "/console/policies", "main table tbody tr", empty=TOLD),
    page("policy", "p.haas", "/console/policies/wallet-default", ".columns .card", empty=TOLD),
    opened("policy-draft", "p.haas", "/console/policies/wallet-default", ".columns .card", click="summary:has-text('Text of the draft'), summary:has-text('草')", after="textarea.code"),
    page("repin", "p.haas", "/console/policies/repin?case={appealed}", ".steps", empty=".steps", error=".steps"),
    page("reports", "p.haas", "/console/reports", ".charts table"),
    page("restricted", "r.ahn", "/console/restricted", "main form", empty="main form", error="main form"),
    page("restricted-case", "r.ahn", "/console/restricted/{closed}", ".choices", empty=".choices"),
    opened("restricted-hidden", "h.lin", "/console/restricted/{closed}", "h1"),

    page("operations", "o.ops", "/console/operations", ".card table tbody tr", empty=TOLD),
    page("dead-letters", "o.ops", "/console/dead-letters", ".card table tbody tr"),
    opened("dead-letter", "o.ops", "/console/dead-letters", ".card table tbody tr", click=".card td button.link", after="dialog pre.payload"),
    page("deadlines", "o.ops", "/console/deadlines", ".figures", empty=TOLD),
    page("settings", "o.ops", "/console/settings", "main table tbody tr", empty=TOLD),
    page("calendars", "o.ops", "/console/calendars", "main table tbody tr", empty=TOLD),
    page("calendar", "o.ops", "/console/calendars/{calendar}", "main .card dl", empty=TOLD),
    page("machines", "o.ops", "/console/machines", ".machine svg", empty=".machine svg"),
    opened("machine-ladder", "o.ops", "/console/machines/ladder", ".machine svg"),
    page("people", "o.ops", "/console/people/accounts", "main table tbody tr", empty=TOLD),
    page("roster", "o.ops", "/console/people/roster", "main table tbody tr", empty=TOLD),
    page("tokens", "o.ops", "/console/people/tokens", ".empty, main table"),
    page("matrix", "o.ops", "/console/people/matrix", "main table tbody tr", empty=TOLD, error=STILL),
    page("developer", "o.ops", "/console/developer/api", "main table tbody tr", empty=TOLD, error=STILL),
    page("events", "o.ops", "/console/developer/events", "main table tbody tr", empty=TOLD, error=STILL),
    page("problems", "o.ops", "/console/developer/problems", "main table tbody tr", empty=TOLD, error=STILL),
)
# What stands in addresses where there is nothing.
NOTHING = dict.fromkeys(("case", "climbed", "held", "appealed", "closed"), "ZSQD1-S1K8H") | dict.fromkeys(("incident", "improvement"), "01890a5d-ac96-774b-bcce-b302099a8057")


def pages_of_the_router():
    """The first part of every address that the console answers to, from where it is routed."""
    source = ROOT / "adapters/console/src"
    own = re.findall(r'page === "([a-z-]+)"', (source / "app.tsx").read_text(encoding="utf-8"))
    areas = re.findall(r'\{ page: "([a-z-]+)"', (source / "areas/index.ts").read_text(encoding="utf-8"))
    assert own and areas
    return set(own) | set(areas)


NAMED = ("queue", "people", "developer")  # their names are pages, and not what a page is about


def kind_of(address):
    """The kind of page an address leads to: a name that differs from case to case stands for any."""
    found = re.match(r"(?:https?://[^/]+)?/console/([^/?#]*)/?([^?#]*)", address)
    if not found:
        return None
    first, name = found.groups()
    fixed = first in NAMED or name == "repin"
    return f"{first}/{name if fixed else '*' if name else ''}".rstrip("/")

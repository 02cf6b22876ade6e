// Every key that the console knows, once: what dispatches, what the help shows and what the palette names are read
// from this list. A single key shows, moves, or does what can be taken back; what sends a form needs Ctrl.
import type { Key } from "../i18n";

export type Scope = "everywhere" | "list" | "case";
export interface Binding {
    readonly id: string;
    readonly scope: Scope;
    /// "g q" is g, then q. "Mod" is Ctrl, or Cmd on a Mac.
    readonly keys: readonly string[];
    readonly label: Key;
}

export const bindings = [
    { id: "help", scope: "everywhere", keys: ["?"], label: "key.help" },
    { id: "search", scope: "everywhere", keys: ["/"], label: "key.search" },
    { id: "palette", scope: "everywhere", keys: ["Mod+k"], label: "key.palette" },
    { id: "go_queue", scope: "everywhere", keys: ["g q"], label: "key.go_queue" },
    { id: "go_call", scope: "everywhere", keys: ["g c"], label: "key.go_call" },
    { id: "go_escalations", scope: "everywhere", keys: ["g e"], label: "key.go_escalations" },
    { id: "go_appeals", scope: "everywhere", keys: ["g p"], label: "key.go_appeals" },
    { id: "go_board", scope: "everywhere", keys: ["g b"], label: "key.go_board" },
    { id: "go_dashboards", scope: "everywhere", keys: ["g d"], label: "key.go_dashboards" },
    { id: "go_audit", scope: "everywhere", keys: ["g a"], label: "key.go_audit" },
    { id: "go_away", scope: "everywhere", keys: ["g w"], label: "key.go_away" },
    { id: "load_new", scope: "everywhere", keys: ["."], label: "key.load_new" },
    { id: "undo", scope: "everywhere", keys: ["u"], label: "key.undo" },
    { id: "notices", scope: "everywhere", keys: ["w"], label: "key.notices" },
    { id: "down", scope: "list", keys: ["j", "ArrowDown"], label: "key.down" },
    { id: "up", scope: "list", keys: ["k", "ArrowUp"], label: "key.up" },
    { id: "open", scope: "list", keys: ["Enter"], label: "key.open" },
    { id: "peek", scope: "list", keys: ["Space"], label: "key.peek" },
    { id: "take", scope: "list", keys: ["i"], label: "key.take" },
    { id: "select", scope: "list", keys: ["x"], label: "key.select" },
    { id: "select_down", scope: "list", keys: ["Shift+j"], label: "key.select_down" },
    { id: "select_up", scope: "list", keys: ["Shift+k"], label: "key.select_up" },
    { id: "assign", scope: "list", keys: ["a"], label: "key.assign" },
    { id: "hide", scope: "list", keys: ["s"], label: "key.hide" },
    { id: "save_view", scope: "list", keys: ["v"], label: "key.save_view" },
    { id: "filter", scope: "list", keys: ["f"], label: "key.filter" },
    { id: "act", scope: "case", keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], label: "key.act" },
    { id: "reply", scope: "case", keys: ["r"], label: "key.reply" },
    { id: "note", scope: "case", keys: ["n"], label: "key.note" },
    { id: "template", scope: "case", keys: ["m"], label: "key.template" },
    { id: "escalate", scope: "case", keys: ["e"], label: "key.escalate" },
    { id: "blocked", scope: "case", keys: ["b"], label: "key.blocked" },
    { id: "history", scope: "case", keys: ["h"], label: "key.history" },
    { id: "clocks", scope: "case", keys: ["d"], label: "key.clocks" },
    { id: "copy", scope: "case", keys: ["y"], label: "key.copy" },
    { id: "previous", scope: "case", keys: ["["], label: "key.previous" },
    { id: "next", scope: "case", keys: ["]"], label: "key.next" },
    { id: "submit", scope: "case", keys: ["Mod+Enter"], label: "key.submit" },
] as const satisfies readonly Binding[];

export type BindingId = (typeof bindings)[number]["id"];

// Cases that may be about the same matter, why it seems so, and what may be done about it: the act opens with the other
// case filled in, and nothing is done before it is sent.
import { useState } from "preact/hooks";
import { candidates } from "../api/calls";
import type { Actions, Complaint } from "../api/types";
import { t, verb, word } from "../i18n";
import { ago } from "../i18n/time";
import { addressOf } from "../route";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { actCalled } from "./actions_panel";
import { composerOf } from "./composer";

/// The field of each act that names the other case.
const names: Readonly<Record<string, string>> = { marked_duplicate: "primary_case", linked: "to" };

export function Alike({ of, actions, choose }: { of: Complaint; actions: Actions; choose: (event: string) => void }) {
    const [open, setOpen] = useState(false);
    return (
        <details class="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{t("alike.title")}</summary>
            {open && <Found of={of} actions={actions} choose={choose} />}
        </details>
    );
}

function Found({ of, actions, choose }: { of: Complaint; actions: Actions; choose: (event: string) => void }) {
    const told = useLoading(`${of.reference} alike`, () => candidates(of.reference));
    const items = told.data?.items ?? [];
    const begin = (event: string, reference: string): void => {
        composerOf(of.reference, event, of.version, {}).set(names[event] ?? "to", reference);
        choose(event);
    };
    if (told.problem !== undefined) return <ProblemCard problem={told.problem} retry={told.again} />;
    if (told.data === undefined) return <p class="note">{t("loading")}</p>;
    if (items.length === 0) return <p class="note">{t("alike.none")}</p>;
    return (
        <ul class="plain alike">
            {items.map((one) => (
                <li key={one.case}>
                    <a class="reference" href={addressOf("case", one.reference)}>{one.reference}</a>{" "}
                    <span class="note">{word("state", one.state)}{one.filed_at !== undefined && `, ${ago(one.filed_at)}`}</span>
                    <p class="small">{t("alike.same", { what: one.words.join(", ") })}{one.likeness > 0 && ` (${t("alike.words", { percent: one.likeness })})`}</p>
                    {one.may.filter((event) => actCalled(actions, event) !== undefined).map((event) => (
                        <button key={event} type="button" class="link" onClick={() => begin(event, one.reference)}>{verb(event)}<span class="hidden"> {one.reference}</span></button>
                    ))}
                </li>
            ))}
        </ul>
    );
}

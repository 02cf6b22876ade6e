// What may be done now, what is blocked here and why, and what is somebody else's to do.
import type { Action, Actions, Complaint } from "../api/types";
import { t, verb, word } from "../i18n";
import { inWords } from "../i18n/in_words";
import { grouped, mends } from "./acts";
import { needsOnlyFields } from "./fields";
import { waitingActs } from "./sending";

interface Props {
    readonly of: Complaint;
    readonly actions: Actions;
    readonly chosen: string | undefined;
    readonly choose: (event: string) => void;
}

function Button({ one, digit, chosen, choose }: { one: Action; digit?: number; chosen: string | undefined; choose: (event: string) => void }) {
    return (
        <button type="button" class="act" data-act={one.event} aria-expanded={one.event === chosen} onClick={() => choose(one.event)}>
            {digit !== undefined && <kbd>{digit}</kbd>}
            <span>{verb(one.event)}</span>
            {one.target_label !== undefined && <span class="small">→ {one.target_label}</span>}
        </button>
    );
}

export function ActionsPanel({ of, actions, chosen, choose }: Props) {
    const groups = grouped(actions.items, of);
    const waiting = waitingActs.value.filter((one) => one.reference === of.reference);
    const listed = groups.first.some((one) => one.event === chosen);
    return (
        <section class="card actions" aria-labelledby="actions-title">
            <h2 id="actions-title">{t("actions.now")}</h2>
            {waiting.length > 0 && <p class="note">{t("actions.waiting", { n: waiting.length })}</p>}
            {groups.first.length === 0 && groups.more.length === 0 && <p class="note">{t("actions.none")}</p>}
            <ol class="plain">
                {groups.first.map((one, n) => <li key={one.event}><Button one={one} digit={n + 1} chosen={chosen} choose={choose} /></li>)}
            </ol>
            {groups.more.length > 0 && (
                <details open={chosen !== undefined && !listed && groups.more.some((one) => one.event === chosen)}>
                    <summary>{t("actions.more", { n: groups.more.length })}</summary>
                    <ul class="plain">{groups.more.map((one) => <li key={one.event}><Button one={one} chosen={chosen} choose={choose} /></li>)}</ul>
                </details>
            )}
            {groups.blocked.length > 0 && (
                <details id="blocked" open={groups.first.length + groups.more.length === 0}>
                    <summary>{t("actions.blocked", { n: groups.blocked.length })} <kbd>b</kbd></summary>
                    <ul class="plain blocked">
                        {groups.blocked.map((one) => {
                            const fixes = mends(one, actions.items);
                            return (
                                <li key={one.event}>
                                    <b>{verb(one.event)}</b>
                                    <p>{one.words}</p>
                                    <p class="small">{inWords(one.what_to_do)}</p>
                                    {(one.could ?? []).length > 0 && <p class="small">{t("actions.could", { who: (one.could ?? []).join(", ") })}</p>}
                                    {fixes.map((fix) => <button key={fix.event} type="button" class="link" onClick={() => choose(fix.event)}>{t("actions.fix", { what: verb(fix.event) })}</button>)}
                                </li>
                            );
                        })}
                    </ul>
                </details>
            )}
            {groups.others.length > 0 && (
                <details>
                    <summary>{t("actions.others", { n: groups.others.length })}</summary>
                    <ul class="plain">
                        {groups.others.map((one) => <li key={one.event}><b>{verb(one.event)}</b> <span class="small">{one.roles.map((role) => word("role", role)).join(", ")}</span></li>)}
                    </ul>
                </details>
            )}
        </section>
    );
}

/// The act of this name, if it can be tried here at all.
export const actCalled = (actions: Actions | undefined, event: string | undefined): Action | undefined =>
    actions?.items.find((one) => one.event === event && (one.how === "possible" || needsOnlyFields(one)));

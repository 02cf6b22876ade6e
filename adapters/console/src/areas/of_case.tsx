// A case as the pages of the areas show it: read whole, and a few acts of it with their reasons.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { actions as readActions, complaint as readComplaint, messages as readMessages, texts as readTexts } from "../api/calls";
import { Problem } from "../api/problem";
import type { Action, Actions, Complaint, Entry, Message, Texts } from "../api/types";
import { needsOnlyFields } from "../case/fields";
import type { Fields } from "../case/composer";
import { ActForm } from "../case/form";
import { mends } from "../case/acts";
import { wholeTimeline } from "../case/sending";
import { language, t, verb, word } from "../i18n";
import { inWords } from "../i18n/in_words";
import { moment, now as clock } from "../i18n/time";
import { useKeys } from "../keys/use";
import { onChange } from "../live/stream";
import { addressOf } from "../route";
import { may } from "../session";
import { useLoading, type Loading } from "../ui/loading";
import { Told } from "./parts";
import { withMoments } from "../case/values";

export interface CaseTold {
    readonly of: Complaint;
    readonly actions: Actions;
    readonly entries: readonly Entry[];
    readonly texts: Texts["texts"];
    readonly messages: readonly Message[];
}
/// `words`: also what was said; that it is read is put on record, so it is asked for where it is shown alone.
export function useCase(reference: string, words: boolean): Loading<CaseTold> {
    const sat = useRef<{ of: string; texts: Texts["texts"] } | null>(null);
    const told = useLoading<CaseTold>(`${reference} ${language()}`, async () => {
        // Words first: reading them is an event of the case, and what is read after it is up to date.
        if (words && may("read_text") && sat.current?.of !== reference) {
            try {
                sat.current = { of: reference, texts: (await readTexts(reference)).texts };
            } catch (failed) {
                if (!(failed instanceof Problem) || (failed.status !== 403 && failed.status !== 409)) throw failed;
            }
        }
        const [of, actions, entries, messages] = await Promise.all([
            readComplaint(reference), readActions(reference), wholeTimeline(reference),
            words ? readMessages(reference).then((page) => page.items) : Promise.resolve([]),
        ]);
        return { of, actions, entries, messages, texts: sat.current?.of === reference ? sat.current.texts : [] };
    });
    const id = told.data?.of.id;
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const stop = onChange((heard) => {
            if (heard.kind === "reset" || (heard.change.case === id && heard.change.event !== "access_given"))
                timer ??= setTimeout(() => {
                    timer = undefined;
                    told.again();
                }, 600);
        });
        return () => {
            stop();
            clearTimeout(timer);
        };
    }, [reference, id]);
    return told;
}

/// Cases that somebody stepped aside from, with the time: to them the API says of such a case only that there is none.
const asideSince = signal<ReadonlyMap<string, string>>(new Map());

/// A case that is not there for whoever looks, and was a moment ago: what is shown of it goes, and the page says why.
export function keptOutWords(since: string | undefined): string {
    return since === undefined ? t("areas.kept_out") : t("areas.kept_out_since", { at: moment(since) });
}

/// A case once it is read. Whoever is kept out of it meanwhile sees nothing more of it, but why, and where to go on.
export function CaseToldOf({ of, reference, next, children }: {
    of: Loading<CaseTold>;
    reference: string;
    next?: preact.ComponentChildren;
    children: (now: CaseTold) => preact.ComponentChildren;
}) {
    const since = asideSince.value.get(reference);
    const gone = of.problem !== undefined && (of.problem.status === 404 || of.problem.status === 403);
    if (since !== undefined || (gone && of.data !== undefined)) return <div class="blocked-here kept-out" role="status"><p><b>{keptOutWords(since)}</b></p><p>{t("areas.kept_out_next")}</p>{next !== undefined && <p>{next}</p>}</div>;
    return <Told of={of}>{children}</Told>;
}

/// Who it was, by their id: a row of the history has their role behind it, "h.lin (handler)".
export const personOf = (one: Entry): string => (one.who ?? "").replace(/ \(.*$/, "");

const can = (one: Action): boolean => one.how === "possible" || needsOnlyFields(one);

/// These acts of a case: what can be done as a button, what is blocked with its reason and what mends it. Its form opens
/// below; nothing is done before that is sent.
export function ActsHere({ told, events, label, done, wording = {}, because = {} }: {
    told: CaseTold;
    events: readonly string[];
    label: string;
    done: (event: string) => void;
    /// What an act is called here.
    wording?: Readonly<Record<string, string>>;
    /// Why somebody of another role cannot do it here, when that is more than their role.
    because?: Readonly<Record<string, string>>;
}) {
    const [chosen, choose] = useState<string | undefined>();
    const all = told.actions.items;
    const here = events.map((event) => all.find((one) => one.event === event)).filter((one) => one !== undefined);
    const now = here.filter(can);
    const blocked = here.filter((one) => !can(one) && one.how === "blocked");
    const barred = here.filter((one) => one.how === "other_role" && because[one.event] !== undefined);
    const others = here.filter((one) => one.how === "other_role" && because[one.event] === undefined);
    const open = all.find((one) => one.event === chosen && can(one));
    const box = useRef<HTMLDivElement>(null);
    useKeys({
        act: (key) => {
            const one = now[Number(key) - 1];
            if (one !== undefined) choose(one.event);
        },
    }, now.length > 0);
    /// Back to what opened it, or to what can be done now.
    const leave = (event: string): void => {
        choose(undefined);
        setTimeout(() => {
            const at = document.activeElement;
            // Whoever went on meanwhile is left there.
            if (at !== null && at !== document.body && at.id !== "main") return;
            (box.current?.querySelector<HTMLElement>(`[data-act="${event}"]`) ?? box.current?.querySelector<HTMLElement>("[data-act], a"))?.focus();
        }, 0);
    };
    return (
        <div ref={box}>
            <div class="choices" role="group" aria-label={label}>
                {now.map((one, n) => <button key={one.event} type="button" class={n === 0 && chosen === undefined ? "main" : undefined} data-act={one.event} aria-expanded={chosen === one.event} onClick={() => choose(chosen === one.event ? undefined : one.event)}>{n < 9 && <kbd>{n + 1}</kbd>} {wording[one.event] ?? verb(one.event)}</button>)}
                <a class="button" href={addressOf("case", told.of.reference)}>{t("areas.open_case")}</a>
            </div>
            {blocked.map((one) => (
                <div key={one.event} class="blocked-here">
                    <p><b>{t("areas.blocked", { what: wording[one.event] ?? verb(one.event) })}</b> {withMoments(one.words)}</p>
                    <p class="small">{inWords(one.what_to_do)} {(one.could ?? []).length > 0 && t("actions.could", { who: (one.could ?? []).join(", ") })}</p>
                    {mends(one, all).map((fix) => <button key={fix.event} type="button" class="link" onClick={() => choose(fix.event)}>{t("actions.fix", { what: verb(fix.event) })}</button>)}
                </div>
            ))}
            {barred.map((one) => (
                <div key={one.event} class="blocked-here">
                    <p><b>{t("areas.blocked", { what: wording[one.event] ?? verb(one.event) })}</b> {because[one.event]}</p>
                    <p class="small">{t("areas.other_role")} {one.roles.map((role) => word("role", role)).join(", ")}</p>
                </div>
            ))}
            {others.length > 0 && <p class="small">{t("areas.other_role")} {others.map((one) => `${wording[one.event] ?? verb(one.event)} (${one.roles.map((role) => word("role", role)).join(", ")})`).join("; ")}</p>}
            {here.length === 0 && <p class="note">{t("areas.no_act")}</p>}
            {open !== undefined && (
                <ActForm
                    key={`${told.of.reference} ${open.event}`} of={told.of} action={open} texts={told.texts} close={() => leave(open.event)}
                    done={(action: Action, _fields: Fields) => {
                        leave(action.event);
                        if (action.event === "interest_declared") asideSince.value = new Map([...asideSince.value, [told.of.reference, new Date(clock.value).toISOString()]]);
                        done(action.event);
                    }} started={() => leave(open.event)}
                />
            )}
        </div>
    );
}

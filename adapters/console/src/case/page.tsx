// A case on one screen: what was said and what happened in the middle, what may be done and what is promised beside it.
import { useEffect, useRef, useState } from "preact/hooks";
import { actions as readActions, caseFileAddress, complaint as readComplaint, messages as readMessages, texts as readTexts } from "../api/calls";
import { Problem } from "../api/problem";
import type { Action, Actions, Complaint, Entry, Message, Texts } from "../api/types";
import { focusPage } from "../frame/focus";
import { pageCommands } from "../frame/palette";
import { tell } from "../frame/toasts";
import { language, t, verb, word } from "../i18n";
import { useKeys } from "../keys/use";
import { live, onChange } from "../live/stream";
import { besides, trail } from "../queue/filters";
import { addressOf, go, place } from "../route";
import { may } from "../session";
import { SeverityChip, StateChip } from "../ui/chip";
import { DueIn } from "../ui/clock";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { ActionsPanel, actCalled } from "./actions_panel";
import { grouped, replyIn } from "./acts";
import { Alike } from "./alike";
import { ApproveHere } from "./approval";
import { CallBack, Checklist, Enquiries, Frozen, Links, Referral } from "./beside";
import { Clocks, clocksInOrder, Complainant, Documents, Points, Standing } from "./cards";
import type { Fields } from "./composer";
import { ActForm } from "./form";
import { wholeTimeline } from "./sending";
import { Conversation, TimelineView } from "./story";

interface Whole {
    readonly of: Complaint;
    readonly actions: Actions;
    readonly entries: readonly Entry[];
    readonly messages: readonly Message[];
}

/// Words are read once a sitting: each reading is put on record. What others say meanwhile is read when it came.
const sitting = new Map<string, Texts["texts"]>();
async function words(reference: string, anew: boolean): Promise<Texts["texts"] | undefined> {
    if (!may("read_text")) return undefined;
    const before = sitting.get(reference);
    if (before !== undefined && !anew) return before;
    try {
        const told = (await readTexts(reference)).texts;
        sitting.set(reference, told);
        return told;
    } catch (failed) {
        // Whoever may not read these words still sees the case.
        if (failed instanceof Problem && (failed.status === 403 || failed.status === 409)) return undefined;
        throw failed;
    }
}
async function whole(reference: string): Promise<Whole> {
    const [of, actions, entries, messages] = await Promise.all([
        readComplaint(reference), readActions(reference), wholeTimeline(reference), readMessages(reference),
    ]);
    return { of, actions, entries, messages: messages.items };
}
const reads = new Set(["access_given"]);
const wordless = (entries: readonly Entry[], since: number): boolean => entries.every((one) => one.cseq <= since || (one.sealed ?? []).length === 0);

export function CasePage({ reference, query }: { reference: string; query: Readonly<Record<string, string>> }) {
    const [texts, setTexts] = useState<Texts["texts"] | undefined>();
    const seen = useRef(0);
    const told = useLoading<Whole>(`${reference} ${language()}`, async () => {
        // Words first: reading them is an event of the case, and what is read after it is up to date.
        const first = seen.current === 0;
        if (first) setTexts(await words(reference, false));
        const now = await whole(reference);
        if (!first && !wordless(now.entries, seen.current)) setTexts(await words(reference, true));
        seen.current = now.entries.at(-1)?.cseq ?? 0;
        return now;
    });
    const [view, setView] = useState<"said" | "happened">("said");
    const chosen = query.act;
    const now = told.data;
    const id = now?.of.id;
    const choose = (event: string | undefined): void =>
        go(addressOf("case", reference, { act: event === place.value.query.act ? undefined : event }), "replace");

    useEffect(() => {
        document.title = `${reference} · Redress`;
    }, [reference]);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const later = (): void => {
            timer ??= setTimeout(() => {
                timer = undefined;
                told.again();
            }, 600);
        };
        const stop = onChange((heard) => {
            if (heard.kind === "reset" || (heard.change.case === id && !reads.has(heard.change.event))) later();
        });
        const poll = setInterval(() => live.value?.open !== true && !document.hidden && told.again(), 30_000);
        return () => {
            stop();
            clearTimeout(timer);
            clearInterval(poll);
        };
    }, [id]);

    const way = besides(trail(), reference);
    const all = now?.actions.items ?? [];
    const first = grouped(all, told.data?.of).first;
    const action = actCalled(now?.actions, chosen);
    const open = (one: Action | undefined): void => one !== undefined && one.event !== chosen ? choose(one.event) : undefined;
    const byName = (event: string) => (): void => open(actCalled(now?.actions, event));
    const copy = async (): Promise<void> => {
        await navigator.clipboard.writeText(reference);
        tell({ words: t("case.copied", { reference }) });
    };
    useKeys({
        act: (key) => open(first[Number(key) - 1]),
        reply: () => open(replyIn(all, told.data?.of)), note: byName("note_added"), escalate: byName("escalated"),
        history: () => setView(view === "said" ? "happened" : "said"),
        clocks: () => document.querySelector<HTMLElement>("#clocks button")?.focus(),
        blocked: () => {
            const box = document.querySelector<HTMLDetailsElement>("#blocked");
            if (box === null) return;
            box.open = true;
            box.querySelector("summary")?.focus();
        },
        copy: () => void copy(),
        load_new: told.again,
        ...(way.previous === undefined ? {} : { previous: () => go(addressOf("case", way.previous)) }),
        ...(way.next === undefined ? {} : { next: () => go(addressOf("case", way.next)) }),
    }, now !== undefined);
    useEffect(() => {
        pageCommands.value = first.concat(grouped(all, told.data?.of).more).map((one, n) => ({
            id: one.event, label: verb(one.event), ...(n < first.length ? { hint: String(n + 1) } : {}), run: () => choose(one.event),
        }));
        return () => void (pageCommands.value = []);
    }, [told.data]);

    if (now === undefined)
        return <div class="page"><h1 class="reference">{reference}</h1>{told.problem === undefined ? <p class="note">{t("loading")}</p> : <ProblemCard problem={told.problem} retry={told.again} />}</div>;
    const { of } = now;
    /// A form that is left gives the focus back to what opens it.
    const leave = (event: string): void => {
        choose(undefined);
        setTimeout(() => {
            const opens = document.querySelector<HTMLElement>(`.side [data-act="${event}"]`);
            if (opens !== null && opens.getClientRects().length > 0) opens.focus();
            else focusPage();
        }, 0);
    };
    const next = clocksInOrder(of.clocks).find((one) => one.due !== undefined && (one.state === "running" || (one.state === "missed" && of.state !== "closed")));
    /// Whoever went on meanwhile, to another form or the search, is left there.
    const nextUp = (): void => {
        const at = document.activeElement;
        if (at === null || at === document.body || at.id === "main") document.querySelector<HTMLElement>("#next")?.focus();
    };
    const done = (one: Action, fields: Fields): void => {
        // What was typed here is known: it is not read, and put on record as read, once more.
        const spoken = Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === "string");
        // Whoever went on to the next case meanwhile is left there.
        if (place.value.page !== "case" || place.value.name !== reference) return;
        if (place.value.query.act === one.event) {
            choose(undefined);
            setTimeout(nextUp, 0);
        }
        void whole(reference).then((fresh) => {
            const last = fresh.entries.filter((entry) => entry.ev === one.event && entry.refused === undefined).at(-1);
            const known = spoken.filter(([slot]) => ((last?.sealed ?? []) as readonly { slot?: string }[]).some((part) => part.slot === slot));
            if (last !== undefined && known.length > 0) {
                const more = [...(sitting.get(reference) ?? []), ...known.map(([slot, text]) => ({ slot, at: last.rec, text }))];
                sitting.set(reference, more);
                setTexts((was) => (was === undefined ? was : more));
            }
            seen.current = fresh.entries.at(-1)?.cseq ?? 0;
            told.put(fresh);
            nextUp();
        }).catch((failed: unknown) => {
            // It was recorded; only what came of it cannot be read yet, which the page says and tries again.
            if (!(failed instanceof Problem)) throw failed;
            told.again();
        });
    };
    return (
        <div class="case">
            <header class="strip">
                <h1 class="reference">{of.reference}</h1>
                <span>{word("category", of.facts.category)}</span>
                <StateChip state={of.state} words={of.words?.state} />
                <SeverityChip severity={of.facts.severity ?? 0} />
                <span>{of.facts.owner ?? t("nobody")}</span>
                {next?.due !== undefined && <DueIn due={next.due} of={of.reference} />}
                <span class="ways">
                    {way.previous !== undefined && <a class="button" href={addressOf("case", way.previous)}>{t("case.previous")} <kbd>[</kbd></a>}
                    {way.next !== undefined && <a class="button" id="next" href={addressOf("case", way.next)}>{t("case.next")} <kbd>]</kbd></a>}
                    {may("read_text") && <a class="button quiet" href={caseFileAddress(reference)} download>{t("case.file")}</a>}
                    <a class="button" id={way.next === undefined ? "next" : undefined} href={trail()?.from ?? addressOf("queue", "mine")}>{t("case.back")}</a>
                </span>
            </header>
            {told.problem !== undefined && <ProblemCard problem={told.problem} retry={told.again} />}
            <div class="middle">
                <div class="tabs" role="group" aria-label={t("case.views")}>
                    <button type="button" aria-pressed={view === "said"} onClick={() => setView("said")}>{t("conversation.title")}</button>
                    <button type="button" aria-pressed={view === "happened"} onClick={() => setView("happened")}>{t("timeline.title")} <span class="count">{now.entries.filter((one) => one.ev === undefined || !reads.has(one.ev)).length}</span> <kbd>h</kbd></button>
                </div>
                {view === "said" ? <Conversation of={of} entries={now.entries} texts={texts} messages={now.messages} /> : <TimelineView entries={now.entries} />}
                {query.approve !== undefined && query.digest !== undefined && <ApproveHere reference={reference} event={query.approve} digest={query.digest} />}
                {action !== undefined && <ActForm key={action.event} of={of} action={action} texts={texts} close={() => leave(action.event)} done={done} started={() => { choose(undefined); setTimeout(nextUp, 0); }} />}
                {chosen !== undefined && action === undefined && <p class="note" role="status">{t("act.not_now", { event: verb(chosen) })}</p>}
            </div>
            <div class="side">
                <ActionsPanel of={of} actions={now.actions} chosen={chosen} choose={choose} />
                <Clocks of={of} />
                <Standing of={of} />
                <CallBack of={of} actions={now.actions} choose={choose} />
                <Checklist of={of} actions={now.actions} choose={choose} />
                <Frozen of={of} />
                <Enquiries of={of} actions={now.actions} choose={choose} />
                <Referral of={of} />
                <Points of={of} texts={texts} />
                <Complainant of={of} texts={texts} />
                <Links of={of} />
                <Alike of={of} actions={now.actions} choose={choose} />
                <Documents of={of} />
            </div>
        </div>
    );
}

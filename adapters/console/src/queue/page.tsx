// The handler's list: least time left first, filters in the address, everything by keys.
import { useEffect, useRef, useState } from "preact/hooks";
import { act, complaint, queue, queues } from "../api/calls";
import { newKey } from "../api/client";
import { roster } from "../api/house";
import { Problem } from "../api/problem";
import type { Line } from "../api/types";
import { awayAt } from "../away/absences";
import { tell } from "../frame/toasts";
import { codesOf, t, word, type Key } from "../i18n";
import { ago, hour, moment, now as instant } from "../i18n/time";
import { useKeys } from "../keys/use";
import { onChange } from "../live/stream";
import { addressOf, go } from "../route";
import { may, session } from "../session";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";
import { BulkDialog } from "./bulk";
import { filters, filtersIn, leaveTrail, tabs } from "./filters";
import { useList } from "./list";
import { clamp } from "./rows";
import { hiddenUntil, hide, isHidden, readHidden, show } from "./hidden";
import { Peek } from "./peek";
import { QueueTable } from "./table";
import { Views } from "./views";

const page_size = 50;

function Tabs({ name }: { name: string }) {
    const counts = useLoading("queues", queues);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const stop = onChange(() => {
            timer ??= setTimeout(() => {
                timer = undefined;
                counts.again();
            }, 2000);
        });
        return () => {
            stop();
            clearTimeout(timer);
        };
    }, []);
    // What is put aside is not counted there, either.
    const aside = hiddenUntil.value;
    const first = useRef(true);
    useEffect(() => {
        if (first.current) first.current = false;
        else counts.again();
    }, [aside]);
    const countOf = (one: string): string => {
        const found = counts.data?.items.find((row) => row.queue === one);
        return found?.count === undefined ? "" : `${found.count}${found.more === true ? "+" : ""}`;
    };
    return (
        <nav class="tabs" aria-label={t("queue.tabs")}>
            {tabs.map((one) => (
                <a key={one} href={addressOf("queue", one)} aria-current={one === name ? "page" : undefined}>
                    {t(`queue.${one}` as Key)} <span class="count">{countOf(one)}</span>
                </a>
            ))}
        </nav>
    );
}

function Filters({ name, query }: { name: string; query: Readonly<Record<string, string>> }) {
    const now = filtersIn(query);
    const set = (field: string, value: string): void => go(addressOf("queue", name, { ...now, [field]: value }), "replace");
    const count = Object.keys(now).length;
    return (
        <div class="filters" id="filters">
            {filters.filter((one) => !(one.name === "owner" && (name === "mine" || name === "unowned"))).map((one) => {
                const choices = one.choices ?? (one.section === undefined ? undefined : codesOf(one.section));
                return (
                    <label key={one.name}>
                        <span>{t(one.label)}</span>
                        {choices === undefined ? (
                            <input value={now[one.name] ?? ""} maxLength={64} onChange={(event) => set(one.name, event.currentTarget.value.trim())} />
                        ) : (
                            <select value={now[one.name] ?? ""} onChange={(event) => set(one.name, event.currentTarget.value)}>
                                <option value="">{t("filter.any")}</option>
                                {choices.map((code) => <option key={code} value={code}>{one.section === undefined ? code : word(one.section, code)}</option>)}
                            </select>
                        )}
                    </label>
                );
            })}
            {count > 0 && <button type="button" class="link" onClick={() => go(addressOf("queue", name), "replace")}>{t("filter.clear", { n: count })}</button>}
        </div>
    );
}

const mayTake = (line: Line): boolean => may("act") && line.owner !== session.value?.person && session.value?.roles.some((one) => one === "handler" || one.startsWith("care")) === true;

async function take(line: Line, then: () => void): Promise<void> {
    const person = session.value?.person ?? "";
    try {
        const { version } = await complaint(line.reference);
        const done = await act({ reference: line.reference, event: "assigned", version, fields: { owner: person }, key: newKey() });
        const back = async (): Promise<void> => {
            try {
                const fields = line.owner === undefined ? {} : { owner: line.owner };
                await act({ reference: line.reference, event: line.owner === undefined ? "released" : "assigned", version: done.version ?? version + 1, fields, key: newKey() });
                tell({ words: t("queue.taken_back", { reference: line.reference }) });
            } catch (failed) {
                if (failed instanceof Problem) tell({ words: t("undo.failed"), problem: failed });
            }
            then();
        };
        tell({ words: t("queue.taken", { reference: line.reference }), undo: { words: t("undo"), until: Date.now() + 10_000, run: () => void back() } });
    } catch (failed) {
        if (failed instanceof Problem) tell({ words: line.reference, problem: failed });
    }
    then();
}

/// Out of sight until the next step is due, for this person alone. Never until a promise is: it would come back when that is broken.
async function putAside(line: Line): Promise<void> {
    try {
        const until = (await complaint(line.case)).facts.next_step_due;
        if (until === undefined || Date.parse(until) <= Date.now()) {
            tell({ words: t("hidden.no_date", { reference: line.reference }) });
            return;
        }
        await hide(line.case, until);
        const back = (): void => void show(line.case).catch((failed: unknown) => failed instanceof Problem && tell({ words: t("undo.failed"), problem: failed }));
        tell({ words: t("hidden.done", { reference: line.reference, until: moment(until) }), undo: { words: t("undo"), until: Date.now() + 10_000, run: back } });
    } catch (failed) {
        if (!(failed instanceof Problem)) throw failed;
        tell({ words: line.reference, problem: failed });
    }
}

/// Until when those are away for whom somebody stands in; read once there are such rows.
function useAwayUntil(lines: readonly Line[]): ReadonlyMap<string, string> {
    const who = [...new Set(lines.map((one) => one.stands_in_for))].filter((one) => one !== undefined).sort();
    const told = useLoading(`away ${who.join(" ")}`, async () => (who.length === 0 ? [] : (await roster()).people));
    return new Map((told.data ?? []).flatMap((one) => {
        const away = who.includes(one.person) ? awayAt(one, instant.value) : undefined;
        return away === undefined ? [] : [[one.person, away.until] as const];
    }));
}

export function QueuePage({ name, query }: { name: string; query: Readonly<Record<string, string>> }) {
    const now = filtersIn(query);
    const key = `${name} ${JSON.stringify(now)}`;
    const list = useList(key, (cursor) => queue(name, { ...now, limit: page_size, cursor }));
    const [peeking, setPeeking] = useState(false);
    const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
    const [bulkOpen, setBulkOpen] = useState(false);
    const [bulkEvent, setBulkEvent] = useState<string | undefined>();
    const [saving, setSaving] = useState(false);
    const [hiddenToo, setHiddenToo] = useState(false);
    const inBulk = may("act_in_bulk");
    const title = t(`queue.${(tabs as readonly string[]).includes(name) ? name : "all"}` as Key);
    useEffect(() => void readHidden(), []);
    const hidden = list.rows.filter((row) => isHidden(row.line.case));
    const rows = hiddenToo ? list.rows : list.rows.filter((row) => !isHidden(row.line.case));
    // Of what is shown: a hidden row has no place that the cursor could stand on.
    const at = clamp(list.at, rows.length);
    const here = rows[at]?.line;
    useEffect(() => {
        document.title = `${title} · Redress`;
    }, [title]);
    useEffect(() => setSelected(new Set()), [key]);

    const open = (line: Line, act?: string): void => {
        leaveTrail({ from: addressOf("queue", name, now), references: rows.filter((row) => !row.gone).map((row) => row.line.reference) });
        go(addressOf("case", line.reference, { act }));
    };
    const select = (line: Line, on: boolean): void => {
        const next = new Set(selected);
        if (on) next.add(line.case);
        else next.delete(line.case);
        setSelected(next);
    };
    const down = (): void => {
        if (at === rows.length - 1) list.next();
        list.move(at + 1);
    };
    useKeys({
        down, up: () => list.move(at - 1),
        open: () => here !== undefined && open(here),
        peek: () => setPeeking(!peeking),
        take: () => here !== undefined && mayTake(here) && void take(here, list.refresh),
        // To whom is said in the case, where it is seen who may have it.
        assign: () => {
            if (inBulk && selected.size > 0) {
                setBulkEvent("assigned");
                setBulkOpen(true);
            } else if (here !== undefined && may("act")) open(here, "assigned");
        },
        load_new: list.reload,
        hide: () => {
            if (selected.size > 0) rows.filter((row) => selected.has(row.line.case)).forEach((row) => void putAside(row.line));
            else if (here !== undefined) void (hiddenUntil.value.has(here.case) && isHidden(here.case) ? show(here.case) : putAside(here));
        },
        save_view: () => setSaving(true),
        filter: () => document.querySelector<HTMLElement>("#filters select")?.focus(),
    });
    useKeys({
        select: () => here !== undefined && select(here, !selected.has(here.case)),
        select_down: () => {
            if (here !== undefined) select(here, true);
            down();
        },
        select_up: () => {
            if (here !== undefined) select(here, true);
            list.move(at - 1);
        },
    }, inBulk);

    const awayUntil = useAwayUntil(list.rows.map((row) => row.line));
    const lines = list.rows.map((row) => row.line).filter((line) => selected.has(line.case));
    const count = Object.keys(now).length;
    return (
        <div class="page">
            <h1 class="hidden">{title}</h1>
            <Tabs name={name} />
            <Views queue={name} filters={now} saving={saving} close={() => setSaving(false)} />
            <Filters name={name} query={query} />
            <div class="bar">
                {list.waiting > 0 && <button type="button" class="pill" onClick={list.reload}>{t("queue.new", { n: list.waiting })} <kbd>.</kbd></button>}
                {inBulk && lines.length > 0 && <button type="button" onClick={() => { setBulkEvent(undefined); setBulkOpen(true); }}>{t("bulk.open", { n: lines.length })}</button>}
                {hidden.length > 0 && <button type="button" class="link" aria-pressed={hiddenToo} onClick={() => setHiddenToo(!hiddenToo)}>{t(hiddenToo ? "hidden.without" : "hidden.with", { n: hidden.length })}</button>}
                <button type="button" class="quiet" onClick={() => setSaving(true)}>{t("views.title")} <kbd>v</kbd></button>
                {name === "mine" && may("act") && list.rows.length > 0 && <a class="button quiet" href={addressOf("hand-over")}>{t("hand_over.title")}</a>}
                {list.asOf !== undefined && <span class="note">{t("as_of", { at: hour(Date.parse(list.asOf)) })}</span>}
            </div>
            {list.problem !== undefined && <ProblemCard problem={list.problem} retry={list.reload} />}
            {rows.length === 0 && !list.busy && list.problem === undefined ? (
                <div class="empty">
                    <p>{hidden.length > 0 ? t("hidden.all", { n: hidden.length }) : count > 0 ? t("queue.none_match", { n: count }) : t(`queue.empty.${name}` as Key)}</p>
                    {count > 0 ? <a href={addressOf("queue", name)}>{t("filter.clear", { n: count })}</a> : name !== "all" && <a href={addressOf("queue", name === "mine" ? "unowned" : "all")}>{t(name === "mine" ? "queue.look_unowned" : "queue.look_all")}</a>}
                </div>
            ) : rows.length > 0 && (
                <div class={peeking ? "split" : ""}>
                    <QueueTable caption={title} rows={rows} at={at} move={list.move} open={open} selected={inBulk ? selected : new Set()} awayUntil={awayUntil} select={inBulk ? select : undefined} />
                    {peeking && here !== undefined && <Peek key={here.case} line={here} close={() => setPeeking(false)} open={() => open(here)} take={mayTake(here) ? () => void take(here, list.refresh) : undefined} />}
                </div>
            )}
            {list.busy && list.rows.length === 0 && <p class="note">{t("loading")}</p>}
            {list.more && <button type="button" disabled={list.busy} onClick={list.next}>{t("queue.more")}</button>}
            {bulkOpen && <BulkDialog lines={lines} event={bulkEvent} close={() => setBulkOpen(false)} done={(left) => { setSelected(new Set(left)); list.refresh(); }} />}
            <p class="hidden" role="status">{here === undefined ? "" : t("queue.at", { reference: here.reference, filed: here.filed_at === undefined ? "" : ago(here.filed_at) })}</p>
        </div>
    );
}

// Lists that somebody looks at often, their own and those that others share: filters under a name. The queue itself is
// said by filters, too, as far as they can: whose, which team, what waits.
import { useEffect, useState } from "preact/hooks";
import { addView, dropView, views } from "../api/calls";
import { Problem } from "../api/problem";
import type { View } from "../api/types";
import { tell } from "../frame/toasts";
import { t } from "../i18n";
import { addressOf } from "../route";
import { session } from "../session";
import { useAttempt } from "../ui/attempt";
import { Dialog } from "../ui/dialog";
import { useLoading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

type Filter = Readonly<Record<string, string>>;

/// What a queue with its filters is as filters alone; null: filters cannot say it.
export function filterOf(queue: string, filters: Filter): Filter | null {
    const own: Readonly<Record<string, Filter | null>> = {
        all: {}, mine: { owner: session.value?.person ?? "" }, team: { team: session.value?.team ?? "" }, waiting: { hold: "waiting" }, unowned: null,
    };
    const base = own[queue];
    return base === undefined || base === null ? null : { ...base, ...filters };
}
/// "owner": of the view that is open.
export const isOpen = (view: View, queue: string, filters: Filter): boolean =>
    queue === "all" && JSON.stringify(Object.entries(view.filter).map(([name, value]) => [name, String(value)]).sort()) === JSON.stringify(Object.entries(filters).sort());

function addressOfView(one: View): string {
    return addressOf("queue", "all", Object.fromEntries(Object.entries(one.filter).map(([name, value]) => [name, String(value)])));
}

export function Views({ queue, filters, saving, close }: { queue: string; filters: Filter; saving: boolean; close: () => void }) {
    const told = useLoading("views", views);
    const items = told.data?.items ?? [];
    const drop = async (one: View): Promise<void> => {
        try {
            await dropView(one.id);
            const back = async (): Promise<void> => {
                try {
                    await addView(one.name, one.filter as Filter, one.shared);
                } catch (failed) {
                    if (failed instanceof Problem) tell({ words: t("undo.failed"), problem: failed });
                }
                told.again();
            };
            tell({ words: t("views.dropped", { name: one.name }), undo: { words: t("undo"), until: Date.now() + 10_000, run: () => void back() } });
        } catch (failed) {
            if (failed instanceof Problem) tell({ words: one.name, problem: failed });
        }
        told.again();
    };
    return (
        <>
            {items.length > 0 && (
                <nav class="views" aria-label={t("views.title")}>
                    {items.map((one) => (
                        <a key={one.id} href={addressOfView(one)} aria-current={isOpen(one, queue, filters) ? "page" : undefined}>
                            {one.name}{!one.mine && <span class="small"> {one.owner}</span>}{one.mine && one.shared && <span class="small"> {t("views.is_shared")}</span>}
                        </a>
                    ))}
                </nav>
            )}
            {saving && <SaveView filter={filterOf(queue, filters)} mine={items.filter((one) => one.mine)} drop={(one) => void drop(one)} close={close} saved={told.again} />}
        </>
    );
}

function SaveView({ filter, mine, drop, close, saved }: { filter: Filter | null; mine: readonly View[]; drop: (one: View) => void; close: () => void; saved: () => void }) {
    const [name, setName] = useState("");
    const [shared, setShared] = useState(false);
    const { problem, busy, attempt } = useAttempt();
    useEffect(() => document.querySelector<HTMLElement>("#view-name")?.focus(), []);
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (filter === null || name.trim() === "") return;
        await attempt(async () => {
            await addView(name.trim(), filter, shared);
            tell({ words: t("views.saved", { name: name.trim() }) });
            saved();
            close();
        });
    };
    return (
        <Dialog title={t("views.title")} close={close}>
            {problem !== null && <ProblemCard problem={problem} />}
            {filter === null ? <p>{t("views.not_this")}</p> : (
                <form class="fields" onSubmit={(event) => void send(event)}>
                    <label><span>{t("views.name")}</span><input id="view-name" value={name} required maxLength={80} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} /></label>
                    <label class="choice"><input type="checkbox" checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} /><span>{t("views.share")}</span></label>
                    <button class="main" disabled={busy}>{t("views.save")}</button>
                </form>
            )}
            {mine.length > 0 && (
                <>
                    <h3>{t("views.mine")}</h3>
                    <ul class="plain">{mine.map((one) => <li key={one.id} class="row"><span>{one.name}</span><button type="button" class="link" onClick={() => drop(one)}>{t("views.drop")}<span class="hidden"> {one.name}</span></button></li>)}</ul>
                </>
            )}
        </Dialog>
    );
}

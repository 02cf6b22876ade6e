// A list behind a cursor that is read a page at a time, with a choice of state above it.
import { useEffect, useState } from "preact/hooks";
import type { Page } from "../api/calls";
import { Problem } from "../api/problem";
import { AsOf, Scroller, Title } from "../areas/parts";
import { t } from "../i18n";
import { addressOf, go } from "../route";
import { ProblemCard } from "../ui/problem_card";

interface Props<T> {
    readonly page: string;
    readonly title: string;
    readonly state: string;
    readonly states: readonly string[];
    readonly nameOf: (state: string) => string;
    readonly read: (state: string | undefined, cursor: string | undefined) => Promise<Page<T>>;
    readonly heads: readonly string[];
    readonly row: (one: T) => preact.VNode;
    readonly empty: preact.VNode;
}

export function PagedList<T>({ page, title, state, states, nameOf, read, heads, row, empty }: Props<T>) {
    const [list, set] = useState<{ readonly items: readonly T[]; readonly next: string | null; readonly at: string | undefined } | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const more = async (from: typeof list): Promise<void> => {
        setProblem(null);
        try {
            const told = await read(state === "" ? undefined : state, from?.next ?? undefined);
            set({ items: [...(from?.items ?? []), ...told.items], next: told.next_cursor, at: told.as_of });
        } catch (failed) {
            if (!(failed instanceof Problem)) throw failed;
            setProblem(failed);
        }
    };
    useEffect(() => {
        set(null);
        void more(null);
    }, [state]);
    return (
        <>
            <Title words={title}><AsOf at={list?.at} /></Title>
            <div class="filters tight">
                <label><span>{t("areas.state")}</span>
                    <select value={state === "" ? "any" : state} onChange={(event) => go(addressOf(page, "", { state: event.currentTarget.value }), "replace")}>
                        <option value="any">{t("filter.any")}</option>{states.map((one) => <option key={one} value={one}>{nameOf(one)}</option>)}
                    </select>
                </label>
                <button type="button" onClick={() => void more(null)}>{t("areas.read_again")}</button>
            </div>
            {problem !== null && <ProblemCard problem={problem} retry={() => void more(list)} />}
            {list === null ? problem === null && <p class="note">{t("loading")}</p> : list.items.length === 0 ? empty : (
                <Scroller label={title}>
                    <table><thead><tr>{heads.map((one) => <th key={one}>{one}</th>)}</tr></thead><tbody>{list.items.map(row)}</tbody></table>
                </Scroller>
            )}
            {list !== null && list.next !== null && <button type="button" onClick={() => void more(list)}>{t("queue.more")}</button>}
        </>
    );
}

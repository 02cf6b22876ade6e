// What the pages of the areas share: a title, an empty state that says why and what next, a table that says what it is,
// and reading all pages of a list.
import { useEffect } from "preact/hooks";
import type { Page } from "../api/calls";
import { t } from "../i18n";
import { hour } from "../i18n/time";
import type { Loading } from "../ui/loading";
import { ProblemCard } from "../ui/problem_card";

export function Title({ words, children }: { words: string; children?: preact.ComponentChildren }) {
    useEffect(() => {
        document.title = `${words} · Redress`;
    }, [words]);
    return <div class="title"><h1>{words}</h1>{children}</div>;
}

export function Empty({ words, next }: { words: string; next?: preact.ComponentChildren }) {
    return <div class="empty"><p>{words}</p>{next !== undefined && <p>{next}</p>}</div>;
}

export function AsOf({ at }: { at: string | undefined }) {
    return at === undefined ? null : <span class="note">{t("as_of", { at: hour(Date.parse(at)) })}</span>;
}

/// What is read, once it is there; what went wrong and another try until then.
/// `title`: what the page is called until then, when its own words are part of what is read.
export function Told<T>({ of, title, children }: { of: Loading<T>; title?: string; children: (data: T) => preact.ComponentChildren }) {
    return (
        <>
            {of.data === undefined && title !== undefined && <Title words={title} />}
            {of.problem !== undefined && <ProblemCard problem={of.problem} retry={of.again} />}
            {of.data === undefined ? of.busy && <p class="note">{t("loading")}</p> : children(of.data)}
        </>
    );
}

export function Scroller({ label, children }: { label: string; children: preact.ComponentChildren }) {
    return <div class="scroller" role="region" tabIndex={0} aria-label={label}>{children}</div>;
}

/// A list to its end, a page after another, as of the last; `most` bounds what a browser is asked to hold.
export async function wholeList<T>(read: (cursor: string | undefined) => Promise<Page<T>>, most: number, heard?: (n: number) => void): Promise<{ readonly items: readonly T[]; readonly whole: boolean; readonly as_of: string }> {
    const items: T[] = [];
    let cursor: string | undefined;
    let as_of: string;
    do {
        const page = await read(cursor);
        items.push(...page.items);
        heard?.(items.length);
        cursor = page.next_cursor ?? undefined;
        as_of = page.as_of;
    } while (cursor !== undefined && items.length < most);
    return { items, whole: cursor === undefined, as_of };
}

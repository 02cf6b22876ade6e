// A page of an area: fetched when it is opened, with the other pages of its area above it.
import { useEffect, useState } from "preact/hooks";
import { unreachable } from "../api/problem";
import { t } from "../i18n";
import { addressOf } from "../route";
import { may, session } from "../session";
import { ProblemCard } from "../ui/problem_card";
import { areaLabels, offeredPages, type AreaPage, type PageProps } from ".";

type Shown = (props: PageProps) => preact.VNode | null;
const fetched = new Map<string, Shown>();

export function AreaShown({ at, name, query }: { at: AreaPage } & PageProps) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    const Page = fetched.get(at.page);
    const fetch = (): void => {
        setFailed(false);
        at.load().then(
            (module) => {
                fetched.set(at.page, module.default);
                redraw((n) => n + 1);
            },
            () => setFailed(true),
        );
    };
    useEffect(() => {
        if (Page === undefined) fetch();
    }, [at.page]);
    const pages = offeredPages(may, session.value?.roles ?? []).filter((one) => one.area === at.area);
    return (
        <div class="page area">
            {pages.length > 1 && (
                <nav class="tabs" aria-label={t(areaLabels[at.area])}>
                    {pages.map((one) => <a key={one.page} href={addressOf(one.page)} aria-current={one.page === at.page ? "page" : undefined}>{t(one.label)}</a>)}
                </nav>
            )}
            {failed ? <><h1>{t(at.label)}</h1><ProblemCard problem={unreachable()} retry={fetch} /></> : Page === undefined ? <><h1>{t(at.label)}</h1><p class="note">{t("loading")}</p></> : <Page key={name} name={name} query={query} />}
        </div>
    );
}

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { OwnAbsence } from "./away/own";
import { CallPage } from "./call/page";
import { CasePage } from "./case/page";
import { focusPage } from "./frame/focus";
import { Help, helpOpen } from "./frame/help";
import { areaPageCalled } from "./areas";
import { AreaShown } from "./areas/shown";
import { destinations, home, referenceIn, topOf } from "./frame/navigation";
import { Banner, Notices } from "./frame/notices";
import { Palette, paletteOpen } from "./frame/palette";
import { Preferences } from "./frame/preferences";
import { SignInAgain, SignInPage, StillSignedIn } from "./frame/sign_in";
import { undoLatest } from "./frame/toasts";
import { t, type Key } from "./i18n";
import { composing } from "./keys/dispatch";
import { useKeys } from "./keys/use";
import { startLive } from "./live/stream";
import { SearchPage } from "./pages/search";
import { HandOverPage } from "./queue/hand_over";
import { QueuePage } from "./queue/page";
import { addressOf, go, place } from "./route";
import { may, over, session, signOut } from "./session";
import { Icon } from "./ui/icons";

function Page() {
    const { page, name, query } = place.value;
    const roles = session.value?.roles ?? [];
    useEffect(() => {
        if (page === "") go(home(may, roles), "replace");
    }, [page]);
    // Another page begins at its beginning. Whoever went within it, by a link of a list, is left there; a row of links to
    // other pages is left as soon as one was taken.
    const before = useRef("");
    useLayoutEffect(() => {
        const at = document.activeElement;
        const moved = before.current !== `${page}/${name}`;
        before.current = `${page}/${name}`;
        if (document.querySelector("dialog[open]") !== null) return;
        // A form that closes by itself, once it was sent, takes nobody from the search.
        if (at === null || at === document.body || at.closest("nav") !== null || (moved && at.closest("main") === null)) focusPage();
    }, [place.value]);
    if (page === "queue") return <QueuePage name={name === "" ? "mine" : name} query={query} />;
    if (page === "case") return <CasePage key={name} reference={name} query={query} />;
    if (page === "call") return <CallPage key={name} reference={name} />;
    if (page === "hand-over") return <HandOverPage />;
    if (page === "search") return <SearchPage words={query.q ?? ""} />;
    const area = areaPageCalled(page);
    if (area !== undefined) return <AreaShown at={area} name={name} query={query} />;
    if (page === "") return null;
    return (
        <div class="page">
            <h1>{t("nothing_here.title")}</h1>
            <p>{t("nothing_here.words")} <a href={home(may, roles)}>{t("nothing_here.back")}</a></p>
        </div>
    );
}

function SearchBox() {
    const box = useRef<HTMLInputElement>(null);
    const [words, setWords] = useState("");
    useKeys({ search: () => box.current?.focus() }, may("search"));
    const send = (event: Event): void => {
        event.preventDefault();
        const reference = referenceIn(words);
        if (reference !== null) go(addressOf("case", reference));
        else if (words.trim() !== "") go(addressOf("search", "", { q: words.trim() }));
        setWords("");
        focusPage();
    };
    if (!may("search")) return null;
    return (
        <form role="search" onSubmit={send}>
            <Icon name="search" />
            <input
                ref={box} type="search" value={words} aria-label={t("search.label")} placeholder={t("search.label")} maxLength={200}
                onInput={(event) => setWords(event.currentTarget.value)}
                onKeyDown={(event) => event.key === "Escape" && !composing(event) && focusPage()}
            />
            <kbd aria-hidden="true">/</kbd>
        </form>
    );
}

function Person() {
    const [open, setOpen] = useState(false);
    return (
        <details class="person" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{session.value?.person}</summary>
            <div class="menu">
                <Preferences />
                {may("absences") && <a class="button" href={addressOf("away")} onClick={() => setOpen(false)}>{t("away.say_own")}</a>}
                <button type="button" onClick={() => { setOpen(false); helpOpen.value = true; }}>{t("help.title")} <kbd>?</kbd></button>
                <button type="button" onClick={() => void signOut()}>{t("sign_out")}</button>
            </div>
        </details>
    );
}

function Frame() {
    const roles = session.value?.roles ?? [];
    const all = destinations(may, roles);
    useEffect(() => startLive(), [session.value?.person]);
    const jump = (page: string): (() => void) => () => {
        const found = all.find((one) => one.page === page);
        if (found !== undefined) go(found.to);
    };
    useKeys({
        help: () => (helpOpen.value = true), palette: () => (paletteOpen.value = true), undo: undoLatest,
        ...(all.some((one) => one.page === "queue") ? { go_queue: jump("queue") } : {}),
        ...(all.some((one) => one.page === "call") ? { go_call: jump("call") } : {}),
        ...(all.some((one) => one.page === "escalations") ? { go_escalations: jump("escalations") } : {}),
        ...(all.some((one) => one.page === "appeals") ? { go_appeals: jump("appeals") } : {}),
        ...(all.some((one) => one.page === "board") ? { go_board: jump("board") } : {}),
        ...(all.some((one) => one.page === "dashboards") ? { go_dashboards: jump("dashboards") } : {}),
        ...(all.some((one) => one.page === "audit") ? { go_audit: jump("audit") } : {}),
        ...(all.some((one) => one.page === "away") ? { go_away: jump("away") } : {}),
    });
    return (
        <>
            <a class="skip" href="#main">{t("skip")}</a>
            <header class="top">
                <a class="brand" href={home(may, roles)}>Redress</a>
                <nav aria-label={t("nav")}>
                    {topOf(all).map((one) => (
                        <a key={one.page} href={one.to} aria-current={place.value.page === one.page || (one.area !== undefined && one.area === areaPageCalled(place.value.page)?.area) ? "page" : undefined}>{t(one.label as Key)}</a>
                    ))}
                </nav>
                <SearchBox />
                <button type="button" class="quiet" onClick={() => (paletteOpen.value = true)}>{t("palette.title")} <kbd>Ctrl K</kbd></button>
                <OwnAbsence />
                <Person />
            </header>
            <Banner />
            <main id="main" tabIndex={-1}><Page /></main>
            <Notices />
            <Palette />
            <Help />
        </>
    );
}

export function App() {
    if (session.value === undefined) return <p class="alone">{t("loading")}</p>;
    if (session.value === null && over.value === null) return <SignInPage />;
    return (
        <>
            <Frame />
            <SignInAgain />
            <StillSignedIn />
        </>
    );
}

// Where the page stands: the address says all of it, so that a link, a reload and the back key show the same.
import { signal } from "@preact/signals";

export interface Place {
    readonly page: string;
    readonly name: string;
    readonly query: Readonly<Record<string, string>>;
}

const base = "/console/";

/// What is no encoding, such as the "100%" of a link typed by hand, stands for itself.
function decoded(part: string): string {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

export function placeOf(path: string, search: string): Place {
    const [page = "", name = ""] = (path.startsWith(base) ? path.slice(base.length) : "").split("/");
    return {
        page: decoded(page),
        name: decoded(name),
        query: Object.fromEntries(new URLSearchParams(search)),
    };
}

export function addressOf(page: string, name = "", query: Readonly<Record<string, string | undefined>> = {}): string {
    const given = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== "") given.set(key, value);
    const text = given.toString();
    return base + encodeURIComponent(page) + (name === "" ? "" : `/${encodeURIComponent(name)}`) + (text === "" ? "" : `?${text}`);
}

export const place = signal<Place>({ page: "", name: "", query: {} });

export function go(to: string, how: "push" | "replace" = "push"): void {
    const url = new URL(to, location.href);
    if (how === "push") history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    place.value = placeOf(url.pathname, url.search);
}

export function startRouting(): void {
    const read = (): void => {
        place.value = placeOf(location.pathname, location.search);
    };
    addEventListener("popstate", read);
    // Links of the console are links; only what a plain click does is our own.
    document.addEventListener("click", (event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        const link = (event.target as Element | null)?.closest?.("a[href]");
        if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download")) return;
        const url = new URL(link.href);
        if (url.origin !== location.origin || !url.pathname.startsWith(base) || url.hash !== "") return;
        event.preventDefault();
        go(url.pathname + url.search);
    });
    read();
}

// The keyboard is never nowhere. What had the focus and goes, or is disabled for a while, would leave it on nothing, and
// the next Tab would begin at the top of the page: instead it goes to what took its place, or to what is near, or back
// to where it came from, and at last to the page itself. And it stays in the window when something new pushes it down.

interface Step {
    readonly box: Element;
    /// Of the one below it on the way to the focus.
    readonly at: number;
}
interface Stand {
    readonly one: HTMLElement;
    /// From its parent upwards.
    readonly above: readonly Step[];
    /// Over the page, such as a notice: beside it nothing is near.
    readonly over: boolean;
}

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';
const kept_max = 8;
let stands: readonly Stand[] = [];
let looks = false;
/// Whether what has the focus was last seen whole in the window.
let seen = false;
/// Whether it came there by a key.
let keyed = false;

const shown = (one: Element): boolean => one instanceof HTMLElement && one.tabIndex >= 0 && one.getClientRects().length > 0 && one.closest(":disabled") === null;
const main = (): HTMLElement | null => document.getElementById("main");

/// Where the page begins, below what stands on every page.
export function focusPage(): void {
    main()?.focus({ preventScroll: true });
}
/// The first control in there, or there itself.
export function firstIn(box: Element): HTMLElement | undefined {
    if (box instanceof HTMLElement && box.matches(focusable) && shown(box)) return box;
    return [...box.querySelectorAll<HTMLElement>(focusable)].find(shown);
}

function standOf(one: HTMLElement): Stand {
    const above: Step[] = [];
    for (let below: Element = one; below.parentElement !== null; below = below.parentElement)
        above.push({ box: below.parentElement, at: Array.prototype.indexOf.call(below.parentElement.children, below) });
    return { one, above, over: one.closest(".notices") !== null };
}

/// What stands now where it stood: the one that took its place first, then those before it, and so on outwards.
function near(stand: Stand): HTMLElement | undefined {
    for (const { box, at } of stand.above) {
        if (box === main() || box === document.body) return undefined;
        if (!box.isConnected) continue;
        const all = [...box.children];
        for (const one of [...all.slice(at), ...all.slice(0, at).reverse()]) {
            const found = firstIn(one);
            if (found !== undefined) return found;
        }
        if (box.tagName === "DIALOG") return undefined;
    }
    return undefined;
}

function inWindow(): boolean {
    const box = document.activeElement?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
}
/// By Tab a browser brings the caret into sight and not the whole of a field, whose rest a footer may cover.
function show(): void {
    const active = document.activeElement;
    if (!keyed || active === null || active === document.body || active === main() || active.getBoundingClientRect().height > innerHeight * 0.8) return;
    active.scrollIntoView({ block: "nearest", inline: "nearest" });
}
/// Notices lie over the page, but not over what has the focus: they make way to the other side.
function makeWay(): void {
    const over = document.querySelector<HTMLElement>(".notices");
    const active = document.activeElement;
    if (over === null || active === null || active === document.body || active === main() || over.contains(active)) return;
    const a = active.getBoundingClientRect();
    const b = over.getBoundingClientRect();
    if (b.height > 0 && a.width < innerWidth / 2 && a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top)
        over.dataset.side = over.dataset.side === "left" ? "right" : "left";
}
function bring(): void {
    looks = false;
    const last = stands.at(-1);
    const active = document.activeElement;
    if (last === undefined) return;
    if (active !== null && active !== document.body) {
        // Something new above it pushed it out, while somebody was writing in it.
        if (seen && active.closest("main, dialog") !== null && active.id !== "main" && !inWindow()) active.scrollIntoView({ block: "nearest" });
        seen = inWindow();
        makeWay();
        return;
    }
    if (last.one.isConnected) {
        // Disabled, while what it asked for is under way: it waits for that.
        if (shown(last.one) || last.one.tabIndex < 0) last.one.focus({ preventScroll: true });
        else if (last.one.closest(":disabled") === null) (near(last) ?? main())?.focus({ preventScroll: true });
        return;
    }
    const back = [...stands].reverse().find((one) => !one.over && shown(one.one) && one.one.isConnected)?.one;
    ((last.over ? back : near(last) ?? back) ?? main())?.focus();
}
function soon(): void {
    if (looks) return;
    looks = true;
    // A control that is disabled loses the focus when the page is drawn, and not before; until then it may also have
    // been given to something.
    requestAnimationFrame(() => setTimeout(bring, 0));
}

export function startFocus(): void {
    document.addEventListener("focusin", (event) => {
        requestAnimationFrame(() => {
            show();
            seen = inWindow();
            makeWay();
        });
        if (event.target instanceof HTMLElement) stands = [...stands.filter((one) => one.one !== event.target), standOf(event.target)].slice(-kept_max);
    });
    // Whoever clicks somewhere on the page means nothing to have the focus.
    document.addEventListener("pointerdown", () => {
        stands = [];
        keyed = false;
    }, { capture: true });
    document.addEventListener("keydown", () => (keyed = true), { capture: true });
    // Whoever scrolls away from it means to.
    document.addEventListener("scroll", () => (seen = inWindow()), { capture: true, passive: true });
    new MutationObserver(soon).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "open", "hidden"] });
}

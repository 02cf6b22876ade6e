"""How every route of the console looks to those who cannot see it as it was drawn: axe in both languages and themes, wide
and narrow, reflow, text spacing, focus that is visible, pictures to be looked at, and how fast it is."""
import os
import re
import time

from axe_playwright_python.sync_playwright import Axe

from console_world import settled
from support import tests_in

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# The route, who looks at it, what is opened there by keys, and what must be there before anybody looks.
ROUTES = (
    ("sign-in", None, "/console/", "", "input[name=login]"),
    ("queue", "l.novak", "/console/queue/all", "", "table.queue tbody tr"),
    ("queue-mine", "h.lin", "/console/queue/mine", "", "table.queue tbody tr"),
    ("queue-peek", "l.novak", "/console/queue/all", "Space", ".peek .clock"),
    ("queue-empty", "l.novak", "/console/queue/mine", "", ".empty"),
    ("queue-filtered-empty", "h.lin", "/console/queue/mine?state=appealed", "", ".empty"),
    ("queue-views", "h.lin", "/console/queue/mine", "v", "dialog #view-name"),
    ("hand-over", "h.lin", "/console/hand-over", "", "ul.handed > li"),
    ("hand-over-empty", "c.ito", "/console/hand-over", "", ".empty"),
    ("call", "h.lin", "/console/call", "", "form.urgent"),
    ("call-receipt", "h.lin", "/console/call/{case}", "", ".receipt"),
    ("case", "h.lin", "/console/case/{case}", "", ".said"),
    ("case-history", "h.lin", "/console/case/{case}", "h", ".timeline li"),
    ("case-reply", "h.lin", "/console/case/{case}?act=initial_response_sent", "", "form.act"),
    ("case-decide", "h.lin", "/console/case/{case}?act=decision_sent", "", "form.act"),
    ("case-ask", "h.lin", "/console/case/{case}?act=information_requested", "", "form.act"),
    ("case-clock", "h.lin", "/console/case/{case}", "d Enter", "dialog table"),
    ("case-unknown", "h.lin", "/console/case/ZSQD1-S1K8H", "", ".problem"),
    ("search", "h.lin", "/console/search?q=transfer", "", "h1"),
    ("search-empty", "h.lin", "/console/search?q=nobodysaidthis", "", ".empty"),
    ("escalations", "c.ito", "/console/escalations", "", "h1"),
    ("appeals", "a.moreau", "/console/appeals", "", "h1"),
    ("operations", "o.ops", "/console/operations", "", ".tiles"),
    ("dead-letters", "o.ops", "/console/dead-letters", "", "h1"),
    ("help", "h.lin", "/console/queue/mine", "?", "dialog dl.keys"),
    ("palette", "h.lin", "/console/queue/mine", "Control+k", "dialog.palette li"),
    ("nowhere", "h.lin", "/console/no-such-page", "", "h1"),
)
# The same places when the server answers that it cannot.
BROKEN = tuple((f"{name}-error", person, path, "", "main .problem") for name, person, path, _, _ in ROUTES
               if name in ("queue", "case", "search", "escalations", "appeals", "operations", "dead-letters", "hand-over", "call-receipt"))
REFUSED = ('{"type":"about:blank","status":503,"code":"dependency_unavailable","title":"The database does not answer",'
           '"detail":"Try again in a moment.","trace_id":"0123456789abcdef0123456789abcdef"}')
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text that is cut off where it stands: longer than its box, which hides the rest.
CUT = """() => [...document.querySelectorAll('main *, dialog *')].filter(e => {
    const s = getComputedStyle(e);
    if (e.closest('.hidden') || !e.getClientRects().length || !['hidden', 'clip'].includes(s.overflowX)) return false;
    return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
}).map(e => e.outerHTML.slice(0, 100))"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"


def at(world, page, route, case):
    name, _, path, keys, there = route
    if name.endswith("-error"):
        # Whoever is signed in stays so; everything else is out of order.
        page.route(re.compile("/api/v1/(?!session|version|stream)"), lambda one: one.fulfill(status=503, content_type="application/problem+json", body=REFUSED))
    page.goto(world.base + path.format(case=case))
    page.locator("main").wait_for()
    if there != "input[name=login]":
        settled(page)
    if keys:
        page.locator("table.queue tbody tr, .said").first.wait_for()
    for key in keys.split():
        page.keyboard.press(key)
    page.locator(there).first.wait_for()


def faults(page, axe, where):
    """What axe finds, and whether it is wider than the window."""
    found = [f"{where}: {one['id']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:3]) for one in axe.run(page, options=RULES).response["violations"]]
    wider = page.evaluate(WIDER)
    return found + ([f"{where}: {wider} px wider than the window"] if wider > 0 else [])


def shown_case(world):
    if not getattr(world, "shown", None):
        world.shown = world.investigated(language="zh-CN", subject="转账失败", narrative="我转了二十个USDT，对方没有收到。")
        world.lin.act(world.shown, "escalated", reason_code="complex")
        world.lin.act(world.shown, "note_added", text="Asked the network for a trace.")
    return world.shown


def routes_of(person):
    """Broken ones last: nothing that was broken for them is mended again."""
    return [one for one in ROUTES + BROKEN if one[1] == person]


def test_axe_finds_nothing_on_any_route_in_both_languages_and_themes_wide_and_narrow(world):
    case, pictures, wrong, seen, axe = shown_case(world), os.environ.get("REDRESS_SCREENSHOTS"), [], 0, Axe()
    people = {route[1] for route in ROUTES}
    for person in sorted(people, key=str):
        for language in ("en", "zh-CN"):
            with world.page(language, "light", 1280, person) as page:
                for route in routes_of(person):
                    page.emulate_media(color_scheme="light", reduced_motion="reduce")
                    page.set_viewport_size({"width": 1280, "height": 800})
                    at(world, page, route, case)
                    for theme, width in (("light", 1280), ("light", 360), ("dark", 360), ("dark", 1280)):
                        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                        page.set_viewport_size({"width": width, "height": 800})
                        seen += 1
                        where = f"{route[0]} {language} {theme} {width}"
                        wrong += faults(page, axe, where) + [f"{where}: cut off: {one}" for one in page.evaluate(CUT)]
                        if pictures:
                            page.screenshot(path=f"{pictures}/{route[0]}_{language}_{theme}_{width}.png")
    print(f"        {seen} views of {len(ROUTES) + len(BROKEN)} routes", flush=True)
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_off_in_a_window_of_320_pixels_or_with_spaced_text_or_at_twice_the_size(world):
    case, wrong = shown_case(world), []
    for person in ("h.lin", "c.ito", "o.ops"):
        for language in ("en", "zh-CN"):
            # 640 pixels are what is left of 1280 at twice the size.
            for width, spaced in ((320, False), (640, False), (640, True)):
                with world.page(language, width=width, height=640, person=person) as page:
                    for route in routes_of(person):
                        at(world, page, route, case)
                        if spaced:
                            # The policy of the page forbids a style that is written into it, so it comes as a sheet that is made.
                            page.evaluate("css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }", SPACING)
                        where = f"{route[0]} {language} {width} px{' spaced' if spaced else ''}"
                        if page.evaluate(WIDER) > 0:
                            wrong.append(f"{where}: {page.evaluate(WIDER)} px too wide")
                        wrong += [f"{where}: cut off: {one}" for one in page.evaluate(CUT)]
    assert not wrong, "\n".join(wrong)


def test_every_stop_of_the_tab_key_is_visible_and_not_covered(world):
    case, wrong = shown_case(world), []
    look = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
        const s = getComputedStyle(e), r = e.getBoundingClientRect();
        const x = r.left + Math.min(r.width / 2, 8), y = r.top + Math.min(r.height / 2, 8);
        const on = document.elementFromPoint(x, y);
        return {what: e.outerHTML.slice(0, 90), outline: parseFloat(s.outlineWidth), style: s.outlineStyle,
                covered: r.width > 1 && !(on && (e.contains(on) || on.contains(e)))}; }"""
    with world.page() as page:
        for name in ("queue-filtered-empty", "case", "case-decide", "call", "call-receipt", "hand-over"):
            at(world, page, next(one for one in ROUTES if one[0] == name), case)
            page.evaluate("() => document.activeElement?.blur?.()")
            for _ in range(60):
                page.keyboard.press("Tab")
                stop = page.evaluate(look)
                if stop is None:
                    continue
                if stop["outline"] < 2 or stop["style"] == "none":
                    wrong.append(f"{name}: no visible focus: {stop}")
                if stop["covered"]:
                    wrong.append(f"{name}: covered: {stop}")
    assert not wrong, "\n".join(wrong)


def test_a_key_is_answered_on_screen_within_a_tenth_of_a_second(world):
    with world.page() as page:
        page.locator("table.queue tbody tr").first.wait_for()
        settled(page)
        took = page.evaluate("""async () => { const took = [];
            for (let n = 0; n < 60; n++) {
                const key = Math.floor(n / 5) % 2 === 0 ? 'j' : 'k', began = performance.now();
                document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
                await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
                took.push(performance.now() - began);
            }
            return took.sort((a, b) => a - b); }""")
        began = time.monotonic()
        page.keyboard.press("Enter")
        page.locator(".said").first.wait_for()
        opened = time.monotonic() - began
        print(f"        key to paint: median {took[30]:.0f} ms, worst of 60 {took[-1]:.0f} ms; a case is open after {opened * 1000:.0f} ms", flush=True)
        assert took[58] <= 100, took


def test_the_first_load_brings_at_most_170_kilobytes_of_javascript(world):
    context = world.browser.new_context(locale="zh-CN")
    page, sizes = context.new_page(), {}
    page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}) if one.url.endswith(".js") else None)
    page.goto(world.base + "/console/")
    page.locator("input[name=login]").wait_for()
    context.close()
    print(f"        {sum(sizes.values()) / 1024:.1f} KB in {len(sizes)} files", flush=True)
    assert len(sizes) >= 2 and sum(sizes.values()) <= 170 * 1024, sizes


LOOKS = tests_in(globals())

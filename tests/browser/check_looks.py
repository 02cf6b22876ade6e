"""How every route of the console looks to those who cannot see it as it was drawn. Each is opened full, where nothing was
ever filed, and when the server cannot answer; in both languages and themes, wide and narrow, at twice the size, with spaced
text; and each time axe, the edges of its boxes and its words are looked at."""
import argparse
import collections
import functools
import json
import os
import pathlib
import re
import sys
import time
import tomllib

from axe_playwright_python.base import AXE_SCRIPT

from areas_world import Areas
from console_routes import NOTHING, ROUTES, kind_of, pages_of_the_router
from console_world import first_load, run, settled, side_by_side, until
from support import ROOT, chosen, tests_in

LANGUAGES = ("en", "zh-CN")
# Every rule runs on every element; of those that pass no address is worked out, which is most of what axe takes.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, "resultTypes": ["violations"]}
AXE = """rules => globalThis.axe === undefined ? null : axe.run(rules).then(told => told.violations.map(one =>
    `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("; ")}`))"""
STATES = ("full", "empty", "error")
VIEWS = (("light", 1280), ("light", 360), ("dark", 360), ("dark", 1280))
STOPS = 120  # of the Tab key on a page: enough to come round, save on long lists
REFUSED = {
    "en": ("The database does not answer", "Try again in a moment."), "zh-CN": ("数据库没有响应", "请稍后再试。"),
}
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text that is cut off where it stands: longer than its box, which hides the rest.
CUT = """() => [...document.querySelectorAll('main *, dialog *, header.top *')].filter(e => {
    const s = getComputedStyle(e);
    if (e.closest('.hidden') || !e.getClientRects().length || !['hidden', 'clip'].includes(s.overflowX)) return false;
    return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
}).map(e => e.outerHTML.slice(0, 100))"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
# The policy of the page forbids a style that is written into it, so it comes as a sheet that is made.
SPACE = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = css === '' ? [] : [sheet]; }"
# Texts without a Chinese character that no element calls a code.
LATIN = """() => {
    const said = [['title', document.title]], skip = 'code, kbd, pre, samp, textarea, script, style, [translate=no], [lang=en]';
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let at = walk.nextNode(); at; at = walk.nextNode()) {
        const e = at.nodeType === 3 ? at.parentElement : at;
        if (e.closest(skip) || !e.getClientRects().length && !e.closest('select')) continue;
        if (at.nodeType === 3) said.push([e.tagName.toLowerCase(), at.data]);
        else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (e.hasAttribute(name)) said.push([name, e.getAttribute(name)]);
    }
    return [...new Set(said.filter(([, text]) => /[A-Za-z]{2,}/.test(text) && !/\\p{Script=Han}/u.test(text)).map(([where, text]) => where + ': ' + text.trim()))];
}"""


def texts_of(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, str):
        yield value


@functools.cache
def english():
    """What the console and the program say in English and otherwise in Chinese, as it stands or with anything in its places."""
    console = [set(text for file in sorted((ROOT / "adapters/console/src/i18n/messages").glob(f"*{language}.json")) for text in texts_of(json.loads(file.read_text(encoding="utf-8"))))
               for language in ("en", "zh-CN")]
    program = [set(texts_of(tomllib.loads((ROOT / f"schemas/texts/{language}.toml").read_text(encoding="utf-8")))) for language in ("en", "zh-CN")]
    said = {text for own, other in (console, program) for text in own - other if re.search("[A-Za-z]{2}", text)}
    plain = frozenset(text for text in said if "{" not in text)
    parts = [re.split(r"\{(?:[^{}]|\{[^{}]*\})*\}", text) for text in said - plain]
    return plain, re.compile("|".join(".*".join(map(re.escape, one)) for one in parts if max(map(len, one)) >= 8), re.DOTALL)


def is_english(text):
    plain, with_places = english()
    return text != "Redress" and text in plain or with_places.fullmatch(text) is not None


def shown_in(route, state):
    return state == "full" or bool(getattr(route, state))


def open_route(world, page, route, state, language):
    """As somebody who goes there sees it, when nothing loads any more."""
    page.goto(world.base + route.path.format(**(NOTHING | world.standing if state == "empty" else world.addresses)))
    there = route.there if state == "full" else getattr(route, state)
    page.locator(there).first.wait_for()
    if route.person is not None:
        settled(page)
    if state == "full":
        for key in route.keys.split():
            page.keyboard.press(key)
        if route.click:
            page.locator(route.click).first.click()
        if route.after:
            page.locator(route.after).first.wait_for()
            settled(page)
    page.wait_for_function("() => document.fonts.ready.then(() => true)")


def refuse_everything(page, language):
    """Whoever is signed in stays so; everything else is out of order."""
    title, detail = REFUSED[language]
    body = (f'{{"type":"about:blank","status":503,"code":"dependency_unavailable","title":"{title}","detail":"{detail}",'
            '"trace_id":"0123456789abcdef0123456789abcdef"}')
    page.route(re.compile("/api/v1/(?!session|version|stream)"), lambda one: one.fulfill(status=503, content_type="application/problem+json", body=body))


def each_route(world, language, states, found, prepare=None, half=None):
    """Opens them one after another, all or every second one; gives each as (page, route, state). What does not open is found."""
    asked = ROUTES if half is None else ROUTES[half::2]
    for state in states:
        place = world.nothing if state == "empty" else world
        for person in sorted({one.person for one in asked}, key=str):
            routes = [one for one in asked if one.person == person and shown_in(one, state)]
            if not routes:
                continue
            try:
                with place.page(language, "light", 1280, person) as page:
                    if state == "error":
                        refuse_everything(page, language)
                    if prepare is not None:
                        prepare(page)
                    for route in routes:
                        page.emulate_media(color_scheme="light", reduced_motion="reduce")
                        page.set_viewport_size({"width": 1280, "height": 800})
                        try:
                            open_route(place, page, route, state, language)
                        except Exception as late:  # noqa: BLE001 - the other routes are looked at all the same
                            found["open"].append(f"{route.name} {state} {language}: {str(late)[:300]}")
                            continue
                        yield page, route, state
            except AssertionError as complaints:
                found["policy"].append(f"{person} {state} {language}: {complaints}")


def edges(page, where):
    wider = page.evaluate(WIDER)
    return ([f"{where}: {wider} px wider than the window"] if wider > 0 else []) + [f"{where}: cut off: {one}" for one in page.evaluate(CUT)]


def violations(page):
    """What axe finds on a page; it is brought there once, however often it looks."""
    found = page.evaluate(AXE, RULES)
    if found is None:
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(AXE, RULES)
    return found


# Where the focus is: how it is drawn, whether something lies over it, and whether it was there before.
STOP = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
    const s = getComputedStyle(e), r = e.getBoundingClientRect();
    const x = r.left + Math.min(r.width / 2, 8), y = r.top + Math.min(r.height / 2, 8);
    const on = document.elementFromPoint(x, y), again = window.stops.has(e);
    window.stops.add(e);
    return {what: e.outerHTML.slice(0, 90), again, visible: parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none',
            covered: r.width > 1 && !(on && (e.contains(on) || on.contains(e)))}; }"""


def stops_of(page):
    """Every stop of the Tab key, until it comes back to the first one."""
    page.evaluate("() => { document.activeElement?.blur?.(); window.stops = new Set(); }")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is not None and stop["again"]:
            return
        if stop is not None and stop["covered"]:
            # A field under a footer is brought clear of it with the next picture, which is the first that anybody sees.
            stop["covered"] = page.evaluate(f"() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(({STOP})().covered))))")
        if stop is not None:
            yield stop


def look_in(world, language):
    found, pictures = collections.defaultdict(list), os.environ.get("REDRESS_SCREENSHOTS")
    for page, route, state in each_route(world, language, STATES, found):
        what = f"{route.name} {state} {language}"
        for theme, width in VIEWS:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 800})
            where = f"{what} {theme} {width}"
            found["views"].append(where)
            found["axe"] += [f"{where}: {one}" for one in violations(page)]
            if theme == "light":
                found["edges"] += edges(page, where)
            if pictures:
                page.screenshot(path=f"{pictures}/{where.replace(' ', '_')}.png", full_page=not route.after)
        # 640 pixels are what is left of 1280 at twice the size.
        for width, spaced in ((640, False), (640, True), (320, False)):
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(SPACE, SPACING if spaced else "")
            found["edges"] += edges(page, f"{what} {width} px{' spaced' if spaced else ''}")
        found["links"] += page.evaluate("() => [...document.querySelectorAll('a[href]')].map(e => e.href)")
        if language == "zh-CN":
            found["words"] += [f"{what}: {one}" for one in page.evaluate(LATIN) if is_english(one.split(": ", 1)[1])]
        if state == "full" and page.locator("main .problem").count() > 0:
            found["open"].append(f"{what}: {page.locator('main .problem').first.inner_text()}")
        # Last, since a focus that was moved changes what axe sees: the link that skips to the content stands open then.
        if state == "full":
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            page.set_viewport_size({"width": 1280, "height": 800})
            for stop in stops_of(page):
                found["stops"].append(what)
                found["focus"] += [f"{what}: {how}: {stop['what']}" for how, so in (("not visible", not stop["visible"]), ("covered", stop["covered"])) if so]
    return found


def looked_at(world):
    """What is found on all of them; they are gone through once."""
    if world.found is None:
        began, world.found = time.monotonic(), collections.defaultdict(list)
        for one in side_by_side(lambda language: look_in(world, language), *LANGUAGES):
            for kind, what in one.items():
                world.found[kind] += what
        print(f"        {len(world.found['views'])} views of {len(ROUTES)} routes in {time.monotonic() - began:.0f} s", flush=True)
    return world.found


def nothing_of(world, kind):
    found = list(dict.fromkeys(looked_at(world)[kind]))
    assert not found, f"{len(found)} found\n" + "\n".join(found)


def test_every_page_that_the_router_knows_is_looked_at(world):
    looked = {kind_of(one.path).split("/")[0] for one in ROUTES} - {"", "no-such-page"}
    assert looked == pages_of_the_router(), looked ^ pages_of_the_router()
    kinds = {kind_of(one.path) for one in ROUTES}
    led = {kind_of(one) for one in looked_at(world)["links"]} - {None, "people", "developer"}  # their first page, by its name
    assert led <= kinds, f"somewhere a link leads to what nobody looked at: {led - kinds}"


def test_every_route_opens_full_and_empty_and_says_so_when_the_server_cannot_answer(world):
    nothing_of(world, "open")


def test_axe_finds_nothing_on_any_route(world):
    views = collections.Counter(one.rsplit(" ", 4)[1] for one in looked_at(world)["views"])
    print(f"        {dict(views)}", flush=True)
    nothing_of(world, "axe")


def test_nothing_is_cut_off_when_narrow_or_spaced_or_twice_the_size(world):
    nothing_of(world, "edges")


def test_every_word_is_in_the_language_of_the_page(world):
    nothing_of(world, "words")


def test_the_policy_of_the_page_holds_and_nothing_comes_from_elsewhere(world):
    nothing_of(world, "policy")


def test_every_stop_of_the_tab_key_is_visible_and_not_covered(world):
    print(f"        {len(looked_at(world)['stops'])} stops", flush=True)
    nothing_of(world, "focus")


def longer(script):
    """Every text of a language's file, longer by two fifths at least, as texts of other languages are."""
    def one(found):
        quote, text = found.group(1), found.group(2)
        more = -(-len(re.sub(r"\{[^{}]*\}", "", text)) * 2 // 5)
        filler = ("ñandú " * more)[:more]
        return f":{quote}{text}{' ' + filler.strip() if ' ' in text else filler.replace(' ', 'ñ')}{quote}"
    return re.sub(r""":(["'`])((?:[^\\"'`]|\\.|(?!\1)["'`])+)\1""", one, script)


def with_longer_words(page):
    page.context.route(re.compile("/console/assets/lang-en-"), lambda one: one.fulfill(content_type="text/javascript; charset=utf-8", body=longer(one.fetch().text())))


def longer_in(world, part):
    found = collections.defaultdict(list)
    for page, route, _ in each_route(world, "en", ("full",), found, with_longer_words, part):
        for width in (1280, 360):
            found["long"] += ["ñand"] if "ñand" in page.inner_text("body") else []
            page.set_viewport_size({"width": width, "height": 800})
            found["wrong"] += edges(page, f"{route.name} {width} px with longer words")
    return found


def test_words_that_are_two_fifths_longer_have_their_room(world):
    all_found = side_by_side(lambda part: longer_in(world, part), 0, 1)
    wrong = [line for one in all_found for line in one["open"] + one["policy"] + one["wrong"]]
    assert not wrong, "\n".join(wrong)
    assert sum(len(one["long"]) for one in all_found) >= len(ROUTES), "the longer words were not shown"


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
    sizes = first_load(world)
    print(f"        {sum(sizes.values()) / 1024:.1f} KB in {len(sizes)} files", flush=True)
    assert len(sizes) >= 2 and sum(sizes.values()) <= 170 * 1024, sizes


def picture_in(world, language, folder):
    found, taken = collections.defaultdict(list), 0
    for page, route, state in each_route(world, language, STATES, found):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            name = route.name if state == "full" else f"{route.name}-{state}"
            page.screenshot(path=str(folder / f"{name}_{language}_{theme}.png"), full_page=not route.after)
            taken += 1
    return taken, found["open"]


def take_pictures(world, folder):
    """Every route in both languages and themes, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        world.prepare()
        told = side_by_side(lambda language: picture_in(world, language, folder), *LANGUAGES)
    finally:
        world.end()
    print(f"{sum(taken for taken, _ in told)} pictures in {folder}")
    missing = [line for _, lines in told for line in lines]
    print("\n".join(missing))
    return 1 if missing else 0


class Looks(Areas):
    """Beside the world that is full, one in which nothing was ever filed."""

    def __init__(self):
        super().__init__()
        self.found, self.nothing = None, Areas("nothing")

    def prepare(self):
        super().prepare()
        # The search finds what was filed a little later; who looks for it here does not wait for that.
        filed = self.rows("SELECT sum(pos)::bigint FROM bucket_head")[0][0]
        until("every word that was filed can be found", lambda: self.rows("SELECT coalesce(sum(pos), 0)::bigint FROM words_seen")[0][0] >= filed, 60)
        self.nothing.standing = {"calendar": self.addresses["calendar"]}

    def end(self):
        self.nothing.end()
        super().end()


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--pictures", type=pathlib.Path)
    asked.add_argument("words", nargs="*")
    asked = asked.parse_args()
    sys.exit(take_pictures(Looks(), asked.pictures) if asked.pictures else run(Looks(), chosen(tests_in(globals()), asked.words)))

"""Checks pages that lie in a folder as a browser shows them. Exit 1 and a line for each thing that is wrong.

usage: check_pages.py FOLDER    check the pages
       check_pages.py --prove   break a page in each way that is looked for, and see that each is found"""
import contextlib
import functools
import os
import pathlib
import re
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
BYTES_MAX = 60 * 1024
TOUCH_MIN = 44  # CSS pixels; a link inside a sentence is read with it
CHROMIUM = "/usr/bin/chromium"

# Buttons and fields, and links that stand for themselves.
SMALL = """() => [...document.querySelectorAll('button:not(.default), input:not([type=hidden]), select, textarea, a.button, a.save, .tiles a, summary')]
    .filter(e => { const r = e.closest('.choice') ? e.closest('.choice').getBoundingClientRect() : e.getBoundingClientRect();
                   return r.width > 0 && r.height < %d; })
    .map(e => e.outerHTML.slice(0, 90))""" % TOUCH_MIN
WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
# Words that a box cuts off: it hides what is wider or higher than itself.
CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => { const s = getComputedStyle(e);
                   return !e.matches('.skip, .hidden, .default') && !e.closest('svg') && s.overflow !== 'visible' && s.overflow !== 'auto' &&
                          (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && e.tagName !== 'TEXTAREA' &&
                          e.tagName !== 'SELECT' && e.tagName !== 'INPUT'; })
    .map(e => e.outerHTML.slice(0, 90))"""
SCRIPTED = re.compile(r"<script|\son[a-z]+\s*=\s*[\"']|javascript:", re.I)


def without_scripts(browser, file):
    """What a browser shows that runs no script: narrow, and with letters twice the size."""
    wrong = []
    text = file.read_text(encoding="utf-8")
    if SCRIPTED.search(text):
        wrong.append(f"{file.name}: needs a script: {SCRIPTED.search(text).group(0)}")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 256})
    page = context.new_page()
    page.goto(file.as_uri())
    if (over := page.evaluate(WIDER)) > 0:
        wrong.append(f"{file.name}: {over} px wider than a window of 320 px")
    page.set_viewport_size({"width": 360, "height": 740})
    for one in page.evaluate(SMALL):
        wrong.append(f"{file.name}: lower than {TOUCH_MIN} px: {one}")
    page.emulate_media(media="print")
    if page.locator("main").count() != 1 or page.locator("header .tools").is_visible():
        wrong.append(f"{file.name}: the print shows what is for the screen alone")
    context.close()
    return wrong


def with_large_letters(browser, file):
    """The reader's own letters are twice as large: nothing runs out of the window, nothing is cut off."""
    wrong = []
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(file.as_uri())
    # A page that fixed its letters in pixels would stay as it is.
    if (size := page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")) < 32:
        wrong.append(f"{file.name}: letters of {size} px where the reader asked for twice the size")
    if (over := page.evaluate(WIDER)) > 0:
        wrong.append(f"{file.name}: {over} px wider than a window of 360 px with letters twice the size")
    for one in page.evaluate(CLIPPED):
        wrong.append(f"{file.name}: cut off with letters twice the size: {one}")
    context.close()
    return wrong


def seen_by_axe(browser, axe, file, pictures):
    wrong = []
    for theme in ("light", "dark"):
        for width in (1280, 360):
            context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800},
                                          locale=file.name.split("_")[0])
            page = context.new_page()
            page.goto(file.as_uri())
            for one in axe.run(page, options=RULES).response["violations"]:
                places = "; ".join(node["html"][:110] for node in one["nodes"][:3])
                wrong.append(f"{file.name} {theme} {width}: {one['id']}: {places}")
            if pictures:
                page.screenshot(path=f"{pictures}/{file.stem}_{theme}_{width}.png", full_page=True)
            context.close()
    return wrong


@contextlib.contextmanager
def browsers():
    """One as it is, and one whose reader has letters twice the size."""
    with sync_playwright() as play:
        start = functools.partial(play.chromium.launch, executable_path=CHROMIUM)
        plain, large = start(args=["--no-sandbox"]), start(args=["--no-sandbox", "--blink-settings=defaultFontSize=32"])
        yield plain, large
        large.close()
        plain.close()


def check(files, plain, large, pictures=None):
    wrong = []
    axe = Axe()
    for file in files:
        css = (file.parent / "pages.css").stat().st_size
        if file.stat().st_size + css > BYTES_MAX:
            wrong.append(f"{file.name}: {file.stat().st_size + css} bytes, more than {BYTES_MAX}")
        wrong += seen_by_axe(plain, axe, file, pictures)
        wrong += without_scripts(plain, file)
        wrong += with_large_letters(large, file)
    return wrong


def prove():
    """Each check finds what it is for, and nothing in a page that is right."""
    page = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A page</title><link rel="stylesheet" href="pages.css"></head><body><header><div class="tools">t</div></header>
<main><h1>A page</h1><p>%s</p></main></body></html>"""
    style = "html{font:100%/1.5 sans-serif}body{font-size:1.0625rem;overflow-wrap:break-word}@media print{.tools{display:none}}"
    broken = [
        ("right", "Words.", "", None),
        ("script", "Words.<script>1</script>", "", "needs a script"),
        ("handler", "<a href='#x' onclick='go()'>Words</a>", "", "needs a script"),
        ("wide", "Words.", "p{width:20.5rem}", "wider than a window of 320 px"),
        ("wide_when_large", "Words.", "p{width:16rem}", "px with letters twice the size"),
        ("fixed", "Words.", "body{font-size:16px}", "where the reader asked for twice the size"),
        ("cut", "Words and words and words and words and words and words.", "p{max-height:2.9rem;overflow:hidden}", "cut off"),
        ("small", "<button>Words</button>", "", "lower than 44 px"),
        ("print", "Words.", "@media print{.tools{display:block!important}}", "the print shows"),
        ("heavy", "Words." + "<!--" + "x" * BYTES_MAX + "-->", "", "bytes, more than"),
        ("pale", "Words.", "p{color:#ddd}", "color-contrast"),
    ]
    missed = []
    with tempfile.TemporaryDirectory() as place, browsers() as (plain, large):
        for name, body, more, wanted in broken:
            folder = pathlib.Path(place)
            (folder / "pages.css").write_text(style + more, encoding="utf-8")
            (folder / f"en_{name}.html").write_text(page % body, encoding="utf-8")
            found = check([folder / f"en_{name}.html"], plain, large)
            good = not found if wanted is None else any(wanted in line for line in found)
            print(f"{'found  ' if good else 'MISSED '} {name}: {wanted or 'nothing'}" + ("" if good else f": {found}"))
            if not good:
                missed.append(name)
    return 1 if missed else 0


def main():
    if sys.argv[1] == "--prove":
        return prove()
    folder = pathlib.Path(sys.argv[1])
    files = sorted(folder.glob("*_*.html"))
    wrong = [] if files else ["no pages in " + str(folder)]
    with browsers() as (plain, large):
        wrong += check(files, plain, large, os.environ.get("REDRESS_SCREENSHOTS"))
    for line in wrong:
        print(line)
    print(f"{len(files)} pages, {4 * len(files)} views, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

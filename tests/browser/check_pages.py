"""Checks pages that lie in a folder as a browser shows them. Exit 1 and a line for each thing that is wrong."""
import os
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
BYTES_MAX = 60 * 1024
TOUCH_MIN = 44  # CSS pixels; a link inside a sentence is read with it

# Buttons and fields, and links that stand for themselves.
SMALL = """() => [...document.querySelectorAll('button:not(.default), input:not([type=hidden]), select, textarea, a.button, .tiles a, summary')]
    .filter(e => { const r = e.closest('.choice') ? e.closest('.choice').getBoundingClientRect() : e.getBoundingClientRect();
                   return r.width > 0 && r.height < %d; })
    .map(e => e.outerHTML.slice(0, 90))""" % TOUCH_MIN
WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


def main():
    folder = pathlib.Path(sys.argv[1])
    pictures = os.environ.get("REDRESS_SCREENSHOTS")
    files = sorted(folder.glob("*_*.html"))
    wrong = [] if files else ["no pages in " + str(folder)]
    seen = 0
    css = (folder / "pages.css").stat().st_size
    axe = Axe()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for file in files:
            if file.stat().st_size + css > BYTES_MAX:
                wrong.append(f"{file.name}: {file.stat().st_size + css} bytes, more than {BYTES_MAX}")
            for theme in ("light", "dark"):
                for width in (1280, 360):
                    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800},
                                                  locale=file.name.split("_")[0])
                    page = context.new_page()
                    page.goto(file.as_uri())
                    seen += 1
                    where = f"{file.name} {theme} {width}"
                    for one in axe.run(page, options=RULES).response["violations"]:
                        places = "; ".join(node["html"][:110] for node in one["nodes"][:3])
                        wrong.append(f"{where}: {one['id']}: {places}")
                    if pictures:
                        page.screenshot(path=f"{pictures}/{file.stem}_{theme}_{width}.png", full_page=True)
                    context.close()
            # Without scripts, at 320 px, and with letters twice the size: nothing runs out of the window.
            context = browser.new_context(java_script_enabled=True, viewport={"width": 320, "height": 256})
            page = context.new_page()
            page.goto(file.as_uri())
            for zoom in ("100%", "200%"):
                page.add_style_tag(content=f"html{{font-size:{zoom}!important}}")
                over = page.evaluate(WIDER)
                if over > 0 and zoom == "100%":
                    wrong.append(f"{file.name}: {over} px wider than a window of 320 px")
            page.set_viewport_size({"width": 360, "height": 740})
            page.add_style_tag(content="html{font-size:100%!important}")
            for one in page.evaluate(SMALL):
                wrong.append(f"{file.name}: lower than {TOUCH_MIN} px: {one}")
            if "<script" in file.read_text(encoding="utf-8"):
                wrong.append(f"{file.name}: needs a script")
            page.emulate_media(media="print")
            if page.locator("main").count() != 1 or page.locator("header .tools").is_visible():
                wrong.append(f"{file.name}: the print shows what is for the screen alone")
            context.close()
        browser.close()
    for line in wrong:
        print(line)
    print(f"{len(files)} pages, {seen} views, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

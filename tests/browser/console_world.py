"""What the tests of the console share: the program with a database of its own, people who sign in, cases to work on, and
a browser."""
import contextlib
import json
import pathlib
import re
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

# The driver of the browser lies in .deps/venv, the one of the database with the system's Python.
sys.path += ["/usr/lib/python3/dist-packages", str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end")]

from playwright.sync_api import sync_playwright  # noqa: E402

import support  # noqa: E402

ROOT = support.ROOT

PASSWORD = "five small boats at dawn"
WAIT = 20_000  # milliseconds; bounds a hang and decides nothing


class Person:
    """Somebody signed in over the API, for what a test needs beside the browser."""

    def __init__(self, base, login):
        self.base, self.cookie, self.csrf = base, "", ""
        self.csrf = self.ask("POST", "/api/v1/session", {"login": login, "password": PASSWORD})["csrf_token"]

    def ask(self, method, path, body=None, version=None):
        asked = urllib.request.Request(self.base + path, method=method, data=None if body is None else json.dumps(body).encode())
        asked.add_header("Content-Type", "application/json")
        asked.add_header("Origin", self.base)
        if self.cookie:
            asked.add_header("Cookie", self.cookie)
            asked.add_header("X-CSRF-Token", self.csrf)
        if method == "POST":
            asked.add_header("Idempotency-Key", str(uuid.uuid4()))
        if version is not None:
            asked.add_header("If-Match", f'"v{version}"')
        def once():
            try:
                with urllib.request.urlopen(asked, timeout=20) as told:
                    if told.headers.get("Set-Cookie"):
                        self.cookie = told.headers["Set-Cookie"].split(";")[0]
                    return (json.loads(told.read() or b"null"),)
            except urllib.error.HTTPError as no:
                words = no.read().decode()[:600]
                # What is not answered is asked again, under its key, as the contract says.
                if no.code == 503:
                    return None
                raise AssertionError(f"{method} {path}: {no.code} {words}") from no
        return until(f"an answer to {method} {path}", once)[0]

    def case(self, reference):
        return self.ask("GET", f"/api/v1/complaints/{reference}")

    def act(self, reference, event, **fields):
        version = self.case(reference)["version"]
        return self.ask("POST", f"/api/v1/complaints/{reference}/actions/{event}", fields, version)

    def file(self, owner=None, **more):
        told = self.ask("POST", "/api/v1/complaints", support.filing(**more))
        reference = told["reference"]
        if owner:
            self.act(reference, "assigned", owner=owner)
        return reference

    def events(self, reference):
        return [one.get("ev") for one in self.ask("GET", f"/api/v1/complaints/{reference}/timeline?limit=200")["items"]
                if "refused" not in one]


class Browsers(threading.local):
    """A browser for each thread that asks for one: its driver serves the thread that started it, and no other."""

    def __init__(self):
        self.driver = self.running = None

    def here(self):
        if self.running is None:
            self.driver = sync_playwright().start()
            self.running = self.driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        return self.running

    def end(self):
        if self.running is not None:
            self.running.close()
            self.driver.stop()
            self.driver = self.running = None


browsers = Browsers()


def side_by_side(job, *each):
    """The job for each of these at the same time, each with a browser of its own; gives what they return, in order."""
    def one(given):
        try:
            return job(given)
        finally:
            browsers.end()
    with ThreadPoolExecutor(len(each)) as pool:
        return list(pool.map(one, each))


class Console(support.World):
    PEOPLE = ("h.lin", "h.osei", "c.ito", "l.novak", "a.moreau", "o.ops")

    def __init__(self, name="console"):
        super().__init__(name)
        self.run("migrate", "up")
        self.run("topics", "apply")
        self.base = self.serve_again()
        for person in self.PEOPLE:
            self.run("user", "add", person, stdin=PASSWORD + "\n")
        self.lin = Person(self.base, "h.lin")

    def serve_again(self, address="127.0.0.1:0"):
        self.serve(REDRESS_HTTP__LISTEN=address)
        # `serve` answers with the address for operators; behind it on that line stands ours.
        return re.findall(r"^ready: .* http (http://\S+)", self.log_since(0), re.M)[-1]

    def prepare(self):
        """An investigated case that only lacks its decision, one to answer, and others to look at."""
        both = (("en", "Transfer failed", "My transfer of 20 USDT failed and the money is gone."),
                ("zh-CN", "转账失败", "我转了二十个USDT，对方没有收到，钱也没有退回来。请尽快处理。"))
        for n in range(14):
            language, subject, narrative = both[n % 2]
            self.lin.file(owner="h.lin" if n < 8 else None, language=language, subject=subject, narrative=narrative,
                          complainant=f"cust-{n}", amount="20.00", currency="USDT")

    def investigated(self, **more):
        reference = self.lin.file(owner="h.lin", **more)
        self.lin.act(reference, "triaged", severity=2)
        language = more.get("language", "en")
        body, step = ("我们已经看过您的投诉。", "我们会查清楚。") if language == "zh-CN" else ("We have looked at it.", "We look into it.")
        letter = {"route": "email", "letter_language": language, "letter_parts": ["contact", "next_step", "timeframe"],
                  "letter_body": body, "next_step": step}
        self.lin.act(reference, "initial_response_sent", **letter)
        self.lin.act(reference, "points_agreed", points=["The transfer did not arrive."])
        self.lin.act(reference, "call_recorded", summary="They saw no arrival.", read_back=True)
        self.lin.act(reference, "document_added", document="trace-1")
        if self.lin.case(reference)["state"] != "investigating":
            self.lin.act(reference, "investigation_started")
        return reference

    @contextlib.contextmanager
    def page(self, language="en", theme="light", width=1280, person="h.lin", height=800, base=None):
        """A page of somebody's own browser, signed in; what its console complains of fails the test."""
        base = base or self.base
        context = browsers.here().new_context(viewport={"width": width, "height": height}, color_scheme=theme, locale=language,
                                           timezone_id="Asia/Shanghai", reduced_motion="reduce")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda one: complaints.append(one.text) if "Content Security" in one.text or "Trusted" in one.text else None)
        page.on("request", lambda one: complaints.append("third party: " + one.url)
                if not one.url.startswith((base, "data:", "blob:")) else None)
        try:
            page.goto(base + "/console/")
            if person:
                sign_in(page, person)
            yield page
        except Exception:
            # What was on screen when it failed says more than where it failed.
            page.screenshot(path=str(self.results() / f"console-{time.time_ns()}.png"))
            raise
        finally:
            context.close()
        assert not complaints, complaints

    def end(self):
        browsers.end()
        self.close()


def first_load(world):
    """The bytes, as sent, of each script that whoever is not signed in loads first, by its address."""
    context = browsers.here().new_context(locale="zh-CN")
    page, sizes = context.new_page(), {}
    page.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}) if one.url.endswith(".js") else None)
    page.goto(world.base + "/console/")
    page.locator("input[name=login]").wait_for()
    context.close()
    return sizes


def sign_in(page, person):
    page.locator("input[name=login]").wait_for()
    page.keyboard.type(person)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("header.top").wait_for()


def settled(page):
    """Nothing loads any more: what a person would wait for, too."""
    page.locator("main").wait_for()
    page.wait_for_function("() => !document.querySelector('main .note') || ![...document.querySelectorAll('main .note')]"
                           ".some(e => e.textContent === 'Loading…' || e.textContent === '正在加载…')")


def focused(page, field):
    page.wait_for_function("name => document.activeElement?.dataset?.field === name", arg=field)


def tab_to(page, wanted, most=80):
    """Goes to what is wanted by the Tab key alone."""
    for _ in range(most):
        if page.evaluate("w => document.activeElement?.matches(w) === true", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} was not reached by Tab; at {page.evaluate('document.activeElement?.outerHTML?.slice(0, 120)')}")


def begin_note(world, page, reference, words=None):
    """The form of a note on a case, with what somebody has typed so far."""
    page.goto(f"{world.base}/console/case/{reference}?act=note_added")
    page.locator("[data-field=text]").wait_for()
    if words is not None:
        page.locator("[data-field=text]").fill(words)


@contextlib.contextmanager
def begun_note(world, words=None):
    """A case of one's own with a note begun on it; gives its page and reference."""
    reference = world.lin.file(owner="h.lin")
    with world.page() as page:
        begin_note(world, page, reference, words)
        settled(page)
        yield page, reference


def begin_letter(world, page, reference, body, step):
    """The first answer to a case, complete and not sent."""
    page.goto(f"{world.base}/console/case/{reference}?act=initial_response_sent")
    page.locator("[data-field=letter_body]").fill(body)
    page.locator("[data-field=next_step]").fill(step)
    page.get_by_label("All of these").check()


def end_session(world, person):
    """As if its time were over."""
    with world.sql_on(world.url) as cursor:
        cursor.execute("DELETE FROM login_session WHERE person = %s", (person,))


def sign_in_again(page, most):
    """In the dialog that asks for it within so many milliseconds."""
    page.locator("dialog input[name=password]").wait_for(timeout=most)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def conflict_told(world, page, reference, words, mine):
    """Somebody else was faster: the page says what they did and keeps what was typed; sent again, it is there."""
    notes = world.lin.events(reference).count("note_added")
    page.locator("form.act button.main").click()
    page.locator(".conflict").wait_for()
    told = page.locator(".conflict").inner_text()
    assert words in told and mine in told, told
    assert page.locator("[data-field=text]").input_value() == mine
    assert world.lin.events(reference).count("note_added") == notes
    page.locator(".conflict button").click()
    page.locator("form.act button.main").click()
    until("the note is there once", lambda: world.lin.events(reference).count("note_added") == notes + 1)


def in_both_languages(*ways):
    """A walk is a test in each language and each of these ways (`by_keyboard`, `by_mouse`); its name says which, and it is given both."""
    def tests_of(walk):
        def one(way, spoken, language):
            def test(world):
                walk(world, language, way)
            test.__name__ = f"test_{way}_in_{spoken}_{walk.__name__.removeprefix('test_')}"
            return test
        walk.ways = [one(way, spoken, language) for way in ways for spoken, language in (("english", "en"), ("chinese", "zh-CN"))]
        return walk
    return tests_of


def run(world, tests):
    """Runs the tests that are named on the command line, or all, and ends the world; returns the exit code."""
    try:
        world.prepare()
        passed, failed = support.run_in(world, tests)
    finally:
        world.end()
    return 1 if failed or not passed else 0


def until(what, condition, seconds=20):
    return support.until(what, condition, seconds)

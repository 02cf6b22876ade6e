"""What happens at a desk when something breaks: the database, the broker, the stream, the way to the server, the
session. Words stay, somebody is told within five seconds, and the page goes on by itself, without being loaded anew."""
import contextlib
import os
import socket
import subprocess
import threading

from console_world import ROOT, begin_letter, begin_note, begun_note, conflict_told, end_session, settled, sign_in_again, until
from support import tests_in

BANNER = 5000  # milliseconds that were promised


def stack(*what):
    subprocess.run([ROOT / "ops/stack", *what, "--dir", os.environ["REDRESS_RUN_DIR"]], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


@contextlib.contextmanager
def the_same_page(page):
    """Whatever happens meanwhile, it is not loaded anew."""
    page.evaluate("() => { window.never_left = true; }")
    yield
    assert page.evaluate("() => window.never_left === true"), "the page was loaded anew"


@contextlib.contextmanager
def without_the_database():
    stack("crash-pg")
    try:
        yield
    finally:
        stack("start-pg")


@contextlib.contextmanager
def without_the_broker():
    stack("kill-kafka")
    try:
        yield
    finally:
        stack("start-kafka")


def test_postgresql_stops_in_mid_draft_and_starts_again(world):
    with begun_note(world) as (page, reference):
        with the_same_page(page):
            with without_the_database():
                page.locator("[data-field=text]").fill("Written without a database")
                page.locator(".banner").wait_for(timeout=BANNER)
                page.get_by_text("Kept on this page only").wait_for()
                # Sent now, it is refused in words, and stays.
                page.locator("form.act button.main").click()
                page.locator("form.act .problem").wait_for()
                assert "Trace id" in page.locator("form.act .problem").inner_text()
                assert page.locator("[data-field=text]").input_value() == "Written without a database"
            page.get_by_text("Saved").first.wait_for()
            page.locator(".banner").wait_for(state="detached")
            page.locator("form.act button.main").click()
            until("the note is there once", lambda: world.lin.events(reference).count("note_added") == 1)
            page.locator("form.act").wait_for(state="detached")


def test_kafka_stops_and_the_desk_is_told_and_goes_on(world):
    with begun_note(world) as (page, reference):
        with the_same_page(page):
            with without_the_broker():
                page.locator(".banner", has_text="Events from and to other systems").wait_for(timeout=BANNER)
                page.locator("[data-field=text]").fill("Written without a broker")
                page.get_by_text("Saved").first.wait_for()
                page.locator("form.act button.main").click()
                until("the note is there", lambda: world.lin.events(reference).count("note_added") == 1)
            page.locator(".banner").wait_for(state="detached")
            # What happened meanwhile is published when the broker is back.
            case = world.lin.case(reference)["id"]
            until("it is published", lambda: any(key == case and headers.get("ce_type", "").endswith("note_added.v1") for key, headers, _ in world.published()), 60)


class Line:
    """What lies between browser and server: passes everything on, until the stream alone is cut."""

    STREAM = b"GET /api/v1/stream"

    def __init__(self, base):
        self.to = ("127.0.0.1", int(base.rsplit(":", 1)[1]))
        self.cut, self.streams = False, []
        self.here = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.here.getsockname()[1]}"
        threading.Thread(target=self.take, daemon=True).start()

    def take(self):
        with contextlib.suppress(OSError):
            while True:
                near = self.here.accept()[0]
                far = socket.create_connection(self.to)
                threading.Thread(target=self.up, args=(near, far), daemon=True).start()
                threading.Thread(target=self.down, args=(far, near), daemon=True).start()

    def up(self, near, far):
        with contextlib.suppress(OSError):
            while got := near.recv(65536):
                # A connection that had other requests before may get the stream, too.
                if got.startswith(self.STREAM):
                    if self.cut:
                        break
                    self.streams.append(near)
                far.sendall(got)
        self.end(near, far)

    def down(self, far, near):
        with contextlib.suppress(OSError):
            while got := far.recv(65536):
                near.sendall(got)
        self.end(near, far)

    @staticmethod
    def end(*both):
        for one in both:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def cut_streams(self):
        self.cut = True
        self.end(*self.streams)

    def close(self):
        self.here.close()


def test_the_stream_is_cut_and_what_was_missed_is_shown_when_it_is_back(world):
    with contextlib.closing(Line(world.base)) as line, world.page(base=line.base) as page:
        page.goto(f"{line.base}/console/queue/all?category=transfer_failed")
        page.locator("table.queue tbody tr").first.wait_for()
        settled(page)
        until("it listens", lambda: line.streams)
        with the_same_page(page):
            line.cut_streams()
            page.locator(".banner", has_text="Live updates paused").wait_for(timeout=BANNER)
            added = world.lin.file(owner="h.lin")
            line.cut = False
            page.locator(".banner").wait_for(state="detached")
            page.locator(".pill").wait_for()
            page.keyboard.press(".")
            page.locator("table.queue .reference", has_text=added).wait_for()


def test_the_way_to_the_server_is_cut_while_a_letter_waits_to_go(world):
    reference = world.lin.file(owner="h.lin")
    with world.page() as page:
        begin_letter(world, page, reference, "Read by nobody yet.", "We look.")
        page.get_by_text("Saved").first.wait_for()
        with the_same_page(page):
            page.locator("form.act button.main").click()
            page.locator(".toast.waiting").wait_for()
            page.context.set_offline(True)
            page.locator(".toast.waiting").get_by_role("button", name="Send now").click()
            page.locator(".toast.bad").wait_for()
            page.locator(".banner").wait_for(timeout=BANNER)
            assert "initial_response_sent" not in world.lin.events(reference)
            page.context.set_offline(False)
            page.locator(".toast.bad a").click()
            page.wait_for_function("() => document.querySelector('[data-field=letter_body]')?.value === 'Read by nobody yet.'")
            page.locator("form.act button.main").click()
            page.locator(".toast.waiting").get_by_role("button", name="Send now").click()
            until("it went once", lambda: world.lin.events(reference).count("initial_response_sent") == 1)


def test_the_session_ends_while_an_act_is_sent_and_goes_on_after_signing_in_again(world):
    reference = world.lin.file(owner="h.osei")
    with world.page(person="h.osei") as page:
        begin_note(world, page, reference, "Sent after the session ended")
        page.get_by_text("Saved").first.wait_for()
        with the_same_page(page):
            end_session(world, "h.osei")
            page.locator("form.act button.main").click()
            sign_in_again(page, BANNER)
            until("it is there once", lambda: world.lin.events(reference).count("note_added") == 1)
            page.locator("dialog").wait_for(state="detached")


def test_signing_out_that_fails_says_so(world):
    with world.page() as page:
        page.locator("table.queue").wait_for()
        settled(page)
        page.route("**/api/v1/session", lambda route: route.abort() if route.request.method == "DELETE" else route.continue_())
        page.locator("details.person summary").click()
        page.get_by_role("button", name="Sign out").click()
        page.locator("dialog", has_text="You are still signed in").wait_for()
        page.unroute("**/api/v1/session")
        page.locator("dialog").get_by_role("button", name="Try again").click()
        page.locator("input[name=login]").wait_for()


def test_two_people_in_two_browsers_act_on_one_case_and_both_texts_are_kept(world):
    reference = world.lin.file(owner="h.lin")
    with world.page() as lin, world.page(person="h.osei") as osei:
        for page, words in ((lin, "What Lin saw."), (osei, "What Osei heard.")):
            begin_note(world, page, reference, words)
            page.get_by_text("Saved").first.wait_for()
        lin.locator("form.act button.main").click()
        until("the first is there", lambda: world.lin.events(reference).count("note_added") == 1)
        conflict_told(world, osei, reference, "h.lin", "What Osei heard.")


def test_two_windows_of_one_person_keep_both_drafts(world):
    with begun_note(world, "In the first window") as (page, reference):
        page.get_by_text("Saved").first.wait_for()
        other = page.context.new_page()
        other.goto(f"{world.base}/console/case/{reference}?act=note_added")
        other.wait_for_function("() => document.querySelector('[data-field=text]')?.value === 'In the first window'")
        other.locator("[data-field=text]").fill("In the second window")
        other.get_by_text("Saved").first.wait_for()
        page.locator("[data-field=text]").fill("In the first window, later")
        page.locator(".conflict", has_text="In the second window").wait_for()
        assert page.locator("[data-field=text]").input_value() == "In the first window, later"
        page.get_by_role("button", name="Keep this one").click()
        page.get_by_text("Saved").first.wait_for()


DRILLS = tests_in(globals())

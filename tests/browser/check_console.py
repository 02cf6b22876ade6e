"""The console in a browser. Exit 1 when a test fails; `passed failed 0` in REDRESS_COUNT_FILE."""
import re
import sys

from console_away import AWAY
from console_desk import DESK
from console_drills import DRILLS
from console_world import Console, Person, begin_letter, begin_note, begun_note, conflict_told, end_session, focused, in_both_languages, run, settled, sign_in_again, until
from support import chosen, tests_in

WORDS = {
    "en": {"send_now": "Send now", "triage": "Triage", "all": "All of these", "body": "Your words in the letter", "first": "Send the first answer", "take": "Take it", "severity": "Severity"},
    "zh-CN": {"send_now": "立即发送", "triage": "定级分类", "all": "全部", "body": "信件正文", "first": "发送首次答复", "take": "接手", "severity": "严重度"},
}


def first_row(page):
    page.locator("table.queue tbody tr").first.wait_for()
    return page.locator("table.queue tbody tr .reference").first.inner_text()


class Keys:
    """Presses keys and counts them; words that are typed do not count."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            # Ctrl and a letter are two.
            self.count += len(key.split("+"))

    def type(self, words):
        self.page.keyboard.type(words)


@in_both_languages("by_keyboard")
def test_a_case_is_triaged_and_answered_in_twelve_keys(world, language, _way):
    with world.page(language) as page:
        first_row(page)
        # One that nobody looked at yet, with another one behind it.
        rows = page.locator("table.queue tbody tr .reference").all_inner_texts()
        reference = next(one for one in rows[:-1] if "triaged" not in world.lin.events(one))
        for _ in range(rows.index(reference)):
            page.keyboard.press("j")
        answered = world.lin.events(reference).count("initial_response_sent")
        page.keyboard.press("Enter")
        page.locator("h1.reference", has_text=reference).wait_for()
        settled(page)
        keys = Keys(page)
        keys.press(page.locator("[data-act=triaged] kbd").inner_text())
        focused(page, "severity")
        keys.press("2")
        keys.press("Control+Enter")
        until("it is triaged", lambda: world.lin.case(reference)["facts"].get("severity") == 2)
        page.locator("form.act").wait_for(state="detached")
        keys.press("r")
        focused(page, "letter_body")
        # A letter is in the language of whoever complains; the program looks at that, too.
        chinese = world.lin.case(reference)["facts"]["language"] == "zh-CN"
        keys.type("我们已经看过您的投诉。" if chinese else "Thank you, we have read it.")
        keys.press("Tab")
        focused(page, "next_step")
        keys.type("我们去问转账的结果。" if chinese else "We ask the network what became of it.")
        keys.press("Tab", "Space")
        assert page.locator("[data-field=letter_parts]").is_checked()
        keys.press("Control+Enter")
        # It waits to be sent, and the next case is one key away.
        page.locator(".toast.waiting").wait_for()
        page.wait_for_function("() => document.activeElement?.id === 'next'")
        assert world.lin.events(reference).count("initial_response_sent") == answered, "it was sent before its time"
        keys.press("Enter")
        page.locator("h1.reference").filter(has_not_text=reference).wait_for()
        assert keys.count <= 12, f"{keys.count} keys from triage to the next case"
        print(f"        {keys.count} keys from triage over the reply to the next case", flush=True)
        until("the letter went out by itself", lambda: world.lin.events(reference).count("initial_response_sent") > answered)


def pick(page, value):
    """By the arrow keys alone, in the list that has the focus."""
    for _ in range(30):
        if page.evaluate("() => document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not in the list")


@in_both_languages("by_keyboard", "by_mouse")
def test_a_case_is_taken_and_decided_point_by_point(world, language, way):
    reference = world.investigated(language=language)
    world.lin.act(reference, "released")
    body, reason = ("我们查看了每一步。", "网络确认已送达。") if language == "zh-CN" else ("We looked at each step.", "The network confirms delivery.")
    answers = (("outcome", "not_upheld"), ("findings", "1:not_upheld"), ("redress_ruled_out", None), ("letter_body", body), ("reason", reason), ("next_step", body), ("letter_parts", None))
    with world.page(language) as page:
        settled(page)
        by_keys = way == "by_keyboard"
        if by_keys:
            for key in ("g", "q", "/"):
                page.keyboard.press(key)
            page.keyboard.type(reference.lower())
            page.keyboard.press("Enter")
        else:
            page.locator("form[role=search] input").fill(reference)
            page.keyboard.press("Enter")
        page.locator("h1.reference", has_text=reference).wait_for()
        settled(page)
        take = page.locator("button.act[data-act=assigned]")
        take.wait_for()
        if by_keys:
            page.keyboard.press(take.locator("kbd").inner_text())
            focused(page, "owner")
            page.keyboard.type("h.lin")
            page.keyboard.press("Control+Enter")
        else:
            take.click()
            page.locator("[data-field=owner]").fill("h.lin")
            page.locator("form.act button.main").click()
        until("it is taken", lambda: world.lin.case(reference)["facts"].get("owner") == "h.lin")
        page.locator("form.act").wait_for(state="detached")
        decide = page.locator("button.act[data-act=decision_sent]")
        decide.wait_for()
        if by_keys:
            page.keyboard.press(decide.locator("kbd").inner_text())
            focused(page, "outcome")
        else:
            decide.click()
        for n, (field, given) in enumerate(answers):
            control = page.locator(f"[data-field={field}]").first
            if by_keys:
                if n > 0:
                    page.keyboard.press("Tab")
                focused(page, field)
            if field in ("outcome", "findings"):
                # A finding is of its point, and its list says the code alone.
                value = given.split(":")[-1]
                if by_keys:
                    pick(page, value)
                else:
                    control.select_option(value)
            elif given is not None:
                if by_keys:
                    page.keyboard.type(given)
                else:
                    control.fill(given)
            elif field == "letter_parts":
                if by_keys:
                    page.keyboard.press("Space")
                else:
                    control.check()
        if by_keys:
            page.keyboard.press("Control+Enter")
        else:
            page.locator("form.act button.main").click()
        page.locator(".toast.waiting").wait_for()
        page.get_by_role("button", name=WORDS[language]["send_now"]).click()
        finish_decision(world, page, reference)


def finish_decision(world, page, reference):
    """A decision goes through, or the form says what it still lacks, and says it in words."""
    def decided():
        return world.lin.case(reference)["state"] == "decided"
    until("decided, or refused in words", lambda: decided() or page.locator(".problem").count() > 0)
    assert decided(), page.locator(".problem").first.inner_text()
    page.locator(".strip .chip", has_text=re.compile("decided|已作决定")).wait_for()


@in_both_languages("by_mouse")
def test_a_case_is_taken_triaged_and_answered(world, language, _way):
    said = WORDS[language]
    reference = world.lin.file(language=language, complainant=f"cust-mouse-{language}")
    with world.page(language) as page:
        settled(page)
        page.goto(f"{world.base}/console/search?q={reference}")
        page.locator("table.queue a.reference", has_text=reference).click()
        settled(page)
        page.goto(f"{world.base}/console/queue/unowned")
        row = page.locator("table.queue tbody tr").first
        row.wait_for()
        taken = row.locator(".reference").inner_text()
        # A look beside the list by its key, which is also a button there; taking it by the mouse.
        page.keyboard.press("Space")
        page.locator(".peek").get_by_role("button", name=said["take"]).click()
        until("it is taken", lambda: world.lin.case(taken)["facts"].get("owner") == "h.lin")
        page.goto(f"{world.base}/console/case/{taken}")
        settled(page)
        page.locator("button.act", has_text=said["triage"]).click()
        page.get_by_label(said["severity"]).select_option("3")
        page.locator("form.act button.main").click()
        until("triaged", lambda: world.lin.case(taken)["facts"].get("severity") == 3)
        page.locator("form.act").wait_for(state="detached")
        page.locator("button.act", has_text=said["first"]).click()
        chinese = world.lin.case(taken)["facts"]["language"] == "zh-CN"
        body, step = ("谢谢您的来信。", "我们会查清楚。") if chinese else ("Thank you for writing.", "We look into it.")
        page.get_by_label(said["body"]).fill(body)
        page.locator("[data-field=next_step]").fill(step)
        page.get_by_label(said["all"], exact=True).check()
        page.locator("form.act button.main").click()
        page.get_by_role("button", name=said["send_now"]).click()
        until("answered", lambda: "initial_response_sent" in world.lin.events(taken))
        # The words are there without having been read, and put on record as read, once more.
        page.locator(".said.ours", has_text=body).wait_for()


def test_what_was_sent_can_be_taken_back_before_it_goes(world):
    reference = world.lin.file(owner="h.lin")
    with world.page() as page:
        begin_letter(world, page, reference, "Not yet.", "Nothing.")
        page.locator("form.act button.main").click()
        page.locator(".toast.waiting").get_by_role("button", name="Cancel").click()
        page.locator(".toast", has_text="Your draft is kept").wait_for()
        assert "initial_response_sent" not in world.lin.events(reference)
        page.goto(f"{world.base}/console/case/{reference}?act=initial_response_sent")
        page.wait_for_function("() => document.querySelector('[data-field=letter_body]')?.value === 'Not yet.'")


def test_somebody_else_was_faster_and_both_texts_are_kept(world):
    other = Person(world.base, "h.osei")
    with begun_note(world, "What I saw at the desk.") as (page, reference):
        # That somebody only read it is no reason to stop.
        other.ask("GET", f"/api/v1/complaints/{reference}/texts")
        world.lin.act(reference, "triaged", severity=4)
        conflict_told(world, page, reference, "Triaged", "What I saw at the desk.")


def test_a_letter_that_met_the_act_of_somebody_else_goes_out_once_its_writer_saw_it(world):
    other = Person(world.base, "h.osei")
    reference = world.lin.file(owner="h.lin")
    with world.page() as page:
        begin_letter(world, page, reference, "We have looked at it.", "We ask the network.")
        settled(page)
        page.locator("form.act button.main").click()
        page.locator(".toast.waiting").wait_for()
        other.act(reference, "note_added", text="They called about it again.")
        page.get_by_role("button", name="Send now").click()
        # Its form is closed by then: the notice leads back to it, with what the other one wrote and what we wrote.
        page.locator(".toast.bad a").click()
        told = page.locator(".conflict")
        told.get_by_text("They called about it again.").wait_for()
        assert "We have looked at it." in told.inner_text()
        assert "initial_response_sent" not in world.lin.events(reference)
        told.locator("button").click()
        page.locator("form.act button.main").click()
        page.get_by_role("button", name="Send now").click()
        until("it is sent once", lambda: world.lin.events(reference).count("initial_response_sent") == 1)
        # Nobody is led to send it once more.
        page.goto(f"{world.base}/console/case/{reference}?act=initial_response_sent")
        page.locator("form.act .note", has_text="A first answer was sent").wait_for()


def test_a_letter_that_would_be_refused_is_refused_before_the_wait(world):
    reference = world.lin.file(owner="h.lin")
    with world.page() as page:
        begin_letter(world, page, reference, "", "")
        page.locator("form.act button.main").click()
        page.locator("form.act .problem").wait_for()
        assert page.locator(".toast.waiting").count() == 0
        assert "initial_response_sent" not in world.lin.events(reference)


def test_a_browser_without_network_says_so_and_goes_on_by_itself(world):
    with begun_note(world) as (page, _):
        page.context.set_offline(True)
        page.locator("[data-field=text]").fill("Written on a train")
        page.locator(".banner").wait_for(timeout=5000)
        page.get_by_text("Kept on this page only").wait_for()
        page.context.set_offline(False)
        page.get_by_text("Saved").first.wait_for()
        page.locator(".banner").wait_for(state="detached")
        assert page.locator("[data-field=text]").input_value() == "Written on a train"


def test_that_somebody_only_read_the_case_stops_nobody(world):
    with begun_note(world, "A note.") as (page, reference):
        Person(world.base, "h.osei").ask("GET", f"/api/v1/complaints/{reference}/texts")
        page.locator("form.act button.main").click()
        until("the note is there", lambda: world.lin.events(reference).count("note_added") == 1)
        assert page.locator(".conflict").count() == 0


def test_what_nobody_may_do_alone_is_approved_by_a_second_person(world):
    reference = world.lin.file(owner="h.lin")
    with world.page() as page:
        page.goto(f"{world.base}/console/case/{reference}?act=reclassified")
        page.locator("[data-field=kind]").select_option("query")
        page.locator("[data-field=category]").select_option("fees")
        page.locator("[data-field=reason]").fill("They only ask what a fee is.")
        page.locator("form.act button.main").click()
        link = page.locator("form.act .approval code").inner_text()
        assert world.lin.case(reference)["facts"].get("kind", "complaint") == "complaint"
        with world.page(person="l.novak") as other:
            other.goto(link)
            other.locator(".approval", has_text="Change its kind").wait_for()
            other.get_by_role("button", name="Approve it").click()
            other.locator(".toast", has_text="approved").wait_for()
        page.locator("form.act button.main").click()
        until("it is a query now", lambda: world.lin.case(reference)["facts"].get("kind") == "query")


def test_new_cases_wait_behind_a_count_and_move_nothing(world):
    with world.page() as page:
        page.goto(f"{world.base}/console/queue/all?category=transfer_failed")
        first_row(page)
        settled(page)
        before = page.locator("table.queue .reference").all_inner_texts()
        added = world.lin.file(owner="h.lin")
        page.locator(".pill").wait_for()
        assert page.locator("table.queue .reference").all_inner_texts() == before
        page.keyboard.press(".")
        page.locator("table.queue .reference", has_text=added).wait_for()


def test_nothing_happens_while_characters_are_chosen(world):
    with world.page("zh-CN") as page:
        first_row(page)
        where = page.url
        page.evaluate("""() => { for (const key of ['j', 'Enter', 'g', 'q', '1']) document.body.dispatchEvent(
            new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true, cancelable: true})); }""")
        assert page.url == where and page.locator("tr.at").first.get_attribute("class").strip() == "at"
        page.keyboard.press("/")
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "zhuanzhang", "selectionStart": 10, "selectionEnd": 10})
        page.evaluate("""() => document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, keyCode: 229, bubbles: true, cancelable: true}))""")
        assert page.url == where
        session.send("Input.insertText", {"text": "转账"})
        assert page.locator("form[role=search] input").input_value() == "转账"
        page.keyboard.press("Enter")
        page.wait_for_url("**/console/search?q=*")


def test_nothing_is_sent_while_characters_of_a_note_are_chosen(world):
    with begun_note(world) as (page, reference):
        field = page.locator("[data-field=text]")
        field.focus()
        session = page.context.new_cdp_session(page)
        session.send("Input.imeSetComposition", {"text": "yijing", "selectionStart": 6, "selectionEnd": 6})
        page.evaluate("""() => { for (const ctrlKey of [false, true]) document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', {key: 'Enter', ctrlKey, isComposing: true, keyCode: 229, bubbles: true, cancelable: true})); }""")
        session.send("Input.insertText", {"text": "已经"})
        page.keyboard.type("ok")
        assert field.input_value() == "已经ok"
        page.get_by_text("Saved").first.wait_for()
        assert "note_added" not in world.lin.events(reference)
        page.keyboard.press("Control+Enter")
        until("it is sent when it is meant", lambda: world.lin.events(reference).count("note_added") == 1)


def test_single_keys_can_be_switched_off(world):
    with world.page() as page:
        first_row(page)
        page.keyboard.press("?")
        page.locator("dialog").get_by_label("Single keys").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert page.locator("table.queue tbody tr").first.get_attribute("class").startswith("at")
        page.keyboard.press("Control+k")
        page.locator("dialog.palette").wait_for()


def test_a_session_that_ends_in_mid_draft_loses_no_word(world):
    reference = world.lin.file(owner="h.lin")
    with world.page(person="h.osei") as page:
        begin_note(world, page, reference)
        end_session(world, "h.osei")
        page.locator("[data-field=text]").fill("Half a thought")
        sign_in_again(page, 5000)
        page.locator("dialog").wait_for(state="detached")
        assert page.locator("[data-field=text]").input_value() == "Half a thought"
        page.get_by_text("Saved").first.wait_for()


def test_the_program_goes_away_in_mid_draft_and_the_page_goes_on_by_itself(world):
    with begun_note(world) as (page, reference):
        world.kill()
        page.locator("[data-field=text]").fill("Written in the dark")
        page.locator(".banner").wait_for(timeout=5000)
        page.get_by_text("Kept on this page only").wait_for()
        world.serve_again(world.base.removeprefix("http://"))
        page.get_by_text("Saved").first.wait_for()
        page.locator(".banner").wait_for(state="detached")
        assert page.locator("[data-field=text]").input_value() == "Written in the dark"


def test_two_windows_share_one_stream(world):
    with world.page() as page:
        first_row(page)
        streams = []
        other = page.context.new_page()
        other.on("request", lambda one: streams.append(one.url) if "/api/v1/stream" in one.url else None)
        other.goto(f"{world.base}/console/queue/all?category=transfer_failed")
        first_row(other)
        world.lin.file()
        other.locator(".pill").wait_for()
        assert streams == [], streams
        page.close()
        # The one that is left takes over.
        until("it has a stream of its own now", lambda: other.evaluate("1") and streams)


if __name__ == "__main__":
    sys.exit(run(Console(), chosen(tests_in(globals()) + DESK + AWAY + DRILLS, sys.argv[1:])))

"""Walks over the areas of the console in a browser. Exit 1 when a test fails; `passed failed 0` in REDRESS_COUNT_FILE."""
import pathlib
import re
import sys

from areas_day import DAY
from areas_world import HANDS, Areas
from console_world import in_both_languages, run, settled, tab_to, until
from support import chosen, tests_in

@in_both_languages("by_keyboard", "by_mouse")
def test_an_escalation_is_accepted_and_returned(world, language, way):
    reference = world.climbed(language)
    with world.page(language, person="c.ito") as page:
        settled(page)
        hands = HANDS[way](world, page)
        hands.open("ge", "/console/escalations", ".inbox .list a")
        hands.press(f".inbox .list a[href*='{reference}']")
        page.locator(".detail .why").wait_for()
        # Why it is here is the first thing that is said.
        assert page.locator(".detail .why p").first.inner_text().strip() in ("Somebody asked for it", "有人要求升级"), page.locator(".detail .why").inner_text()
        hands.press("[data-act=rung_accepted]")
        hands.send()
        until("it is accepted", lambda: world.lin.case(reference)["ladder"] == "under_review")
        page.locator("form.act").wait_for(state="detached")
        # Who accepted it, and when, stands there, and it is not offered a second time.
        page.locator(".detail .why", has_text=re.compile("accepted by c.ito|已由 c.ito")).wait_for()
        assert page.locator("[data-act=rung_accepted]").count() == 0
        page.locator("[data-act=de_escalated]").wait_for()
        page.evaluate("() => document.querySelector('.detail h2').focus()")
        hands.press("[data-act=de_escalated]")
        hands.answer("instruction", "请查网络记录。" if language == "zh-CN" else "Ask the network for a trace.")
        hands.send()
        until("it is back at base", lambda: world.lin.case(reference)["ladder"] == "at_base")


@in_both_languages("by_keyboard", "by_mouse")
def test_an_appeal_is_decided(world, language, way):
    reference = world.appeal(language)
    reason, body = ("新证据成立。", "我们重新查看了每一步。") if language == "zh-CN" else ("The new evidence holds.", "We looked at each step again.")
    words = {"reason": reason, "letter_body": body, "next_step": body}
    with world.page(language, person="a.moreau") as page:
        settled(page)
        hands = HANDS[way](world, page)
        hands.open("gp", "/console/appeals", "table.queue tbody tr")
        if way == "by_keyboard":
            tab_to(page, "table.queue tbody tr.at")
            for _ in range(20):
                if page.locator("table.queue tr.at .reference").inner_text() == reference:
                    break
                page.keyboard.press("j")
            page.keyboard.press("Enter")
        else:
            hands.press(f"table.queue a[href*='/appeals/{reference}']")
        page.locator(".beside .quote").first.wait_for()
        shown = page.locator(".beside").inner_text()
        assert ("Nobody looked at my records." in shown or "没有人查看我的转账记录。" in shown), shown
        assert ("The network confirms delivery." in shown or "网络确认已送达。" in shown), shown
        assert f"explorer-{language}" in shown and "trace-1" in shown, shown
        hands.press("[data-act=appeal_decided]")
        hands.choose("result")
        if way == "by_keyboard":
            fill_by_keys(page, words, reference)
        else:
            fill_by_mouse(page, words, reference)
        hands.send()
        page.locator(".toast.waiting").wait_for()
        page.get_by_role("button", name=re.compile("Send now|立即发送")).click()
        until("the appeal is decided, or it is said why not", lambda: "appeal_decided" in world.lin.events(reference) or page.locator(".problem").count() > 0)
        assert "appeal_decided" in world.lin.events(reference), page.locator(".problem").first.inner_text()


def fill_by_mouse(page, words, reference):
    form = page.locator("form.act")
    for field, typed in words.items():
        form.locator(f"[data-field={field}]").fill(typed)
    for one in form.locator(".finding select").all():
        one.select_option(index=1)
    form.locator("[data-field=letter_parts]").check()
    box = form.locator("label", has_text=reference).locator("input")
    if box.count() > 0:
        box.fill(reference)


def fill_by_keys(page, words, reference):
    """Goes through the form by Tab; types where words are known, chooses the first where a finding is asked, ticks all parts."""
    done = set()
    for _ in range(40):
        at = page.evaluate("() => { const e = document.activeElement; return {field: e?.dataset?.field ?? '', tag: e?.tagName ?? '', type: e?.type ?? '', main: e?.classList?.contains('main') === true,"
                           " typed: e?.closest('label')?.textContent ?? ''}; }")
        if at["main"]:
            return
        if at["field"] in words and at["field"] not in done:
            page.keyboard.type(words[at["field"]])
            done.add(at["field"])
        elif at["tag"] == "SELECT" and at["field"] in ("findings", ""):
            page.keyboard.press("ArrowDown")
        elif at["field"] == "letter_parts" and "letter_parts" not in done:
            page.keyboard.press("Space")
            done.add("letter_parts")
        elif at["tag"] == "INPUT" and at["type"] == "text" and reference in at["typed"]:
            page.keyboard.type(reference)
        page.keyboard.press("Tab")


def test_who_decided_it_is_shown_that_and_why_they_cannot_hear_the_appeal(world):
    reference = world.appeal("en")
    with world.page(person="h.lin") as page:
        page.goto(f"{world.base}/console/appeals/{reference}")
        page.locator(".beside").wait_for()
        shown = page.locator("main").inner_text()
        assert page.locator("[data-act=appeal_decided]").count() == 0
        assert "Decide the appeal is blocked. You decided this case, so somebody else has to hear its appeal." in shown, shown


@in_both_languages("by_mouse")
def test_who_declares_an_interest_in_an_appeal_is_kept_out_and_led_on(world, language, way):
    reference = world.appeal(language)
    with world.page(language, person="a.moreau") as page:
        page.goto(f"{world.base}/console/appeals/{reference}")
        page.locator(".beside .quote").first.wait_for()
        page.locator("[data-act=interest_declared]").click()
        page.locator("form.act button.main").click()
        out = page.locator(".kept-out")
        out.wait_for()
        settled(page)
        assert re.search("since you declared an interest at|申报利益关系", out.inner_text()), out.inner_text()
        assert page.locator("[data-act], .quote, .problem").count() == 0
        out.locator("a[href*='/console/appeals']").click()
        page.locator(".beside .quote, table.queue").first.wait_for()
        assert reference not in page.url


@in_both_languages("by_keyboard", "by_mouse")
def test_the_history_is_searched(world, language, way):
    with world.page(language, person="p.haas") as page:
        settled(page)
        page.goto(f"{world.base}/console/audit")
        page.locator("form[aria-label] [name=actor]").wait_for()
        if way == "by_keyboard":
            tab_to(page, "form[aria-label] [name=actor]")
            page.keyboard.type("h.lin")
            tab_to(page, "form[aria-label] [name=event]")
            for _ in range(page.locator("form[aria-label] [name=event] option").count()):
                if page.locator("form[aria-label] [name=event]").input_value() == "appeal_filed":
                    break
                page.keyboard.press("ArrowDown")
            tab_to(page, "form[aria-label] button.main")
            page.keyboard.press("Enter")
        else:
            page.locator("form[aria-label] [name=actor]").fill("h.lin")
            page.locator("form[aria-label] [name=event]").select_option("appeal_filed")
            page.locator("form[aria-label] button.main").click()
        page.locator(".entry").first.wait_for()
        assert "h.lin" in page.locator(".entry summary").first.inner_text()
        if way == "by_keyboard":
            tab_to(page, ".entry summary")
            page.keyboard.press("Enter")
        else:
            page.locator(".entry summary").first.click()
        # What stood before, and what stands there since.
        page.locator(".entry table.diff tbody tr").first.wait_for()
        shown = page.locator(".entry table.diff").first.inner_text()
        assert all(one in shown for one in (("已作决定", "申诉中") if language == "zh-CN" else ("decided", "under appeal"))), shown
        # That it was looked for is in the history, too.
        until("the search is recorded", lambda: "actor=h.lin" in str(world.as_("p.haas").ask("GET", "/api/v1/audit?type=access.given&actor=p.haas")))


@in_both_languages("by_keyboard", "by_mouse")
def test_a_dead_letter_is_given_again(world, language, way):
    world.dead_letter(world.lin.file(), 41 if way == "by_keyboard" else 42)
    with world.page(language, person="o.ops") as page:
        settled(page)
        page.goto(f"{world.base}/console/dead-letters")
        page.locator(".card td button.link").first.wait_for()
        before = page.locator(".card td button.link").count()
        hands = HANDS[way](world, page)
        hands.press(".card td button.link", first=True)
        page.locator("dialog pre.payload").wait_for()
        hands.press("dialog button.main")
        page.locator(".toast", has_text=re.compile("Given again|已重新投递|重新")).wait_for()
        page.locator("dialog").wait_for(state="detached")
        until("it left the list", lambda: page.locator(".card td button.link").count() == before - 1)


def test_a_group_of_dead_letters_is_discarded_with_a_reason_and_each_has_its_outcome(world):
    for n in (3, 6):
        world.dead_letter(world.lin.file(), n)
    with world.page(person="o.ops") as page:
        page.goto(f"{world.base}/console/dead-letters")
        group = page.locator("section.card").first
        group.locator("table tbody tr").first.wait_for()
        n = group.locator("table tbody tr").count()
        group.get_by_role("button", name="Discard these").click()
        discard = group.get_by_role("button", name=re.compile("Discard [0-9]+"))
        # Without a reason, and with one that is no code, it is said at the field what is wrong.
        discard.click()
        group.get_by_text("Choose why it may go.").wait_for()
        group.get_by_label("Why it may go").select_option(label="Another reason…")
        group.get_by_label("In a few words").fill("误发")
        discard.click()
        group.locator(".error", has_text="recorded as a code").wait_for()
        group.get_by_label("In a few words").fill("Sent by mistake")
        group.get_by_text("sent_by_mistake").wait_for()
        discard.click()
        until("all of them are discarded", lambda: len(world.as_("o.ops").ask("GET", "/api/v1/dead-letters?letter_state=discarded")["items"]) >= n)
        # The group is gone, and what became of each of its letters is still there.
        outcomes = page.locator("section.card", has_text="What became of each")
        until("each has its outcome", lambda: outcomes.locator("li").count() == n)
        page.locator(".toast", has_text=f"{n} done, none failed").wait_for()
        page.get_by_role("button", name="Read again").click()
        settled(page)
        assert outcomes.locator("li", has_text="Discarded").count() == n


@in_both_languages("by_mouse")
def test_of_a_group_of_dead_letters_given_again_each_outcome_stays_on_screen(world, language, way):
    for n in (51, 54):
        world.dead_letter(world.lin.file(), n + (30 if language == "zh-CN" else 0))
    with world.page(language, person="o.ops") as page:
        page.goto(f"{world.base}/console/dead-letters")
        group = page.locator("section.card").first
        group.locator("table tbody tr").first.wait_for()
        n = group.locator("table tbody tr").count()
        group.get_by_role("button", name=re.compile("Give these again|重新提交这一组")).click()
        group.locator("button.main").click()
        outcomes = page.locator("ul.outcomes li")
        until("each has its outcome", lambda: outcomes.count() == n)
        page.locator(".toast").wait_for()
        settled(page)
        assert outcomes.count() == n


@in_both_languages("by_keyboard", "by_mouse")
def test_an_audit_is_looked_through_before_and_after(world, language, way):
    reference = world.appealed[0]
    with world.page(language, person="p.haas") as page:
        settled(page)
        hands = HANDS[way](world, page)
        hands.open("ga", "/console/audit", "main form.named input")
        if way == "by_keyboard":
            hands.write("main form.named input", reference.lower())
            page.keyboard.press("Enter")
        else:
            hands.write("main form.named input", reference)
            hands.press("main form.named button.main")
        page.locator(".entry").first.wait_for()
        all_of = page.locator(".entry").count()
        decided = page.locator(".entry", has_text=re.compile("Decision sent|决定"))
        hands.write(".filters label:nth-child(2) input", "decision_sent")
        until("the filter shows fewer", lambda: 0 < page.locator(".entry").count() < all_of)
        assert decided.count() >= 1
        hands.press(".entry > summary", first=True)
        page.locator("table.diff").wait_for()
        shown = page.locator("table.diff").inner_text()
        assert all(one in shown for one in (("调查中", "已作决定") if language == "zh-CN" else ("under investigation", "decided"))), shown


def test_each_number_of_the_dashboards_leads_to_as_many_cases(world):
    with world.page(person="l.novak") as page:
        page.goto(f"{world.base}/console/dashboards")
        page.locator(".chart svg").first.wait_for()
        for summary in page.locator(".chart .numbers > summary").all():
            summary.click()
        # What is open now is counted once a minute for everybody, and its list is of this moment: those numbers may differ.
        numbers = [(one.inner_text(), one.get_attribute("href")) for one in page.locator(".chart td.number a, .figures dd > a").all()
                   if "/cases/behind" in one.get_attribute("href")]
        assert len(numbers) > 6, numbers
        for said, href in numbers:
            page.goto(world.base + href)
            page.locator("table.queue tbody tr").first.wait_for()
            settled(page)
            while page.get_by_role("button", name="Show more").count() > 0:
                page.get_by_role("button", name="Show more").click()
                settled(page)
            assert page.locator("table.queue tbody tr").count() == int(said), (said, href, page.locator("table.queue tbody tr").count())


@in_both_languages("by_keyboard", "by_mouse")
def test_an_export_counts_exactly_and_keeps_what_it_showed(world, language, way):
    with world.page(language, person="p.haas") as page:
        settled(page)
        hands = HANDS[way](world, page)
        if way == "by_keyboard":
            page.keyboard.press("Control+k")
            page.locator("dialog.palette input").wait_for()
            page.keyboard.type("导出" if language == "zh-CN" else "Export")
            page.keyboard.press("Enter")
            page.locator(".steps button.main").wait_for()
        else:
            page.goto(f"{world.base}/console/exports")
        hands.press(".steps button.main")
        page.locator(".lead").wait_for()
        said = int(re.search(r"[0-9]+", page.locator(".lead").inner_text()).group())
        assert said > 10
        with page.expect_download() as kept:
            hands.press(".steps li:last-child > button")
        text = pathlib.Path(kept.value.path()).read_text(encoding="utf-8")
        assert text.startswith("\ufeff") and len(text.strip().splitlines()) == said + 1, text[:300]


def test_a_compartment_is_opened_and_nobody_else_is_told_of_it(world):
    reference = world.lin.file()
    with world.page(person="r.ahn") as page:
        page.goto(f"{world.base}/console/restricted/{reference}")
        page.get_by_role("button", name="Open the compartment").click()
        page.locator("[data-field=reason]").fill("A matter of few.")
        page.locator("form.act button.main").click()
        page.locator(".timeline .quote", has_text="A matter of few.").wait_for()
    assert "restricted_opened" not in world.lin.events(reference)
    for person in ("h.lin", "p.haas", "l.novak", "o.ops"):
        with world.page(person=person) as page:
            page.goto(f"{world.base}/console/restricted/{reference}")
            page.locator("h1", has_text="Nothing is at this address").wait_for()
            assert page.get_by_text("ompartment").count() == 0


def test_a_case_is_pinned_anew_only_after_a_second_person_approved_it(world):
    reference = world.lin.file(owner="h.lin")
    world.newer_policy()
    with world.page(person="l.novak") as page:
        look_at_repin(world, page, reference)
        # What would move is seen before anybody says yes.
        page.get_by_role("cell", name="next progress update").wait_for()
        code = page.locator("code.hash").inner_text()
        page.get_by_role("button", name="Pin newer policies").click()
        page.locator(".problem").wait_for()
        assert "policy_repinned" not in world.lin.events(reference)
        with world.page(person="p.haas") as other:
            look_at_repin(world, other, reference)
            other.get_by_text("For another role: care lead").wait_for()
            other.get_by_label("Code that you were given").fill(code)
            other.get_by_role("button", name="Approve it").click()
            other.locator(".toast", has_text="approved").wait_for()
        page.get_by_role("button", name="Pin newer policies").click()
        until("it is pinned", lambda: "policy_repinned" in world.lin.events(reference))


def look_at_repin(world, page, reference):
    page.goto(f"{world.base}/console/policies/repin?case={reference}")
    page.locator("textarea").fill("The promise was wrong.")
    page.get_by_label("Running clocks move, too").check()
    page.locator("form button.main").click()
    page.locator("code.hash").wait_for()


def test_a_draft_is_tried_over_past_cases_and_says_what_would_have_moved(world):
    with world.page(person="p.haas") as page:
        page.goto(f"{world.base}/console/policies/wallet-default")
        page.locator("summary", has_text="Text of the draft").click()
        draft = page.locator("textarea.code")
        text = draft.input_value()
        assert 'limit = "7cd' in text, text[:200]
        draft.fill(text.replace('limit = "7cd', 'limit = "3cd', 1))
        page.get_by_role("button", name="Try it").click()
        page.locator(".lead", has_text="replayed").wait_for()
        shown = page.locator(".lead", has_text="replayed").inner_text()
        assert not shown.endswith(" 0 would have differed."), shown


def test_an_improvement_is_checked_by_somebody_else_and_its_owner_is_told_why_not_by_them(world):
    lead = world.as_("l.novak")
    action = lead.ask("POST", "/api/v1/improvements", {"measure": "Say it sooner.", "cause": "silence", "owner": "h.osei", "due": "2099-12-01T09:00:00Z"})["action"]
    with world.page(person="h.osei") as page:
        page.goto(f"{world.base}/console/improvements/{action}")
        page.locator("[data-act=action_done]").click()
        page.locator("form.act button.main").click()
        page.locator(".blocked-here", has_text="Confirm that it helped").wait_for()
    with world.page(person="l.novak") as page:
        page.goto(f"{world.base}/console/improvements/{action}")
        page.locator("[data-act=action_checked]").click()
        page.locator("form.act button.main").click()
        until("it is checked", lambda: lead.ask("GET", f"/api/v1/improvements/{action}")["state"] == "checked")


def test_a_quality_review_is_recorded_with_its_answers(world):
    closed = world.addresses["closed"]
    with world.page(person="q.berg") as page:
        page.goto(f"{world.base}/console/quality/{closed}")
        page.locator(".beside fieldset").first.wait_for()
        questions = page.locator(".beside fieldset:has(input[type=radio])")
        # Nothing answered, or one left out: it is said at the question, and nothing is recorded.
        page.locator("form.act button.main").click()
        until("each question says what it lacks", lambda: page.locator(".beside fieldset .error").count() == questions.count())
        for one in questions.all()[1:]:
            one.locator("input").nth(3).check()
        page.locator("form.act button.main").click()
        until("the one that was left out says it", lambda: page.locator(".beside fieldset .error").count() == 1)
        page.wait_for_function("() => document.activeElement.dataset.question === 'understood'")
        assert "quality_reviewed" not in world.lin.events(closed)
        questions.first.locator("input").first.check()
        page.locator("form.act button.main").click()
        until("it is recorded", lambda: "quality_reviewed" in world.lin.events(closed))
        page.locator(".toast").wait_for()
        page.locator("tr", has_text=closed).locator(".chip", has_text="reviewed").wait_for()
        assert "by q.berg" in page.locator("tr", has_text=closed).inner_text()


def test_a_handler_reads_that_reviewing_is_for_another_role(world):
    with world.page(person="h.lin") as page:
        page.goto(f"{world.base}/console/quality/{world.addresses['closed']}")
        page.locator(".blocked-here", has_text="Recording a review is for: quality reviewer. You are: handler.").wait_for()
        assert page.locator("form.act").count() == 0


@in_both_languages("by_mouse")
def test_a_page_of_other_roles_says_which(world, language, way):
    with world.page(language, person="h.lin") as page:
        page.goto(f"{world.base}/console/people/accounts")
        page.locator(".problem", has_text="运维人员、审计人员" if language == "zh-CN" else "Ask somebody in one of these roles: operator, auditor.").wait_for()


def test_a_column_of_the_board_has_least_time_left_on_top(world):
    with world.page(person="l.novak") as page:
        page.goto(f"{world.base}/console/board")
        page.locator(".board article").first.wait_for()
        settled(page)
        for column in page.locator(".board > section").all():
            due = column.locator("article time").evaluate_all("all => all.map(one => one.dateTime)")
            assert due == sorted(due), due


def test_a_case_and_a_report_are_printed_without_what_can_only_be_pressed(world):
    for person, path, there in (("h.lin", f"case/{world.addresses['case']}", ".said"), ("p.haas", "reports", ".charts table")):
        with world.page(person=person) as page:
            page.goto(f"{world.base}/console/{path}")
            page.locator(there).first.wait_for()
            settled(page)
            page.emulate_media(media="print")
            assert page.locator("header.top, button, form").locator("visible=true").count() == 0, path
            if person == "h.lin":
                side, middle = page.locator(".side").bounding_box(), page.locator(".middle").bounding_box()
                assert side["y"] >= middle["y"] + middle["height"] - 1, (side, middle)
            assert page.evaluate("() => [...document.querySelectorAll('.middle, .side, .column')].every(one => getComputedStyle(one).overflowY === 'visible')")


if __name__ == "__main__":
    sys.exit(run(Areas(), chosen(tests_in(globals()) + DAY, sys.argv[1:])))

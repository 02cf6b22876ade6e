"""A day of each role by the keyboard alone, from signing in to the last act, with no mouse and no address in between; see
`unbroken.py` for what is looked at after each key."""
import re

from console_world import in_both_languages, settled, until
from support import tests_in
from unbroken import Hands

WORDS = {
    "en": {"narrative": "A fee was taken twice.", "points": "The fee was taken twice.", "summary": "They saw two fees.", "body": "We looked at each step.",
           "step": "We ask for the record.", "reason": "The record shows one fee.", "instruction": "Ask the network for a trace.", "exports": "Export", "letters": "Dead", "wait": "We wait for you.", "item": "the transaction"},
    "zh-CN": {"narrative": "手续费扣了两次。", "points": "手续费被扣了两次。", "summary": "对方看到两笔手续费。", "body": "我们查看了每一步。",
              "step": "我们会查询记录。", "reason": "记录显示只扣了一次。", "instruction": "请查网络记录。", "exports": "导出", "letters": "死信", "wait": "我们等待您的答复。", "item": "交易编号"},
}


@in_both_languages("by_keyboard")
def test_a_handler_goes_from_the_call_to_the_decision_and_on(world, language, _way):
    said = WORDS[language]
    with world.page(language) as page:
        hands = Hands(page, f"handler, {language}")
        hands.look("signing in")
        page.locator("table.queue tbody tr").first.wait_for()
        # The call: what they say, the receipt, the points read back, and nothing else to note.
        hands.press("g", "c")
        hands.has("[data-field=category]")
        hands.pick("fees")
        hands.write("[data-field=narrative]", said["narrative"])
        hands.write("[data-field=complainant_name]", "Wang Fang")
        hands.write("[data-field=complainant_account]", "138-0043")
        hands.send()
        page.locator(".reference.large").wait_for()
        reference = page.locator(".reference.large").inner_text()
        hands.look("the receipt")
        hands.write("[data-field=points]", said["points"])
        hands.send()
        page.locator("section.aloud li", has_text=said["points"]).wait_for()
        hands.answer("summary", said["summary"])
        hands.tick("[data-field=read_back]")
        hands.send()
        for field, following in (("support_needs", "[data-field=reason]"), ("reason", "[data-field=text]"), ("text", "#call-open")):
            hands.has(f"[data-field={field}]")
            # There is nothing to note: the button behind the one that would send it.
            hands.tab_to(f"form.step:has([data-field={field}]) button[type=button]")
            hands.press("Enter")
            hands.has(following)
        hands.press("Enter")
        page.locator("h1.reference", has_text=reference).wait_for()
        settled(page)
        page.locator("[data-act]").first.wait_for(state="attached")
        hands.look("the case is open")
        hands.stage("call, receipt, open the case")

        hands.act("assigned")
        hands.answer("owner", "h.lin")
        hands.send()
        accepted(world, page, hands, reference, "assigned")
        hands.act("triaged")
        hands.has("[data-field=severity]")
        hands.type("3")
        hands.send()
        accepted(world, page, hands, reference, "triaged")
        hands.stage("take it, triage")

        hands.press("r")
        hands.has("[data-field=letter_body]")
        second_template(page, hands)
        hands.has("[data-field=letter_body]")
        hands.write("[data-field=next_step]", said["step"])
        hands.tick("[data-field=letter_parts]")
        hands.send()
        if page.locator("form.act .error").count() > 0:
            fill_places(page, hands)
            hands.send()
        hands.send_now()
        accepted(world, page, hands, reference, "initial_response_sent")
        hands.stage("reply from a template, send")

        hands.act("investigation_started")
        hands.send()
        accepted(world, page, hands, reference, "investigation_started")
        hands.act("information_requested")
        hands.tick_named(said["item"])
        hands.write("form.act textarea[data-field=text], form.act [data-field=letter_body]", said["wait"])
        hands.write("[data-field=next_step]", said["step"])
        if page.locator("form.act [data-field=letter_parts]").count() > 0:
            hands.tick("[data-field=letter_parts]")
        hands.send()
        hands.send_now()
        accepted(world, page, hands, reference, "information_requested")
        hands.stage("investigate, ask for information")

        hands.act("decision_sent")
        hands.has("[data-field=outcome]")
        hands.pick("not_upheld")
        hands.tab_to("[data-field=findings]")
        hands.pick("1:not_upheld" if page.locator("[data-field=findings] option[value='1:not_upheld']").count() else "not_upheld")
        hands.tick("[data-field=redress_ruled_out]")
        for field, words in (("letter_body", said["body"]), ("reason", said["reason"]), ("next_step", said["body"])):
            hands.write(f"[data-field={field}]", words)
        hands.tick("[data-field=letter_parts]")
        hands.send()
        hands.send_now()
        accepted(world, page, hands, reference, "decision_sent")
        hands.stage("decide with each point")

        # On to the next: the way there is under the focus already.
        hands.has("#next")
        hands.press("Enter")
        hands.has("table.queue tr.at")
        if page.locator("table.queue tr.at .reference").inner_text() == reference:
            hands.press("j")
        hands.press("Enter")
        page.locator(".case h1.reference").filter(has_not_text=reference).wait_for()
        hands.stage("next in the queue")

        # A form that is left gives the focus back, and so do the windows over the page.
        settled(page)
        hands.press("n")
        hands.has("[data-field=text]")
        hands.press("Escape")
        page.locator("form.act").wait_for(state="detached")
        hands.look("a form that was left")
        hands.press("d")
        hands.press("Enter")
        page.locator("dialog").wait_for()
        hands.press("Escape")
        page.locator("dialog").wait_for(state="detached")
        hands.has("#clocks button")
        hands.press("?")
        page.locator("dialog").wait_for()
        hands.press("Escape")
        hands.has("#clocks button")
        hands.press("/")
        hands.press("Escape")
        hands.look("a search that was left")
        hands.press("b")
        page.locator("ul.blocked li").first.wait_for()
        hands.stage("leave forms and windows")
        hands.end()


def accepted(world, page, hands, reference, event):
    until(f"{event} is on record, or it is said why not", lambda: event in world.lin.events(reference) or page.locator(".problem").count() > 0)
    assert event in world.lin.events(reference), page.locator(".problem").first.inner_text()
    page.locator("form.act").wait_for(state="detached")
    page.wait_for_function("e => !document.querySelector(`.toast.waiting`)", arg=event)
    # What may be done now stands there, too: digits are read where they will be pressed.
    if page.locator(".case .tabs .count").count() > 0:
        until("the page shows it", lambda: int(page.locator(".case .tabs .count").inner_text()) >= len([one for one in world.lin.events(reference) if one != "access_given"]))
    hands.look(f"{event} is on record")


def go_down_to(page, hands, shown, reference):
    """Through a list by `j`, until what is shown is of the case."""
    for _ in range(40):
        if page.locator(shown).inner_text() == reference:
            return
        hands.press("j")
    raise AssertionError(f"{reference} is not in the list")


def second_template(page, hands):
    """The second of those that are offered above the fields: the first one must not be taken on the way."""
    for _ in range(5):
        if not hands.is_at("[data-template]"):
            hands.press("Shift+Tab")
    hands.has("[data-template]")
    second = page.evaluate("() => [...document.activeElement.options][2]?.value ?? ''")
    assert second, "one template alone is offered"
    hands.press("ArrowDown", "ArrowDown")
    assert page.locator("[data-field=letter_body]").input_value() == "", "a template was taken while one was chosen"
    hands.press("Enter")
    page.wait_for_function("() => document.querySelector('[data-field=letter_body]').value !== ''")


def fill_places(page, hands):
    """What the template left open is replaced: all of it, by typing over it."""
    hands.tab_to("[data-field=letter_body]")
    text = page.locator("[data-field=letter_body]").input_value()
    hands.press("Control+a")
    hands.type(re.sub(r"\{[^{}\n]+\}", "7", text))


@in_both_languages("by_keyboard")
def test_a_care_reviewer_accepts_and_returns_what_climbed(world, language, _way):
    said, reference = WORDS[language], world.climbed(language)
    with world.page(language, person="c.ito") as page:
        hands = Hands(page, f"care reviewer, {language}")
        hands.look("signing in")
        hands.press("g", "e")
        page.locator(".inbox .list a").first.wait_for()
        hands.look("the inbox")
        hands.press("j")
        page.locator(".detail .why").wait_for()
        go_down_to(page, hands, ".detail h2 .reference", reference)
        hands.stage("find it in the inbox")
        hands.act("rung_accepted")
        hands.send()
        accepted(world, page, hands, reference, "rung_accepted")
        until("it is accepted", lambda: world.lin.case(reference)["ladder"] == "under_review")
        page.locator("[data-act=de_escalated]").wait_for()
        hands.act("de_escalated")
        hands.answer("instruction", said["instruction"])
        hands.send()
        accepted(world, page, hands, reference, "de_escalated")
        hands.stage("accept, return with instruction")
        hands.end()


@in_both_languages("by_keyboard")
def test_an_appeal_reviewer_decides_what_was_appealed(world, language, _way):
    said, reference = WORDS[language], world.appeal(language)
    with world.page(language, person="a.moreau") as page:
        hands = Hands(page, f"appeal reviewer, {language}")
        hands.look("signing in")
        hands.press("g", "p")
        hands.has("table.queue tr.at")
        go_down_to(page, hands, "table.queue tr.at .reference", reference)
        hands.press("Enter")
        page.locator(".beside .quote").first.wait_for()
        hands.look("the appeal")
        hands.stage("find it")
        hands.act("appeal_decided")
        hands.has("[data-field=result]")
        hands.press("ArrowDown")
        fill_form(page, hands, {"reason": said["reason"], "letter_body": said["body"], "next_step": said["body"]}, reference)
        hands.send()
        hands.send_now()
        accepted(world, page, hands, reference, "appeal_decided")
        hands.stage("decide, send")
        hands.end()


def fill_form(page, hands, words, reference):
    """Through a form by Tab: types where words are known, chooses the first finding, ticks all parts."""
    done = set()
    for _ in range(40):
        at = page.evaluate("() => { const e = document.activeElement; return {field: e?.dataset?.field ?? '', tag: e?.tagName ?? '', type: e?.type ?? '', main: e?.classList?.contains('main') === true,"
                           " inside: e?.closest('form.act') !== null, typed: e?.closest('label')?.textContent ?? '', value: e?.value ?? ''}; }")
        assert at["inside"], "the focus left the form"
        if at["main"]:
            return
        if at["field"] in words and at["field"] not in done:
            hands.type(words[at["field"]])
            done.add(at["field"])
        elif at["tag"] == "SELECT" and at["value"] == "" and page.evaluate("() => document.activeElement.closest('.finding') !== null"):
            hands.press("ArrowDown")
        elif at["field"] == "letter_parts" and "letter_parts" not in done:
            hands.press("Space")
            done.add("letter_parts")
        elif at["tag"] == "INPUT" and at["type"] == "text" and reference in at["typed"]:
            hands.type(reference)
        hands.press("Tab")
    raise AssertionError("the form has no end")


@in_both_languages("by_keyboard")
def test_compliance_searches_explores_and_exports(world, language, _way):
    said, reference = WORDS[language], world.appeal(language)
    with world.page(language, person="p.haas") as page:
        hands = Hands(page, f"compliance, {language}")
        hands.look("signing in")
        hands.press("g", "a")
        hands.write("form[aria-label] [name=actor]", "h.lin")
        hands.press("Enter")
        page.locator(".entry").first.wait_for()
        hands.look("what was found")
        hands.tab_to(".entry summary")
        hands.press("Enter")
        page.locator(".entry table.diff, .entry .note").first.wait_for()
        hands.stage("search the history")
        hands.press("g", "a")
        hands.write("main form.named input", reference.lower())
        hands.press("Enter")
        page.locator(".lead .reference", has_text=reference).wait_for()
        hands.look("its history")
        hands.write(".filters label:nth-child(2) input", "decision_sent")
        page.wait_for_url(re.compile("what=decision_sent"))
        hands.look("the filter")
        hands.tab_to(".entry summary")
        hands.press("Enter")
        page.locator("table.diff").wait_for()
        assert "decided" in page.locator("table.diff").inner_text()
        hands.stage("explore one case")
        hands.press("/")
        hands.type(reference)
        hands.press("Enter")
        page.locator("h1.reference", has_text=reference).wait_for()
        settled(page)
        hands.look("a case by the search")
        hands.stage("open the case by search")
        hands.go(said["exports"])
        page.locator(".steps button.main").wait_for()
        hands.look("the builder")
        hands.tab_to(".steps select")
        hands.send()
        page.locator(".lead").wait_for()
        hands.look("the count")
        hands.tab_to(".steps li:last-child > button")
        with page.expect_download() as kept:
            hands.press("Enter")
        assert kept.value.suggested_filename.endswith(".csv")
        hands.stage("build an export")
        hands.end()


@in_both_languages("by_keyboard")
def test_an_operator_gives_dead_letters_again(world, language, _way):
    said = WORDS[language]
    for n in (51, 52, 54):
        world.dead_letter(world.lin.file(), n)
    with world.page(language, person="o.ops") as page:
        hands = Hands(page, f"operator, {language}")
        hands.look("signing in")
        hands.go(said["letters"])
        page.locator(".card td button.link").first.wait_for()
        hands.look("dead letters")
        for _ in range(2):
            before = page.locator(".card td button.link").count()
            # The second stands where the first was.
            if not hands.is_at(".card td button.link"):
                hands.press("j")
                hands.has(".card td button.link")
            hands.press("Enter")
            page.locator("dialog pre.payload").wait_for()
            hands.tab_to("dialog button.main")
            hands.press("Enter")
            page.locator("dialog").wait_for(state="detached")
            until("it left the list", lambda: page.locator(".card td button.link").count() == before - 1)
            hands.look("it left the list")
        hands.stage("look at two, give them again")
        hands.end()


DAY = tests_in(globals())

"""A handler's desk: calls, views, cases put aside, handing over, letters as they will be read, cases alike, and what is
owed. Each walk ends with what the engine has on record."""
import re

from console_world import Person, focused, in_both_languages, settled, tab_to, until
from support import tests_in

WORDS = {
    "en": {"points": "The fee was taken twice.", "summary": "They saw two fees.",
           "narrative": "A fee was taken twice.", "spelled": re.compile("[A-Z][a-z]+")},
    "zh-CN": {"points": "手续费被扣了两次。", "summary": "对方看到两笔手续费。",
              "narrative": "手续费扣了两次。", "spelled": re.compile("[A-Z零幺二三四五六七八九] ")},
}


def tab_to_field(page, field):
    tab_to(page, f"[data-field={field}]", 12)


@in_both_languages("by_keyboard")
def test_a_call_is_taken(world, language, _way):
    said = WORDS[language]
    with world.page(language) as page:
        page.locator("table.queue").wait_for()
        settled(page)
        page.keyboard.press("g")
        page.keyboard.press("c")
        focused(page, "category")
        for _ in range(60):
            if page.locator("[data-field=category]:focus").input_value() == "fees":
                break
            page.keyboard.press("ArrowDown")
        tab_to_field(page, "narrative")
        page.keyboard.type(said["narrative"])
        tab_to_field(page, "complainant_name")
        page.keyboard.type("Wang Fang")
        tab_to_field(page, "complainant_account")
        page.keyboard.type("138-0042")
        page.keyboard.press("Control+Enter")
        # The receipt first: everything else is asked when the caller has it.
        reference = page.locator(".reference.large").inner_text()
        assert said["spelled"].search(" ".join(page.locator(".spelled").all_inner_texts()))
        case = world.lin.case(reference)
        assert case["facts"]["channel"] == "hotline" and case["facts"]["category"] == "fees", case["facts"]
        assert case["facts"]["language"] == language, case["facts"]
        tab_to_field(page, "points")
        page.keyboard.type(said["points"])
        page.keyboard.press("Control+Enter")
        page.locator("section.aloud li", has_text=said["points"]).wait_for()
        focused(page, "summary")
        page.keyboard.type(said["summary"])
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        focused(page, "support_needs")
        # The first tick stands for all of them; the interpreter is further on.
        interpreter = page.get_by_label(re.compile("^An interpreter$|^口译$"))
        for _ in range(10):
            page.keyboard.press("Tab")
            if interpreter.evaluate("e => e === document.activeElement"):
                break
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        focused(page, "reason")
        # Nothing is marked by a key that was pressed once too often.
        page.keyboard.press("Control+Enter")
        page.locator("form.step .error").wait_for()
        page.keyboard.type("Her brother reads her messages.")
        page.keyboard.press("Control+Enter")
        until("the contact is marked", lambda: "contact_unsafe_marked" in world.lin.events(reference))
        done = world.lin.events(reference)
        assert {"points_agreed", "call_recorded", "support_needs_recorded"} <= set(done), done
        assert world.lin.case(reference)["facts"]["support_needs"] == ["interpreter"]
        # No secret was made, and none is on the page.
        assert world.rows("SELECT count(*) FROM case_secret") == [(0,)]
        focused(page, "text")
        page.locator("#call-open").focus()
        page.keyboard.press("Enter")
        page.locator("h1.reference", has_text=reference).wait_for()


def test_an_emergency_on_the_telephone_asks_for_the_account_alone(world):
    with world.page() as page:
        page.goto(f"{world.base}/console/call")
        form = page.locator("form.urgent")
        # It stands before everything else that can be typed.
        first = page.locator("main form").first
        assert first.evaluate("e => e.classList.contains('urgent')")
        form.locator("[data-field=category]").select_option("unauthorised_transaction")
        form.locator("[data-field=complainant_account]").fill("138-0077")
        form.locator("button.main").click()
        page.locator("section.urgent", has_text="Say this now").wait_for()
        reference = page.locator(".reference.large").inner_text()
        facts = world.lin.case(reference)["facts"]
        assert facts["category"] == "unauthorised_transaction", facts
        until("the freeze is asked for", lambda: "containment_requested" in world.lin.events(reference))


def test_a_filing_whose_answer_is_lost_is_filed_once(world):
    with world.page() as page:
        page.goto(f"{world.base}/console/call")
        receipt = page.locator("main form").nth(1)
        receipt.locator("[data-field=category]").select_option("fees")
        receipt.locator("[data-field=narrative]").fill("Filed while the line broke.")
        count = "SELECT count(*) FROM complaint"
        before = world.rows(count)[0][0]
        lost = {"once": False}

        def lose(route):
            # The server gets it, and the answer never comes.
            if not lost["once"] and route.request.method == "POST":
                lost["once"] = True
                route.fetch()
                route.abort()
            else:
                route.continue_()
        page.route("**/api/v1/complaints", lose)
        receipt.locator("button.main").click()
        page.locator(".problem").wait_for()
        assert receipt.locator("[data-field=narrative]").input_value() == "Filed while the line broke."
        receipt.locator("button.main").click()
        page.locator(".reference.large").wait_for()
        assert world.rows(count)[0][0] == before + 1


def test_the_status_is_told_on_the_telephone_after_two_facts_alone(world):
    reference = world.lin.file(owner="h.lin", complainant_account="138-0099", amount="20.00", currency="USDT")
    world.lin.act(reference, "note_added", text="Nobody outside hears this.")
    with world.page() as page:
        page.goto(f"{world.base}/console/call")
        form = page.locator("main form").nth(2)
        form.locator("[data-field=reference]").fill(reference.lower().replace("-", " "))
        form.locator("[data-field=fact1]").fill("139 0000")
        form.locator("[data-field=fact2]").fill("20")
        form.get_by_role("button").last.click()
        told = form.locator(".problem").inner_text()
        assert "which one was wrong is not for the caller" in told, told
        assert page.locator(".aloud").count() == 0
        form.locator("[data-field=fact1]").fill("138 0099")
        page.keyboard.press("Enter")
        page.locator(".aloud").wait_for()
        aloud = page.locator(".aloud").inner_text()
        assert "Received" in aloud and "Next: " in aloud and "Nobody outside" not in aloud, aloud
        assert page.evaluate("() => document.activeElement.classList.contains('aloud')")
    entries = world.lin.ask("GET", f"/api/v1/complaints/{reference}/timeline?limit=200")["items"]
    assert sum(1 for one in entries if (one.get("data") or {}).get("reason_code") == "status_told") == 1, entries


def test_a_list_is_kept_as_a_view_and_shared(world):
    with world.page() as page:
        page.goto(f"{world.base}/console/queue/mine?category=transfer_failed")
        page.locator("table.queue tbody tr").first.wait_for()
        page.keyboard.press("v")
        page.locator("#view-name").wait_for()
        page.keyboard.type("Failed transfers")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.locator("nav.views a", has_text="Failed transfers").click()
        page.wait_for_url(re.compile("queue/all\\?.*owner=h.lin"))
        page.locator("nav.views a[aria-current=page]", has_text="Failed transfers").wait_for()
        with world.page(person="h.osei") as other:
            other.goto(f"{world.base}/console/queue/all")
            other.locator("nav.views a", has_text="Failed transfers").wait_for()
        page.keyboard.press("v")
        page.get_by_role("button", name="Delete Failed transfers").click()
        page.locator("nav.views").wait_for(state="detached")
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
        page.keyboard.press("u")
        page.locator("nav.views a", has_text="Failed transfers").wait_for()


def test_a_case_is_put_aside_until_its_next_step_and_comes_back(world):
    osei = Person(world.base, "h.osei")
    for _ in range(2):
        world.lin.act(world.lin.file(owner="h.lin"), "handed_over", owner="h.osei", next_step="Ask the bank.", next_step_due="2099-12-01T09:00:00Z")
    undated = world.lin.file(owner="h.osei")
    with world.page(person="h.osei") as page:
        # Without a date for the next step it would come back when a promise is broken, so it stays.
        page.goto(f"{world.base}/console/queue/mine")
        page.locator("table.queue tbody tr").first.wait_for()
        for _ in range(40):
            if page.locator("table.queue tbody tr.at .reference").inner_text() == undated:
                break
            page.keyboard.press("j")
        page.keyboard.press("s")
        page.locator(".toast", has_text=undated).wait_for()
        assert page.locator("table.queue .reference", has_text=undated).count() == 1
        osei.act(undated, "handed_over", owner="h.lin", next_step="Look again.")
        page.reload()
        page.locator("table.queue tbody tr").first.wait_for()
        hidden = page.locator("table.queue tbody tr.at .reference").inner_text()
        before = osei.events(hidden)
        page.keyboard.press("s")
        page.locator("table.queue .reference", has_text=hidden).wait_for(state="detached")
        page.get_by_role("button", name="Show 1 hidden case").wait_for()
        # It is kept for its person, at every desk, and nothing happened to the case.
        page.reload()
        page.get_by_role("button", name="Show 1 hidden case").wait_for()
        assert page.locator("table.queue .reference", has_text=hidden).count() == 0
        assert osei.events(hidden) == before
        page.get_by_role("button", name="Show 1 hidden case").click()
        page.locator("table.queue .reference", has_text=hidden).wait_for()
        page.get_by_role("button", name="Hide 1 case again").click()
        # And by its key it comes back at once.
        page.locator("table.queue tbody tr").first.wait_for()
        again = page.locator("table.queue tbody tr.at .reference").inner_text()
        page.keyboard.press("s")
        page.locator("table.queue .reference", has_text=again).wait_for(state="detached")
        page.keyboard.press("u")
        page.locator("table.queue .reference", has_text=again).wait_for()


def test_several_cases_are_given_to_somebody_at_once_and_told_by_their_references(world):
    cases = [world.lin.file(complainant="cust-bulk") for _ in range(2)]
    with world.page() as page:
        page.goto(f"{world.base}/console/queue/unowned")
        page.locator("table.queue tbody tr").first.wait_for()
        for reference in cases:
            page.locator("table.queue tbody tr", has_text=reference).locator("input[type=checkbox]").check()
        page.keyboard.press("a")
        dialog = page.locator("dialog[open]")
        dialog.locator("[data-field=owner]").fill("h.osei")
        page.keyboard.press("Enter")
        dialog.locator("button.main").click()
        until("both are with h.osei", lambda: all(world.lin.case(one)["facts"].get("owner") == "h.osei" for one in cases))
        told = dialog.inner_text()
        assert all(one in told for one in cases) and "2 cases" in told, told


def test_at_the_end_of_a_shift_cases_go_on_with_their_next_step(world):
    reference = world.lin.file(owner="h.osei", complainant="cust-shift")
    with world.page(person="h.osei") as page:
        page.goto(f"{world.base}/console/hand-over")
        page.locator("li", has_text=reference).wait_for()
        for box in page.locator("ul.handed input[type=checkbox]").all():
            box.uncheck()
        row = page.locator("ul.handed > li", has_text=reference)
        row.locator("input[type=checkbox]").check()
        page.locator("[data-field=owner]").fill("h.lin")
        page.locator("form button.main").click()
        # Without a next step nobody takes over.
        row.locator(".error").wait_for()
        assert "handed_over" not in world.lin.events(reference)
        row.locator(f"[data-field='{reference}']").fill("Ask the network for the trace.")
        page.keyboard.press("Enter")
        row.locator("p[role=status]").wait_for()
        until("it is with somebody else", lambda: world.lin.case(reference)["facts"].get("owner") == "h.lin")
        assert "handed_over" in world.lin.events(reference)


def test_an_answer_begins_with_a_template_and_is_previewed_in_its_exact_words(world):
    reference = world.lin.file(owner="h.lin", amount="20.00", currency="USDT")
    with world.page() as page:
        page.goto(f"{world.base}/console/case/{reference}?act=initial_response_sent")
        page.locator("[data-template]").select_option("transfer_traced")
        assert "your transfer of 20.00 USDT" in page.locator("[data-field=letter_body]").input_value()
        page.locator("[data-template]").select_option("ask_network")
        page.get_by_label("All of these").check()
        page.get_by_role("button", name="What would happen?").click()
        page.locator(".preview .letter").wait_for()
        shown = page.locator(".preview .letter p").all_inner_texts()
        assert any("We are sorry that your transfer of 20.00 USDT has not arrived." in one for one in shown), shown
        page.locator("form.act button.main").click()
        page.get_by_role("button", name="Send now").click()
        until("it went", lambda: "initial_response_sent" in world.lin.events(reference))
        sent = world.lin.ask("GET", f"/api/v1/complaints/{reference}/messages/L1")["text"]
        assert "\n\n".join(shown).split() == sent.split(), (shown, sent)


def test_what_a_template_left_open_is_not_sent(world):
    reference = world.lin.file(owner="h.lin")
    world.lin.act(reference, "triaged", severity=2)
    with world.page() as page:
        page.goto(f"{world.base}/console/case/{reference}?act=message_sent")
        page.locator("[data-template]").select_option("still_at_work")
        page.locator("form.act button.main").click()
        page.locator("form.act .error", has_text="{what we wait for}").wait_for()
        assert page.locator(".toast.waiting").count() == 0
        field = page.locator("[data-field=text]")
        field.fill(field.input_value().replace("{what we wait for}", "the network"))
        page.locator("form.act button.main").click()
        page.locator(".toast.waiting").get_by_role("button", name="Send now").click()
        until("it went", lambda: "message_sent" in world.lin.events(reference))


def test_what_is_missing_is_asked_for_by_its_name(world):
    reference = world.lin.file(owner="h.lin")
    world.lin.act(reference, "triaged", severity=2)
    with world.page() as page:
        page.goto(f"{world.base}/console/case/{reference}?act=information_requested")
        page.locator("form.act").wait_for()
        page.locator("form.act fieldset.field", has_text="What is asked for").get_by_label("the transaction").check()
        page.locator("[data-template]").select_option("we_need")
        page.locator("[data-field=next_step]").fill("We go on as soon as we have it.")
        if page.get_by_label("All of these").count():
            page.locator("form.act fieldset.field", has_text="What the letter holds").get_by_label("All of these").check()
        page.locator("form.act button.main").click()
        page.get_by_role("button", name="Send now").click()
        until("it waits for the complainant", lambda: world.lin.case(reference)["hold"] == "waiting")
        entries = world.lin.ask("GET", f"/api/v1/complaints/{reference}/timeline?limit=200")["items"]
        assert [one["data"]["items"] for one in entries if one.get("ev") == "information_requested"] == [["transaction_id"]], entries


def test_a_duplicate_is_found_and_marked_with_its_reference_typed(world):
    first = world.lin.file(owner="h.lin", complainant="cust-twice", transaction_id="tx-twice")
    second = world.investigated(complainant="cust-twice", transaction_id="tx-twice")
    with world.page() as page:
        page.goto(f"{world.base}/console/case/{second}")
        settled(page)
        page.locator("summary", has_text="Cases about the same matter?").click()
        row = page.locator("ul.alike li", has_text=first)
        row.get_by_role("button", name="Mark as duplicate").click()
        page.wait_for_function("wanted => document.querySelector('[data-field=primary_case]')?.value === wanted", arg=first)
        page.get_by_label(f"Type the reference {second}", exact=False).fill(second)
        page.locator("form.act button.main").click()
        if page.get_by_role("button", name="Send now").count():
            page.get_by_role("button", name="Send now").click()
        until("it is closed", lambda: world.lin.case(second)["state"] == "closed", 30)
        assert world.lin.case(first)["state"] != "closed"


def test_redress_is_offered(world):
    reference = world.investigated()
    with world.page() as page:
        page.goto(f"{world.base}/console/case/{reference}?act=redress_offered")
        page.locator("[data-field=redress_kind]").select_option("goodwill")
        page.locator("[data-field=amount]").fill("20")
        page.locator("[data-field=currency]").fill("USDT")
        page.locator("form.act button.main").click()
        if page.locator(".toast.waiting").count():
            page.get_by_role("button", name="Send now").click()
        page.locator("section", has_text="20 USDT").first.wait_for()
        items = world.lin.ask("GET", f"/api/v1/complaints/{reference}/redress")["items"]
        assert [one["amount"] for one in items] == ["20"], items


DESK = tests_in(globals())

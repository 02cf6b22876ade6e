"""Somebody is away and a colleague stands in: said on the page of absences, seen in both queues and in the frame, ended from
there. Who may not say it is told so at the field that is wrong."""
import datetime
import re

from areas_world import HANDS
from console_world import Person, in_both_languages, settled, tab_to, until
from support import tests_in

FOR = {"en": re.compile(r"for h\.lin, away until .*GMT"), "zh-CN": re.compile(r"代 h\.lin 处理（离岗至 .*GMT")}
OWN = {"en": "You are recorded as away until", "zh-CN": "您已被记录为离岗至"}
AHEAD = {"en": "Your cases stay yours; h.osei sees them under Mine and hears your rungs. Both names are recorded.",
         "zh-CN": "您的案件仍归您；h.osei 会在“我的”中看到这些案件，并收到您的升级通知。两人的名字都会被记录。"}


def in_days(days, clock="23:58"):
    """A day from now, as a field of the page has it; an absence is a year long at most."""
    return f"{datetime.date.today() + datetime.timedelta(days):%Y-%m-%d}T{clock}"


def write_until(page, way):
    """By the keys of the browser's own field, or as a whole."""
    wanted = in_days(20)
    if way == "by_mouse":
        page.locator("[data-field=until]").fill(wanted)
        return
    tab_to(page, "[data-field=until]")
    # Its parts are in the order of the browser, which is not of the page's language; a year may have more than four digits.
    year, month, day = wanted.split("T")[0].split("-")
    for typed in (month, day, year):
        page.keyboard.type(typed)
    page.keyboard.press("ArrowRight")
    for typed in ("11", "58", "P"):
        page.keyboard.type(typed)
    written = page.locator("[data-field=until]").input_value()
    assert written == wanted, (written, wanted)


def absences_of(world, person):
    """Those that are not over."""
    return [one for one in world.lin.ask("GET", "/api/v1/absences")["items"]
            if one["person"] == person and "ended_at" not in one and one["until"] > datetime.datetime.now(datetime.timezone.utc).isoformat()]


def end_all(world):
    for one in absences_of(world, "h.lin"):
        world.lin.ask("POST", f"/api/v1/absences/{one['absence']}/end", {})


def mine(person):
    return {one["reference"]: one.get("stands_in_for") for one in person.ask("GET", "/api/v1/queues/mine?limit=200")["items"]}


@in_both_languages("by_keyboard", "by_mouse")
def test_somebody_is_away_a_colleague_stands_in_and_they_come_back(world, language, way):
    other = Person(world.base, "h.osei")
    reference = world.lin.file(owner="h.lin", language=language)
    assert reference not in mine(other)
    try:
        with world.page(language) as page:
            settled(page)
            hands = HANDS[way](world, page)
            hands.open("gw", "/console/away", "form.act")
            write_until(page, way)
            if way == "by_keyboard":
                page.keyboard.press("Tab")
                tab_to(page, "[data-field=delegate]")
                page.keyboard.type("h.osei")
            else:
                page.locator("[data-field=delegate]").select_option("h.osei")
            page.locator(".ahead", has_text=AHEAD[language]).wait_for()
            hands.send()
            until("it is recorded", lambda: absences_of(world, "h.lin"))
            [said] = absences_of(world, "h.lin")
            assert said["delegate"] == "h.osei" and said["said_by"] == "h.lin", said
            page.locator("[aria-labelledby=away-now] li", has_text="h.osei").wait_for()
            page.locator(".own-absence", has_text=OWN[language]).wait_for()
            assert mine(other)[reference] == "h.lin"
            with world.page(language, person="h.osei") as theirs:
                theirs.goto(f"{world.base}/console/queue/mine")
                row = theirs.locator("table.queue tbody tr", has_text=reference)
                row.locator(".chip", has_text=FOR[language]).wait_for()
                # What is a colleague's is not handed over with one's own.
                theirs.goto(f"{world.base}/console/hand-over")
                theirs.locator("ul.handed, .empty").first.wait_for()
                assert theirs.locator("main", has_text=reference).count() == 0
            # Once to say it, once to be sure.
            for _ in range(2):
                hands.press(".own-absence button")
            page.locator(".own-absence").wait_for(state="detached")
            until("they are back", lambda: not absences_of(world, "h.lin"))
            assert reference not in mine(other)
    finally:
        end_all(world)


def test_what_is_wrong_with_an_absence_is_said_at_its_field(world):
    with world.page() as page:
        page.goto(f"{world.base}/console/away")
        page.locator("[data-field=until]").wait_for()
        send = page.locator("form.act button.main")
        send.click()
        page.locator(".field.wrong", has=page.locator("[data-field=until]")).get_by_text("This is needed.").wait_for()
        page.wait_for_function("() => document.activeElement?.dataset?.field === 'until'")
        page.locator("[data-field=from]").fill(in_days(20))
        page.locator("[data-field=until]").fill(in_days(20, "23:57"))
        send.click()
        page.locator(".field.wrong", has=page.locator("[data-field=until]")).get_by_text("later than the beginning").wait_for()
        assert page.locator("[data-field=person]").count() == 0, "h.lin leads nobody"
        assert not absences_of(world, "h.lin")


def test_a_refusal_of_the_server_is_said_at_its_field(world):
    """Who is chosen goes away while the form is open."""
    other = Person(world.base, "h.osei")
    with world.page() as page:
        page.goto(f"{world.base}/console/away")
        page.locator("[data-field=until]").fill(in_days(20))
        page.locator("[data-field=delegate]").select_option("h.osei")
        theirs = other.ask("POST", "/api/v1/absences", {"from": f"{in_days(5)}:00Z", "until": f"{in_days(6)}:00Z"})["absence"]
        try:
            page.locator("form.act button.main").click()
            page.locator(".field.wrong", has=page.locator("[data-field=delegate]")).wait_for()
            assert page.locator("[data-field=until]").input_value() == in_days(20), "what was typed is gone"
            assert not absences_of(world, "h.lin")
        finally:
            other.ask("POST", f"/api/v1/absences/{theirs}/end", {})


def test_a_care_lead_says_it_for_somebody_and_calls_it_off(world):
    with world.page(person="l.novak") as page:
        page.goto(f"{world.base}/console/away")
        page.locator("[data-field=person]").select_option("h.lin")
        page.locator("[data-field=from]").fill(in_days(10, "09:00"))
        page.locator("[data-field=until]").fill(in_days(20, "18:00"))
        page.locator(".ahead", has_text="h.lin is recorded as away from").wait_for()
        page.locator("form.act button.main").click()
        row = page.locator("[aria-labelledby=away-next] li", has_text="h.lin")
        row.get_by_text("Said by l.novak").wait_for()
        assert not [one for one in mine(world.lin).values() if one], "it has not begun"
        row.locator("button").click()
        row.locator("button", has_text="Call off the absence of h.lin").click()
        row.wait_for(state="detached")
        until("it is called off", lambda: not absences_of(world, "h.lin"))


AWAY = tests_in(globals())

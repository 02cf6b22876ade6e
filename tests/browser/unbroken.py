"""Fingers that never leave the keyboard, and eyes that look after each key where the focus is.

A walk by these hands begins with signing in and goes on without the mouse and without an address: what cannot be reached
by a key of the console or by few Tabs cannot be reached at all. After each key the focus must be somewhere, in an open
dialog when there is one, and whatever has it must show that it has it, in the window and not covered. What is wrong is
gathered, with the key that led there, and said at the end of the walk; keys are counted by what they were pressed for."""
from playwright.sync_api import TimeoutError as Late

TABS_MAX = 30
# Where the focus is and how that looks. The page itself (`main`, reached after a way to another page) and what is none
# of the controls is told, and shows no ring; rows of a list are controls.
LOOK = """() => {
  const e = document.activeElement;
  if (e === null || e === document.body) return {tag: 'BODY'};
  const name = e.tagName + (e.id ? '#' + e.id : '') + (e.dataset.field ? '[' + e.dataset.field + ']' : '')
    + (e.dataset.act ? '{' + e.dataset.act + '}' : '') + ' "' + (e.getAttribute('aria-label') || e.innerText || e.value || '').trim().slice(0, 40) + '"';
  const dialog = document.querySelector('dialog[open]');
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const within = getComputedStyle(e.closest('form[role=search]') ?? e);
  const control = e.matches('a, button, input, select, textarea, summary, tr, [tabindex="0"]');
  const ring = [style, within].some(one => parseFloat(one.outlineWidth) >= 2 && one.outlineStyle !== 'none');
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const points = [[.5, .5], [.15, .3], [.85, .7], [.15, .7], [.85, .3]].map(([x, y]) => [left + (right - left) * x, top + (bottom - top) * y]);
  const hit = points.filter(([x, y]) => { const at = document.elementFromPoint(x, y); return at !== null && (at === e || e.contains(at) || e.closest('label')?.contains(at)); });
  const whole = box.height > innerHeight * .8 || (box.top >= -1 && box.bottom <= innerHeight + 1);
  return {tag: e.tagName, name, outside: dialog !== null && !dialog.contains(e), control, ring,
          seen: right > left && bottom > top && whole && hit.length >= 3,
          how: `${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.width)}x${Math.round(box.height)}, ${hit.length} of 5 seen`};
}"""
SOMEWHERE = "() => document.activeElement !== null && document.activeElement !== document.body"


class Hands:
    def __init__(self, page, walk):
        self.page, self.walk = page, walk
        self.keys = self.characters = self.tabs = 0
        self.most_tabs, self.counted, self.lost = (0, ""), [], []

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            # Ctrl and a letter are two.
            self.keys += len(key.split("+"))
            self.look(key)

    def type(self, words):
        self.page.keyboard.type(words)
        self.characters += len(words)

    def look(self, after):
        """Where the focus is now; a control that went may have its follower a moment later, and so may a page that is read."""
        try:
            self.page.wait_for_function(SOMEWHERE, timeout=2500)
        except Late:
            self.blame(f"after {after}: nothing has the focus")
            return
        try:
            # What moved under it is scrolled back in a frame or two.
            self.page.wait_for_function(f"() => {{ const at = ({LOOK})(); return at.tag === 'BODY' || !at.control || at.ring && at.seen; }}", timeout=1000)
        except Late:
            pass
        at = self.page.evaluate(LOOK)
        if at["tag"] == "BODY":
            return
        if at["outside"]:
            self.blame(f"after {after}: {at['name']} has the focus, behind a dialog")
        if at["control"] and not at["ring"]:
            self.blame(f"after {after}: no ring is seen on {at['name']}")
        if at["control"] and not at["seen"]:
            self.blame(f"after {after}: covered or out of the window: {at['name']} ({at['how']})")

    def blame(self, what):
        told = f"{self.page.url.split('/console')[-1]}: {what}"
        if told not in self.lost:
            print(f"        lost: {told}", flush=True)
            self.lost.append(told)

    def is_at(self, wanted):
        return self.page.evaluate("w => document.activeElement?.matches(w) === true", wanted)

    def tab_to(self, wanted, most=TABS_MAX):
        """By Tab from where the focus is; more than a few are no way to get anywhere."""
        self.page.locator(wanted).first.wait_for(state="attached")
        pressed = 0
        while not self.is_at(wanted):
            if pressed > 120:
                raise AssertionError(f"{wanted} is not reached by Tab; at {self.page.evaluate(LOOK)}; until then: {self.lost}")
            self.press("Tab")
            pressed += 1
        if pressed > most:
            self.blame(f"{pressed} Tabs to {wanted}")
        self.tabs += pressed
        self.most_tabs = max(self.most_tabs, (pressed, wanted))

    def has(self, wanted):
        """The focus comes there by itself."""
        try:
            self.page.wait_for_function("w => document.activeElement?.matches(w) === true", arg=wanted, timeout=5000)
        except Late:
            self.blame(f"the focus did not come to {wanted} by itself; it is at {self.page.evaluate(LOOK).get('name', 'nothing')}")
            self.tab_to(wanted)

    def answer(self, field, words):
        self.has(f"[data-field={field}]")
        self.type(words)

    def write(self, wanted, words):
        self.tab_to(wanted)
        self.type(words)

    def tick(self, wanted):
        self.tab_to(wanted)
        self.press("Space")

    def tick_named(self, words):
        """The box of that name, among those that follow."""
        for _ in range(TABS_MAX):
            if self.page.evaluate("w => document.activeElement?.type === 'checkbox' && document.activeElement.closest('label')?.textContent === w", words):
                self.press("Space")
                return
            self.press("Tab")
            self.tabs += 1
        raise AssertionError(f"{words} is not reached by Tab")

    def pick(self, value):
        """In the list that has the focus."""
        for _ in range(60):
            if self.page.evaluate("() => document.activeElement.value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{value} is not in the list: {self.page.evaluate(LOOK)}")

    def go(self, name):
        """A page by its name, among the commands."""
        self.press("Control+k")
        self.page.locator("dialog.palette input").wait_for()
        self.type(name)
        self.press("Enter")

    def act(self, event):
        """An act by the digit that stands beside it, or by its name where it has none."""
        button = self.page.locator(f"button[data-act={event}]").first
        button.wait_for(state="attached")
        digit = button.locator("kbd")
        if digit.count() > 0:
            self.press(digit.inner_text())
        else:
            self.go(button.locator("span").first.text_content() or "")
        self.page.locator("form.act").wait_for()

    def send(self):
        self.press("Control+Enter")

    def send_now(self):
        """What waits to be sent goes at once."""
        self.page.locator(".toast.waiting").wait_for()
        self.press("w")
        self.tab_to(".toast.waiting button.quiet", 3)
        self.press("Enter")

    def stage(self, name):
        """From here on keys are counted anew; what was counted goes by this name."""
        self.counted.append((name, self.keys, self.tabs, self.characters))
        self.keys = self.tabs = self.characters = 0

    def end(self):
        print(f"        {self.walk}:", flush=True)
        for name, keys, tabs, characters in self.counted:
            print(f"          {name:32} {keys:4} keys, {tabs:3} of them Tab, and {characters:4} characters", flush=True)
        print(f"          {'in all':32} {sum(one[1] for one in self.counted):4} keys; most Tabs to one place: {self.most_tabs[0]} ({self.most_tabs[1]})", flush=True)
        assert not self.lost, "the keyboard was lost:\n  " + "\n  ".join(self.lost)

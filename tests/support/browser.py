"""How tests read a page in the browser: settled, with everything it logged and asked for noted."""

import contextlib
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 22, 27)"}
SETTLED = """() => document.querySelector('[data-testid="stMain"] h1')
  && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid="stSkeleton"]')"""


def chrome():
    """The Chrome of this machine, or "" where there is none."""
    return next((path for path in map(shutil.which, BROWSERS) if path), "")


@contextlib.contextmanager
def opened(chromium, address, path="", width=1440, theme="light", touch=False):
    """A page that is settled; on the way out it must have asked no other host, logged no error."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, has_touch=touch
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors, strangers = [], []

    def note_error(message):
        if message.type == "error":
            errors.append(message.text)

    def note_stranger(request):
        if not request.url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            strangers.append(request.url)

    page.on("console", note_error)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", note_stranger)
    page.on("websocket", note_stranger)
    page.goto(f"{address}/{path}")
    settle(page)
    yield page
    context.close()
    assert strangers == []
    assert errors == []


def settle(page):
    """Wait until the page has been made and nothing of it is still to come."""
    page.wait_for_function(SETTLED, timeout=30000)


def press(place, tool):
    """Open a part of the row below a figure: Quote, Data, Cite, Share or Download."""
    place.locator(".tools").first.get_by_text(tool, exact=True).first.click()


def wear(page, width, theme):
    """Show the page as wide as that, in the colours of a theme, and wait until it has both."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(
        "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground",
        arg=GROUNDS[theme],
    )
    settle(page)

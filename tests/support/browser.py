"""How tests read a page in the browser: settled, and with everything it said and asked for noted down."""

import contextlib

SETTLED = """() => document.querySelector('[data-testid="stMain"] h1')
  && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid="stSkeleton"]')"""


@contextlib.contextmanager
def opened(chromium, address, path="", width=1440, theme="light", touch=False):
    """A page that is settled; on the way out it must have asked no other host and logged no error."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, has_touch=touch
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors, strangers = [], []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    page.on(
        "request", lambda asked: None if asked.url.startswith(own) else strangers.append(asked.url)
    )
    page.on(
        "websocket",
        lambda asked: None if asked.url.startswith(own) else strangers.append(asked.url),
    )
    page.goto(f"{address}/{path}")
    settle(page)
    yield page
    context.close()
    assert strangers == []
    assert errors == []


def settle(page):
    page.wait_for_function(SETTLED, timeout=30000)

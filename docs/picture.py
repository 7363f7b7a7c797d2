"""Makes the README's picture from the running dashboard: `make picture`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from support.browser import chrome, opened  # noqa: E402
from support.servers import FLAGS, serve, stop  # noqa: E402

process, address = serve(sys.executable, "-m", "dashboard", "serve", "--port", "PORT")
try:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome(), args=FLAGS.split())
        with opened(browser, address, width=1280) as page:
            page.set_viewport_size({"width": 1280, "height": 1000})
            page.locator("canvas, svg.marks").first.wait_for()
            page.screenshot(path=ROOT / "docs" / "overview.png")
        browser.close()
finally:
    stop(process)

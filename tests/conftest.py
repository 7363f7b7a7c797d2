"""What the tests share: the real dataset, a running server, a real browser."""

import os
import sys

import pytest
from support.browser import chrome
from support.servers import FLAGS, serve, stop

import dashboard

# Every file carries the public address: here and in the servers that the tests start it is one
# that nobody has.
os.environ["DASHBOARD_ADDRESS"] = "https://dashboard.test"


# The files that take longest, first: else one worker waits for another at the end.
LONGEST = (
    "test_browser.py",
    "test_build.py",
    "test_server.py",
    "test_commands.py",
    "test_figures.py",
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else 9)


@pytest.fixture(scope="session")
def data():
    return dashboard.load()


@pytest.fixture(scope="session")
def address():
    process, address = serve(sys.executable, "-m", "dashboard", "serve", "--port", "PORT")
    yield address
    stop(process)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chrome() or "chromium", args=FLAGS.split()
        )
        yield browser
        browser.close()

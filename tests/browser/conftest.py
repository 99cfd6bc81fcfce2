"""A real Chromium before the portal over the five gazettes, served on a free port of this machine."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def portal(application: FastAPI) -> Iterator[str]:
    """The address of a running portal, on 2022-06-01."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "门户没有起来"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("没有 chromium，浏览器测试没有运行；在 Debian 上请先 apt install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def _watched(context: BrowserContext, portal: str) -> Iterator[Page]:
    """A page; afterwards, nothing was asked of another host and the console stayed silent."""
    strange: list[str] = []
    said: list[str] = []
    context.set_default_timeout(30_000)  # the first view of a gazette examines it
    context.on(
        "request",
        lambda request: (
            strange.append(request.url) if urlsplit(request.url).netloc != urlsplit(portal).netloc else None
        ),
    )
    context.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type in ("error", "warning") and "status of 422" not in message.text  # a form's own errors
            else None
        ),
    )
    context.on("weberror", lambda error: said.append(str(error.error)))
    page = context.new_page()
    yield page
    context.close()
    assert strange == []
    assert said == []


@pytest.fixture
def desk(browser: Browser, portal: str) -> Iterator[Page]:
    """A page on a desk, 1440 wide."""
    yield from _watched(browser.new_context(base_url=portal, viewport={"width": 1440, "height": 900}), portal)


@pytest.fixture
def phone(browser: Browser, portal: str) -> Iterator[Page]:
    """A page on a phone, 375 wide."""
    context = browser.new_context(
        base_url=portal, viewport={"width": 375, "height": 812}, is_mobile=True, has_touch=True
    )
    yield from _watched(context, portal)


@pytest.fixture
def plain(browser: Browser, portal: str) -> Iterator[Page]:
    """A page with scripts off."""
    context = browser.new_context(base_url=portal, viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    yield from _watched(context, portal)

"""Take the pictures of docs/pictures anew: `make screenshots`. The portal is made here, over the five gazettes, on a
stated day, so that the pictures do not change with the calendar."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from gongbao.app import create_app
from gongbao.library import Library

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DAY = date(2022, 6, 1)
CASE = "/p/职工医保门诊共济-2021/统筹支付?人员类别=在职&年龄=47&政策范围内费用=5000&on=2022-06-01"
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 375, "height": 812}
TALL = {"width": 1440, "height": 1560}
DRAFT = """定州市城市道路停车管理办法（送审稿）

第一条 为了规范停车秩序，制定本办法。

第二条 本细则适用于本市行政区域内的城市道路停车管理。

第四条 停车泊位应当于2022年9月31日前完成编号。

第五条 违反本办法第二十条规定的，责令改正。

第六条 本办法自2022年10月1日起施行，有效期5年。
"""
SHOTS = (
    ("home", "/", DESK),
    ("search", "/文库?q=养犬 登记", DESK),
    ("reader", "/d/廊政办发〔2021〕6号", DESK),
    ("banner", "/d/廊坊市物业管理办法", DESK),
    ("history", "/d/廊坊市物业管理办法/沿革?a=2020-05-01&b=2022-05-01", TALL),
    ("examination", "/体检", DESK),
    ("relations", "/d/定政办字〔2023〕28号《稳妥推进农村集体经营性建设用地入市实施方案》/关系", DESK),
    ("cleanup", "/清理?on=2022-09-01", DESK),
    ("proof", "/自证/定州市人民政府公报 2023年第1号", DESK),
    ("calculator", CASE, DESK),
    ("lapsed", CASE.replace("2022-06-01", "2027-03-01"), DESK),
    ("phone", CASE, PHONE),
)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@contextmanager
def served() -> Iterator[str]:
    """The address of a portal over the five gazettes."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listener:
        file = str(Path(folder) / "library.db")
        with Library.open(file) as library:
            library.ingest([ROOT / "gazettes"])
        app = create_app(file, [ROOT / "packs"], clock=lambda: DAY)
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


def take(browser: Browser, portal: str, folder: Path, scheme: str = "light") -> None:
    """All pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, address, size in SHOTS:
        context = browser.new_context(base_url=portal, viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if name == "examination":
            page.locator("#text").fill(DRAFT)
            page.locator(".draft button.first").click()
            page.locator(".findings input[value='采纳']").first.check()
        page.screenshot(path=folder / f"{name}.png", animations="disabled")
        context.close()


def main() -> int:
    """Write docs/pictures/*.png, or into the folder given; a second word `dark` takes them in the dark scheme."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("找不到 chromium。在 Debian 上请先运行：apt install chromium fonts-noto-cjk\n")
        return 2
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    scheme = sys.argv[2] if len(sys.argv) > 2 else "light"
    with served() as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        take(browser, portal, folder, scheme)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Where the gazettes that ship with gongbao are."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped_gazettes() -> Path:
    """The folder of the gazettes: in an installed wheel beside the code, in a checkout at its root.

    Raises:
        FileNotFoundError: there is neither.
    """
    package = Path(str(files("gongbao")))
    for folder in (package / "_content" / "gazettes", package.parent.parent / "gazettes"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("找不到随程序附带的公报。请重新安装 gongbao，或用 gongbao ingest 指明文件。")

"""serve: the portal and the API on this machine."""

from __future__ import annotations

import errno
import socket
from typing import Annotated

import typer

from gongbao.cli.options import JsonOption, LibraryOption, library_of
from gongbao.cli.printing import clear_errors, console, fail, print_json


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("serve")(serve)


def _why(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "端口已被占用，可用 --port 换一个"
    if error.errno == errno.EACCES:
        return "没有权限，请用 1024 以上的端口"
    return "请核对 --host 是不是本机的地址"


@clear_errors
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听的地址；127.0.0.1 只对本机开放。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 表示任选一个空闲的。")] = 8000,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """打开门户和接口。"""
    import uvicorn

    from gongbao.app import create_app

    # The socket is taken before the address is told, so that what is told is true.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise fail(f"不能在 {host} 的 {port} 端口监听：{_why(error)}") from error
    with listener:
        application = create_app(library_url=library_of(context, library), warm=True)
        bound = listener.getsockname()[1]
        address = f"http://{f'[{host}]' if ':' in host else host}:{bound}/"
        if as_json:
            print_json({"address": address})
        else:
            console().print(f"门户已打开：{address}    按 Ctrl+C 关闭", markup=False)
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", server_header=False))
        server.run(sockets=[listener])

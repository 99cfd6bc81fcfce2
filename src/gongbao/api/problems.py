"""Errors as problem+json (RFC 9457) in Chinese: what is wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"
TITLES = {
    300: "对应多份文件",
    400: "请求有误",
    404: "没有找到",
    405: "不接受这种请求",
    409: "规定互相冲突",
    413: "内容过长",
    414: "地址过长",
    422: "内容读不懂",
    500: "程序出错",
}
DETAILS = {
    404: "没有这个地址。可用的地址列在 /api。",
    405: "这个地址不接受这种请求方法。可用的方法列在 /api。",
    413: "内容过长，请缩短后再试。",
    500: "程序在这里出了错，已记入日志。可以稍后再试。",
}


class ApiError(Exception):
    """A request that cannot be answered. `extra` stands beside the usual members."""

    def __init__(self, status: int, detail: str, **extra: Any) -> None:
        self.status, self.detail, self.extra = status, detail, extra
        super().__init__(detail)


def problem(request: Request, status: int, detail: str = "", **extra: Any) -> JSONResponse:
    """One problem document."""
    known = detail if detail and detail.isascii() is False else DETAILS.get(status, detail)
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "请求没有完成"),
        "status": status,
        "detail": known,
        "instance": request.scope["path"],
        **extra,
    }
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    """Parameters that do not fit their types."""
    errors = [{"field": _where(one["loc"]), "rule": _rule(one)} for one in error.errors()]
    return problem(request, 422, "；".join(f"{one['field']}：{one['rule']}" for one in errors) + "。", errors=errors)


def _where(loc: Sequence[Any]) -> str:
    return ".".join(str(step) for step in loc[1:]) or "请求内容"


def _rule(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    match kind:
        case "missing":
            return "没有给出"
        case "int_parsing" | "int_type":
            return "要填整数"
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return "要填日期，如 2022-06-01"
        case "bool_parsing" | "bool_type":
            return "要填 true 或 false"
        case "greater_than_equal":
            return f"不能小于 {context.get('ge')}"
        case "less_than_equal":
            return f"不能大于 {context.get('le')}"
        case "string_too_long":
            return f"不能超过 {context.get('max_length')} 个字"
        case "string_too_short":
            return "不能为空"
        case "extra_forbidden":
            return "没有这一项；事实写在 given 里，各项的写法见 /api"
        case "dict_type" | "model_attributes_type":
            return '要填一个对象，如 {"年龄": 44}'
        case "json_invalid":
            return "不是 JSON"
        case _:
            return "读不懂，请对照 /api 的说明"

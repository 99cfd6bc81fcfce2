"""The page of all rules, for docs/rules.md."""

from __future__ import annotations

from itertools import groupby

from gongbao.examination.registry import Rule, rules

FAMILIES = {
    "1": "引用与编号",
    "2": "日期与效力",
    "3": "合计与表格",
    "4": "指标与分级",
    "5": "附件与解读",
    "6": "名称与术语",
    "7": "文字缺损",
}
_HEAD = """\
# 体检规则

每条规则有编号、名称、严重程度、理由和例子。例子是会被查出的写法。严重程度分三级：**错误**是不可能正确的写法；**疑点**是很可能写错、
或者两处说法打架的写法；**提示**是允许、但应当避免的写法。查出的问题由人判断，程序不改原文。

## 关闭和说明

- 整次体检不用某条规则：命令行用 `--without 215`，只用某几条用 `--only 101`；写第一位数字表示整个门类（`--only 1`）。
- 某一处不是问题：在这一处（或者紧接着的下一行）写明规则编号和理由，这一处仍然列出，并附上理由。没有理由的不算。

      <!-- 体检：不查 101 理由：引用的是旧办法的条文 -->
      【体检不查101、103：引用的是旧办法的条文】

- 全文都不查某条规则：`<!-- 体检：全文不查 215 理由：内部文件，不设有效期 -->`，或者 `【体检全文不查215：内部文件】`。
"""


def rules_page() -> str:
    """All rules as a Markdown page in the order of their codes, by family."""
    parts = [_HEAD]
    for family, members in groupby(rules(), key=lambda each: each.code[0]):
        listed = list(members)
        parts.append(f"\n## {family}xx {FAMILIES.get(family, '其他')}\n")
        parts.append("\n| 编号 | 名称 | 程度 |\n| --- | --- | --- |\n")
        parts.extend(f"| [{each.code}](#{each.code}) | {_cell(each.name)} | {each.severity} |\n" for each in listed)
        parts.extend(_section(each) for each in listed)
    return "".join(parts)


def _section(rule: Rule) -> str:
    example = "\n".join(f"    {line}" for line in rule.example.splitlines())
    return (
        f'\n<a id="{rule.code}"></a>\n\n### {rule.code} {rule.name}（{rule.severity}）\n\n{rule.reason}\n\n{example}\n'
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

"""What a check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gongbao.pack import PackProblem


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a pack: where, what, and what to do. `rule` names the proof that found it."""

    file: str
    line: int
    column: int
    rule: str
    what: str
    remedy: str

    @classmethod
    def of(cls, problem: PackProblem, rule: str) -> Finding:
        """A problem as a finding of a proof."""
        return cls(problem.path, problem.line, problem.column, rule, problem.what, problem.remedy)

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行第{self.column}列：{self.what}。{self.remedy}。"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """One pack, checked. `counts` says how much was proved: 依据, 数值, 比较, 例子, 判定."""

    pack: str
    folder: str
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "pack": self.pack,
            "folder": self.folder,
            "passed": self.passed,
            "counts": dict(self.counts),
            "findings": [asdict(finding) for finding in self.findings],
        }

    def __str__(self) -> str:
        proved = "，".join(f"{what} {count} 处" for what, count in self.counts.items() if count)
        if self.passed:
            return f"{self.folder}：核验通过。已核对{proved}。"
        found = "\n".join(f"  {finding}" for finding in self.findings)
        return f"{self.folder}：核验发现 {len(self.findings)} 个问题。\n{found}"

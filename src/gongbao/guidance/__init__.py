"""Guidance: views across packs. So far one: coverage, what of the gazettes runs.

Comes in: the catalogue of systems (`packs/systems.yaml`), the compiled packs, the library.
Goes out: for every system of every document its state, its words, and what runs it; totals; a page of Markdown.
Promises: a system counts as running only when a decision of a pack names it; the words shown are read from the
library, not from the catalogue; the same input gives the same page, byte for byte.
Never: holds a rule, decides a case, hides what is missing.
"""

from gongbao.guidance.coverage import Coverage, DocumentCoverage, GazetteCoverage, Run, Status, SystemCoverage, coverage
from gongbao.guidance.page import coverage_markdown, write_coverage
from gongbao.guidance.systems import CatalogueError, Systems, load_systems, shipped_systems

__all__ = [
    "CatalogueError",
    "Coverage",
    "DocumentCoverage",
    "GazetteCoverage",
    "Run",
    "Status",
    "SystemCoverage",
    "Systems",
    "coverage",
    "coverage_markdown",
    "load_systems",
    "shipped_systems",
    "write_coverage",
]

"""Writing: what leaves the house as a file.

Comes in: sheets (columns and rows), papers (blocks with a role), graphs and lines of time. Goes out: XLSX, CSV and
DOCX as bytes, SVG as text.
Promises: no cell is ever a formula, whatever it says; money and dates arrive as numbers and dates; a paper has the
layout of GB/T 9704-2012.
Never: knows a document, a pack or a case; reads a file; opens a connection.
"""

from gongbao.writing.charts import Edge, Moment, Node, Stretch, graph, timeline
from gongbao.writing.papers import Grid, Paper, Paragraph, Role, Run, docx
from gongbao.writing.sheets import Cell, Column, Sheet, csv, xlsx

__all__ = [
    "Cell",
    "Column",
    "Edge",
    "Grid",
    "Moment",
    "Node",
    "Paper",
    "Paragraph",
    "Role",
    "Run",
    "Sheet",
    "Stretch",
    "csv",
    "docx",
    "graph",
    "timeline",
    "xlsx",
]

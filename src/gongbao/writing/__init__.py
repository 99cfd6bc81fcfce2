"""Writing: what leaves the house as a file.

Comes in: sheets (columns and rows) and papers (blocks with a role). Goes out: XLSX, CSV and DOCX as bytes.
Promises: no cell is ever a formula, whatever it says; money and dates arrive as numbers and dates; a paper has the
layout of GB/T 9704-2012.
Never: knows a document, a pack or a case; reads a file; opens a connection.
"""

from gongbao.writing.papers import Grid, Paper, Paragraph, Role, Run, docx
from gongbao.writing.sheets import Cell, Column, Sheet, csv, xlsx

__all__ = [
    "Cell",
    "Column",
    "Grid",
    "Paper",
    "Paragraph",
    "Role",
    "Run",
    "Sheet",
    "csv",
    "docx",
    "xlsx",
]

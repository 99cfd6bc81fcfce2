"""Packs: a document's rules as data, bound to its words.

Comes in: folders with `pack.yaml` (what authors write, docs/packs.md), the vocabulary `facts.yaml`, and something that
resolves citations, usually the library.
Goes out: a `Pack`, the source model with the place of every word; a `CompiledPack`, all that a decision reads, in one
JSON file that is named by the pack's hash and read without the library.
Promises: every scalar is text until its field reads it; every fault names file, line, column and what to do; what
compiles has its citations resolved, its names known, its types and units agreeing, and reads in no circle.
Never: decides anything, changes a text, opens the network, or runs what a pack says.
"""

from gongbao.pack.artefact import (
    artefact_of,
    default_cache,
    drop_artefact,
    open_pack,
    open_packs,
    read_pack,
    write_artefact,
)
from gongbao.pack.compile import compile_pack
from gongbao.pack.compiled import (
    Accumulation,
    CompiledPack,
    Decision,
    DecisionTable,
    FactType,
    Force,
    HitPolicy,
    InForce,
    Input,
    Interpretation,
    Parameter,
    ParameterValue,
    Passage,
    Rounding,
    Rule,
)
from gongbao.pack.content import content_folders, find_packs, vocabulary
from gongbao.pack.facts import Fact, Facts, load_facts
from gongbao.pack.load import Pack, load
from gongbao.pack.passages import Passages
from gongbao.pack.problems import Mark, PackError, PackProblem, listed, suggest
from gongbao.pack.schema import json_schema
from gongbao.pack.sections import SECTIONS, ExampleEntry, ExpectedEntry, InlineEntry, ParameterEntry, RuleEntry, Section
from gongbao.pack.values import quantity
from gongbao.pack.yaml import Mapping, Node, Scalar, Sequence, parse_yaml, read_yaml

__all__ = [
    "SECTIONS",
    "Accumulation",
    "CompiledPack",
    "Decision",
    "DecisionTable",
    "ExampleEntry",
    "ExpectedEntry",
    "Fact",
    "FactType",
    "Facts",
    "Force",
    "HitPolicy",
    "InForce",
    "InlineEntry",
    "Input",
    "Interpretation",
    "Mapping",
    "Mark",
    "Node",
    "Pack",
    "PackError",
    "PackProblem",
    "Parameter",
    "ParameterEntry",
    "ParameterValue",
    "Passage",
    "Passages",
    "Rounding",
    "Rule",
    "RuleEntry",
    "Scalar",
    "Section",
    "Sequence",
    "artefact_of",
    "compile_pack",
    "content_folders",
    "default_cache",
    "drop_artefact",
    "find_packs",
    "json_schema",
    "listed",
    "load",
    "load_facts",
    "open_pack",
    "open_packs",
    "parse_yaml",
    "quantity",
    "read_pack",
    "read_yaml",
    "suggest",
    "vocabulary",
    "write_artefact",
]

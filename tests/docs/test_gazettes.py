"""The gazettes are kept byte for byte as they were extracted."""

from __future__ import annotations

import hashlib
from pathlib import Path


def test_each_gazette_has_the_hash_that_is_written_beside_it(gazettes: Path) -> None:
    rows = [
        line.split("\t") for line in (gazettes / "SOURCES").read_text(encoding="utf-8").splitlines() if "\t" in line
    ]
    kept = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in gazettes.glob("*.txt")}
    assert {name: digest for name, _, _, digest in rows} == kept

"""The page on safety says the numbers the code has, and names tests that are there."""

import re
from dataclasses import fields
from pathlib import Path

from mediakit.policy import Limits

ROOT = Path(__file__).parents[2]
PROOFS = {path.name: path for path in (ROOT / "tests").rglob("test_*.py")}
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_table_of_limits_is_the_limits() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([0-9., ]+) \|", PAGE, re.MULTILINE))
    limits = Limits()
    values = {field.name: getattr(limits, field.name) for field in fields(Limits)}
    shown = {
        name: ", ".join(map(str, value)) if isinstance(value, tuple) else str(value) for name, value in values.items()
    }
    assert rows == shown


def test_every_proof_it_names_is_there() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in PROOFS.values())
    for name in re.findall(r"`(test_\w+)(?:\.\.\.|_\.\.\.)?`", PAGE):
        assert f"def {name}" in tests, name
    for name in re.findall(r"`(test_\w+\.py)`", PAGE):
        assert name in PROOFS, name

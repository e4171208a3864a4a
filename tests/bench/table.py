"""Results as Markdown: the bars, a table for every input, who was left out; and the page of the docs they go to."""

from __future__ import annotations

import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.contest import ROOT, Bench, Results, version

PAGE: Final = ROOT / "docs" / "benchmarks.md"


def markdown(bench: Bench, results: Results) -> str:
    """One bench, whole."""
    lines = [f"### {bench.title}", "", bench.about, ""]
    if bars := bench.bars(results):
        lines += ["| Bar | Measured | |", "|---|---|---|"]
        for bar in bars:
            kept = "not measured" if bar.measured is None else "met" if bar.kept else "**missed**"
            lines.append(f"| {bar.words} | {bar.measured or 'a peer is missing'} | {kept} |")
        lines.append("")
    ours = bench.contenders[0].name
    lines += [
        f"| Input | Contender | {bench.unit}: median | least | beside {ours} | answered |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for given, row in results.lines.items():
        for name, line in row.items():
            ratio = results.ratio(name, ours, given)
            beside = "" if name == ours or ratio is None else f"{ratio:.2f} x" if ratio < 10 else f"{ratio:,.0f} x"
            cells = (given, name, _figure(line.median * bench.scale), _figure(line.least * bench.scale), beside)
            lines.append(f"| {' | '.join(cells)} | {line.found} of {line.of} |")
    lines.append("")
    for given, unread in results.unread.items():
        for name, count in unread.items():
            lines += [f"{given}: inputs that {name} cannot read, left out for all: {count}.", ""]
    for name, packages in results.absent.items():
        lines += [f"Not measured: {name} (not installed: {', '.join(packages)}).", ""]
    if bench.clock != "children" and results.peaks:
        peaks = ", ".join(f"{name} {size / 1e6:.0f}" for name, size in results.peaks.items())
        lines += [f"Peak memory of each process in MB, interpreter and inputs included: {peaks}.", ""]
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def circumstances(benches: list[Bench]) -> str:
    """When, on what and with which versions, in one paragraph."""
    packages = {name for bench in benches for each in bench.contenders for name in each.needs}
    packages |= {"beautifulsoup4", "feedgen", "lxml"}
    versions = ", ".join(f"{name} {found}" for name in sorted(packages) if (found := version(name)))
    return (
        f"{datetime.now(UTC).date().isoformat()}, {_processor()}, {platform.system()} {platform.machine()}, "
        f"{platform.python_implementation()} {platform.python_version()}; mediakit {version('mediakit')}{_commit()}, "
        f"{versions}."
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8", errors="replace") if info.exists() else ""
    model = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    speed = re.search(r"^cpu MHz\s*: (\d+)", text, re.MULTILINE)
    name = model[1] if model else platform.processor() or "an unknown processor"
    return f"{name} at {speed[1]} MHz" if speed else name


def _commit() -> str:
    try:
        said = subprocess.run(
            ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return f" ({said.stdout.strip()})" if said.returncode == 0 else ""


def write(sections: dict[str, str]) -> None:
    """Put sections between their markers in the page; `ValueError` for one that has no place there."""
    text = PAGE.read_text(encoding="utf-8")
    for name, section in sections.items():
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
        if begin not in text or end not in text:
            raise ValueError(f"{PAGE.name} has no place for {name}: {begin.strip()} and {end}")
        before, rest = text.split(begin, 1)
        text = f"{before}{begin}{section}{end}{rest.split(end, 1)[1]}"
    PAGE.write_text(text, encoding="utf-8")

"""What all tests share: reproducible hypothesis runs, and no silent skip where every tool should be there."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("steady")

# Skipping is allowed for one reason everywhere: the corpus of strangers' material is not part of the project.
CORPUS = "corpus"
_skipped: list[tuple[str, str]] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if CORPUS not in reason:
            _skipped.append((report.nodeid, reason))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("MEDIAKIT_ALL_TOOLS") and _skipped:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("MEDIAKIT_ALL_TOOLS") and _skipped:
        terminalreporter.section("skipped for want of a tool, which MEDIAKIT_ALL_TOOLS forbids", red=True, bold=True)
        for node, reason in _skipped:
            terminalreporter.line(f"{node}: {reason}")

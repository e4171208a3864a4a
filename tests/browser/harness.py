"""A real browser for the tests: pages served on loopback, the outside cut off and counted, and three judges.

The judges: axe (accessibility), the Nu Html Checker (validity), Chromium itself (layout shift, scroll, requests).
What a machine lacks is named in `missing(...)`, and the tests that need it are skipped in those words.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

HERE = Path(__file__).parent
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Accessibility at its strictest: WCAG 2 A, AA, AAA (contrast among them) and what is merely good practice.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Pictures come late, so that a shape that was not reserved is seen to move.
PICTURE_DELAY = 0.2
WIDTHS = (320, 800, 1280)

_SHIFTS = """() => new Promise(done => {
  const found = [];
  const rect = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
  const tell = s => `${s.node ? (s.node.outerHTML || s.node.nodeName).slice(0, 100) : 'a control'}`
    + `: ${rect(s.previousRect)} -> ${rect(s.currentRect)}`;
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) found.push(...e.sources.map(tell), String(e.value));
  }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(found), 50));
})"""


def chromium() -> str | None:
    """Where the machine's own Chromium is."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing(*needs: Literal["browser", "axe", "vnu"]) -> str | None:
    """What to install for these needs, in words; `None` when all is there."""
    for need in needs:
        if need in ("browser", "axe") and find_spec("playwright") is None:
            return "playwright is missing: pip install 'mediakit[browser]'"
        if need == "browser" and chromium() is None:
            return "Chromium is missing: apt-get install chromium"
        if need == "axe" and find_spec("axe_playwright_python") is None:
            return "axe is missing: pip install 'mediakit[browser]'"
        if need == "vnu" and shutil.which("java") is None:
            return "java is missing: apt-get install default-jre-headless"
        if need == "vnu" and not VNU.exists():
            return "the Nu Html Checker is missing: npm install --no-package-lock --prefix tests/browser"
    return None


@contextmanager
def launched() -> Iterator[Browser]:
    """The machine's Chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class _Folder(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        for name, value in self.server.extra.items():  # type: ignore[attr-defined]
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path.rpartition(".")[2] in ("jpg", "jpeg", "png", "webp"):
            time.sleep(PICTURE_DELAY)
        super().do_GET()


@contextmanager
def served(folder: Path, headers: dict[str, str] | None = None) -> Iterator[str]:
    """The folder on loopback, with these headers on every answer; gives the address, which ends in `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Folder, directory=str(folder)))
    server.extra = headers or {}  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Opened:
    """A page in the browser; `outside` collects every request to another host, `complaints` what the console says."""

    page: Page
    outside: list[Any] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe finds wrong, frames included."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": AXE_TAGS}).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def shift(self) -> float:
        """How much the page moved while it loaded (cumulative layout shift)."""
        return sum(float(each) for each in self.shifts() if " -> " not in each)

    def shifts(self) -> list[str]:
        """What moved while the page loaded (each layout shift: its sources, then its score)."""
        return list(self.page.evaluate(_SHIFTS))

    def sideways(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def scroll_through(self) -> None:
        """To the end and back, so that everything lazy has loaded."""
        height = self.page.evaluate("document.documentElement.scrollHeight")
        for y in range(0, height, 500):
            self.page.mouse.wheel(0, 500)
            self.page.wait_for_timeout(20 if y else 50)
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("scrollTo(0, 0)")


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 800,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
    scripts: Literal["on", "off"] = "on",
    policy: Literal["kept", "bypassed"] = "kept",
) -> Iterator[Opened]:
    """The page at `address`, loaded and still. Requests to other hosts never leave: they are noted and get a stub."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=scripts == "on",
        bypass_csp=policy == "bypassed",
    )
    own = urlsplit(address).netloc
    try:
        page = context.new_page()
        result = Opened(page)

        def answer(route: Route) -> None:
            if urlsplit(route.request.url).netloc == own:
                route.continue_()
            else:
                result.outside.append(route.request)
                route.fulfill(body="<!doctype html><title>provider</title><p>provider", content_type="text/html")

        context.route("**/*", answer)
        page.on("console", lambda message: result.complaints.append(message.text))
        page.on("pageerror", lambda error: result.complaints.append(str(error)))
        page.goto(address)
        page.wait_for_load_state("networkidle")
        yield result
    finally:
        context.close()


def validate(files: Iterable[Path]) -> list[str]:
    """Everything the Nu Html Checker has to say about these files: errors, warnings, remarks."""
    command = ["java", "-Xss2m", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout or answer.stderr)["messages"]
    return [
        f"{Path(each.get('url', '')).name}:{each.get('lastLine')}: {each['message']} [{each.get('extract', '')}]"
        for each in found
    ]

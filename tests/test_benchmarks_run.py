"""The benchmarks still run, each on a few inputs, and compare what is comparable. What they measure is no test."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

sys.path.append(str(Path(__file__).parent))

from bench import carding, newspaper, podcasts, recognizing, table, urls
from bench.benches import BENCHES
from bench.contest import Line, Results
from card_cases import THEME, case

from mediakit import cards, find, read_page, recognize


@pytest.mark.parametrize("name", BENCHES)
def test_every_bench_runs(name: str) -> None:
    """Peers that are not installed are named; what needs none of them is measured and gives an answer."""
    said = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "bench"), "--smoke", name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr
    for contender in BENCHES[name].contenders:
        if contender.missing():
            assert f"Not measured: {contender.name} (not installed" in said.stdout
        else:
            assert re.search(rf"\| {re.escape(contender.name)} \| [\d.,]+ \|", said.stdout)


def test_the_page_has_a_place_for_every_bench() -> None:
    page = table.PAGE.read_text(encoding="utf-8")
    for name, bench in BENCHES.items():
        assert re.search(
            rf"<!-- {name}: begin -->\n### {re.escape(bench.title)}\n.*<!-- {name}: end -->", page, re.DOTALL
        )


def test_results_are_written_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text("before\n<!-- find: begin -->\nold\n<!-- find: end -->\nafter\n")
    monkeypatch.setattr(table, "PAGE", page)
    table.write({"find": "new\n"})
    assert page.read_text() == "before\n<!-- find: begin -->\nnew\n<!-- find: end -->\nafter\n"
    with pytest.raises(ValueError, match="no place for rss"):
        table.write({"rss": "new\n"})


def test_ratios_are_of_medians() -> None:
    lines = {
        "a": Line(contender="a", found=1, of=1, rounds=[2.0, 9.0, 1.0]),
        "b": Line(contender="b", found=1, of=1, rounds=[1.0, 1.0, 50.0]),
    }
    results = Results(lines={"given": lines})
    assert results.ratio("a", "b", "given") == 2
    assert results.ratio("a", "nobody", "given") is None


def test_a_made_page_says_what_real_ones_say() -> None:
    body, url = newspaper.page(30_000, 1)
    embed = read_page(body, url=url)
    assert newspaper.page(30_000, 1) == (body, url)
    assert (embed.authors[0].name, embed.publisher and embed.publisher.name) == ("Iris Example", "The Harbour Gazette")
    assert embed.title and embed.published and embed.images
    assert 25_000 < len(body) < 40_000


def test_a_made_post_embeds_something() -> None:
    kinds = {found.embed.kind for seed in range(5) for found in find(newspaper.post(10_000, seed))}
    assert kinds >= {"video", "post", "audio"}


def test_examples_are_recognized_and_strangers_are_not() -> None:
    examples = urls.examples()
    assert all(recognize(url) for url in examples)
    strangers = urls.strangers(len(examples))
    assert sum(recognize(url) is not None for url in strangers) <= len(strangers) // 100


def test_copied_providers_are_found_on_their_own_hosts() -> None:
    ask = recognizing.recognize_among(2)
    assert getattr(ask("https://copy2-vimeo.com/76979871"), "key", None) == "vimeocopy2:video:76979871"
    assert getattr(ask("https://vimeo.com/76979871"), "key", None) == "vimeo:video:76979871"


def test_feedgen_writes_the_same_elements() -> None:
    def elements(feed: bytes) -> Counter[tuple[str, str, str]]:
        found: Counter[tuple[str, str, str]] = Counter()
        for each in etree.fromstring(feed).iter():
            text = (each.text or "").strip()
            # feedgen's own word for false; directories take both.
            said = "false" if each.tag.endswith("}explicit") and text == "no" else text
            found[each.tag, said, str(sorted(each.attrib.items()))] += 1
        return found

    show = podcasts.show(3)
    ours, theirs = podcasts.rss()(show), podcasts.feedgen()(show)
    assert isinstance(ours, bytes) and isinstance(theirs, bytes)
    assert elements(ours) == elements(theirs)


def test_the_template_gives_the_same_card() -> None:
    if any(contender.missing() for contender in carding.BENCH.contenders):
        assert str(cards.html(case(carding.LINK), THEME)).startswith(carding.TEMPLATE.partition(" lang=")[0])
    else:
        assert carding.jinja2()(case(carding.LINK)) == cards.html(case(carding.LINK), THEME)

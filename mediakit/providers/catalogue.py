"""The rows as documentation: one table a reader can scan, generated so that it cannot lie."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from mediakit.providers.model import Noun, Provider, Wrapper

_HEAD = (
    "| Provider | Key | What is recognized | Player offline | oEmbed | Time from the id | Note | Source |\n"
    "|---|---|---|---|---|---|---|---|\n"
)


def markdown(providers: Iterable[Provider], wrappers: Iterable[Wrapper]) -> str:
    """Providers and wrappers as Markdown: a sentence, a table of each, and what the columns mean."""
    rows = sorted(providers, key=lambda provider: provider.name.lower())
    lines = [
        "# Providers\n",
        f"Generated from the rows in `mediakit/providers` ({len(rows)} providers);",
        "a test holds this page and the rows together.",
        "`python -m mediakit.providers` prints it. A noun in *italics* is a short link: its target takes one request.",
        "Direct media files (audio, video, pictures, PDF) are recognized by their extension on any host.",
        "The last column says where a row's facts are stated and, with a date, that somebody compared them;",
        "rows without a source rest on collected URLs and codes.\n",
        _HEAD + "\n".join(_row(provider) for provider in rows) + "\n",
        "## Wrappers\n",
        "Addresses around other addresses, unwrapped offline.\n",
        "| Wrapper | Hosts |\n|---|---|\n" + "\n".join(_wrapper(wrapper) for wrapper in wrappers) + "\n",
    ]
    return "\n".join(lines)


def _row(provider: Provider) -> str:
    nouns = provider.nouns
    cells = (
        f"[{provider.name}]({provider.url})",
        f"`{provider.key}`",
        ", ".join(_noun(noun) for noun in nouns),
        _player(provider),
        ", ".join(dict.fromkeys(urlsplit(oembed.url).netloc for oembed in provider.oembed)) or "–",
        ", ".join(noun.name for noun in nouns if noun.published) or "–",
        _note(provider),
        _source(provider),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _noun(noun: Noun) -> str:
    return f"*{noun.name}*" if noun.short else f"{noun.name} ({noun.kind})" if noun.name != noun.kind else noun.name


def _player(provider: Provider) -> str:
    if provider.retired is not None:
        return "–"
    frames = [noun for noun in provider.nouns if noun.frame is not None]
    return (
        ", ".join(f"{noun.name}, private" if noun.frame and noun.frame.plain else noun.name for noun in frames) or "–"
    )


def _note(provider: Provider) -> str:
    gone = provider.retired.reason if provider.retired is not None else None
    return " ".join(filter(None, (gone, provider.terms))) or "–"


def _source(provider: Provider) -> str:
    if provider.source is None:
        return "–"
    return provider.source if provider.checked is None else f"{provider.source}, read {provider.checked.isoformat()}"


def _wrapper(wrapper: Wrapper) -> str:
    hosts = dict.fromkeys(host for pattern in wrapper.patterns for host in pattern.hosts)
    shown = list(hosts)[:4]
    return f"| {wrapper.name} | {', '.join(shown)}{' …' if len(hosts) > 4 else ''} |"

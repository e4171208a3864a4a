"""Renewing the registry's snapshot from a newer package: what is kept of it, how it is written, what changed, in words.

Nothing is asked for over a network: the package is fetched by a person (`npm pack oembed-providers`), who then reads
what changed before it is committed. A package is a stranger's text: what is not a scheme that can be matched by parts,
or not a web address, is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from mediakit import chars, fields
from mediakit import url as urls
from mediakit.errors import InvalidData
from mediakit.fields import JSON
from mediakit.providers.registry import HEALTH, SNAPSHOT, each, health

Row: TypeAlias = dict[str, JSON]

# The package of 2026 has 170 kB; ten times that is another package.
_MOST_BYTES: Final = 2_000_000
_SCHEME: Final = re.compile(r"https?://([^/?#]*)(/[!-~]*)\Z", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:\*\.)*((?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+)\Z")
# Below these everybody has a name of their own: `*.co.uk` would be a whole country.
_OPEN: Final = re.compile(r"(?:co|com|net|org|ac|gov|edu)\.[a-z]{2}\Z")
_VERSION: Final = re.compile(r"\d+(?:\.\d+)+\Z")
_USE: Final = "use: python -m mediakit.providers.registry refresh PACKAGE.tgz|providers.json [SNAPSHOT.json]\n"


def main(arguments: Sequence[str]) -> int:
    """The command: write the snapshot anew and print what changed. 0: written; 1: cannot be read; 2: used wrongly."""
    import sys

    if len(arguments) not in (2, 3) or arguments[0] != "refresh":
        sys.stderr.write(_USE)
        return 2
    file = Path(arguments[2]) if len(arguments) == 3 else SNAPSHOT
    try:
        version, providers = package(Path(arguments[1]))
        new = snapshot(providers, version)
        old = fields.load_json(file.read_bytes()) if file.exists() else snapshot([], "nothing")
        words = [*changes(old, new), *stale(new)]
    except (InvalidData, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    file.write_text(written(new), encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{line}\n" for line in words))
    return 0


def package(path: Path) -> tuple[str, JSON]:
    """The version and the providers of a package: its `.tgz`, or its `providers.json` with `package.json` beside it.

    Raises `InvalidData` when it is no such package, `OSError` when it can't be read.
    """
    if path.suffix == ".json":
        about = path.with_name("package.json")
        texts = [about.read_bytes() if about.exists() else b"{}", path.read_bytes()]
    else:
        texts = _packed(path)
    try:
        about_package, providers = (fields.load_json(text) for text in texts)
    except ValueError as error:
        raise InvalidData(str(error), path.name) from error
    version = fields.require_object(about_package, f"{path.name}: package.json").get("version")
    if not isinstance(version, str) or not _VERSION.match(version):
        raise InvalidData("no version, which dates it, in a package.json", path.name)
    return version, providers


def _packed(path: Path) -> list[bytes]:
    """The two files that count, read out of the archive; nothing is unpacked."""
    import tarfile

    found = []
    try:
        with tarfile.open(path, "r:gz") as archive:
            for name in ("package/package.json", "package/providers.json"):
                member = archive.extractfile(name)
                if member is None:
                    raise InvalidData(f"{name} is no file", path.name)
                text = member.read(_MOST_BYTES + 1)
                if len(text) > _MOST_BYTES:
                    raise InvalidData(f"{name} has more than {_MOST_BYTES} bytes", path.name)
                found.append(text)
    except (tarfile.TarError, EOFError, KeyError) as error:
        raise InvalidData(f"no package of npm's: {error}", path.name) from error
    return found


def snapshot(providers: JSON, version: str) -> Row:
    """What is kept of a package: providers by name, their endpoints, schemes without their protocol; what was skipped.

    >>> schemes = ["http://clip.example/*", "https://clip.example/*", "clip:*"]
    >>> endpoint = {"url": "https://clip.example/oembed", "discovery": True, "schemes": schemes}
    >>> clip = {"provider_name": "Clip", "provider_url": "https://clip.example", "endpoints": [endpoint]}
    >>> found = snapshot([clip], "1.0.20260604")
    >>> found["providers"][0]["endpoints"]
    [{'url': 'https://clip.example/oembed', 'schemes': ['clip.example/*']}]
    >>> found["skipped"]
    [['Clip', 'clip:*', 'no http(s) address with a path']]
    """
    rows: list[Row] = []
    skipped: list[list[str]] = []
    for number, stated in enumerate(fields.require_list(providers, "providers.json")):
        provider = fields.require_object(stated, f"providers.json[{number}]")
        name = chars.one_line(fields.require_text(provider.get("provider_name"), f"providers.json[{number}]"))
        endpoints: list[Row] = []
        for one in fields.require_list(provider.get("endpoints"), f"{name}: endpoints"):
            endpoint = _endpoint(fields.require_object(one, f"{name}: endpoints"), name, skipped)
            if endpoint is not None:
                endpoints.append(endpoint)
        home = provider.get("provider_url")
        row: Row = {"name": name}
        if isinstance(home, str) and urls.safe(home):
            row["url"] = home.strip()
        if endpoints:
            rows.append({**row, "endpoints": endpoints})
    rows.sort(key=lambda row: (str(row["name"]).casefold(), repr(row)))
    return {"package": "oembed-providers", "version": version, "skipped": skipped, "providers": rows}


def _endpoint(one: Mapping[str, JSON], name: str, skipped: list[list[str]]) -> Row | None:
    address = chars.one_line(fields.require_text(one.get("url"), f"{name}: url"))
    schemes = fields.require_list(one.get("schemes") or (), f"{name}: schemes")
    why = "no schemes: found by discovery alone" if not schemes else None
    if urls.safe(address) is None or "*" in address:
        why = "no web address that could be asked"
    if why is not None:
        skipped.append([name, address, why])
        return None
    kept: dict[str, None] = {}
    for stated in schemes:
        scheme = chars.one_line(fields.require_text(stated, f"{name}: schemes"))
        refused = refusal(scheme, address)
        if refused is not None:
            skipped.append([name, scheme, refused])
        else:
            host, slash, rest = scheme.partition("//")[2].partition("/")
            kept[host.lower() + slash + rest] = None
    if not kept:
        return None
    formats = [word for word in fields.require_list(one.get("formats") or (), f"{name}: formats") if word != "json"]
    return {"url": address, **({"formats": one["formats"]} if formats else {}), "schemes": list(kept)}


def refusal(scheme: str, endpoint: str) -> str | None:
    """Why a scheme can't be matched by the parts of a URL; `None` when it can.

    >>> refusal("https://*.clip.example/v/*", "https://clip.example/oembed") is None
    True
    >>> refusal("https://*.co.uk/v/*", "https://clip.example/oembed")
    'hosts of anybody'
    """
    if scheme == endpoint.rstrip("/") or scheme + "/json/" == endpoint:
        return "the endpoint itself"
    match = _SCHEME.match(scheme)
    if match is None:
        return "no http(s) address with a path"
    host = _HOST.match(match[1].lower())
    if host is None:
        return "no host by labels"
    return "hosts of anybody" if "*" in match[1] and _OPEN.match(host[1]) else None


def written(data: Row) -> str:
    """A snapshot as its file: what it is and whose, then one provider a line."""
    import json

    def line(value: JSON) -> str:
        return json.dumps(value, ensure_ascii=False)

    head = {"_": [*_NOTICE], **{name: value for name, value in data.items() if name not in ("skipped", "providers")}}
    blocks = [f"{line(name)}: {line(value)}" for name, value in head.items()]
    for name in ("skipped", "providers"):
        lines = ",\n".join(line(value) for value in fields.require_list(data[name], name))
        blocks.append(f"{line(name)}: [\n{lines}\n]")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def changes(old: JSON, new: JSON) -> list[str]:
    """What a person should read before the new snapshot is kept: versions, and who came, went and changed.

    >>> schemes = ["clip.example/*"]
    >>> old = {"name": "Clip", "endpoints": [{"url": "https://clip.example/oembed", "schemes": schemes}]}
    >>> new = {"name": "Clip", "endpoints": [{"url": "https://api.clip.example/oembed", "schemes": schemes}]}
    >>> print(*changes({"version": "1", "providers": [old]}, {"version": "2", "providers": [new]}), sep=chr(10))
    oembed-providers 1 -> 2: 1 providers, 1 endpoints, 1 schemes; 0 skipped
    changed: Clip asks https://api.clip.example/oembed, no longer https://clip.example/oembed
    """
    before, after = _by_name(old), _by_name(new)
    skipped = fields.require_object(new, "new").get("skipped") or ()
    versions = [str(fields.require_object(one, "snapshot").get("version")) for one in (old, new)]
    count = (
        f"{len(after)} providers, {sum(map(len, after.values()))} endpoints, "
        f"{sum(len(schemes) for known in after.values() for schemes in known.values())} schemes; "
        f"{len(fields.require_list(skipped, 'skipped'))} skipped"
    )
    lines = [f"oembed-providers {versions[0]} -> {versions[1]}: {count}"]
    for name in sorted({*before, *after}, key=str.casefold):
        if name not in before:
            lines += [f"added: {name} asks {url} about {', '.join(schemes)}" for url, schemes in after[name].items()]
        elif name not in after:
            lines += [f"removed: {name}, which asked {url}" for url in before[name]]
        else:
            lines += [f"changed: {name} {words}" for words in _changed(before[name], after[name])]
    new_skips = [entry for entry in _skips(new) if entry not in _skips(old)]
    lines += [f"skipped: {name}: {what} ({why})" for name, what, why in new_skips]
    return lines if len(lines) > 1 else [*lines, "nothing changed"]


def _changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterator[str]:
    gone, new = [url for url in before if url not in after], [url for url in after if url not in before]
    if len(gone) == len(new) == 1:
        yield f"asks {new[0]}, no longer {gone[0]}"
        yield from _schemes(new[0], before[gone[0]], after[new[0]])
    else:
        yield from (f"asks {url}, too, about {', '.join(after[url])}" for url in new)
        yield from (f"no longer asks {url}" for url in gone)
    for url in before:
        if url in after:
            yield from _schemes(url, before[url], after[url])


def _schemes(url: str, before: list[str], after: list[str]) -> Iterator[str]:
    more, fewer = [one for one in after if one not in before], [one for one in before if one not in after]
    if more:
        yield f"asks {url} about {', '.join(more)}, too"
    if fewer:
        yield f"asks {url} no longer about {', '.join(fewer)}"


def _by_name(data: JSON) -> dict[str, dict[str, list[str]]]:
    """Schemes by endpoint by provider."""
    found: dict[str, dict[str, list[str]]] = {}
    for scheme, endpoint in each(data):
        found.setdefault(endpoint.name, {}).setdefault(endpoint.url, []).append(scheme)
    return found


def _skips(data: JSON) -> list[tuple[str, str, str]]:
    entries = fields.require_list(fields.require_object(data, "snapshot").get("skipped") or (), "skipped")
    found = []
    for entry in entries:
        name, what, why = fields.require_list(entry, "skipped")
        found.append((str(name), str(what), str(why)))
    return found


def stale(data: JSON) -> list[str]:
    """What our notes on endpoints say of endpoints that the registry no longer has: to be taken out by a person."""
    known = {endpoint.url for _, endpoint in each(data)}
    return [f"{HEALTH.name}: {url} is no longer in the registry" for url in health() if url not in known]


_NOTICE: Final = (
    "A snapshot of the oEmbed registry (https://oembed.com), made from the npm package named here by",
    "`python -m mediakit.providers.registry refresh`, which drops protocols, discovery flags and odd schemes.",
    "The registry's licence (MIT), which this file is under too:",
    "Copyright (c) 2016 Cal Henderson",
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated "
    'documentation files (the "Software"), to deal in the Software without restriction, including without limitation '
    "the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and "
    "to permit persons to whom the Software is furnished to do so, subject to the following conditions:",
    "The above copyright notice and this permission notice shall be included in all copies or substantial portions of "
    "the Software.",
    'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO '
    "THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE "
    "AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF "
    "CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS "
    "IN THE SOFTWARE.",
)

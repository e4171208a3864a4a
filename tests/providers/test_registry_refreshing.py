"""Renewing the snapshot: packages good and bad, what is kept of them, what a person reads of the difference."""

import io
import json
import subprocess
import sys
import tarfile

import pytest

from mediakit.errors import InvalidData
from mediakit.providers import registry
from mediakit.providers.refreshing import changes, main, package, refusal, snapshot, stale, written


def provider(name, *endpoints, home="https://clip.example"):
    return {"provider_name": name, "provider_url": home, "endpoints": list(endpoints)}


def endpoint(url, *schemes, **more):
    return {"url": url, "schemes": list(schemes), **more}


CLIP = provider("Clip", endpoint("https://clip.example/oembed", "https://clip.example/v/*", "http://clip.example/v/*"))
BERG = provider("Berg", endpoint("https://berg.example/oembed.{format}", "http://*.berg.example/*", formats=["xml"]))
FIRST = [CLIP, BERG]


def packed(folder, providers, version="1.0.20260604", **files):
    """A package as npm packs it."""
    texts = {
        "package/package.json": json.dumps({"name": "oembed-providers", "version": version}),
        "package/providers.json": json.dumps(providers) if not isinstance(providers, str) else providers,
        **files,
    }
    path = folder / "oembed-providers.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in texts.items():
            if text is not None:
                info = tarfile.TarInfo(name)
                info.size = len(text.encode())
                archive.addfile(info, io.BytesIO(text.encode()))
    return path


def test_a_refresh_writes_what_is_read_and_a_second_one_changes_nothing(tmp_path, capsys):
    file = tmp_path / "registry.json"
    assert main(["refresh", str(packed(tmp_path, FIRST)), str(file)]) == 0
    first = file.read_bytes()
    assert [line.partition(" ")[0] for line in capsys.readouterr().out.splitlines()[:3]] == [
        "oembed-providers",
        "added:",
        "added:",
    ]
    found = registry.Registry(json.loads(first), {})
    assert found.find("http://clip.example/v/1").provider.name == "Clip"
    assert found.find("https://m.berg.example/1").endpoint.startswith("https://berg.example/oembed.xml?url=")
    assert main(["refresh", str(packed(tmp_path, FIRST)), str(file)]) == 0
    assert file.read_bytes() == first
    assert "nothing changed" in capsys.readouterr().out
    # The order of the package says nothing.
    assert main(["refresh", str(packed(tmp_path, FIRST[::-1])), str(file)]) == 0
    assert file.read_bytes() == first


def test_the_snapshot_we_ship_is_written_as_it_stands():
    data = json.loads(registry.SNAPSHOT.read_bytes())
    data.pop("_")
    assert written(data) == registry.SNAPSHOT.read_text("utf-8")
    assert changes(data, data)[1:] == ["nothing changed"]
    assert stale(data) == []


def test_a_bare_file_beside_its_package_json(tmp_path):
    (tmp_path / "providers.json").write_text(json.dumps(FIRST))
    with pytest.raises(InvalidData, match="no version"):
        package(tmp_path / "providers.json")
    (tmp_path / "package.json").write_text('{"version": "1.0.20270101"}')
    assert package(tmp_path / "providers.json") == ("1.0.20270101", FIRST)


def test_the_difference_in_words():
    old = snapshot([CLIP, BERG, provider("Gone", endpoint("https://gone.example/o", "https://gone.example/*"))], "1.1")
    new = snapshot(
        [
            provider(
                "Clip",
                endpoint("https://api.clip.example/oembed", "https://clip.example/v/*", "https://clip.example/s/*"),
            ),
            provider(
                "Berg",
                endpoint("https://berg.example/oembed.{format}", "https://berg.example/a/*"),
                endpoint("https://berg.example/two", "https://berg.example/b/*", "berg:*"),
            ),
            provider("New", endpoint("https://new.example/o", "https://new.example/*")),
        ],
        "1.2",
    )
    assert changes(old, new) == [
        "oembed-providers 1.1 -> 1.2: 3 providers, 4 endpoints, 5 schemes; 1 skipped",
        "changed: Berg asks https://berg.example/two, too, about berg.example/b/*",
        "changed: Berg asks https://berg.example/oembed.{format} about berg.example/a/*, too",
        "changed: Berg asks https://berg.example/oembed.{format} no longer about *.berg.example/*",
        "changed: Clip asks https://api.clip.example/oembed, no longer https://clip.example/oembed",
        "changed: Clip asks https://api.clip.example/oembed about clip.example/s/*, too",
        "removed: Gone, which asked https://gone.example/o",
        "added: New asks https://new.example/o about new.example/*",
        "skipped: Berg: berg:* (no http(s) address with a path)",
    ]


def test_an_endpoint_that_went_is_said_even_where_our_notes_name_it():
    assert "registry_health.toml: https://simplecast.com/oembed is no longer in the registry" in stale(
        snapshot(FIRST, "1.1")
    )


@pytest.mark.parametrize(
    ("scheme", "why"),
    [
        ("https://clip.example/*", None),
        ("http://*.clip.example/*", None),
        ("https://*.*.clip.example/*", None),
        ("https://*.clip.co.uk/*", None),
        ("https://Clip.Example/*", None),
        ("clip:*", "no http(s) address with a path"),
        ("https://clip.example", "no http(s) address with a path"),
        ("https://clip.example*", "no http(s) address with a path"),
        ("https://clip.example/a b", "no http(s) address with a path"),
        ("https://clip.example/* - https://clip.example/b/*", "no http(s) address with a path"),
        ("https://*/*", "no host by labels"),
        ("https://*.com/*", "no host by labels"),
        ("https://*clip.example/*", "no host by labels"),
        ("https://a.*.clip.example/*", "no host by labels"),
        ("https://clip.*/*", "no host by labels"),
        ("https://user@clip.example/*", "no host by labels"),
        ("https://clip.example:8080/*", "no host by labels"),
        ("https://127.0.0.1/*", "no host by labels"),
        ("https://localhost/*", "no host by labels"),
        ("https://*.co.uk/*", "hosts of anybody"),
        ("https://*.*.com.au/*", "hosts of anybody"),
        ("https://clip.example/oembed", "the endpoint itself"),
    ],
)
def test_schemes_that_are_skipped(scheme, why):
    assert refusal(scheme, "https://clip.example/oembed") == why
    found = snapshot(
        [provider("Clip", endpoint("https://clip.example/oembed", scheme, "https://clip.example/x/*"))], "1.1"
    )
    assert found["skipped"] == ([["Clip", scheme, why]] if why else [])


@pytest.mark.parametrize(
    ("stated", "skipped"),
    [
        (endpoint("https://clip.example/oembed"), "no schemes: found by discovery alone"),
        ({"url": "https://clip.example/oembed"}, "no schemes: found by discovery alone"),
        (endpoint("javascript:alert(1)", "https://clip.example/*"), "no web address that could be asked"),
        (endpoint("https://*.clip.example/o", "https://clip.example/*"), "no web address that could be asked"),
    ],
)
def test_endpoints_that_are_skipped(stated, skipped):
    found = snapshot([provider("Clip", stated)], "1.1")
    assert found["providers"] == []
    assert found["skipped"] == [["Clip", stated["url"], skipped]]


def test_strangers_words_are_one_line_without_controls_and_their_home_an_address():
    found = snapshot(
        [
            provider(
                "Cl\x1b[31mip\n!", endpoint("https://clip.example/o", "https://clip.example/*"), home="javascript:1"
            )
        ],
        "1.1",
    )
    row = found["providers"][0]
    assert "\x1b" not in row["name"] and "\n" not in row["name"]
    assert "url" not in row


@pytest.mark.parametrize(
    ("providers", "more"),
    [
        ("{}", {}),
        ("[1]", {}),
        ("[", {}),
        ("NaN", {}),
        ('[{"provider_name": 1, "endpoints": []}]', {}),
        ('[{"provider_name": "a"}]', {}),
        ('[{"provider_name": "a", "endpoints": [{"schemes": []}]}]', {}),
        ('[{"provider_name": "a", "endpoints": [{"url": "https://a.example/o", "schemes": [1]}]}]', {}),
        ("[]", {"package/package.json": "[]"}),
        ("[]", {"package/package.json": "{}"}),
        ("[]", {"package/package.json": '{"version": "../../etc"}'}),
        ("[]", {"package/package.json": None}),
        (" " * 2_000_001, {}),
    ],
)
def test_packages_that_are_none_leave_the_file_as_it_is(tmp_path, capsys, providers, more):
    file = tmp_path / "registry.json"
    file.write_text(written(snapshot(FIRST, "1.1")))
    before = file.read_bytes()
    assert main(["refresh", str(packed(tmp_path, providers, **more)), str(file)]) == 1
    assert file.read_bytes() == before
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00broken"])
def test_files_that_are_no_packages(tmp_path, capsys, content):
    path = tmp_path / "a.tgz"
    path.write_bytes(content)
    assert main(["refresh", str(path), str(tmp_path / "registry.json")]) == 1
    assert main(["refresh", str(tmp_path / "nothing.tgz"), str(tmp_path / "registry.json")]) == 1
    assert not (tmp_path / "registry.json").exists()


def test_the_command(tmp_path):
    def run(*arguments):
        line = [sys.executable, "-W", "error", "-m", "mediakit.providers.registry", *arguments]
        return subprocess.run(line, capture_output=True, text=True)

    done = run("refresh", str(packed(tmp_path, FIRST)), str(tmp_path / "registry.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "oembed-providers nothing -> 1.0.20260604: 2 providers, 2 endpoints, 2 schemes; 0 skipped\n"
    )
    for wrong in ((), ("refresh",), ("renew", "a"), ("refresh", "a", "b", "c")):
        done = run(*wrong)
        assert done.returncode == 2 and done.stderr.startswith("use: ")

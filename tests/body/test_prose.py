"""Prose: what `clean` makes of real and of hostile HTML, judged by two parsers that share no code with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mediakit import markup, prose

TAGS = frozenset(
    "p br strong em b i u s sub sup q cite abbr time code a pre blockquote ul ol li h3 h4 h5 h6 "
    "table caption thead tbody tfoot tr td th".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "rel"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

Event = tuple[str, str, tuple[tuple[str, str], ...]]


def stream(html: str) -> list[Event]:
    """Tags, attributes and text in order, as our own tokens see them."""
    out: list[Event] = []
    for token in markup.tokens(html):
        written = html[token.start : token.end]
        if token.kind == "text":
            text = markup.unescape(written)
            if out and out[-1][0] == "text":
                out[-1] = ("text", out[-1][1] + text, ())
            else:
                out.append(("text", text, ()))
        else:
            attributes = tuple(sorted(markup.attributes(written).items())) if token.kind == "start" else ()
            out.append((token.kind, token.name, attributes))
    return out


def lxml_elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements a browser's relative makes of it."""
    root = etree.HTML(f"<!DOCTYPE html><html><body>{html}</body></html>")
    for element in root.find("body").iter():
        yield str(element.tag), {str(name): str(value) for name, value in element.attrib.items()}


def judge(html: str) -> None:
    """Fail unless `html` is of the small grammar, and stays what it is."""
    judge_elements(html)
    assert prose.clean(html) == html


def judge_elements(html: str) -> None:
    """Fail if there is an element or attribute in `html` that the grammar does not have."""
    for kind, name, attributes in stream(html):
        assert kind in ("text", "start", "end"), html
        if kind == "start":
            allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
            assert name in TAGS and {each for each, _ in attributes} <= allowed, html
    for name, found in lxml_elements(html):
        assert name == "body" or name in TAGS, html
        assert set(found) <= ATTRIBUTES["*"] | ATTRIBUTES.get(name, set()), html
        if name == "a":
            assert found["href"].lower().startswith(("http://", "https://", "mailto:")), html
            assert found["rel"] == "noopener noreferrer"


# Shapes that broke sanitisers: what one parser takes for text the next takes for a tag.
HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<script/src=//evil.example></script>",
    "<script>alert(1)",
    "<SCRIPT>alert(1)</SCRIPT\n>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><style><!--</style><img src=x onerror=alert(1)>--></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<svg><desc><p><b>x</b></p></desc></svg>y",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<math><mi><b>x</b></mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
    "<template><script>alert(1)</script></template>x",
    "<template><template></template><img src=x onerror=alert(1)></template>",
    '<title><a title="</title><img src=x onerror=alert(1)>">',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    "<plaintext><b>x</plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    '<iframe><img title="</iframe><img src=x onerror=alert(1)>">',
    '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>',
    "<noframes><style></noframes><img src=x onerror=alert(1)>",
    '<style><img title="</style><img src=x onerror=alert(1)>">',
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#0000106&#0000097&#0000118&#0000097script:alert(1)'>x</a>",
    "<a href='&#x6A&#x61;vascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a><a href='data:text/html,x'>y</a><a href='file:///etc/passwd'>z</a>",
    "<a href='//evil.example'>x</a><a href='\\\\evil.example'>y</a>",
    "<a href='https://user:pass@evil.example/'>x</a>",
    "<a href='https://x.example/\" onclick=\"alert(1)'>x</a>",
    '<a href="https://x.example/?a=1&copy=2&lt=3">x</a>',
    "<a href='mailto:a@x.example?subject=\"><script>'>x</a>",
    "<a href='https://x.example'><a href='https://y.example'>x</a></a>",
    "<a href='https://x.example'><table><tr><td><a href='https://y.example'>x</table>",
    "<p style='background:url(javascript:x)' class=x id=y onclick=z lang='\"><img>' dir=evil>x</p>",
    "<p lang='en-GB' dir=RTL>x</p>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>x",
    "<!--><img src=x onerror=alert(1)>-->",
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<!-- never closed <b>x</b>",
    "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x 'y'>]><p>&x;</p>",
    "<p>a\x00b<scr\x00ipt>alert(1)</scr\x00ipt></p>",
    '<b "<img src=x onerror=alert(1)>">x</b>',
    '<b title="unclosed><img src=x onerror=alert(1)>',
    "<b title='a>b' x=\"</b><script>\">y</b>",
    "<table><tr><td><p></table><img src=x onerror=alert(1)>",
    "<table>foster<b>ed</b><tr>too<td>cell<table>in<tr><td>ner</table></table>",
    "<p><table><p>x</table></p></p>",
    "<ul><p>x<li>y<ul>z</ul></ul><li>w",
    "<b><p>x<i>y</b>z</i></p>",
    "<form action=https://evil.example><input name=x><button formaction=y>z</button></form>",
    "<object data=x><embed src=y><param name=movie value=z>w</object>v",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=x><link rel=stylesheet href=x>y",
    "<isindex action=javascript:alert(1)><keygen autofocus onfocus=alert(1)><marquee onstart=alert(1)>x</marquee>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;",
    "\ud800<b>\udfffx</b>\ufffe",
    "<pre>\n\n  <script>x</script><p>a\n<b>b</b></p></pre>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile(html: str) -> None:
    for text in (html, f"<p>{html}</p>", f"<ul><li>{html}", f"<table><tr><td>{html}", html + html, html.upper()):
        judge(prose.clean(text, base_url="https://example.org/"))
        judge_elements(prose.inline(text))
        prose.plain(text)


PIECE = st.one_of(
    st.text(max_size=6),
    st.sampled_from([*sorted(TAGS), *"div span img script style svg math title textarea xmp noscript hr dl dt".split()])
    .flatmap(lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} lang=ar dir=rtl>"])),
    st.sampled_from(
        ['<a href="https://x.example/?a=1&b">', "\n\n", "\n", "&nbsp;", "<!--", "-->", "<ol start=5>", "<td colspan=2>",
         "word ", '<a href="', '">', '<img class=emoji alt="🙂">', "\x00", "<![CDATA[", "&#65", "&lt;b&gt;", "\ud800"]
    ),
)  # fmt: skip
SOUP = st.lists(PIECE, max_size=30).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(SOUP, st.text()))
def test_laws_on_tag_soup(html: str) -> None:
    judge(prose.clean(html))


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_another_sanitiser_has_nothing_left_to_do(html: str) -> None:
    nh3 = pytest.importorskip("nh3", reason="nh3 is not installed: pip install nh3")
    cleaned = prose.clean(html)
    attributes = {name: set(each) for name, each in ATTRIBUTES.items()}
    assert stream(nh3.clean(cleaned, tags=set(TAGS), attributes=attributes, link_rel=None)) == stream(cleaned)


@settings(max_examples=200, deadline=None)
@given(SOUP, st.data())
def test_pieces_are_the_whole(html: str, data: st.DataObject) -> None:
    ends = [token.end for token in markup.tokens(html)]
    cuts = sorted(data.draw(st.sets(st.sampled_from(ends), max_size=3))) if ends else []
    pieces = prose.cut(html, [(at, at) for at in cuts])
    assert len(pieces) == len(cuts) + 1
    for piece in pieces:
        judge(piece)

    def letters(text: str) -> str:
        return "".join(each[1] for each in stream(text) if each[0] == "text").replace(" ", "").replace("\n", "")

    assert letters("".join(pieces)) == letters(prose.clean(html))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Plain text.\n\nAnother paragraph,\nwrapped.", "<p>Plain text.</p><p>Another paragraph, wrapped.</p>"),
        ("<h1>One</h1><h2>Two</h2><h4>Four</h4>", "<h3>One</h3><h3>Two</h3><h4>Four</h4>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<b>a<i>b</b>c</i>", "<p><b>a<i>b</i></b><i>c</i></p>"),
        ("<p><b>never closed<p>next", "<p><b>never closed</b></p><p>next</p>"),
        ("<b>a<p>b</p>c</b>d", "<p><b>a</b></p><p><b>b</b></p><p><b>c</b>d</p>"),
        ("<p> a <b> b </b> c </p>", "<p>a <b>b</b> c</p>"),
        ("<p>a<br><br><br>b<br></p>", "<p>a<br><br>b</p>"),
        ("<p></p><p>&nbsp;</p><ul><li></li></ul><b></b>", ""),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol start='4'><li>a</ol>", '<ol start="4"><li>a</li></ol>'),
        ("<blockquote>a<p>b</p></blockquote>c", "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"),
        (
            "<table><tr><th>a<td><tr><td>b</table>",
            "<table><tbody><tr><th>a</th><td></td></tr><tr><td>b</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td></td><td colspan=2>b</td></tr></table>",
            '<table><tbody><tr><td></td><td colspan="2">b</td></tr></tbody></table>',
        ),
        ("<table><tr><td></td></tr></table>", ""),
        ("<pre>\n a\n<code>b</code></pre>", "<pre> a\n<code>b</code></pre>"),
        ("<del>a</del><kbd>b</kbd>", "<p><s>a</s><code>b</code></p>"),
        ('<div lang="ar" dir="rtl"><p>a</p></div><p>b</p>', '<p lang="ar" dir="rtl">a</p><p>b</p>'),
        ('So <img class="emoji" alt="🙂" src="x">!', "<p>So 🙂!</p>"),
        ("<iframe src=x/>after", "<p>after</p>"),
        ('<a name="x">a</a> <a href="">b</a>', "<p>a b</p>"),
        ("a < b && c > d", "<p>a &lt; b &amp;&amp; c &gt; d</p>"),
    ],
)
def test_clean(html: str, expected: str) -> None:
    assert str(prose.clean(html)) == expected
    judge(expected)


def test_links_become_absolute() -> None:
    html = '<a href="../x?a=1&amp;b=2#c">1</a> <a href="mailto:desk@example.org">2</a> <a href="/y z">3</a>'
    assert prose.clean(html, base_url="https://example.org/posts/1") == (
        '<p><a href="https://example.org/x?a=1&amp;b=2#c" rel="noopener noreferrer">1</a> '
        '<a href="mailto:desk@example.org" rel="noopener noreferrer">2</a> '
        '<a href="https://example.org/y%20z" rel="noopener noreferrer">3</a></p>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<br>two</p><p>Three</p>", "One\ntwo\n\nThree"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "• a\n  • b\n• c"),
        ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n>\n> b\n\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ('<a href="https://example.org/">there</a>', "there (https://example.org/)"),
        ('<a href="https://example.org/">https://example.org/</a>', "https://example.org/"),
        ('<a href="mailto:a@example.org">write</a>', "write (a@example.org)"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a | b\nc | d"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p><q>a</q></p>", "“a”"),
        ("<h2>T</h2>text", "T\n\ntext"),
        ("&lt;b&gt;", "<b>"),
        ("", ""),
    ],
)
def test_plain(html: str, expected: str) -> None:
    assert prose.plain(html) == expected


def test_hostile_sources_end() -> None:
    """Deep nests and broken tags by the hundred thousand: linear, so each takes about a second."""
    for bit in ("<div>", "<b>", "<ul><li>", "<table>", "<a ", '<a b=">" ', "<", "<!--", "</div>", "<tr>", "&", "<svg>"):
        prose.clean(bit * (100_000 // len(bit)))
    assert prose.clean("<div>" * 100_000 + "deep" + "</div>" * 100_000) == "<p>deep</p>"

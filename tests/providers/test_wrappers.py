"""Redirects, caches, archives and players around other addresses; and what tracks a reader, which goes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import providers
from mediakit import url as urls
from mediakit.providers import disguises

STORY = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
KEY = "youtube:video:dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("outer", "service", "captured"),
    [
        ("https://web.archive.org/web/20160111202300/", "Wayback Machine", datetime(2016, 1, 11, 20, 23, tzinfo=UTC)),
        ("https://web.archive.org/web/2016/", "Wayback Machine", None),
        ("https://archive.ph/20160111202300/", "archive.today", datetime(2016, 1, 11, 20, 23, tzinfo=UTC)),
        ("https://archive.li/2016.01.11-202300/", "archive.today", datetime(2016, 1, 11, 20, 23, tzinfo=UTC)),
        ("https://archive.today/newest/", "archive.today", None),
        ("https://arquivo.pt/wayback/20160111/", "Arquivo.pt", date(2016, 1, 11)),
        ("https://arquivo.pt/noFrame/replay/20160111/", "Arquivo.pt", date(2016, 1, 11)),
        (
            "https://webarchive.nationalarchives.gov.uk/ukgwa/20160111202300mp_/",
            "UK Government Web Archive",
            datetime(2016, 1, 11, 20, 23, tzinfo=UTC),
        ),
        (
            "https://webarchive.nationalarchives.gov.uk/20160111202300/",
            "UK Government Web Archive",
            datetime(2016, 1, 11, 20, 23, tzinfo=UTC),
        ),
        ("https://wayback.archive-it.org/1234/20160111/", "Archive-It", date(2016, 1, 11)),
    ],
)
def test_an_archives_copy_is_kept_beside_what_it_is_a_copy_of(outer, service, captured):
    for inner in (STORY, STORY.removeprefix("https://")):
        embed = providers.from_url(outer + inner)
        assert embed.key == KEY
        copy = embed.archived[-1]
        assert (copy.url, copy.service, copy.captured) == (outer + inner, service, captured)


def test_an_archived_page_of_nobody_keeps_its_copy():
    embed = providers.from_url("https://archive.ph/20160111202300/https://example.org/story?id=7&utm_source=x")
    assert (embed.kind, embed.url) == ("link", "https://example.org/story?id=7")
    assert embed.archived[0].service == "archive.today"


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        # Google Translate: a host with hyphens, one too long for a label, an international one, plain http.
        ("https://my--site-example-org.translate.goog/a-b/?_x_tr_sl=auto", "https://my-site.example.org/a-b/"),
        ("https://example-org.translate.goog/?id=7&_x_tr_sch=http&_x_tr_tl=en", "http://example.org/?id=7"),
        ("https://0-mnchen--3ya-de.translate.goog/?_x_tr_enc=0", "https://xn--mnchen-3ya.de/"),
        ("https://1-en--x-example.translate.goog/?_x_tr_enc=1", "https://en-x.example/"),
        ("https://b-example-org.translate.goog/?_x_tr_hp=a-", "https://a.b.example.org/"),
        # Proofpoint: one letter taken out, a run of three, a slash that was folded.
        ("https://urldefense.com/v3/__https://example.org/a*b__;Iw!!x$", "https://example.org/a#b"),
        ("https://urldefense.com/v3/__https://example.org/**Bz__;IyEv!!x$", "https://example.org/#!/z"),
        ("https://urldefense.com/v3/__https:/example.org/a__;!!x$", "https://example.org/a"),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-2Db-5Fc&d=x&c=y",
            "https://example.org/a-b_c",
        ),
        ("https://www.bing.com/amp/s/example.org/a", "https://example.org/a"),
        (f"https://t.umblr.com/redirect?z={STORY.replace('&', '%26')}", STORY),
    ],
)
def test_a_disguise_is_undone(url, inside):
    assert providers.unwrap(url) == inside


@pytest.mark.parametrize(
    "url",
    [
        # The address that these name is not in them.
        "https://news.google.com/rss/articles/CBMiqwFBVV95cUxNMTRqdUZpNl9hQldXbGo2YVVLOGFQdkFLYldlMUxUVlNEaElsYjQ",
        "https://urldefense.com/v3/__",
        "https://urldefense.com/v3/x",
        "https://www.bing.com/ck/a?u=a1!!!",
        # An address that is none, or that no page may point to.
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://l.facebook.com/l.php?u=data:text/html,x",
        "https://archive.ph/o/AbC12/javascript:alert(1)",
        "https://eur02.safelinks.protection.outlook.com/?url=//",
        "https://href.li/?",
        # Hosts that only look like them.
        f"https://l.facebook.com.evil.example/l.php?u={STORY}",
        f"https://evil-archive.ph/20160111/{STORY}",
        f"https://archive.ph.evil.example/20160111/{STORY}",
        f"https://evil.example/archive.ph/20160111/{STORY}",
        "https://www-youtube-com.translate.goog.evil.example/watch?v=dQw4w9WgXcQ",
        "https://a.www-youtube-com.translate.goog/watch?v=dQw4w9WgXcQ",
        f"https://l.facebook.com@evil.example/l.php?u={STORY}",
    ],
)
def test_what_holds_no_address_gives_none(url):
    embed = providers.from_url(url)
    assert embed is None or embed.provider is None or embed.provider.key != "youtube"
    assert embed is None or urls.safe(embed.url) == embed.url


def test_wrappers_around_wrappers_end():
    url = STORY
    for _ in range(3):
        url = urls.with_parameters("https://l.facebook.com/l.php", u=url)
    assert providers.from_url(url).key == KEY
    for _ in range(3):
        url = urls.with_parameters("https://l.facebook.com/l.php", u=url)
    assert providers.from_url(url) is None
    loop = "https://archive.ph/20160111/" * 60 + STORY
    providers.from_url(loop)


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_disguise_raises(text, part):
    for decode in (
        disguises.translated,
        disguises.defended,
        disguises.counted,
        disguises.quoted,
        disguises.after_mark,
        disguises.story,
    ):
        decode({"target": part, "site": part, "article": part}, text)
    disguises.defended({}, f"https://urldefense.com/v3/__{text}__;{part}!")


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("?utm_source=a&utm_medium=b&id=7&UTM_Campaign=c", "?id=7"),
        ("?fbclid=a&gclid=b&dclid=c&msclkid=d&twclid=e&ttclid=f&yclid=g", ""),
        ("?igsh=a&igshid=b&mibextid=c&mc_cid=d&mc_eid=e", ""),
        ("?at_medium=a&at_campaign=b&at_custom1=c&at_bbc_team=d&at_link_id=e", ""),
        ("?CMP=share_btn_tw&smid=tw-nytimes&ocid=x&xtor=RSS-3&wprov=sfti1", ""),
        ("?ref_src=twsrc%5Etfw&ref_url=x", ""),
        ("?amp_js_v=0.1&usqp=mq331AQ&amp_gsa=1&page=2", "?page=2"),
    ],
)
def test_what_tracks_goes(url, clean):
    assert urls.canonical("https://example.org/story" + url) == "https://example.org/story" + clean


@pytest.mark.parametrize(
    "query",
    (
        "id=7 p=123 v=abc q=harbour page=2 s=wind t=90 ref=main source=a si=1 feature=map lang=de date=2016-01-11 "
        "at=20160111 amp=1 key=a campaign=3 utmost=1 pkg=a attachment=2 story_fbid=1 list=PL1 h=f9ad567296"
    ).split(),
)
def test_what_carries_meaning_stays(query):
    assert urls.canonical(f"https://example.org/story?{query}&fbclid=x") == f"https://example.org/story?{query}"


@pytest.mark.parametrize(
    ("url", "key", "start", "ids"),
    [
        (f"{STORY}&si=AbC&feature=shared&pp=x&ab_channel=y", KEY, None, {}),
        ("https://youtu.be/dQw4w9WgXcQ?si=AbC&t=42", KEY, 42.0, {}),
        (f"{STORY}&list=PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh&index=3", KEY, None, {"list"}),
        ("https://vimeo.com/36881035?share=copy&h=f9ad567296", "vimeo:video:36881035", None, {"hash"}),
        ("https://vimeo.com/36881035/f9ad567296?fl=pl&fe=sh", "vimeo:video:36881035", None, {"hash"}),
        (
            "https://x.com/Interior/status/463440424141459456?s=46&t=AbC",
            "twitter:status:463440424141459456",
            None,
            {"user"},
        ),
        ("https://www.instagram.com/p/CHeRxmnDSYe/?igsh=AbC&img_index=2", "instagram:post:CHeRxmnDSYe", None, set()),
        (
            "https://open.spotify.com/episode/2DBstW0LumPSF5SyO5ofRe?si=AbC&t=90",
            "spotify:episode:2DBstW0LumPSF5SyO5ofRe",
            90.0,
            set(),
        ),
        (
            "https://soundcloud.com/forss/flickermood?si=AbC&utm_source=clipboard",
            "soundcloud:track:forss/flickermood",
            None,
            set(),
        ),
        (
            "https://www.tiktok.com/@desk/video/6718335390845095173?is_from_webapp=1&sender_device=pc&_r=1",
            "tiktok:video:6718335390845095173",
            None,
            set(),
        ),
    ],
)
def test_a_share_links_tail_goes_and_its_meaning_stays(url, key, start, ids):
    embed = providers.from_url(url)
    assert (embed.key, embed.start) == (key, start)
    assert set(ids) <= set(embed.ids)
    for tail in ("si=", "igsh", "utm_", "feature=", "s=46", "share=", "sender_device"):
        assert tail not in embed.url
        assert embed.player is None or tail not in embed.player.url

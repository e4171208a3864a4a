"""Every form of a live blog: complete, well-formed, the same twice, whatever its fields hold."""

import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from string import Formatter

import feedparser
import pytest
from hypothesis import given, settings
from live_strategies import any_blog
from lxml import etree, html

from mediakit import cards, live, prose
from mediakit.embed import Image, Link, Organization, Person, Photo, Placed, Status, Video
from mediakit.errors import InvalidFeed
from mediakit.html import Html, tag
from mediakit.live.model import last_change, ordered, shown
from mediakit.live.wording import live_words

GOLDEN = Path(__file__).with_name("golden")
WORDS = Path(live.__file__).with_name("words")


def at(hour, minute=0):
    return datetime(2025, 6, 14, hour, minute, tzinfo=UTC)


VIDEO = Video(key="youtube:video:abc", url="https://www.youtube.com/watch?v=abc", title="The line goes over")
STORY = Link(key="link:url:https://gazette.example/buoy", url="https://gazette.example/buoy", title="The buoy")
PHOTO = Photo(
    key="link:url:https://tidewire.example/quay.jpg",
    url="https://tidewire.example/quay.jpg",
    images=(Image(url="https://tidewire.example/quay.jpg", role="photo", width=800, height=450),),
)
QUEUE = Html("<p>The queue reaches the market.</p>")
INES = Person(name="Ines Korhonen", url="https://tidewire.example/ines")
SMALL = live.LiveBlog(
    id="harbour",
    title="Harbour day <live>",
    url="https://tidewire.example/live/harbour",
    description="All day from the quay & beyond.",
    zone="Europe/Helsinki",
    state="ended",
    coverage_start=at(6),
    coverage_end=at(18),
    event=live.Event(name="Return of the lightship", place="West Quay", start=at(8)),
    hero=Placed(embed=PHOTO, caption="The mole at noon", credit="Ines Korhonen/Tidewire", alt="A red ship"),
    lead=(Html("<p>The sea is calm.</p>"),),
    authors=(INES,),
    publisher=Organization(name="Tidewire", url="https://tidewire.example/"),
    previous=live.Previous(title="Friday: the tugs leave", url="https://tidewire.example/live/tugs"),
    posts=(
        live.Post(
            id="1",
            headline="The gates are open",
            body=(
                Html("<p>The queue reaches the market.</p>"),
                Placed(embed=VIDEO, caption="The line", credit="Trust"),
            ),
            authors=(INES, Person(name="Samir Haddad")),
            published=at(6, 5),
            updated=at(7),
            key_event=True,
            breaking=True,
            corrections=(live.Correction(text="Two tugs, not three.", reason="A slip.", at=at(7)),),
        ),
        live.Post(id="2", headline="Read this first", body=(Placed(embed=STORY),), published=at(6, 30), pinned=True),
        live.Post(id="3", headline="تحية", body=(Html("<p>صباح الخير.</p>"),), lang="ar", published=at(7, 30)),
        live.Post(
            id="4",
            headline="A collision",
            body=(Html("<p>False words.</p>"), Placed(embed=VIDEO)),
            published=at(8),
            withdrawn=live.Withdrawn(at=at(9), reason="There was none."),
            pinned=True,
        ),
        live.Post(id="5", body=(Html("<p>No headline here.</p>"),), published=at(10)),
    ),
)


# --- any blog at all


@settings(max_examples=40)
@given(any_blog())
def test_any_blog_in_every_form(blog):
    """Nothing raises but a feed that names its reason; every embed is in the page and has its line in the text."""
    page = live.page(blog)
    assert page == live.page(blog)
    root = html.fromstring(page.encode())
    (main,) = root.xpath("//main")
    there = main.xpath(".//*[contains(concat(' ', @class, ' '), ' mk-card ')]")
    assert len(there) >= len(live.embeds(blog))
    assert all("".join(title.itertext()).strip() for title in root.xpath("//h1 | //h2 | //article/header//h3"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(root.xpath("//article[contains(@class, 'lb-post')]")) == len(blog.posts)
    assert not root.xpath("//script[not(@type='application/ld+json')] | //@style | //style | //@onerror | //@onclick")

    text = live.text(blog)
    assert text.encode() and text.endswith("\n")
    assert len(live.embed_lines(text)) == len(live.embeds(blog))

    data = live.jsonld(blog)
    assert json.loads(root.xpath("//script")[0].text) == data
    check_structure(data)
    assert len(data.get("liveBlogUpdate", [])) == len(shown(blog))

    try:
        feed = live.feed(blog, "rss")
    except InvalidFeed as error:
        assert error.where
    else:
        assert len(etree.fromstring(feed).findall("channel/item")) == len(blog.posts)


# --- JSON-LD: the structure that search engines and schema.org ask for


def check_structure(data):
    """The rules of LiveBlogPosting and BlogPosting, by type: what must be there and of which form."""
    assert data["@context"] == "https://schema.org" and data["@type"] == "LiveBlogPosting"
    assert data.get("headline")
    addresses = set()
    for update in data.get("liveBlogUpdate", []):
        assert update["@type"] == "BlogPosting"
        assert update["url"] == update["@id"]
        addresses.add(update["url"])
        for name in ("datePublished", "dateModified"):
            assert name not in update or re.match(r"\d{4}-\d\d-\d\d(T|$)", update[name])
        for person in update.get("author", []):
            assert person["@type"] == "Person" and person["name"]
        assert update.get("image") is None or "@type" in str(update["image"])
        assert update.get("headline") != "" and update.get("articleBody") != ""
    for name in ("coverageStartTime", "coverageEndTime"):
        assert name not in data or "T" in data[name]


def test_json_ld_of_a_small_blog():
    data = live.jsonld(SMALL)
    check_structure(data)
    assert data["coverageStartTime"] == "2025-06-14T09:00:00+03:00"
    assert data["about"]["@type"] == "Event" and data["about"]["location"]["name"] == "West Quay"
    assert data["image"]["@type"] == "ImageObject"
    updates = {update["url"].rpartition("#post-")[2]: update for update in data["liveBlogUpdate"]}
    assert set(updates) == {"1", "2", "3", "5"}  # the withdrawn one is not there
    first = updates["1"]
    assert first["video"]["@type"] == "VideoObject" and "@context" not in first["video"]
    assert first["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Two tugs, not three. (A slip.)",
            "datePublished": "2025-06-14T10:00:00+03:00",
        }
    ]
    assert (first["datePublished"], first["dateModified"]) == ("2025-06-14T09:05:00+03:00", "2025-06-14T10:00:00+03:00")
    assert [person["name"] for person in first["author"]] == ["Ines Korhonen", "Samir Haddad"]
    assert updates["2"]["sharedContent"]["@type"] == "WebPage"
    assert updates["3"]["inLanguage"] == "ar"
    assert updates["5"]["headline"] == "No headline here."
    for update in updates.values():  # what is the page's is not said again of every post
        assert "publisher" not in update and "mainEntityOfPage" not in update
    assert "author" not in updates["5"] and "image" not in updates["5"]


# --- the page


def test_golden_page():
    """The whole page of a small blog but for its cards and its JSON-LD, which have tests of their own.

    When the page changed on purpose, delete the file and run again.
    """

    def card(decided, theme):
        return tag(f"h{theme.heading}", None, decided.title)

    theme = cards.Theme(overrides=dict.fromkeys(("video", "photo", "link"), card))
    page = live.page(SMALL, theme, links=live.PageLinks(atom="feed.atom", text="live.txt"))
    page = re.sub(r"(ld\+json\">).*?(</script>)|sha256-[^&]*", r"\1\2", page)
    file = GOLDEN / "harbour.html"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(page, "utf-8")
        pytest.fail("the golden page was written; look at it and run again")
    assert page == file.read_text("utf-8")


def root_of(blog, **options):
    return html.fromstring(live.page(blog, **options).encode())


def test_withdrawn_words_and_media_are_shown_nowhere():
    forms = [live.page(SMALL), live.text(SMALL), json.dumps(live.jsonld(SMALL)), live.feed(SMALL, "atom").decode()]
    for form in forms:
        assert "False words" not in form and "A collision" not in form
    assert len(live.embeds(SMALL)) == 3
    notice = root_of(SMALL).xpath("//article[@id='post-4']")[0].text_content()
    assert "withdrawn on 14 June 2025, 12:00 EEST" in notice and "There was none." in notice


def test_order_pinned_first_then_newest_or_oldest():
    assert [post.id for post in ordered(SMALL)] == ["2", "5", "4", "3", "1"]
    assert [post.id for post in ordered(replace(SMALL, order="oldest"))] == ["2", "1", "3", "4", "5"]
    untimed = replace(SMALL, posts=(live.Post(id="a"), live.Post(id="b", published=at(1)), live.Post(id="c")))
    assert [post.id for post in ordered(untimed)] == ["a", "b", "c"]


def test_updated_is_said_only_of_what_was_edited_later():
    def marks(**changes):
        post = live.Post(id="1", published=at(6), **changes)
        return root_of(replace(SMALL, posts=(post,))).xpath("count(//*[@class='lb-updated'])")

    assert marks() == 0
    assert marks(updated=at(6)) == 0
    assert marks(updated=at(6, 1)) == 1


def test_times_are_on_the_blogs_clock_and_name_it():
    page = root_of(SMALL)
    (stamp,) = page.xpath("//article[@id='post-1']//a[@rel='bookmark']//time")
    assert (stamp.get("datetime"), stamp.text) == ("2025-06-14T09:05:00+03:00", "09:05 EEST")
    assert stamp.getparent().tag == "bdi"
    another_day = replace(
        SMALL, posts=(live.Post(id="1", published=at(23)), live.Post(id="2", published=date(2025, 6, 16)))
    )
    assert [time.text for time in root_of(another_day).xpath("//a[@rel='bookmark']//time")] == [
        "16 June 2025",
        "15 June 2025, 02:00 EEST",
    ]


def test_a_post_in_another_language_is_marked_with_it():
    (post,) = root_of(SMALL).xpath("//article[@id='post-3']")
    assert (post.get("lang"), post.get("dir")) == ("ar", "rtl")
    unspoken = replace(SMALL, posts=(replace(SMALL.posts[2], lang="fa"),))
    (post,) = root_of(unspoken).xpath("//article[@id='post-3']")
    assert post.get("lang") is None
    assert [each.get("dir") for each in post.xpath(".//*[@lang='fa']")] == ["rtl", "rtl"]


def test_a_page_in_a_language_without_words_says_so_of_its_text():
    page = root_of(replace(SMALL, lang="fa"))
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    for text in page.xpath("//h1 | //p[@class='lb-dek'] | //div[contains(@class, 'lb-lead')]"):
        assert (text.get("lang"), text.get("dir")) == ("fa", "rtl")


def test_headings_never_skip_a_level():
    deep = Html("<h3>One</h3><p>a</p><h6>Two</h6><p>b</p><h3>Three</h3>")
    page = root_of(replace(SMALL, posts=(live.Post(id="1", headline="H", body=(deep,)),)))
    levels = [int(each.tag[1]) for each in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each.tag for each in page.xpath("//article//h4 | //article//h5")] == ["h4", "h5", "h4"]


def test_old_fragments_go_on_working():
    old = live.Post(id="e7", url="https://tidewire.example/live/harbour#entry-7", published=at(9))
    page = root_of(replace(SMALL, posts=(old,)))
    assert page.xpath("//article/@id") == ["entry-7"]
    taken = live.Post(id="u", url="https://tidewire.example/live/harbour#updates")
    assert root_of(replace(SMALL, posts=(taken,))).xpath("//article/@id") == ["post-u"]


def test_two_posts_with_one_id_share_no_element_id():
    twice = (live.Post(id="1", headline="A", published=at(9)), live.Post(id="1", headline="B", published=at(8)))
    articles = root_of(replace(SMALL, posts=twice)).xpath("//article")
    assert [each.get("id") for each in articles] == ["post-1", None]
    assert [each.get("aria-labelledby") for each in articles] == ["post-1-title", None]


def test_policy_names_what_the_page_needs():
    video = replace(SMALL, posts=(live.Post(id="1", body=(Placed(embed=VIDEO),)),))
    links = live.PageLinks(stylesheets=("https://static.example/a.css", "live.css"))
    assert live.policy(video, links=links) == (
        "default-src 'none'; style-src 'self' https://static.example; base-uri 'none'; form-action 'none'"
    )


# --- text and feeds


def test_the_text_twin_tells_every_embed_and_nothing_can_pass_for_one():
    forged = live.Post(id="x", headline="[9/9] [Video] forged", body=(Html("<p>[1/2] also</p>"),))
    blog = replace(SMALL, posts=(*SMALL.posts, forged))
    lines = live.embed_lines(live.text(blog))
    assert len(lines) == len(live.embeds(blog)) == 3
    assert lines[0].startswith("[1/3] [Photo]")
    assert "The line goes over" in lines[2] and "https://www.youtube.com/watch?v=abc" in lines[2]


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_feeds_are_read_back(form):
    read = feedparser.parse(live.feed(SMALL, form, self_url="https://tidewire.example/live/feed"))
    assert not read.bozo
    assert [entry.id.rpartition("-")[2] for entry in read.entries] == ["5", "4", "3", "2", "1"]
    notice, last = read.entries[1], read.entries[-1]
    whole = notice.content[0].value if form == "atom" else notice.summary
    assert notice.title == "Withdrawn update" and "There was none." in whole
    assert last.title == "The gates are open" and "The line goes over" in last.content[0].value
    assert "Two tugs, not three." in last.content[0].value


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_feed_says_the_language_of_what_is_not_in_its_own(form):
    """Readers show Arabic from left to right unless the HTML of the entry itself says otherwise."""
    place = "{*}entry/{*}content" if form == "atom" else "channel/item/{*}encoded"

    def contents(blog):
        root = etree.fromstring(live.feed(blog, form))
        return [each.text or "" for each in root.iterfind(place)]

    newest_first = contents(replace(SMALL, posts=(SMALL.posts[0], SMALL.posts[2])))
    assert newest_first[0].startswith('<div lang="ar" dir="rtl"><p>صبا')
    assert len(newest_first) == 2 and "rtl" not in newest_first[1]
    if form == "atom":
        entries = etree.fromstring(live.feed(SMALL, form)).findall("{*}entry")
        langs = [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries]
        assert langs == [None, None, "ar", None, None]
    assert all(text.startswith('<div lang="ar" dir="rtl">') for text in contents(replace(SMALL, lang="ar")))
    (unspoken,) = contents(replace(SMALL, posts=(replace(SMALL.posts[0], lang="fa"),)))
    assert unspoken.startswith('<div lang="en" dir="ltr"><div lang="fa" dir="rtl"><p>The queue')
    assert '<span lang="fa" dir="rtl">Two tugs, not three. (A slip.)</span>' in unspoken


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_blog_without_an_address_is_told_what_a_feed_needs(form):
    with pytest.raises(InvalidFeed, match=r"^feed: the blog has no url: .*LiveBlog\.url"):
        live.feed(replace(SMALL, url=None), form)


def test_a_blog_without_dates_has_the_date_of_its_coverage_or_is_told_what_a_feed_needs():
    undated = live.LiveBlog(id="h", title="H", url="https://example.org/h", posts=(live.Post(id="1"),))
    with pytest.raises(InvalidFeed, match=r"^feed: nothing in the blog has a date.*Post\.published"):
        live.feed(undated, "atom")
    assert b"<item>" in live.feed(undated, "rss")
    began, ended = date(2025, 6, 14), date(2025, 6, 15)
    covered = replace(undated, coverage_start=began, coverage_end=ended)
    assert b"<updated>2025-06-14T" in live.feed(covered, "atom")
    over = live.feed(replace(covered, state="ended"), "atom")
    assert over.count(b"<updated>2025-06-15T") == 2
    said = replace(covered, published=date(2025, 6, 1))
    assert b"<updated>2025-06-01T" in live.feed(said, "atom")


def test_same_bytes_twice():
    for form in ("atom", "rss"):
        assert live.feed(SMALL, form) == live.feed(live.from_dict(SMALL.to_dict()), form)
    assert live.page(SMALL) == live.page(live.from_dict(SMALL.to_dict()))


# --- what was known is kept, what the editor said is untouched


def test_with_embeds_enriches_by_key_and_leaves_the_editors_words():
    known = {VIDEO.key: replace(VIDEO, duration=62.0, description="Longer"), "other:video:1": VIDEO}
    blog = live.with_embeds(SMALL, known)
    videos = [placed for placed in live.embeds(blog) if placed.embed.key == VIDEO.key]
    assert [(each.embed.duration, each.caption, each.credit) for each in videos] == [(62.0, "The line", "Trust")]
    assert live.with_embeds(blog, known) == blog


def test_a_stretch_the_editor_pointed_at_stays_per_place():
    one, two = replace(VIDEO, start=10.0), replace(VIDEO, start=99.0)
    blog = live.LiveBlog(id="b", title="B", posts=(live.Post(id="1", body=(Placed(embed=one), Placed(embed=two))),))
    enriched = live.with_embeds(blog, {VIDEO.key: replace(one, duration=120.0)})
    assert [placed.embed.start for placed in live.embeds(enriched)] == [10.0, 99.0]


def test_last_change_is_the_latest_of_all_that_is_stated():
    assert last_change(SMALL) == at(10)
    assert last_change(live.LiveBlog(id="b", title="B")) is None


# --- our own page is read back


def test_a_page_of_ours_is_read_back_with_ids_times_words_and_media():
    blog, holes = live.read(live.page(SMALL), url=SMALL.url)
    assert holes == ()
    assert (blog.title, blog.coverage_start, blog.event.name) == (SMALL.title, SMALL.coverage_start, SMALL.event.name)
    found = {post.id: post for post in blog.posts}
    for post in shown(SMALL):
        again = found[post.id]
        assert (again.published, again.authors) == (post.published, post.authors)
        assert again.headline == post.headline
    assert prose.plain(found["1"].body[0]).startswith("The queue reaches the market.")


def comparable(blog):
    """What a page must keep of a blog: everything but where a fact of an embed came from, and of which copy."""

    def part(each):
        if not isinstance(each, Placed):
            return each
        embed = each.embed
        told = (embed.kind, embed.key, embed.url, embed.title, embed.text, embed.authors, embed.published, embed.lang)
        return (*told, each.caption, each.credit, embed.status.state, embed.start, embed.series, embed.quoted)

    body = {post.id: [part(each) for each in post.body] for post in blog.posts if not post.withdrawn}
    posts = {
        post.id: live.Post(id=post.id, url=post.url, published=post.published, withdrawn=post.withdrawn)
        if post.withdrawn
        else replace(post, body=())
        for post in blog.posts
    }
    plain = replace(blog, posts=(), hero=None, lead=())
    return plain, posts, body, [part(each) for each in (blog.hero, *blog.lead)]


def test_the_example_is_read_back_from_its_page_whole():
    blog = live.read_folder(Path(live.__file__).parents[1] / "example" / "blog")
    again, holes = live.read(live.page(blog))
    assert holes == ()
    for found, written in zip(comparable(again), comparable(blog), strict=True):
        assert found == written
    assert live.page(again) == live.page(live.read(live.page(again)).blog)


def test_a_small_blog_is_read_back_from_its_page_whole():
    gone = Video(
        key="vine:video:abc", url="https://vine.co/v/abc", status=Status(state="private", since=date(2017, 1, 17))
    )
    forms = (
        replace(SMALL, order="oldest", state="paused", published=date(2025, 6, 1), updated=at(20)),
        replace(SMALL, lang="he", previous=live.Previous(title="No address"), zone="UTC-03:30"),
        replace(SMALL, url=None, publisher=None, description=None, event=None, hero=None, coverage_start=None),
        replace(SMALL, lead=(Html("<p>a</p>"), Placed(embed=VIDEO, caption=Html("<b>x</b> y")), Html("<p>b</p>"))),
        replace(SMALL, posts=(replace(SMALL.posts[0], id="a b/~c~", source=SMALL.publisher, summary="In short"),)),
        replace(SMALL, posts=(replace(SMALL.posts[3], id="e7", url=f"{SMALL.url}#entry-7", pinned=False),)),
        replace(SMALL, posts=(replace(SMALL.posts[1], url="https://elsewhere.example/1", revision=3),)),
        replace(SMALL, posts=(live.Post(id="1", body=(Placed(embed=gone), Html("<p>x</p>"), Placed(embed=gone))),)),
    )
    for blog in (SMALL, *forms):
        for found, written in zip(comparable(live.read(live.page(blog)).blog), comparable(blog), strict=True):
            assert found == written


@settings(max_examples=40)
@given(any_blog())
def test_any_page_of_ours_is_read_back(blog):
    """Every post with its times, marks and embeds, whatever they hold."""
    found = live.read(live.page(blog)).blog

    def told(post):
        keys = (
            []
            if post.withdrawn
            else [(each.embed.kind, each.embed.key) for each in post.body if hasattr(each, "embed")]
        )
        marks = (post.key_event, post.breaking, post.pinned) if not post.withdrawn else post.withdrawn.at
        return (post.published, marks, len(post.corrections) if not post.withdrawn else 0, keys)

    assert [told(post) for post in found.posts] == [told(post) for post in ordered(blog)]
    assert len({post.id for post in found.posts}) == len(blog.posts)
    assert live.page(found)


def test_the_text_twin_of_the_example_is_read_back():
    blog = live.read_folder(Path(live.__file__).parents[1] / "example" / "blog")
    again, holes = live.read(live.text(blog))
    assert holes == ()
    for name in ("title", "url", "description", "lang", "zone", "state", "coverage_start", "coverage_end", "previous"):
        assert getattr(again, name) == getattr(blog, name), name
    assert [person.name for person in again.authors] == ["Ines Aumann", "Karim Haddad"]
    for found, post in zip(again.posts, ordered(blog), strict=True):
        marks = ("id", "url", "published", "updated", "key_event", "breaking", "lang", "corrections", "withdrawn")
        for name in marks if not post.withdrawn else ("id", "published", "withdrawn"):
            assert getattr(found, name) == getattr(post, name), (post.id, name)
        if post.withdrawn:
            continue
        assert (found.headline, found.pinned) == (post.headline, post.pinned)
        assert [author.name for author in found.authors] == [author.name for author in post.authors]
        embeds, written = ([part for part in each.body if isinstance(part, Placed)] for each in (found, post))
        for one, other in zip(embeds, written, strict=True):
            told, known = one.embed, other.embed
            assert (told.kind, told.key, told.url) == (known.kind, known.key, known.url)
            assert (one.caption, one.credit, told.text) == (other.caption, other.credit, known.text)
            assert told.status.state == known.status.state
        plain = [prose.plain(part) for part in post.body if not isinstance(part, Placed)]
        assert [prose.plain(part) for part in found.body if not isinstance(part, Placed)] == plain


def test_what_a_line_of_the_twin_tells_of_an_embed():
    body = (
        Placed(embed=replace(VIDEO, authors=(Person(name="Ann", handle="ann"), Person(name="Bo")), duration=185.0)),
        Placed(embed=replace(STORY, publisher=Organization(name="The Gazette"), published=at(7, 30)), caption="a"),
        Placed(embed=replace(VIDEO, start=62.0, title="One — two"), caption="b", credit="c"),
    )
    blog = replace(SMALL, hero=None, lang="de", posts=(live.Post(id="1", published=at(5), body=body),))
    video, story, later = live.embeds(live.read(live.text(blog)).blog)
    assert [(person.name, person.handle) for person in video.embed.authors] == [("Ann", "ann"), ("Bo", None)]
    assert (video.embed.title, video.embed.duration) == ("The line goes over", 185.0)
    assert (story.embed.publisher.name, story.embed.published, story.embed.title) == (
        "The Gazette",
        at(7, 30),
        "The buoy",
    )
    assert (later.embed.title, later.embed.start, later.embed.duration) == ("One — two", 62.0, None)
    assert (later.caption, later.credit) == ("b", "c")


def test_an_hour_that_comes_twice_in_autumn_is_told_by_the_name_of_its_zone():
    autumn = tuple(live.Post(id=str(hour), published=datetime(2025, 10, 26, hour, 30, tzinfo=UTC)) for hour in range(3))
    again = live.read(live.text(replace(SMALL, posts=autumn))).blog
    assert {post.published for post in again.posts} == {post.published for post in autumn}


@settings(max_examples=60)
@given(any_blog())
def test_any_text_of_ours_is_read_back(blog):
    """As many posts and embeds as it has, each post with its time to the minute, whatever the words between."""
    text = live.text(blog)
    found = live.read(text).blog

    def same_minute(one, other):
        if isinstance(one, datetime) and isinstance(other, datetime):
            return abs((one - other).total_seconds()) < 60  # a zone of old may be seconds off the minute
        return one == other

    assert len(found.posts) == len(blog.posts)
    assert len(live.embeds(found)) == len(live.embed_lines(text))
    for post, written in zip(found.posts, ordered(blog), strict=True):
        assert same_minute(post.published, written.published)
    assert live.page(found)


def test_a_page_that_lost_cards_or_posts_is_still_read():
    page = live.page(SMALL)
    root = html.fromstring(page)
    (card,) = root.xpath("//article[@id='post-1']//*[contains(@class, 'mk-card')]")
    card.getparent().remove(card)
    blog, _ = live.read(etree.tostring(root, encoding="unicode", method="html"))
    (post,) = [each for each in blog.posts if each.id == "1"]
    assert [each.embed.key for each in post.body if isinstance(each, Placed)] == [VIDEO.key]
    (article,) = root.xpath("//article[@id='post-3']")
    article.getparent().remove(article)
    blog, _ = live.read(etree.tostring(root, encoding="unicode", method="html"))
    assert {"1", "2", "5"} <= {post.id for post in blog.posts}


def test_a_kept_blog_is_read_as_itself():
    kept = json.dumps(SMALL.to_dict())
    assert live.read(kept).blog == live.read(kept.encode()).blog == SMALL
    holed = replace(SMALL, posts=(live.Post(id="1", body=(Html("<p>Watch below.</p>"),)),))
    assert [hole.medium for hole in live.read(json.dumps(holed.to_dict())).holes] == ["video"]


# --- words


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_language_has_every_word_with_its_places(file):
    english = tomllib.loads((WORDS / "en.toml").read_text("utf-8"))
    words = tomllib.loads(file.read_text("utf-8"))
    assert list(words) == list(english)
    for name, form in words.items():
        assert form.strip() == form != ""
        assert {place for _, place, _, _ in Formatter().parse(form) if place} == {
            place for _, place, _, _ in Formatter().parse(english[name]) if place
        }, name
    assert live_words(file.stem).tag == file.stem

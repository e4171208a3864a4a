"""A live blog written as a folder: what docs/live-folder.md promises, and errors that name file and field."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from mediakit import live
from mediakit.embed import Placed
from mediakit.errors import InvalidData
from mediakit.times import iso

DOCS = Path(__file__).parents[2] / "docs" / "live-folder.md"
# The smallest PNG there is: one transparent pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636000000000050001a5f645400000000049454e44ae426082"
)
BLOG = 'title = "Harbour day"\nurl = "https://tidewire.example/live/harbour"\nzone = "Europe/Helsinki"\n'
FRONT = "+++\npublished = 2025-06-14\n+++\n"


def write(folder, blog=BLOG, embeds=None, **posts):
    (folder / "posts").mkdir(exist_ok=True)
    (folder / "blog.toml").write_text(blog, "utf-8")
    for name, text in posts.items():
        (folder / "posts" / name.replace("__", ".")).write_text(text, "utf-8")
    if embeds is not None:
        (folder / "embeds.json").write_text(json.dumps(embeds), "utf-8")
    return folder


def test_the_folder_of_the_documentation(tmp_path):
    """Every block of docs/live-folder.md, put where it says it belongs."""
    toml, html, text = re.findall(r"```(?:toml|html|)\n((?:title|\+\+\+).*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    fields = re.findall(r"```toml\n((?:corrections).*?)```", DOCS.read_text("utf-8"), re.DOTALL)[0]
    corrections, withdrawn = fields.strip().splitlines()
    write(
        tmp_path,
        toml,
        **{
            "0905-gates-open__html": html,
            "0940-first-tow__txt": text,
            "1000__html": f"+++\npublished = 2025-06-14T10:00:00\n{corrections}\n+++\n<p>x</p>",
            "1100__html": f"+++\npublished = 2025-06-14T11:00:00\n{withdrawn}\n+++\n<p>x</p>",
        },
    )
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "quay.jpg").write_bytes(PNG)
    blog = live.read_folder(tmp_path)
    assert (blog.id, blog.state, blog.zone) == (blog.url, "ended", "Europe/Helsinki")
    assert iso(blog.coverage_start) == "2025-06-14T08:30:00+03:00"
    assert [author.name for author in blog.authors] == ["Ines Korhonen", "Samir Haddad"]
    assert (blog.event.place, blog.previous.title) == ("West Quay", "Friday: the tugs leave port")
    hero = blog.hero
    assert (hero.caption, hero.credit) == ("The lightship passes the mole at noon", "Ines Korhonen/Tidewire")
    (image,) = hero.embed.images
    assert (image.local, image.width, image.height) == ("media/quay.jpg", 1600, 900)
    assert image.url == "https://tidewire.example/live/harbour-day/media/quay.jpg"
    gates, tow, corrected, taken = blog.posts
    assert (gates.id, iso(gates.published)) == ("0905-gates-open", "2025-06-14T09:05:00+03:00")
    video, tweet = [part for part in gates.body if isinstance(part, Placed)]
    assert (video.embed.key, str(video.caption), str(video.credit)) == (
        "youtube:video:aqz-KE-bpKQ",
        "The first visitors on the pier",
        "Samir Haddad",
    )
    assert tweet.embed.kind == "post"
    assert iso(tweet.embed.published).startswith("2025-06-14"), "the id says another day than the code"
    (line,) = [part for part in tow.body if isinstance(part, Placed)]
    assert (line.embed.kind, str(line.caption), str(line.credit)) == ("video", "The line goes over", "Aurora Trust")
    assert corrected.corrections[0].reason == "The number of tugs was wrong."
    assert taken.withdrawn.reason == "The report of a collision was false."


def test_times_days_and_defaults(tmp_path):
    day = '+++\npublished = 2025-01-02\nupdated = "2025-01-02T10:00:00"\n+++\n'
    write(tmp_path, **{"b__html": FRONT + "<p>x</p>", "a.b-c_1__txt": day, "notes__md": "not a post"})
    blog = live.read_folder(tmp_path)
    assert [post.id for post in blog.posts] == ["a.b-c_1", "b"]
    assert blog.posts[0].published == date(2025, 1, 2)
    assert iso(blog.posts[0].updated) == "2025-01-02T10:00:00+02:00"
    assert (blog.state, blog.order, blog.lang) == ("live", "newest", "en")


def test_pictures_of_the_folder_are_known_and_measured_and_none_beyond_it(tmp_path):
    outer = tmp_path / "outside.png"
    outer.write_bytes(PNG)
    folder = tmp_path / "blog"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "quay.png").write_bytes(PNG)
    write(
        folder,
        a__html=FRONT + '<p><img src="media/quay.png" alt="A quay"></p><p><img src="../outside.png" alt="x"></p>',
    )
    images = [placed.embed.images[0] for placed in live.embeds(live.read_folder(folder))]
    found = {image.url.rpartition("/")[2]: image for image in images}
    assert (found["quay.png"].local, found["quay.png"].mime) == ("media/quay.png", "image/png")
    assert all(image.local is None for name, image in found.items() if name != "quay.png")


def test_kept_embeds_are_merged_by_key(tmp_path):
    kept = {
        "schema": 1,
        "kind": "video",
        "key": "youtube:video:aqz-KE-bpKQ",
        "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "title": "The line goes over",
    }
    write(tmp_path, embeds=[kept], a__txt=FRONT + "https://youtu.be/aqz-KE-bpKQ\n^ Ours | Us\n")
    (placed,) = live.embeds(live.read_folder(tmp_path))
    assert (placed.embed.title, str(placed.caption), str(placed.credit)) == ("The line goes over", "Ours", "Us")


@pytest.mark.parametrize(
    ("blog", "post", "words"),
    [
        ("", "", ["blog.toml", "title", "missing"]),
        ('title = "x"', "", ["blog.toml", "url", "missing"]),
        ("title = ", "", ["blog.toml", "not TOML"]),
        (BLOG + 'zone2 = "x"', "", ["blog.toml: zone2", "no field"]),
        (BLOG.replace("Europe/Helsinki", "Europe/Atlantis"), "", ["blog.toml: zone", "Atlantis"]),
        (BLOG.replace("https:", "ftp:"), "", ["blog.toml: url"]),
        (BLOG + 'state = "over"', "", ["blog.toml: state", "over"]),
        (BLOG + 'lang = "no such"', "", ["blog.toml: lang"]),
        (BLOG + '[event]\nplace = "x"', "", ["blog.toml: event.name", "missing"]),
        (BLOG + '[event]\nname = "x"\nplaec = "x"', "", ["blog.toml: event.plaec"]),
        (BLOG + '[hero]\nurl = "javascript:x"', "", ["blog.toml: hero.url"]),
        (BLOG, "+++\nheadline = 3\n+++\n", ["posts/a.html: headline", "text"]),
        (BLOG, '+++\npublished = "soon"\n+++\n', ["posts/a.html: published"]),
        (BLOG, '+++\nid = "a b"\n+++\n', ["posts/a.html: id"]),
        (BLOG, "+++\npinned = 1\n+++\n", ["posts/a.html: pinned", "true or false"]),
        (BLOG, "+++\nauthors = [3]\n+++\n", ["posts/a.html: authors[0]"]),
        (BLOG, "+++\ncorrections = [{ at = 2025-01-01 }]\n+++\n", ["posts/a.html: corrections[0].text", "missing"]),
        (BLOG, "+++\nheadline = 'x'\n", ["posts/a.html", "+++"]),
        (BLOG, "+++\nheadline =\n+++\n", ["posts/a.html", "not TOML"]),
        (BLOG, '+++\npublished = 2025-06-14\nid = "b"\n+++\n', ["posts/b.html: id", "posts/a.html"]),
        ('title = ""\nurl = "https://tidewire.example/"', "", ["blog.toml: title", "empty"]),
        (BLOG + 'authors = [" "]', "", ["blog.toml: authors[0]", "empty"]),
        (BLOG, '+++\nheadline = "x"\n+++\n', ["posts/a.html: published: is missing", "2025-06-14T09:05:00"]),
        (BLOG, '+++\npublished = ""\n+++\n', ["posts/a.html: published: is missing"]),
        (BLOG, "<p>No fields at all.</p>", ["posts/a.html", "missing", "+++", "published ="]),
        (BLOG, "", ["posts/a.html", "missing", "+++", "published ="]),
        (BLOG, "---\npublished: 2025-06-14\n---\n<p>x</p>", ["posts/a.html", "not ---", "TOML", "+++"]),
        (BLOG, FRONT + '<img src="media/missing.jpg">', ["posts/a.html: there is no file media/missing.jpg"]),
        (BLOG, FRONT + '<img srcset="media/a%20b.jpg 2x">', ["posts/a.html: there is no file media/a b.jpg"]),
        (BLOG, FRONT + '<audio src="sea.mp3"></audio>', ["posts/a.html: there is no file sea.mp3"]),
        (BLOG, FRONT + '<video src="sea.mp4" poster="sea.jpg"></video>', ["posts/a.html: there is no file sea."]),
        (
            BLOG + '[hero]\nurl = "media/missing.jpg"',
            FRONT,
            ["blog.toml: hero.url: there is no file media/missing.jpg"],
        ),
    ],
)
def test_a_slip_is_named_by_file_and_field(tmp_path, blog, post, words):
    write(tmp_path, blog, a__html=post, b__html=FRONT + "<p>x</p>")
    with pytest.raises(InvalidData) as caught:
        live.read_folder(tmp_path)
    for word in words:
        assert word in str(caught.value)


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(InvalidData, match=r"blog\.toml"):
        live.read_folder(tmp_path)
    write(tmp_path, a__html="x")
    (tmp_path / "posts" / "a.html").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(InvalidData, match=r"posts/a\.html.*UTF-8"):
        live.read_folder(tmp_path)
    write(tmp_path, embeds=[{"kind": "video"}], a__html=FRONT)
    with pytest.raises(InvalidData, match=r"embeds\.json"):
        live.read_folder(tmp_path)


def test_a_blog_without_posts_is_a_slip_unless_it_is_still_to_come(tmp_path):
    write(tmp_path, BLOG, notes__md="no post")
    for _ in range(2):
        with pytest.raises(InvalidData, match=r"posts: there is no post.*\.html.*scheduled"):
            live.read_folder(tmp_path)
        (tmp_path / "posts" / "notes.md").unlink(missing_ok=True)
        if (tmp_path / "posts").exists():
            (tmp_path / "posts").rmdir()
    (tmp_path / "blog.toml").write_text(BLOG + 'state = "scheduled"\n', "utf-8")
    assert live.read_folder(tmp_path).posts == ()


def test_a_whole_address_may_stand_on_the_site_without_lying_in_the_folder(tmp_path):
    there = "https://tidewire.example/live/harbour/media/old.jpg"
    write(tmp_path, a__html=FRONT + f'<p><img src="{there}" alt="x"></p><p><img src="/logo.png" alt="y"></p>')
    images = [placed.embed.images[0] for placed in live.embeds(live.read_folder(tmp_path))]
    assert [(image.url, image.local) for image in images] == [
        (there, None),
        ("https://tidewire.example/logo.png", None),
    ]


def test_no_link_leads_out_of_the_folder(tmp_path):
    """A picture, a post or the settings that are links to files elsewhere on the machine are never read."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    folder = tmp_path / "blog"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "leak.png").symlink_to(secret)
    (folder / "media" / "kept.png").write_bytes(PNG)
    (folder / "media" / "again.png").symlink_to("kept.png")
    write(folder, a__html=FRONT + '<p><img src="media/again.png" alt="x"></p>')
    (placed,) = live.embeds(live.read_folder(folder))
    assert placed.embed.images[0].local == "media/again.png", "a link that stays in the folder is a file like any other"
    write(folder, a__html=FRONT + '<p><img src="media/leak.png" alt="x"></p>')
    with pytest.raises(InvalidData, match=r"posts/a\.html: media/leak\.png leads out of the folder"):
        live.read_folder(folder)
    whole = "https://tidewire.example/live/harbour/media/leak.png"
    write(folder, a__html=FRONT + f'<p><img src="{whole}" alt="x"></p>')
    (placed,) = live.embeds(live.read_folder(folder))
    assert (placed.embed.images[0].local, placed.embed.images[0].mime) == (None, None)
    post = tmp_path / "post.html"
    post.write_text(FRONT, "utf-8")
    (folder / "posts" / "b.html").symlink_to(post)
    with pytest.raises(InvalidData, match=r"posts/b\.html: leads out of the folder"):
        live.read_folder(folder)


def test_the_example_that_ships_is_a_folder_like_any_other():
    blog = live.read_folder(Path(live.__file__).parents[1] / "example" / "blog")
    assert 10 <= len(blog.posts) <= 14
    assert sum(post.withdrawn is not None for post in blog.posts) == 1
    assert len(live.embed_lines(live.text(blog))) == len(live.embeds(blog)) > 10

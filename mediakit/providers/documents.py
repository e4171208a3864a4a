"""Documents, data, maps, code and what else has a player of its own."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Example, Frame, Noun, Oembed, Pattern, Provider, other_than

_GOOGLE_ID: Final = r"[\w-]{20,100}"


def _google(
    key: str, name: str, noun: str, path: str, preview: str, example: Example, more: tuple[Noun, ...] = ()
) -> Provider:
    """Google's editors share one form of URL: a published copy is under `/d/e/`, the document itself under `/d/`."""
    published = "viewform" if noun == "form" else "pub"
    return Provider(
        key=key,
        name=name,
        url=f"https://docs.google.com/{path}/",
        hosts=("docs.google.com",),
        parts=FrozenMap({"published": _GOOGLE_ID, noun: _GOOGLE_ID, "short": r"\w{8,24}"}),
        nouns=(
            Noun(
                noun,
                "rich",
                (Pattern(rf"(?:/a/[^/]+)?/{path}/(?:u/\d/)?d/(?:e/{{published}}|{{{noun}}})(?:/.*)?"),),
                (
                    f"https://docs.google.com/{path}/d/e/{{published}}/{published}",
                    f"https://docs.google.com/{path}/d/{{{noun}}}/",
                ),
                id=("{published}", f"{{{noun}}}"),
                frame=Frame(
                    (
                        f"https://docs.google.com/{path}/d/e/{{published}}/{preview}",
                        f"https://docs.google.com/{path}/d/{{{noun}}}/preview",
                    ),
                    640,
                    480,
                ),
                form="form" if noun == "form" else "document",
            ),
            *more,
        ),
        terms="Readers see it only where its owner shared it.",
        examples=(example,),
        lookalikes=("https://docs.google.com/", f"https://docs.google.com/{path}/u/0/"),
    )


def _quoted(parts: dict[str, str]) -> dict[str, str]:
    """What was looked for on a map is words, as they stand in a URL."""
    from urllib.parse import quote

    return {**parts, "search": quote(parts["search"], safe="")} if "search" in parts else parts


DOCUMENTS: Final[tuple[Provider, ...]] = (
    Provider(
        key="documentcloud",
        name="DocumentCloud",
        url="https://www.documentcloud.org/",
        hosts=("documentcloud.org", "embed.documentcloud.org", "beta.documentcloud.org"),
        parts=FrozenMap({"document": r"\d{1,10}", "slug": r"[\w%.~-]+?"}),
        nouns=(
            Noun(
                "document",
                "rich",
                (Pattern(r"/documents/{document}(?:-{slug})?(?:\.html|\.js)?(?:/(?:pages|annotations)/.*)?"),),
                (
                    "https://www.documentcloud.org/documents/{document}-{slug}",
                    "https://www.documentcloud.org/documents/{document}",
                ),
                frame=Frame("https://embed.documentcloud.org/documents/{document}/?embed=1", 640, 800),
                form="document",
            ),
        ),
        oembed=(Oembed("https://api.www.documentcloud.org/api/oembed.json"),),
        examples=(
            (
                "https://www.documentcloud.org/documents/20059068-the-mueller-report#document/p17/a2001254",
                "document:20059068",
                "https://www.documentcloud.org/documents/20059068-the-mueller-report",
            ),
            (
                "https://www.documentcloud.org/documents/5766398-ASRS-Reports-for-737-max8/pages/2.html",
                "document:5766398",
                "https://www.documentcloud.org/documents/5766398-ASRS-Reports-for-737-max8",
            ),
        ),
        lookalikes=("https://www.documentcloud.org/", "https://www.documentcloud.org/documents/"),
        source="documentcloud.org/help (embedding, oEmbed)",
    ),
    Provider(
        key="scribd",
        name="Scribd",
        url="https://www.scribd.com/",
        hosts=(".scribd.com",),
        parts=FrozenMap({"document": r"\d{4,12}"}),
        nouns=(
            Noun(
                "document",
                "rich",
                (Pattern("/(?:doc|document|presentation|embeds|book|fullscreen)/{document}(?:/.*)?"),),
                "https://www.scribd.com/document/{document}",
                frame=Frame("https://www.scribd.com/embeds/{document}/content?view_mode=scroll", 640, 800),
                form="document",
            ),
        ),
        oembed=(Oembed("https://www.scribd.com/services/oembed?format=json"),),
        examples=(
            (
                "https://www.scribd.com/doc/110799637/Synthesis-of-Knowledge",
                "document:110799637",
                "https://www.scribd.com/document/110799637",
            ),
        ),
        lookalikes=("https://www.scribd.com/", "https://www.scribd.com/upload-document"),
        source="oembed-providers 1.0.20260604 (Scribd)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="issuu",
        name="Issuu",
        url="https://issuu.com/",
        hosts=("issuu.com",),
        parts=FrozenMap(
            {"user": r"[\w.-]{2,60}", "document": r"[\w.-]{2,120}", "account": r"\d{1,12}", "number": r"\d{4,14}"}
        ),
        nouns=(
            Noun(
                "document",
                "rich",
                (
                    Pattern("/{user}/docs/{document}(?:/\\d+)?"),
                    Pattern(
                        r"/embed\.html", hosts=("e.issuu.com",), query=FrozenMap({"u": "{user}", "d": "{document}"})
                    ),
                ),
                "https://issuu.com/{user}/docs/{document}",
                id="{user}/{document}",
                frame=Frame("https://e.issuu.com/embed.html?u={user}&d={document}", 640, 480),
                form="document",
            ),
            Noun(
                "embed",
                "rich",
                (Pattern(r"/embed\.html", hosts=("e.issuu.com",), fragment="{account}/{number}"),),
                "https://e.issuu.com/embed.html#{account}/{number}",
                id="{account}/{number}",
                frame=Frame("https://e.issuu.com/embed.html#{account}/{number}", 640, 480),
                form="document",
            ),
        ),
        oembed=(Oembed("https://issuu.com/oembed?format=json"),),
        examples=(
            (
                "https://issuu.com/iscience/docs/issue23",
                "document:iscience/issue23",
                "https://issuu.com/iscience/docs/issue23",
            ),
        ),
        lookalikes=(
            "https://issuu.com/moncheribridals/",
            "https://issuu.com/moncheribridals/docs/219colettenoprice/other-stuff",
        ),
        source="oembed-providers 1.0.20260604 (Issuu)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="slideshare",
        name="SlideShare",
        url="https://www.slideshare.net/",
        hosts=(".slideshare.net",),
        parts=FrozenMap(
            {
                "user": other_than(
                    "explore about upload login search category slideshow developers "
                    "featured popular embed_code signup tag",
                    r"[\w.-]{2,60}",
                ),
                "slides": r"[\w%-]{2,250}",
                "key": r"\w{8,24}",
                "number": r"\d{4,12}",
            }
        ),
        nouns=(
            Noun(
                "slides",
                "rich",
                (
                    Pattern("/slideshow/embed_code/key/{key}"),
                    Pattern("/slideshow/embed_code/{number}"),
                    Pattern("/slideshow/{slides}/{number}"),
                    Pattern("/{user}/{slides}"),
                ),
                (
                    "https://www.slideshare.net/{user}/{slides}",
                    "https://www.slideshare.net/slideshow/{slides}/{number}",
                    "https://www.slideshare.net/slideshow/embed_code/key/{key}",
                    "https://www.slideshare.net/slideshow/embed_code/{number}",
                ),
                id=("{user}/{slides}", "{number}", "{key}"),
                frame=Frame(
                    (
                        "https://www.slideshare.net/slideshow/embed_code/key/{key}",
                        "https://www.slideshare.net/slideshow/embed_code/{number}",
                    ),
                    640,
                    526,
                ),
                form="document",
            ),
            Noun("user", "link", (Pattern("/{user}"),), "https://www.slideshare.net/{user}"),
        ),
        oembed=(Oembed("https://www.slideshare.net/api/oembed/2?format=json", ("slides",)),),
        examples=(
            (
                "https://www.slideshare.net/haraldf/business-quotes-for-2011",
                "slides:haraldf/business-quotes-for-2011",
                "https://www.slideshare.net/haraldf/business-quotes-for-2011",
            ),
            (
                "https://www.slideshare.net/slideshow/embed_code/key/y1gPkTrdVvdk4S",
                "slides:y1gPkTrdVvdk4S",
                "https://www.slideshare.net/slideshow/embed_code/key/y1gPkTrdVvdk4S",
            ),
        ),
        lookalikes=("https://www.slideshare.net/", "https://www.slideshare.net/explore/business"),
        source="oembed-providers 1.0.20260604 (SlideShare)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="speakerdeck",
        name="Speaker Deck",
        url="https://speakerdeck.com/",
        hosts=("speakerdeck.com",),
        parts=FrozenMap(
            {
                "user": other_than("c player p signin signup features search oembed", r"[\w-]{1,60}"),
                "deck": r"[\w%-]{2,250}",
                "hash": "[0-9a-f]{24,40}",
            }
        ),
        nouns=(
            Noun(
                "deck",
                "rich",
                (Pattern("/player/{hash}"), Pattern("/{user}/{deck}")),
                ("https://speakerdeck.com/{user}/{deck}", "https://speakerdeck.com/player/{hash}"),
                id=("{user}/{deck}", "{hash}"),
                frame=Frame("https://speakerdeck.com/player/{hash}"),
                form="document",
            ),
        ),
        oembed=(Oembed("https://speakerdeck.com/oembed.json"),),
        examples=(
            (
                "https://speakerdeck.com/gr2m/rails-girls-zurich-keynote?slide=3",
                "deck:gr2m/rails-girls-zurich-keynote",
                "https://speakerdeck.com/gr2m/rails-girls-zurich-keynote",
            ),
        ),
        lookalikes=("https://speakerdeck.com/", "https://speakerdeck.com/c/education"),
        source="oembed-providers 1.0.20260604 (SpeakerDeck)",
        checked=date(2026, 11, 22),
    ),
    _google(
        "googledocs",
        "Google Docs",
        "document",
        "document",
        "pub?embedded=true",
        (
            "https://docs.google.com/document/d/1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA/edit?usp=sharing",
            "document:1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA",
            "https://docs.google.com/document/d/1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA/",
        ),
    ),
    _google(
        "googlesheets",
        "Google Sheets",
        "sheet",
        "spreadsheets",
        "pubhtml?widget=true&headers=false",
        (
            "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ0a1b2c3d4e5f6g7h8i9j0/pubhtml",
            "sheet:2PACX-1vQ0a1b2c3d4e5f6g7h8i9j0",
            "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ0a1b2c3d4e5f6g7h8i9j0/pub",
        ),
    ),
    _google(
        "googleslides",
        "Google Slides",
        "presentation",
        "presentation",
        "embed",
        (
            "https://docs.google.com/presentation/d/1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA/embed?start=false",
            "presentation:1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA",
            "https://docs.google.com/presentation/d/1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA/",
        ),
    ),
    _google(
        "googleforms",
        "Google Forms",
        "form",
        "forms",
        "viewform?embedded=true",
        (
            "https://docs.google.com/forms/d/e/1FAIpQLSdharbourharbourharbour/viewform?embedded=true",
            "form:1FAIpQLSdharbourharbourharbour",
            "https://docs.google.com/forms/d/e/1FAIpQLSdharbourharbourharbour/viewform",
        ),
        (Noun("short", "link", (Pattern("/{short}", hosts=("forms.gle",)),), "https://forms.gle/{short}", short=True),),
    ),
    Provider(
        key="googledrive",
        name="Google Drive",
        url="https://drive.google.com/",
        hosts=("drive.google.com",),
        parts=FrozenMap(
            {
                "file": _GOOGLE_ID,
                "folder": r"[\w-]{15,100}",
            }
        ),
        nouns=(
            Noun(
                "file",
                "rich",
                (
                    Pattern("(?:/a/[^/]+)?/file/(?:u/\\d/)?d/{file}(?:/.*)?"),
                    Pattern("/(?:open|uc)", query=FrozenMap({"id": "{file}"})),
                ),
                "https://drive.google.com/file/d/{file}/view",
                frame=Frame("https://drive.google.com/file/d/{file}/preview", 640, 480),
                form="document",
            ),
            Noun(
                "folder",
                "rich",
                (
                    Pattern("/(?:a/[^/]+/)?drive/(?:u/\\d/)?folders/{folder}"),
                    Pattern("/embeddedfolderview", query=FrozenMap({"id": "{folder}"})),
                ),
                "https://drive.google.com/drive/folders/{folder}",
                frame=Frame("https://drive.google.com/embeddedfolderview?id={folder}#list", 640, 480, "fixed"),
                form="document",
            ),
        ),
        terms="Readers see a file only where its owner shared it.",
        examples=(
            (
                "https://drive.google.com/file/d/1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA/view",
                "file:1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA",
                "https://drive.google.com/file/d/1FgMt06wENEUfC6_-1tImXaNCH7vM9QsA/view",
            ),
        ),
        lookalikes=("https://drive.google.com/", "https://drive.google.com/drive/my-drive"),
        source="yt-dlp 2026.10.26 (GoogleDrive); s9e/TextFormatter, docs/Plugins/MediaEmbed/Sites.md",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="googlemaps",
        name="Google Maps",
        url="https://www.google.com/maps",
        hosts=("google.com", "maps.google.com", "google.co.uk", "google.de", "google.fr"),
        parts=FrozenMap(
            {
                "lat": r"-?\d{1,2}(?:\.\d{1,15})?",
                "lon": r"-?\d{1,3}(?:\.\d{1,15})?",
                "zoom": r"\d{1,2}(?:\.\d+)?",
                "embed": r"![\w!.%+:,-]{10,1500}",
                "search": r"[^\x00-\x1f]{2,200}",
                "map": r"[\w.-]{15,60}",
                **dict.fromkeys(("short", "goo"), r"[\w-]{8,24}"),
            }
        ),
        nouns=(
            Noun(
                "custom",
                "rich",
                (Pattern(r"/maps/(?:\w/\d/)?d/(?:u/\d/)?(?:viewer|embed|edit)", query=FrozenMap({"mid": "{map}"})),),
                "https://www.google.com/maps/d/viewer?mid={map}",
                id="{map}",
                frame=Frame("https://www.google.com/maps/d/embed?mid={map}", 640, 480),
                form="map",
            ),
            Noun(
                "embed",
                "rich",
                (Pattern("/maps/embed", query=FrozenMap({"pb": "{embed}"})),),
                "https://www.google.com/maps/embed?pb={embed}",
                frame=Frame("https://www.google.com/maps/embed?pb={embed}", 640, 480),
                form="map",
            ),
            Noun(
                "place",
                "rich",
                (
                    Pattern("/maps/(?:[^/]+/)*@{lat},{lon},{zoom}[mz](?:/.*)?"),
                    Pattern("/maps", query=FrozenMap({"q": "{lat}, ?{lon}", "output": "embed"})),
                    Pattern("/maps(?:/ms)?", query=FrozenMap({"ll": "{lat},{lon}", "output": "embed"})),
                ),
                (
                    "https://www.google.com/maps/@{lat},{lon},{zoom}z",
                    "https://maps.google.com/maps?q={lat},{lon}&output=embed",
                ),
                id="{lat},{lon}",
                frame=Frame("https://maps.google.com/maps?q={lat},{lon}&output=embed", 640, 480),
                form="map",
            ),
            Noun(
                "search",
                "rich",
                (
                    Pattern("/maps", query=FrozenMap({"q": "{search}", "output": "embed"})),
                    Pattern("/maps/embed/v1/(?:place|search)", query=FrozenMap({"q": "{search}"})),
                ),
                "https://maps.google.com/maps?q={search}&output=embed",
                frame=Frame("https://maps.google.com/maps?q={search}&output=embed", 640, 480),
                decode=_quoted,
                form="map",
            ),
            Noun(
                "short",
                "link",
                (Pattern("/{short}", hosts=("maps.app.goo.gl",)),),
                "https://maps.app.goo.gl/{short}",
                short=True,
            ),
            Noun("goo", "link", (Pattern("/maps/{goo}", hosts=("goo.gl",)),), "https://goo.gl/maps/{goo}", short=True),
        ),
        examples=(
            (
                "https://www.google.com/maps/place/Hamburg/@53.5585,9.6476,10z/data=!3m1",
                "place:53.5585,9.6476",
                "https://www.google.com/maps/@53.5585,9.6476,10z",
            ),
            (
                "https://maps.google.com/maps?f=q&ll=53.5585,9.6476&z=10&output=embed",
                "place:53.5585,9.6476",
                "https://maps.google.com/maps?q=53.5585,9.6476&output=embed",
            ),
            (
                "https://www.google.com/maps/embed/v1/place?key=x&q=Alter+Hafen,+Hamburg",
                "search:Alter%20Hafen%2C%20Hamburg",
                "https://maps.google.com/maps?q=Alter%20Hafen%2C%20Hamburg&output=embed",
            ),
            (
                "https://www.google.com/maps/d/viewer?mid=1zB9AbCdEfGhIjKlMnOpQrStUv",
                "custom:1zB9AbCdEfGhIjKlMnOpQrStUv",
                "https://www.google.com/maps/d/viewer?mid=1zB9AbCdEfGhIjKlMnOpQrStUv",
            ),
        ),
        lookalikes=(
            "https://www.google.com/maps",
            "https://www.google.com/search?q=maps",
            "https://www.google.com/maps?q=Hamburg",
        ),
    ),
    Provider(
        key="yandexmaps",
        name="Yandex Maps",
        url="https://yandex.com/maps/",
        hosts=("yandex.com", "yandex.ru", "yandex.com.tr", "yandex.kz", "yandex.by"),
        parts=FrozenMap(
            {"lon": r"-?\d{1,3}(?:\.\d{1,15})?", "lat": r"-?\d{1,2}(?:\.\d{1,15})?", "short": r"[\w~-]{6,16}"}
        ),
        nouns=(
            Noun("short", "link", (Pattern("/maps/-/{short}"),), "https://yandex.com/maps/-/{short}", short=True),
            Noun(
                "place",
                "rich",
                (Pattern("/(?:maps|map-widget)(?:/.*)?", query=FrozenMap({"ll": "{lon},{lat}"})),),
                "https://yandex.com/maps/?ll={lon}%2C{lat}",
                id="{lon},{lat}",
                frame=Frame("https://yandex.com/map-widget/v1/?ll={lon}%2C{lat}", 640, 480),
                form="map",
            ),
        ),
        examples=(
            (
                "https://yandex.ru/maps/10738/lubercy/?ll=37.894794%2C55.685214&z=14",
                "place:37.894794,55.685214",
                "https://yandex.com/maps/?ll=37.894794%2C55.685214",
            ),
            ("https://yandex.com/maps/-/CLu~B4po", "short:CLu~B4po", "https://yandex.com/maps/-/CLu~B4po"),
        ),
        lookalikes=("https://yandex.com/", "https://yandex.ru/search/?text=maps"),
    ),
    Provider(
        key="openstreetmap",
        name="OpenStreetMap",
        url="https://www.openstreetmap.org/",
        hosts=("openstreetmap.org",),
        parts=FrozenMap(
            {
                "lat": r"-?\d{1,2}(?:\.\d{1,15})?",
                "lon": r"-?\d{1,3}(?:\.\d{1,15})?",
                "zoom": r"\d{1,2}",
                "box": r"-?\d{1,3}\.\d+(?:,-?\d{1,3}\.\d+){3}",
                "short": r"[\w~@-]{3,20}",
            }
        ),
        nouns=(
            Noun(
                "box",
                "rich",
                (Pattern(r"/export/embed\.html", query=FrozenMap({"bbox": "{box}"})),),
                "https://www.openstreetmap.org/export/embed.html?bbox={box}",
                frame=Frame("https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik", 640, 480),
                form="map",
            ),
            Noun(
                "place",
                "rich",
                (
                    Pattern("/.*", fragment="map={zoom}/{lat}/{lon}(?:&.*)?"),
                    Pattern("/", query=FrozenMap({"lat": "{lat}", "lon": "{lon}", "zoom": "{zoom}"})),
                    Pattern("/", query=FrozenMap({"mlat": "{lat}", "mlon": "{lon}"})),
                ),
                (
                    "https://www.openstreetmap.org/#map={zoom}/{lat}/{lon}",
                    "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}",
                ),
                id="{lat},{lon}",
                form="map",
            ),
            Noun(
                "short",
                "link",
                (Pattern("/go/{short}", hosts=("openstreetmap.org", "osm.org")),),
                "https://osm.org/go/{short}",
                short=True,
            ),
        ),
        examples=(
            (
                "https://www.openstreetmap.org/#map=12/50.2598/28.6695",
                "place:50.2598,28.6695",
                "https://www.openstreetmap.org/#map=12/50.2598/28.6695",
            ),
            (
                "https://www.openstreetmap.org/?lat=51.5064&lon=-0.1281&zoom=14&layers=MC",
                "place:51.5064,-0.1281",
                "https://www.openstreetmap.org/#map=14/51.5064/-0.1281",
            ),
        ),
        lookalikes=("https://www.openstreetmap.org/", "https://www.openstreetmap.org/about"),
    ),
    Provider(
        key="datawrapper",
        name="Datawrapper",
        url="https://www.datawrapper.de/",
        hosts=("datawrapper.dwcdn.net",),
        parts=FrozenMap({"chart": "[A-Za-z0-9]{5}", "version": r"\d{1,5}"}),
        nouns=(
            Noun(
                "chart",
                "rich",
                (
                    Pattern(r"/{chart}(?:/{version})?(?:/(?:index\.html|full\.png|plain\.png))?"),
                    Pattern("/_/{chart}", hosts=("datawrapper.de", "app.datawrapper.de")),
                ),
                ("https://datawrapper.dwcdn.net/{chart}/{version}/", "https://datawrapper.dwcdn.net/{chart}/"),
                frame=Frame(
                    ("https://datawrapper.dwcdn.net/{chart}/{version}/", "https://datawrapper.dwcdn.net/{chart}/"),
                    640,
                    400,
                    "auto",
                ),
                form="chart",
            ),
        ),
        oembed=(Oembed("https://api.datawrapper.de/v3/oembed/?format=json"),),
        examples=(
            ("https://datawrapper.dwcdn.net/RnWgL/9", "chart:RnWgL", "https://datawrapper.dwcdn.net/RnWgL/9/"),
            ("https://www.datawrapper.de/_/RnWgL/", "chart:RnWgL", "https://datawrapper.dwcdn.net/RnWgL/"),
        ),
        lookalikes=("https://www.datawrapper.de/", "https://datawrapper.dwcdn.net/"),
        source="developer.datawrapper.de (oEmbed); oembed-providers 1.0.20260604 (Datawrapper)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="flourish",
        name="Flourish",
        url="https://flourish.studio/",
        hosts=("public.flourish.studio", "flo.uri.sh"),
        parts=FrozenMap({"visualisation": r"\d{1,10}", "story": r"\d{1,10}"}),
        nouns=tuple(
            Noun(
                name,
                "rich",
                (Pattern(rf"/{name}/{{{name}}}(?:/embed)?"),),
                f"https://public.flourish.studio/{name}/{{{name}}}/",
                frame=Frame(f"https://flo.uri.sh/{name}/{{{name}}}/embed", 640, 480, "auto"),
                form="chart",
            )
            for name in ("visualisation", "story")
        ),
        oembed=(Oembed("https://app.flourish.studio/api/v1/oembed"),),
        examples=(
            (
                "https://public.flourish.studio/visualisation/36321/",
                "visualisation:36321",
                "https://public.flourish.studio/visualisation/36321/",
            ),
            ("https://flo.uri.sh/story/47988/embed", "story:47988", "https://public.flourish.studio/story/47988/"),
        ),
        lookalikes=("https://flourish.studio/", "https://public.flourish.studio/"),
        source="oembed-providers 1.0.20260604 (Flourish)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="infogram",
        name="Infogram",
        url="https://infogram.com/",
        hosts=("infogram.com", "e.infogram.com", "infogr.am"),
        parts=FrozenMap(
            {
                "infographic": other_than(
                    "pricing about login signup features templates examples blog api app "
                    "jobs terms privacy support create oembed",
                    r"[\w-]{4,200}",
                )
            }
        ),
        nouns=(
            Noun(
                "infographic",
                "rich",
                (Pattern("/{infographic}"),),
                "https://infogram.com/{infographic}",
                frame=Frame("https://e.infogram.com/{infographic}?src=embed", 640, 480, "auto"),
                form="chart",
            ),
        ),
        oembed=(Oembed("https://infogram.com/oembed?format=json"),),
        examples=(
            (
                "https://infogram.com/amazon-and-the-book-market-1gk9vp1xj86lm4y",
                "infographic:amazon-and-the-book-market-1gk9vp1xj86lm4y",
                "https://infogram.com/amazon-and-the-book-market-1gk9vp1xj86lm4y",
            ),
        ),
        lookalikes=("https://infogram.com/", "https://infogram.com/text/other-text", "https://infogram.com/pricing"),
        source="oembed-providers 1.0.20260604 (Infogram)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="everviz",
        name="everviz",
        url="https://www.everviz.com/",
        hosts=("app.everviz.com",),
        parts=FrozenMap({"chart": r"[\w-]{6,12}"}),
        nouns=(
            Noun(
                "chart",
                "rich",
                (Pattern("/(?:show|embed|share)/{chart}"),),
                "https://app.everviz.com/show/{chart}",
                frame=Frame("https://app.everviz.com/embed/{chart}/", 640, 480, "auto"),
                form="chart",
            ),
        ),
        oembed=(Oembed("https://api.everviz.com/oembed"),),
        examples=(
            ("https://app.everviz.com/embed/R8jhGkYT5", "chart:R8jhGkYT5", "https://app.everviz.com/show/R8jhGkYT5"),
        ),
        lookalikes=("https://app.everviz.com/", "https://www.everviz.com/pricing/"),
        source="oembed-providers 1.0.20260604 (everviz)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="tableau",
        name="Tableau Public",
        url="https://public.tableau.com/",
        hosts=("public.tableau.com",),
        parts=FrozenMap({"book": r"[\w%.-]{1,150}", "view": r"[\w%.-]{1,150}", "user": r"[\w%.-]{1,100}"}),
        nouns=(
            Noun(
                "view",
                "rich",
                (Pattern("(?:/app)?/profile/{user}/viz/{book}/{view}"), Pattern("/(?:shared/)?views/{book}/{view}")),
                "https://public.tableau.com/views/{book}/{view}",
                id="{book}/{view}",
                frame=Frame("https://public.tableau.com/views/{book}/{view}?:embed=y&:showVizHome=no", 640, 480),
                form="chart",
            ),
        ),
        oembed=(Oembed("https://public.tableau.com/profile/api/oembed"),),
        examples=(
            (
                "https://public.tableau.com/app/profile/harbour/viz/Ships/Arrivals",
                "view:Ships/Arrivals",
                "https://public.tableau.com/views/Ships/Arrivals",
            ),
        ),
        lookalikes=("https://public.tableau.com/", "https://public.tableau.com/app/discover"),
    ),
    Provider(
        key="observable",
        name="Observable",
        url="https://observablehq.com/",
        hosts=("observablehq.com",),
        parts=FrozenMap({"user": r"[\w-]{1,60}", "notebook": r"[\w-]{1,150}", "hash": "[0-9a-f]{16}"}),
        nouns=(
            Noun(
                "notebook",
                "rich",
                (Pattern("(?:/embed)?/@{user}/{notebook}(?:/\\d+)?"), Pattern("(?:/embed|/d)/{hash}")),
                ("https://observablehq.com/@{user}/{notebook}", "https://observablehq.com/d/{hash}"),
                id=("{user}/{notebook}", "{hash}"),
                frame=Frame(
                    ("https://observablehq.com/embed/@{user}/{notebook}", "https://observablehq.com/embed/{hash}"),
                    640,
                    480,
                    "auto",
                ),
                form="chart",
            ),
        ),
        oembed=(Oembed("https://api.observablehq.com/oembed"),),
        examples=(
            (
                "https://observablehq.com/@d3/bar-chart",
                "notebook:d3/bar-chart",
                "https://observablehq.com/@d3/bar-chart",
            ),
        ),
        lookalikes=("https://observablehq.com/", "https://observablehq.com/@d3"),
        source="oembed-providers 1.0.20260604 (Observable)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="arcgisstorymaps",
        name="ArcGIS StoryMaps",
        url="https://storymaps.arcgis.com/",
        hosts=("storymaps.arcgis.com",),
        parts=FrozenMap({"story": "[0-9a-f]{32}"}),
        nouns=(
            Noun(
                "story",
                "rich",
                (Pattern("/(?:stories|collections|briefings)/{story}(?:/.*)?"),),
                "https://storymaps.arcgis.com/stories/{story}",
                frame=Frame("https://storymaps.arcgis.com/stories/{story}?cover=false", 640, 500),
                form="map",
            ),
        ),
        oembed=(Oembed("https://storymaps.arcgis.com/oembed"),),
        examples=(
            (
                "https://storymaps.arcgis.com/stories/ffdd1f0589434e8c8cf0dddbb1edd364",
                "story:ffdd1f0589434e8c8cf0dddbb1edd364",
                "https://storymaps.arcgis.com/stories/ffdd1f0589434e8c8cf0dddbb1edd364",
            ),
        ),
        lookalikes=("https://storymaps.arcgis.com/",),
        source="oembed-providers 1.0.20260604 (ArcGIS StoryMaps)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="knightlab",
        name="Knight Lab",
        url="https://knightlab.northwestern.edu/",
        hosts=("cdn.knightlab.com",),
        parts=FrozenMap({"source": r"[\w-]{20,120}", "juxtapose": r"[0-9a-f-]{36}"}),
        nouns=(
            Noun(
                "timeline",
                "rich",
                (Pattern(r"/libs/timeline3?/\w+/embed/index\.html", query=FrozenMap({"source": "{source}"})),),
                "https://cdn.knightlab.com/libs/timeline3/latest/embed/index.html?source={source}",
                id="{source}",
                frame=Frame(
                    "https://cdn.knightlab.com/libs/timeline3/latest/embed/index.html?source={source}",
                    640,
                    650,
                    "fixed",
                ),
            ),
            Noun(
                "juxtapose",
                "rich",
                (Pattern(r"/libs/juxtapose/\w+/embed/index\.html", query=FrozenMap({"uid": "{juxtapose}"})),),
                "https://cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid={juxtapose}",
                frame=Frame(
                    "https://cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid={juxtapose}", 640, 480
                ),
            ),
        ),
        examples=(
            (
                "https://cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid=f9031656-dcc3-11e5-a524-0e7075bba956",
                "juxtapose:f9031656-dcc3-11e5-a524-0e7075bba956",
                "https://cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid=f9031656-dcc3-11e5-a524-0e7075bba956",
            ),
        ),
        lookalikes=("https://cdn.knightlab.com/", "https://cdn.knightlab.com/libs/timeline3/latest/js/timeline.js"),
    ),
    Provider(
        key="github",
        name="GitHub",
        url="https://github.com/",
        hosts=("gist.github.com",),
        parts=FrozenMap(
            {
                "gist": r"(?:[0-9a-f]{20,40}|\d{1,8})",
                "user": r"[\w-]{1,39}",
                "repo": r"[\w.-]{1,100}",
                "ref": r"[\w.-]{1,100}",
                # What GitHub draws rather than lists: maps, solids, notebooks, documents.
                "path": r"[\w%./ -]{1,300}\.(?:geojson|topojson|stl|ipynb|pdf)",
            }
        ),
        nouns=(
            Noun(
                "gist",
                "rich",
                (Pattern(r"/{gist}(?:\.js)?"), Pattern(r"/{user}/{gist}(?:\.js|\.pibb)?(?:/.*)?")),
                ("https://gist.github.com/{user}/{gist}", "https://gist.github.com/{gist}"),
                form="code",
            ),
            Noun(
                "file",
                "rich",
                (
                    Pattern("/{user}/{repo}/blob/{ref}/{path}", hosts=("github.com",)),
                    Pattern("/view/\\w+/{user}/{repo}/{ref}/{path}", hosts=("embed.githubusercontent.com",)),
                ),
                "https://github.com/{user}/{repo}/blob/{ref}/{path}",
                id="{user}/{repo}/{ref}/{path}",
                form="document",
            ),
        ),
        examples=(
            (
                "https://gist.github.com/schisamo/163c34f3f6335bc12d45",
                "gist:163c34f3f6335bc12d45",
                "https://gist.github.com/schisamo/163c34f3f6335bc12d45",
            ),
            ("https://gist.github.com/2719090", "gist:2719090", "https://gist.github.com/2719090"),
            (
                "https://embed.githubusercontent.com/view/geojson/analim/harbours/master/lamps.geojson",
                "file:analim/harbours/master/lamps.geojson",
                "https://github.com/analim/harbours/blob/master/lamps.geojson",
            ),
        ),
        lookalikes=(
            "https://gist.github.com/",
            "https://gist.github.com/discover",
            "https://github.com/",
            "https://github.com/python/cpython",
            "https://github.com/python/cpython/blob/main/README.rst",
        ),
        source="s9e/TextFormatter, docs/Plugins/MediaEmbed/Sites.md",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="codepen",
        name="CodePen",
        url="https://codepen.io/",
        hosts=("codepen.io",),
        parts=FrozenMap({"user": r"(?:team/)?[\w-]{1,60}", "pen": "[A-Za-z0-9]{4,40}"}),
        nouns=(
            Noun(
                "pen",
                "rich",
                (
                    Pattern("/(?:pen|full|details)/{pen}(?:/.*)?"),
                    Pattern("/{user}/(?:pen|full|details|embed|live|pres|debug)(?:/preview)?/{pen}(?:/.*)?"),
                ),
                ("https://codepen.io/{user}/pen/{pen}", "https://codepen.io/pen/{pen}"),
                frame=Frame(
                    ("https://codepen.io/{user}/embed/{pen}", "https://codepen.io/anon/embed/{pen}"), None, 400, "fixed"
                ),
                form="code",
            ),
        ),
        oembed=(Oembed("https://codepen.io/api/oembed?format=json"),),
        examples=(
            ("http://codepen.io/nosecreek/details/sprDl", "pen:sprDl", "https://codepen.io/nosecreek/pen/sprDl"),
            ("https://codepen.io/pen/vwOyvW", "pen:vwOyvW", "https://codepen.io/pen/vwOyvW"),
        ),
        lookalikes=("https://codepen.io/", "https://codepen.io/trending"),
        source="oembed-providers 1.0.20260604 (CodePen)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="jsfiddle",
        name="JSFiddle",
        url="https://jsfiddle.net/",
        hosts=("jsfiddle.net",),
        parts=FrozenMap({"user": r"[\w.-]{2,40}", "fiddle": "[A-Za-z0-9]{5,10}"}),
        nouns=(
            Noun(
                "fiddle",
                "rich",
                (
                    Pattern("/{user}/{fiddle}(?:/\\d+)?(?:/(?:embedded|show).*)?"),
                    Pattern("/{fiddle}(?:/\\d+)?(?:/(?:embedded|show).*)?"),
                ),
                ("https://jsfiddle.net/{user}/{fiddle}/", "https://jsfiddle.net/{fiddle}/"),
                frame=Frame(
                    ("https://jsfiddle.net/{user}/{fiddle}/embedded/", "https://jsfiddle.net/{fiddle}/embedded/"),
                    None,
                    400,
                    "fixed",
                ),
                form="code",
            ),
        ),
        examples=(("https://jsfiddle.net/timwienk/LgJsN/", "fiddle:LgJsN", "https://jsfiddle.net/timwienk/LgJsN/"),),
        lookalikes=("https://jsfiddle.net/",),
    ),
    Provider(
        key="crowdsignal",
        name="Crowdsignal",
        url="https://crowdsignal.com/",
        hosts=("poll.fm", "polldaddy.com", "crowdsignal.com"),
        parts=FrozenMap({"poll": r"\d{4,12}", "site": r"(?!www\.)[a-z0-9-]+", "survey": r"[\w-]{2,100}"}),
        nouns=(
            Noun(
                "poll",
                "rich",
                (
                    Pattern("/(?:poll/|p/)?{poll}(?:/.*)?"),
                    Pattern(r"/p/{poll}\.js", hosts=("secure.polldaddy.com", "static.polldaddy.com")),
                ),
                "https://poll.fm/{poll}",
                frame=Frame("https://poll.fm/{poll}/embed", 640, 500, "auto"),
                form="poll",
            ),
            Noun(
                "survey",
                "rich",
                (Pattern("/{survey}", hosts=("{site}.survey.fm",)),),
                "https://{site}.survey.fm/{survey}",
                id="{site}/{survey}",
                form="form",
            ),
        ),
        oembed=(Oembed("https://api.crowdsignal.com/oembed?format=json"),),
        examples=(
            ("https://polldaddy.com/poll/7451882/?s=twitter", "poll:7451882", "https://poll.fm/7451882"),
            (
                "https://taripardoly.survey.fm/pph-badan",
                "survey:taripardoly/pph-badan",
                "https://taripardoly.survey.fm/pph-badan",
            ),
        ),
        lookalikes=("https://polldaddy.com/", "https://polldaddy.com/poll/"),
    ),
    Provider(
        key="typeform",
        name="Typeform",
        url="https://www.typeform.com/",
        hosts=("{site}.typeform.com",),
        parts=FrozenMap({"form": "[A-Za-z0-9]{6,10}", "site": r"(?!www\.)[a-z0-9-]+"}),
        nouns=(
            Noun(
                "form",
                "rich",
                (Pattern("/to/{form}"),),
                "https://{site}.typeform.com/to/{form}",
                frame=Frame("https://{site}.typeform.com/to/{form}?typeform-embed=embed-widget", 640, 500),
                form="form",
            ),
        ),
        oembed=(Oembed("https://api.typeform.com/oembed"),),
        examples=(
            (
                "https://basvanleeuwen1.typeform.com/to/NzdRpx?param1=value1",
                "form:NzdRpx",
                "https://basvanleeuwen1.typeform.com/to/NzdRpx",
            ),
        ),
        lookalikes=("https://www.typeform.com/", "https://www.typeform.com/to/NzdRpx"),
    ),
    Provider(
        key="kickstarter",
        name="Kickstarter",
        url="https://www.kickstarter.com/",
        hosts=("kickstarter.com",),
        parts=FrozenMap({"user": r"[\w-]{1,80}", "project": r"[\w-]{2,200}"}),
        nouns=(
            Noun(
                "project",
                "rich",
                (Pattern(r"/projects/{user}/{project}(?:/(?:widget/(?:card|video)\.html|description|posts.*))?"),),
                "https://www.kickstarter.com/projects/{user}/{project}",
                id="{user}/{project}",
                frame=Frame("https://www.kickstarter.com/projects/{user}/{project}/widget/video.html", 640, 480),
            ),
        ),
        oembed=(Oembed("https://www.kickstarter.com/services/oembed"),),
        examples=(
            (
                "https://www.kickstarter.com/projects/turncoatgames/bound-a-game",
                "project:turncoatgames/bound-a-game",
                "https://www.kickstarter.com/projects/turncoatgames/bound-a-game",
            ),
        ),
        lookalikes=("https://www.kickstarter.com/", "https://www.kickstarter.com/projects/valentinacanavesio"),
        source="oembed-providers 1.0.20260604 (Kickstarter)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="sketchfab",
        name="Sketchfab",
        url="https://sketchfab.com/",
        hosts=("sketchfab.com",),
        parts=FrozenMap({"model": "[0-9a-f]{32}", "folder": "[0-9a-f]{32}"}),
        nouns=(
            Noun(
                "model",
                "rich",
                (Pattern("/(?:3d-models|models|show)/(?:[^/]*-)?{model}(?:/embed)?"),),
                "https://sketchfab.com/models/{model}",
                frame=Frame(
                    "https://sketchfab.com/models/{model}/embed?dnt=1",
                    plain="https://sketchfab.com/models/{model}/embed",
                ),
            ),
            Noun(
                "folder",
                "rich",
                (
                    Pattern("/[\\w.-]+/folders/{folder}"),
                    Pattern("/playlists/embed", query=FrozenMap({"folder": "{folder}"})),
                ),
                "https://sketchfab.com/playlists/embed?folder={folder}",
                frame=Frame("https://sketchfab.com/playlists/embed?folder={folder}"),
            ),
        ),
        oembed=(Oembed("https://sketchfab.com/oembed"),),
        examples=(
            (
                "https://sketchfab.com/3d-models/railway-oil-tank-vr1-a7a4516517b946a6bb1da7e72d836d45?ref=x",
                "model:a7a4516517b946a6bb1da7e72d836d45",
                "https://sketchfab.com/models/a7a4516517b946a6bb1da7e72d836d45",
            ),
        ),
        lookalikes=("https://sketchfab.com/", "https://sketchfab.com/3d-models/"),
        source="oembed-providers 1.0.20260604 (Sketchfab)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="matterport",
        name="Matterport",
        url="https://matterport.com/",
        hosts=("my.matterport.com",),
        parts=FrozenMap({"space": "[A-Za-z0-9]{11}"}),
        nouns=(
            Noun(
                "space",
                "rich",
                (Pattern("/show", query=FrozenMap({"m": "{space}"})),),
                "https://my.matterport.com/show/?m={space}",
                frame=Frame("https://my.matterport.com/show/?m={space}"),
            ),
        ),
        oembed=(Oembed("https://my.matterport.com/api/v1/models/oembed/"),),
        examples=(
            (
                "https://my.matterport.com/show?m=uFiBguoZ7dP",
                "space:uFiBguoZ7dP",
                "https://my.matterport.com/show/?m=uFiBguoZ7dP",
            ),
        ),
        lookalikes=("https://matterport.com/show/", "https://my.matterport.com/show/?x=UYd9izhXdMr"),
    ),
    Provider(
        key="prezi",
        name="Prezi",
        url="https://prezi.com/",
        hosts=("prezi.com",),
        parts=FrozenMap(
            {
                "presentation": other_than(
                    "pricing product business gallery templates login contact support mobile desktop education",
                    r"[a-z0-9_-]{12}",
                ),
                "video": "[a-z0-9_-]{10,14}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/v/(?:embed/)?{video}(?:/.*)?"),),
                "https://prezi.com/v/{video}/",
                frame=Frame("https://prezi.com/v/embed/{video}/"),
            ),
            Noun(
                "presentation",
                "rich",
                (Pattern("/(?:p/)?(?:embed/|view/)?{presentation}(?:/.*)?"),),
                "https://prezi.com/{presentation}/",
                frame=Frame("https://prezi.com/embed/{presentation}/", 640, 400),
                form="document",
            ),
        ),
        oembed=(Oembed("https://prezi.com/v/oembed", ("video",)),),
        examples=(
            (
                "https://prezi.com/hvsanqexuoza/designthinking-vs-leanstartup/",
                "presentation:hvsanqexuoza",
                "https://prezi.com/hvsanqexuoza/",
            ),
            ("https://prezi.com/v/zrmitn0impxx/", "video:zrmitn0impxx", "https://prezi.com/v/zrmitn0impxx/"),
        ),
        lookalikes=("https://prezi.com/", "https://prezi.com/pricing/"),
        source="oembed-providers 1.0.20260604 (Prezi Video)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="padlet",
        name="Padlet",
        url="https://padlet.com/",
        hosts=("padlet.com",),
        parts=FrozenMap(
            {
                "user": other_than("embed dashboard gallery auth about premium site", r"[\w-]{2,60}"),
                "padlet": r"[\w-]{3,120}",
            }
        ),
        nouns=(
            Noun(
                "padlet",
                "rich",
                (Pattern("/embed/{padlet}"), Pattern("/{user}/{padlet}")),
                ("https://padlet.com/{user}/{padlet}", "https://padlet.com/embed/{padlet}"),
                frame=Frame("https://padlet.com/embed/{padlet}", 640, 608, "fixed"),
            ),
        ),
        oembed=(Oembed("https://padlet.com/oembed/"),),
        examples=(
            (
                "https://padlet.com/cogdogblog/aos9fosbbwk4",
                "padlet:aos9fosbbwk4",
                "https://padlet.com/cogdogblog/aos9fosbbwk4",
            ),
        ),
        lookalikes=("https://padlet.com/", "https://padlet.com/dashboard/made"),
        source="oembed-providers 1.0.20260604 (Padlet)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="genially",
        name="Genially",
        url="https://genially.com/",
        hosts=("view.genially.com", "view.genial.ly"),
        parts=FrozenMap({"genially": "[0-9a-f]{24}"}),
        nouns=(
            Noun(
                "genially",
                "rich",
                (Pattern("/{genially}(?:/[^/]+)?"),),
                "https://view.genially.com/{genially}",
                frame=Frame("https://view.genially.com/{genially}"),
            ),
        ),
        oembed=(Oembed("https://genially.com/services/oembed"),),
        examples=(
            (
                "https://view.genial.ly/663449c0ebfbaa0014b24cc9/asd",
                "genially:663449c0ebfbaa0014b24cc9",
                "https://view.genially.com/663449c0ebfbaa0014b24cc9",
            ),
        ),
        lookalikes=(
            "https://view.genial.ly/663449c0ebfbaa0014b24cc9a",
            "https://view.genially.com/en/66560826885e160014487db5",
        ),
    ),
    Provider(
        key="canva",
        name="Canva",
        url="https://www.canva.com/",
        hosts=("canva.com",),
        parts=FrozenMap({"design": r"DA[\w-]{9}", "share": r"[\w-]{10,30}"}),
        nouns=(
            Noun(
                "design",
                "rich",
                (Pattern("/design/{design}/{share}/(?:view|watch)"), Pattern("/design/{design}/(?:view|watch)")),
                ("https://www.canva.com/design/{design}/{share}/view", "https://www.canva.com/design/{design}/view"),
                frame=Frame(
                    (
                        "https://www.canva.com/design/{design}/{share}/view?embed",
                        "https://www.canva.com/design/{design}/view?embed",
                    )
                ),
            ),
        ),
        oembed=(Oembed("https://www.canva.com/_oembed"),),
        examples=(
            (
                "https://www.canva.com/design/DACHZTlgWkU/view",
                "design:DACHZTlgWkU",
                "https://www.canva.com/design/DACHZTlgWkU/view",
            ),
        ),
        lookalikes=("https://www.canva.com/", "https://www.canva.com/templates/"),
        source="oembed-providers 1.0.20260604 (Canva)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="figma",
        name="Figma",
        url="https://www.figma.com/",
        hosts=("figma.com",),
        parts=FrozenMap({"file": "[A-Za-z0-9]{22,128}"}),
        nouns=(
            Noun(
                "file",
                "rich",
                (
                    Pattern("/(?:file|design|proto|board|slides|deck)/{file}(?:/.*)?"),
                    Pattern(
                        "/embed",
                        query=FrozenMap(
                            {
                                "url": r"https://www\.figma\.com/(?:file|design|proto|board|slides|deck)/{file}(?:[/?].*)?"
                            }
                        ),
                    ),
                ),
                "https://www.figma.com/file/{file}",
                frame=Frame("https://www.figma.com/embed?embed_host=mediakit&url={page}"),
            ),
        ),
        oembed=(Oembed("https://www.figma.com/api/oembed"),),
        examples=(
            (
                "https://www.figma.com/file/2oGA2ADNXOYWnlBI47UN3R/Safe-Return-(Community)",
                "file:2oGA2ADNXOYWnlBI47UN3R",
                "https://www.figma.com/file/2oGA2ADNXOYWnlBI47UN3R",
            ),
        ),
        lookalikes=("https://www.figma.com/", "https://www.figma.com/pricing/"),
        source="oembed-providers 1.0.20260604 (Figma)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="miro",
        name="Miro",
        url="https://miro.com/",
        hosts=("miro.com",),
        parts=FrozenMap({"board": r"[\w-]{8,20}=?", "video": r"\d{5,15}"}),
        nouns=(
            Noun(
                "board",
                "rich",
                (Pattern("/app/(?:board|live-embed|embed)/{board}"),),
                "https://miro.com/app/board/{board}/",
                frame=Frame("https://miro.com/app/live-embed/{board}/"),
            ),
            Noun("video", "video", (Pattern("/video-player/{video}"),), "https://miro.com/video-player/{video}"),
        ),
        oembed=(Oembed("https://miro.com/api/v1/oembed"),),
        examples=(
            (
                "https://miro.com/app/board/uXjVPZH3NrA=/",
                "board:uXjVPZH3NrA=",
                "https://miro.com/app/board/uXjVPZH3NrA=/",
            ),
        ),
        lookalikes=("https://miro.com/", "https://miro.com/pricing/"),
        source="oembed-providers 1.0.20260604 (Miro)",
        checked=date(2026, 11, 22),
    ),
)

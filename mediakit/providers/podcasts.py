"""Podcast hosts and more audio."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, other_than

_UUID: Final = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_SLUG: Final = r"[\w%.~-]{1,250}"
_OWN_LABELS: Final = (
    "www|api|cdn|feeds|feed|assets|static|help|blog|support|media|traffic|dts|player|embed|play|share|app|dashboard|"
    "signin|four|five|html5-player|directory|oembed|sites|mcdn|pbcdn1|deow9bq0xqvbj|mobile|m|get|status"
)
_SITE: Final = rf"(?!(?:{_OWN_LABELS})\.)[a-z0-9][a-z0-9-]*"

PODCASTS: Final[tuple[Provider, ...]] = (
    Provider(
        key="acast",
        name="Acast",
        url="https://www.acast.com/",
        hosts=("play.acast.com", "shows.acast.com", "embed.acast.com", "acast.com"),
        parts=FrozenMap({"show": _SLUG, "episode": _SLUG}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (
                    Pattern("/s/{show}/{episode}", hosts=("play.acast.com",)),
                    Pattern("/{show}/episodes/{episode}", hosts=("shows.acast.com",)),
                    Pattern(r"/(?:\$/)?{show}/{episode}", hosts=("embed.acast.com",)),
                ),
                "https://shows.acast.com/{show}/episodes/{episode}",
                id="{show}/{episode}",
                start=("t", "seek"),
                frame=Frame("https://embed.acast.com/{show}/{episode}", None, 190, "fixed", start="seek={}"),
            ),
            Noun(
                "show",
                "audio",
                (
                    Pattern("/s/{show}", hosts=("play.acast.com",)),
                    Pattern("/{show}(?:/episodes)?", hosts=("shows.acast.com",)),
                ),
                "https://shows.acast.com/{show}",
            ),
        ),
        oembed=(Oembed("https://oembed.acast.com/v1/embed-player"),),
        examples=(
            (
                "https://play.acast.com/s/go-off-sis/keepthatsameenergyfeat.kekepalmer",
                "episode:go-off-sis/keepthatsameenergyfeat.kekepalmer",
                "https://shows.acast.com/go-off-sis/episodes/keepthatsameenergyfeat.kekepalmer",
            ),
            (
                "https://shows.acast.com/the-4000-holes-podcast-1/episodes/the-round-table-show",
                "episode:the-4000-holes-podcast-1/the-round-table-show",
                "https://shows.acast.com/the-4000-holes-podcast-1/episodes/the-round-table-show",
            ),
        ),
        lookalikes=("https://play.acast.com/go-off-sis/keepthatsameenergy", "https://www.acast.com/"),
        source="yt-dlp 2026.10.26 (ACast); oembed-providers 1.0.20260604 (Acast)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="audioboom",
        name="Audioboom",
        url="https://audioboom.com/",
        hosts=("audioboom.com", "embeds.audioboom.com"),
        parts=FrozenMap({"post": r"\d{4,10}", "channel": r"[\w-]{2,120}", "playlist": r"\d{4,10}"}),
        nouns=(
            Noun(
                "post",
                "audio",
                (
                    Pattern("/(?:posts|boos)/{post}(?:-[^/]*)?(?:/embed(?:/.*)?)?"),
                    Pattern("/boos/{post}(?:-[^/]*)?", hosts=("audioboo.fm",)),
                    Pattern("/posts/{post}\\.mp3"),
                ),
                "https://audioboom.com/posts/{post}",
                start=("t",),
                frame=Frame("https://embeds.audioboom.com/posts/{post}/embed/v4", None, 300, "fixed"),
            ),
            Noun(
                "playlist",
                "audio",
                (Pattern("/playlists/{playlist}(?:-[^/]*)?(?:/embed(?:/.*)?)?"),),
                "https://audioboom.com/playlists/{playlist}",
            ),
            Noun("channel", "audio", (Pattern("/channels?/{channel}"),), "https://audioboom.com/channels/{channel}"),
        ),
        oembed=(Oembed("https://audioboom.com/publishing/oembed.json"),),
        examples=(
            (
                "http://audioboom.com/posts/7404319-you-cheated-in-my-dream?text=data",
                "post:7404319",
                "https://audioboom.com/posts/7404319",
            ),
            (
                "https://audioboom.com/channel/casefile-true-crime",
                "channel:casefile-true-crime",
                "https://audioboom.com/channels/casefile-true-crime",
            ),
        ),
        lookalikes=("https://audioboom.com/", "http://audioboom.com/posts/other-stuff/7404319-you-cheated-in-my-dream"),
        source="yt-dlp 2026.10.26 (AudioBoom); oembed-providers 1.0.20260604 (Audioboom)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="buzzsprout",
        name="Buzzsprout",
        url="https://www.buzzsprout.com/",
        hosts=("buzzsprout.com",),
        parts=FrozenMap({"show": r"\d{2,8}", "episode": r"\d{2,9}"}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/{show}/(?:episodes/)?{episode}(?:-[^/.]*)?(?:\\.js)?"),),
                "https://www.buzzsprout.com/{show}/episodes/{episode}",
                frame=Frame(
                    "https://www.buzzsprout.com/{show}/{episode}?client_source=small_player&iframe=true",
                    None,
                    200,
                    "fixed",
                ),
            ),
            Noun("show", "audio", (Pattern("/{show}(?:/episodes)?"),), "https://www.buzzsprout.com/{show}"),
        ),
        examples=(
            (
                "https://www.buzzsprout.com/1121972/13453124-the-harbour?x=1",
                "episode:13453124",
                "https://www.buzzsprout.com/1121972/episodes/13453124",
            ),
        ),
        lookalikes=("https://www.buzzsprout.com/", "https://www.buzzsprout.com/pricing"),
    ),
    Provider(
        key="transistor",
        name="Transistor",
        url="https://transistor.fm/",
        hosts=("share.transistor.fm",),
        parts=FrozenMap({"episode": "[0-9a-f]{8}"}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/[se]/{episode}(?:/.*)?"),),
                "https://share.transistor.fm/s/{episode}",
                frame=Frame("https://share.transistor.fm/e/{episode}", None, 180, "fixed"),
            ),
        ),
        oembed=(Oembed("https://share.transistor.fm/oembed"),),
        examples=(
            ("https://share.transistor.fm/e/1a2b3c4d", "episode:1a2b3c4d", "https://share.transistor.fm/s/1a2b3c4d"),
        ),
        lookalikes=("https://transistor.fm/", "https://share.transistor.fm/"),
        source="transistor.fm/help (embed, oEmbed)",
    ),
    Provider(
        key="captivate",
        name="Captivate",
        url="https://www.captivate.fm/",
        hosts=("player.captivate.fm",),
        parts=FrozenMap({"episode": _UUID, "show": _UUID, "site": _SITE, "slug": _SLUG}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/episode/{episode}"),),
                "https://player.captivate.fm/episode/{episode}",
                start=("t",),
                frame=Frame("https://player.captivate.fm/episode/{episode}", None, 200, "fixed", start="t={}"),
            ),
            Noun(
                "show",
                "audio",
                (Pattern("/show/{show}(?:/.*)?"),),
                "https://player.captivate.fm/show/{show}",
                frame=Frame("https://player.captivate.fm/show/{show}", None, 500, "fixed"),
            ),
            Noun(
                "page",
                "audio",
                (Pattern("/episode/{slug}", hosts=("{site}.captivate.fm",)),),
                "https://{site}.captivate.fm/episode/{slug}",
                id="{site}/{slug}",
            ),
        ),
        examples=(
            (
                "https://player.captivate.fm/episode/6f0f0f3c-8d1d-4b0a-9f0e-4c8b1e7d3a10",
                "episode:6f0f0f3c-8d1d-4b0a-9f0e-4c8b1e7d3a10",
                "https://player.captivate.fm/episode/6f0f0f3c-8d1d-4b0a-9f0e-4c8b1e7d3a10",
            ),
            (
                "https://harbour.captivate.fm/episode/the-tower",
                "page:harbour/the-tower",
                "https://harbour.captivate.fm/episode/the-tower",
            ),
        ),
        lookalikes=("https://www.captivate.fm/", "https://www.captivate.fm/episode/x"),
    ),
    Provider(
        key="castos",
        name="Castos",
        url="https://castos.com/",
        hosts=("{site}.castos.com",),
        parts=FrozenMap({"episode": r"\d{2,9}", "site": r"(?!(?:www|app|support)\.)[a-z0-9-]+"}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/player/{episode}"), Pattern("/player/{episode}", hosts=("player.castos.com",))),
                "https://player.castos.com/player/{episode}",
                frame=Frame("https://player.castos.com/player/{episode}", None, 150, "fixed"),
            ),
        ),
        examples=(
            ("https://harbour.castos.com/player/10080", "episode:10080", "https://player.castos.com/player/10080"),
        ),
        lookalikes=("https://castos.com/", "https://www.castos.com/player/x"),
    ),
    Provider(
        key="simplecast",
        name="Simplecast",
        url="https://simplecast.com/",
        hosts=("player.simplecast.com", "embed.simplecast.com"),
        parts=FrozenMap({"episode": rf"(?:{_UUID}|[0-9a-f]{{8}})", "site": _SITE, "slug": _SLUG}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (
                    Pattern("/{episode}"),
                    Pattern("/[se]/{episode}", hosts=("simplecast.com",)),
                    Pattern("/episodes/{episode}", hosts=("api.simplecast.com",)),
                ),
                "https://player.simplecast.com/{episode}",
                frame=Frame("https://player.simplecast.com/{episode}", None, 200, "fixed"),
            ),
            Noun(
                "page",
                "audio",
                (Pattern("/episodes/{slug}", hosts=("{site}.simplecast.com",)),),
                "https://{site}.simplecast.com/episodes/{slug}",
                id="{site}/{slug}",
            ),
        ),
        oembed=(Oembed("https://api.simplecast.com/oembed"),),
        examples=(
            (
                "https://player.simplecast.com/3ab2ec74-8d89-4344-9be0-a30fa53ac6a7?dark=true",
                "episode:3ab2ec74-8d89-4344-9be0-a30fa53ac6a7",
                "https://player.simplecast.com/3ab2ec74-8d89-4344-9be0-a30fa53ac6a7",
            ),
            ("https://simplecast.com/s/7fe152f4", "episode:7fe152f4", "https://player.simplecast.com/7fe152f4"),
            (
                "https://tgd.simplecast.com/episodes/dan-blackman-7fe152f4",
                "page:tgd/dan-blackman-7fe152f4",
                "https://tgd.simplecast.com/episodes/dan-blackman-7fe152f4",
            ),
        ),
        lookalikes=("https://simplecast.com/", "https://www.simplecast.com/episodes/x"),
        source="yt-dlp 2026.10.26 (Simplecast, SimplecastEpisode)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="megaphone",
        name="Megaphone",
        url="https://megaphone.spotify.com/",
        hosts=("player.megaphone.fm", "playlist.megaphone.fm", "megaphone.link", "embed.megaphone.fm"),
        parts=FrozenMap({"episode": "[A-Z]{2,8}[0-9]{6,14}", "show": "[A-Z]{2,8}[0-9]{6,14}"}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (
                    Pattern("/{episode}"),
                    Pattern("/", query=FrozenMap({"e": "{episode}"})),
                    Pattern(r"/{episode}\.mp3", hosts=("traffic.megaphone.fm",)),
                ),
                "https://player.megaphone.fm/{episode}",
                frame=Frame("https://player.megaphone.fm/{episode}", None, 200, "fixed"),
            ),
            Noun(
                "show",
                "audio",
                (Pattern("/", query=FrozenMap({"p": "{show}"})),),
                "https://playlist.megaphone.fm/?p={show}",
                frame=Frame("https://playlist.megaphone.fm/?p={show}", None, 485, "fixed"),
            ),
        ),
        examples=(
            (
                "https://player.megaphone.fm/GLT4787413333?light=true",
                "episode:GLT4787413333",
                "https://player.megaphone.fm/GLT4787413333",
            ),
            (
                "https://playlist.megaphone.fm/?e=GLT4787413333",
                "episode:GLT4787413333",
                "https://player.megaphone.fm/GLT4787413333",
            ),
        ),
        lookalikes=("https://megaphone.fm/", "https://player.megaphone.fm/"),
        source="yt-dlp 2026.10.26 (Megaphone)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="art19",
        name="Art19",
        url="https://art19.com/",
        hosts=("art19.com",),
        parts=FrozenMap({"show": _SLUG, "episode": _UUID}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/shows/{show}/episodes/{episode}(?:/embed)?"),),
                "https://art19.com/shows/{show}/episodes/{episode}",
                frame=Frame("https://art19.com/shows/{show}/episodes/{episode}/embed", None, 200, "fixed"),
            ),
            Noun(
                "show",
                "audio",
                (Pattern("/shows/{show}(?:/embed)?"),),
                "https://art19.com/shows/{show}",
                frame=Frame("https://art19.com/shows/{show}/embed", None, 400, "fixed"),
            ),
        ),
        oembed=(Oembed("https://art19.com/oembed.json"),),
        examples=(
            (
                "https://art19.com/shows/intercom-on-product-management/episodes/5801ff9e-51ba-4e15-a284-5069751c6bed",
                "episode:5801ff9e-51ba-4e15-a284-5069751c6bed",
                "https://art19.com/shows/intercom-on-product-management/episodes/5801ff9e-51ba-4e15-a284-5069751c6bed",
            ),
            (
                "https://art19.com/shows/intercom-on-product-management?ref=x",
                "show:intercom-on-product-management",
                "https://art19.com/shows/intercom-on-product-management",
            ),
        ),
        lookalikes=("https://art19.com/", "https://art19.com/networks/x"),
        source="yt-dlp 2026.10.26 (Art19, Art19Show)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="omnyfm",
        name="Omny Studio",
        url="https://omnystudio.com/",
        hosts=("omny.fm",),
        parts=FrozenMap({"show": _SLUG, "clip": r"(?!playlists\b|embed\b)" + _SLUG, "playlist": _SLUG}),
        nouns=(
            Noun(
                "playlist",
                "audio",
                (Pattern("/shows/{show}/playlists/{playlist}(?:/embed)?"),),
                "https://omny.fm/shows/{show}/playlists/{playlist}",
                id="{show}/{playlist}",
                frame=Frame("https://omny.fm/shows/{show}/playlists/{playlist}/embed", None, 500, "fixed"),
            ),
            Noun(
                "clip",
                "audio",
                (Pattern("/shows/{show}/{clip}(?:/embed)?"),),
                "https://omny.fm/shows/{show}/{clip}",
                id="{show}/{clip}",
                start=("t",),
                frame=Frame("https://omny.fm/shows/{show}/{clip}/embed", None, 180, "fixed"),
            ),
        ),
        oembed=(Oembed("https://omny.fm/oembed"),),
        examples=(
            (
                "https://omny.fm/shows/adapting/derek-guille",
                "clip:adapting/derek-guille",
                "https://omny.fm/shows/adapting/derek-guille",
            ),
            (
                "https://omny.fm/shows/adapting/playlists/podcast/embed",
                "playlist:adapting/podcast",
                "https://omny.fm/shows/adapting/playlists/podcast",
            ),
        ),
        lookalikes=("https://omny.fm/", "https://omny.fm/shows/adapting"),
        source="yt-dlp 2026.10.26 (Omnyfm, OmnyfmPlaylist); oembed-providers 1.0.20260604 (Omny Studio)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="spreaker",
        name="Spreaker",
        url="https://www.spreaker.com/",
        hosts=("spreaker.com", "api.spreaker.com"),
        parts=FrozenMap(
            {"episode": r"\d{4,10}", "show": r"\d{4,10}", "key": r"[\w-]{8,60}", "user": _SLUG, "slug": _SLUG}
        ),
        nouns=(
            Noun(
                "episode",
                "audio",
                (
                    Pattern("/(?:v\\d/)?episodes?/(?:[^/]*--)?{episode}(?:/.*)?"),
                    Pattern("/player", hosts=("widget.spreaker.com",), query=FrozenMap({"episode_id": "{episode}"})),
                    Pattern("/(?:v\\d/)?download/episode/{episode}/.*"),
                ),
                "https://www.spreaker.com/episode/{episode}",
                frame=Frame("https://widget.spreaker.com/player?episode_id={episode}&theme=light", None, 200, "fixed"),
            ),
            Noun(
                "show",
                "audio",
                (
                    Pattern("/(?:show|podcast)/(?:[^/]*--)?{show}(?:/.*)?"),
                    Pattern("/player", hosts=("widget.spreaker.com",), query=FrozenMap({"show_id": "{show}"})),
                ),
                "https://www.spreaker.com/show/{show}",
                frame=Frame("https://widget.spreaker.com/player?show_id={show}&theme=light", None, 350, "fixed"),
            ),
            Noun(
                "page",
                "audio",
                (Pattern("/user/{user}/{slug}"),),
                "https://www.spreaker.com/user/{user}/{slug}",
                id="{user}/{slug}",
            ),
            Noun("user", "link", (Pattern("/user/{user}"),), "https://www.spreaker.com/user/{user}"),
            Noun(
                "key",
                "audio",
                (Pattern("/player", hosts=("widget.spreaker.com",), query=FrozenMap({"episode_key": "{key}"})),),
                "https://widget.spreaker.com/player?episode_key={key}",
                frame=Frame("https://widget.spreaker.com/player?episode_key={key}&theme=light", None, 200, "fixed"),
            ),
        ),
        oembed=(Oembed("https://api.spreaker.com/oembed?format=json"),),
        examples=(
            (
                "https://www.spreaker.com/episode/the-tower--54321098",
                "episode:54321098",
                "https://www.spreaker.com/episode/54321098",
            ),
            (
                "https://widget.spreaker.com/player?episode_id=54321098",
                "episode:54321098",
                "https://www.spreaker.com/episode/54321098",
            ),
            (
                "http://www.spreaker.com/user/angelclark/angel-clark-ice-cream-tocos",
                "page:angelclark/angel-clark-ice-cream-tocos",
                "https://www.spreaker.com/user/angelclark/angel-clark-ice-cream-tocos",
            ),
            (
                "https://www.spreaker.com/user/computerhoy",
                "user:computerhoy",
                "https://www.spreaker.com/user/computerhoy",
            ),
        ),
        lookalikes=("https://www.spreaker.com/", "https://www.spreaker.com/login"),
        source="yt-dlp 2026.10.26 (Spreaker); oembed-providers 1.0.20260604 (Spreaker)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="podbean",
        name="Podbean",
        url="https://www.podbean.com/",
        hosts=("podbean.com",),
        parts=FrozenMap({"episode": r"[a-z0-9]{4,6}-[0-9a-f]{5,9}(?:-pb)?", "site": _SITE, "slug": _SLUG}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (
                    Pattern("/(?:ew|eas|ei|media/share|media/player)/(?:pb|dir)-{episode}(?:/.*)?"),
                    Pattern("/player-v2", query=FrozenMap({"i": "{episode}"})),
                ),
                "https://www.podbean.com/ew/pb-{episode}",
                frame=Frame("https://www.podbean.com/player-v2/?i={episode}", None, 150, "fixed"),
            ),
            Noun(
                "page",
                "audio",
                (Pattern("/e/{slug}", hosts=("{site}.podbean.com",)),),
                "https://{site}.podbean.com/e/{slug}",
                id="{site}/{slug}",
            ),
        ),
        oembed=(Oembed("https://api.podbean.com/v1/oembed?format=json"),),
        examples=(
            (
                "https://www.podbean.com/media/share/pb-ab123-1234567",
                "episode:ab123-1234567",
                "https://www.podbean.com/ew/pb-ab123-1234567",
            ),
            (
                "https://www.podbean.com/player-v2/?i=ab123-1234567-pb",
                "episode:ab123-1234567-pb",
                "https://www.podbean.com/ew/pb-ab123-1234567-pb",
            ),
            (
                "https://podcast.podbean.com/e/jen-and-vernon-chat/",
                "page:podcast/jen-and-vernon-chat",
                "https://podcast.podbean.com/e/jen-and-vernon-chat",
            ),
        ),
        lookalikes=("https://podbean.com/e/", "https://podcast.podbean.com/"),
        source="oembed-providers 1.0.20260604 (Podbean)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="libsyn",
        name="Libsyn",
        url="https://libsyn.com/",
        hosts=("html5-player.libsyn.com", "play.libsyn.com", "directory.libsyn.com"),
        parts=FrozenMap(
            {
                "episode": r"\d{4,10}",
                "site": _SITE,
                "slug": other_than(
                    "rss feed website size webpage page about contact category search blog", r"[\w%-]{3,250}"
                ),
            }
        ),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/(?:embed/)?episode/(?:index/)?id/{episode}(?:/.*)?"),),
                "https://directory.libsyn.com/episode/index/id/{episode}",
                frame=Frame(
                    "https://html5-player.libsyn.com/embed/episode/id/{episode}/height/90/theme/custom/",
                    None,
                    90,
                    "fixed",
                ),
            ),
            Noun(
                "page",
                "audio",
                (Pattern("/{slug}", hosts=("{site}.libsyn.com",)),),
                "https://{site}.libsyn.com/{slug}",
                id="{site}/{slug}",
            ),
        ),
        oembed=(Oembed("https://oembed.libsyn.com/embed"),),
        examples=(
            (
                "https://directory.libsyn.com/episode/index/id/3252958",
                "episode:3252958",
                "https://directory.libsyn.com/episode/index/id/3252958",
            ),
            (
                "https://html5-player.libsyn.com/embed/episode/id/3252958/height/90/width/640/",
                "episode:3252958",
                "https://directory.libsyn.com/episode/index/id/3252958",
            ),
            (
                "https://moviecrypt.libsyn.com/ep-416-william-brent-bell",
                "page:moviecrypt/ep-416-william-brent-bell",
                "https://moviecrypt.libsyn.com/ep-416-william-brent-bell",
            ),
        ),
        lookalikes=(
            "https://libsyn.com/",
            "https://libsyn.com/plans-and-pricing/",
            "https://moviecrypt.libsyn.com/rss",
        ),
        source="yt-dlp 2026.10.26 (Libsyn)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="iheart",
        name="iHeart",
        url="https://www.iheart.com/",
        hosts=("iheart.com",),
        parts=FrozenMap(
            {
                "show": r"\d{4,10}",
                "episode": r"\d{4,10}",
                "slug": r"[\w%]+(?:-[\w%]+)*?",
                "name": r"[\w%]+(?:-[\w%]+)*?",
            }
        ),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("/podcast/{slug}-{show}/episode/{name}-{episode}"),),
                "https://www.iheart.com/podcast/{slug}-{show}/episode/{name}-{episode}/",
                frame=Frame(
                    "https://www.iheart.com/podcast/{slug}-{show}/episode/{name}-{episode}/?embed=true",
                    None,
                    200,
                    "fixed",
                ),
            ),
            Noun(
                "show",
                "audio",
                (Pattern("/podcast/{slug}-{show}"),),
                "https://www.iheart.com/podcast/{slug}-{show}/",
                frame=Frame("https://www.iheart.com/podcast/{slug}-{show}/?embed=true", None, 300, "fixed"),
            ),
        ),
        oembed=(Oembed("https://www.iheart.com/oembed/"),),
        examples=(
            (
                "https://www.iheart.com/podcast/the-breakfast-club-24992238/episode/whats-the-flex-75922628/",
                "episode:75922628",
                "https://www.iheart.com/podcast/the-breakfast-club-24992238/episode/whats-the-flex-75922628/",
            ),
            (
                "https://www.iheart.com/podcast/105-stuff-you-should-know-26940277/",
                "show:26940277",
                "https://www.iheart.com/podcast/105-stuff-you-should-know-26940277/",
            ),
        ),
        lookalikes=("https://www.iheart.com/", "https://www.iheart.com/podcast/"),
        source="yt-dlp 2026.10.26 (IHeartRadio, IHeartRadioPodcast); oembed-providers 1.0.20260604 (iHeartRadio)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="pocketcasts",
        name="Pocket Casts",
        url="https://pocketcasts.com/",
        hosts=("pca.st",),
        parts=FrozenMap({"episode": _UUID, "short": other_than("podcast episode private", r"[A-Za-z0-9]{6,10}")}),
        nouns=(
            Noun("episode", "audio", (Pattern("/(?:episode|embed)/{episode}"),), "https://pca.st/episode/{episode}"),
            Noun(
                "short",
                "audio",
                (Pattern("/(?:embed/)?{short}"),),
                "https://pca.st/{short}",
                frame=Frame("https://pca.st/embed/{short}", None, 250, "fixed"),
                short=True,
            ),
        ),
        oembed=(Oembed("https://pca.st/oembed.json"),),
        examples=(
            (
                "https://pca.st/episode/8b8b1b9d-0b8f-4a53-8a53-5e7d2c0b7a11",
                "episode:8b8b1b9d-0b8f-4a53-8a53-5e7d2c0b7a11",
                "https://pca.st/episode/8b8b1b9d-0b8f-4a53-8a53-5e7d2c0b7a11",
            ),
            ("https://pca.st/abcd1234", "short:abcd1234", "https://pca.st/abcd1234"),
        ),
        lookalikes=("https://pca.st/", "https://pca.st/podcast/"),
    ),
    Provider(
        key="anchor",
        name="Spotify for Creators",
        url="https://creators.spotify.com/",
        hosts=("anchor.fm", "podcasters.spotify.com", "creators.spotify.com"),
        parts=FrozenMap({"show": r"(?!pod\b)[\w-]{2,100}", "episode": "[a-z0-9]{4,10}"}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (
                    Pattern(
                        "(?:/pod)?(?:/(?:show|profile))?/{show}/(?:embed/)?episodes/(?:[\\w%-]*-)?{episode}(?:/.*)?"
                    ),
                ),
                "https://podcasters.spotify.com/pod/show/{show}/episodes/{episode}",
                frame=Frame(
                    "https://podcasters.spotify.com/pod/show/{show}/embed/episodes/{episode}", None, 161, "fixed"
                ),
            ),
        ),
        oembed=(Oembed("https://anchor.fm/api/v3/episodes/{episode}/oembed"),),
        examples=(
            (
                "https://anchor.fm/harbour/episodes/The-Tower-e1a2b3c",
                "episode:e1a2b3c",
                "https://podcasters.spotify.com/pod/show/harbour/episodes/e1a2b3c",
            ),
        ),
        lookalikes=("https://anchor.fm/", "https://anchor.fm/harbour"),
    ),
    Provider(
        key="mixcloud",
        name="Mixcloud",
        url="https://www.mixcloud.com/",
        hosts=("mixcloud.com", "m.mixcloud.com"),
        parts=FrozenMap(
            {
                "user": other_than(
                    "discover upload settings widget terms about categories tag select pro "
                    "developers privacy oembed dashboard live",
                    r"[\w%-]{2,80}",
                ),
                "show": other_than(
                    "uploads favorites listens playlists stream followers following select posts", r"[\w%-]{2,200}"
                ),
                "playlist": r"[\w%-]{2,200}",
            }
        ),
        nouns=(
            Noun(
                "playlist",
                "audio",
                (Pattern("/{user}/playlists/{playlist}"),),
                "https://www.mixcloud.com/{user}/playlists/{playlist}/",
                id="{user}/{playlist}",
            ),
            Noun(
                "show",
                "audio",
                (
                    Pattern("/{user}/{show}"),
                    Pattern(
                        "/widget/iframe",
                        hosts=("mixcloud.com", "player-widget.mixcloud.com"),
                        query=FrozenMap({"feed": "(?:https?://www\\.mixcloud\\.com)?/{user}/{show}/?"}),
                    ),
                ),
                "https://www.mixcloud.com/{user}/{show}/",
                id="{user}/{show}",
                frame=Frame(
                    "https://player-widget.mixcloud.com/widget/iframe/?hide_cover=1&feed=%2F{user}%2F{show}%2F",
                    None,
                    120,
                    "fixed",
                ),
            ),
            Noun("user", "link", (Pattern("/(?:live/)?{user}"),), "https://www.mixcloud.com/{user}/"),
        ),
        oembed=(Oembed("https://app.mixcloud.com/oembed/?format=json", ("show", "playlist")),),
        examples=(
            (
                "https://www.mixcloud.com/spartacus/party-time/",
                "show:spartacus/party-time",
                "https://www.mixcloud.com/spartacus/party-time/",
            ),
            (
                "https://www.mixcloud.com/widget/iframe/?feed=%2Fspartacus%2Fparty-time%2F",
                "show:spartacus/party-time",
                "https://www.mixcloud.com/spartacus/party-time/",
            ),
            ("https://www.mixcloud.com/djtraviesa/", "user:djtraviesa", "https://www.mixcloud.com/djtraviesa/"),
        ),
        lookalikes=("https://www.mixcloud.com/", "https://www.mixcloud.com/discover/beats/"),
        source="its player as public code embeds it",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="bandcamp",
        name="Bandcamp",
        url="https://bandcamp.com/",
        hosts=("{artist}.bandcamp.com",),
        parts=FrozenMap(
            {
                "artist": r"(?!(?:www|daily|blog|get|f4|t4|bcbits)\.)[a-z0-9-]+",
                "track": _SLUG,
                "album": _SLUG,
                "number": r"\d{4,12}",
            }
        ),
        nouns=(
            Noun(
                "track",
                "audio",
                (
                    Pattern("/track/{track}"),
                    Pattern("/EmbeddedPlayer/(?:[\\w=#%]+/)*track={number}(?:/.*)?", hosts=("bandcamp.com",)),
                ),
                ("https://{artist}.bandcamp.com/track/{track}", "https://bandcamp.com/EmbeddedPlayer/track={number}/"),
                id=("{artist}/{track}", "{number}"),
                frame=Frame(
                    "https://bandcamp.com/EmbeddedPlayer/size=large/artwork=small/transparent=true/track={number}/",
                    None,
                    120,
                    "fixed",
                ),
            ),
            Noun(
                "album",
                "audio",
                (
                    Pattern("/album/{album}"),
                    Pattern("/EmbeddedPlayer/(?:[\\w=#%]+/)*album={number}(?:/.*)?", hosts=("bandcamp.com",)),
                ),
                ("https://{artist}.bandcamp.com/album/{album}", "https://bandcamp.com/EmbeddedPlayer/album={number}/"),
                id=("{artist}/{album}", "{number}"),
                frame=Frame(
                    "https://bandcamp.com/EmbeddedPlayer/size=large/artwork=small/transparent=true/album={number}/",
                    None,
                    470,
                    "fixed",
                ),
            ),
            Noun("artist", "link", (Pattern("/(?:music)?"),), "https://{artist}.bandcamp.com/"),
        ),
        examples=(
            (
                "https://artist.bandcamp.com/track/song-title",
                "track:artist/song-title",
                "https://artist.bandcamp.com/track/song-title",
            ),
            (
                "https://bandcamp.com/EmbeddedPlayer/v=2/album=1234567890/size=large/",
                "album:1234567890",
                "https://bandcamp.com/EmbeddedPlayer/album=1234567890/",
            ),
            (
                "https://mellomusicgroup.bandcamp.com/",
                "artist:mellomusicgroup",
                "https://mellomusicgroup.bandcamp.com/",
            ),
        ),
        lookalikes=("https://bandcamp.com/", "https://daily.bandcamp.com/features/x"),
        source="yt-dlp 2026.10.26 (Bandcamp, BandcampUser)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="deezer",
        name="Deezer",
        url="https://www.deezer.com/",
        hosts=("deezer.com", "widget.deezer.com"),
        parts=FrozenMap(
            {
                **dict.fromkeys(("track", "album", "playlist", "episode", "show", "artist"), r"\d{1,15}"),
                "short": r"[\w/]{5,40}",
            }
        ),
        nouns=(
            *(
                Noun(
                    name,
                    "audio",
                    (Pattern(rf"(?:/[a-z]{{2}})?/{name}/{{{name}}}"), Pattern(rf"/widget/\w+/{name}/{{{name}}}")),
                    f"https://www.deezer.com/{name}/{{{name}}}",
                    frame=Frame(f"https://widget.deezer.com/widget/auto/{name}/{{{name}}}", None, height, "fixed"),
                )
                for name, height in (
                    ("track", 150),
                    ("episode", 150),
                    ("album", 300),
                    ("playlist", 300),
                    ("show", 300),
                    ("artist", 300),
                )
            ),
            Noun(
                "short",
                "link",
                (Pattern("/{short}", hosts=("link.deezer.com",)),),
                "https://link.deezer.com/{short}",
                short=True,
            ),
        ),
        oembed=(Oembed("https://api.deezer.com/oembed", ("track", "album", "playlist", "episode", "show", "artist")),),
        examples=(
            ("https://www.deezer.com/en/track/3135556", "track:3135556", "https://www.deezer.com/track/3135556"),
            (
                "https://widget.deezer.com/widget/dark/episode/12345678",
                "episode:12345678",
                "https://www.deezer.com/episode/12345678",
            ),
        ),
        lookalikes=("https://www.deezer.com/", "https://www.deezer.com/en/channels/explore"),
    ),
    Provider(
        key="applemusic",
        name="Apple Music",
        url="https://music.apple.com/",
        hosts=(
            "music.apple.com",
            "embed.music.apple.com",
            "itunes.apple.com",
            "geo.itunes.apple.com",
            "geo.music.apple.com",
        ),
        parts=FrozenMap(
            {
                "country": "[a-z]{2}",
                "album": r"\d{5,12}",
                "song": r"\d{5,12}",
                "playlist": r"pl\.[\w.-]{5,60}",
                "video": r"\d{5,12}",
            }
        ),
        nouns=(
            Noun(
                "song",
                "audio",
                (
                    Pattern("(?:/{country})?/album(?:/[^/]+)?/(?:id)?{album}", query=FrozenMap({"i": "{song}"})),
                    Pattern("(?:/{country})?/song(?:/[^/]+)?/{song}"),
                ),
                (
                    "https://music.apple.com/{country}/album/{album}?i={song}",
                    "https://music.apple.com/{country}/song/{song}",
                    "https://music.apple.com/us/song/{song}",
                ),
                frame=Frame(
                    (
                        "https://embed.music.apple.com/{country}/album/{album}?i={song}",
                        "https://embed.music.apple.com/{country}/song/{song}",
                    ),
                    None,
                    175,
                    "fixed",
                ),
            ),
            Noun(
                "album",
                "audio",
                (Pattern("(?:/{country})?/album(?:/[^/]+)?/(?:id/?)?{album}"),),
                ("https://music.apple.com/{country}/album/{album}", "https://music.apple.com/album/{album}"),
                frame=Frame(
                    (
                        "https://embed.music.apple.com/{country}/album/{album}",
                        "https://embed.music.apple.com/us/album/{album}",
                    ),
                    None,
                    450,
                    "fixed",
                ),
            ),
            Noun(
                "playlist",
                "audio",
                (Pattern("(?:/{country})?/playlist(?:/[^/]+)?/(?:id)?{playlist}"),),
                (
                    "https://music.apple.com/{country}/playlist/{playlist}",
                    "https://music.apple.com/playlist/{playlist}",
                ),
                frame=Frame(
                    (
                        "https://embed.music.apple.com/{country}/playlist/{playlist}",
                        "https://embed.music.apple.com/us/playlist/{playlist}",
                    ),
                    None,
                    450,
                    "fixed",
                ),
            ),
            Noun(
                "video",
                "video",
                (Pattern("(?:/{country})?/music-video(?:/[^/]+)?/{video}"),),
                (
                    "https://music.apple.com/{country}/music-video/{video}",
                    "https://music.apple.com/music-video/{video}",
                ),
                frame=Frame(
                    (
                        "https://embed.music.apple.com/{country}/music-video/{video}",
                        "https://embed.music.apple.com/us/music-video/{video}",
                    )
                ),
            ),
        ),
        examples=(
            (
                "https://music.apple.com/us/album/gypsy-woman/1434891258?i=1434891369",
                "song:1434891369",
                "https://music.apple.com/us/album/1434891258?i=1434891369",
            ),
            (
                "https://music.apple.com/jp/album/back-to-the-80s/1458246986",
                "album:1458246986",
                "https://music.apple.com/jp/album/1458246986",
            ),
        ),
        lookalikes=("https://music.apple.com/", "https://music.apple.com/us/browse"),
    ),
    Provider(
        key="tidal",
        name="TIDAL",
        url="https://tidal.com/",
        hosts=("tidal.com", "listen.tidal.com", "embed.tidal.com"),
        parts=FrozenMap({"track": r"\d{3,12}", "album": r"\d{3,12}", "video": r"\d{3,12}", "playlist": _UUID}),
        nouns=tuple(
            Noun(
                name,
                "video" if name == "video" else "audio",
                (Pattern(rf"(?:/browse)?/{name}s?/{{{name}}}(?:/u)?"),),
                f"https://tidal.com/browse/{name}/{{{name}}}",
                frame=Frame(f"https://embed.tidal.com/{name}s/{{{name}}}", None, height, "fixed"),
            )
            for name, height in (("track", 120), ("album", 300), ("playlist", 400), ("video", 400))
        ),
        oembed=(Oembed("https://oembed.tidal.com/"),),
        examples=(
            ("https://tidal.com/browse/track/12345678", "track:12345678", "https://tidal.com/browse/track/12345678"),
        ),
        lookalikes=("https://tidal.com/", "https://tidal.com/pricing"),
    ),
    Provider(
        key="audiomack",
        name="Audiomack",
        url="https://audiomack.com/",
        hosts=("audiomack.com",),
        parts=FrozenMap(
            {
                "artist": other_than("embed song album playlist", r"[\w-]{1,80}"),
                "song": r"[\w-]{1,150}",
                "album": r"[\w-]{1,150}",
                "playlist": r"[\w-]{1,150}",
            }
        ),
        nouns=tuple(
            Noun(
                name,
                "audio",
                (
                    Pattern(rf"(?:/embed)?/{name}/{{artist}}/{{{name}}}"),
                    Pattern(rf"(?:/embed)?/{{artist}}/{name}/{{{name}}}"),
                ),
                f"https://audiomack.com/{{artist}}/{name}/{{{name}}}",
                id=f"{{artist}}/{{{name}}}",
                frame=Frame(f"https://audiomack.com/embed/{{artist}}/{name}/{{{name}}}", None, height, "fixed"),
            )
            for name, height in (("song", 252), ("album", 400), ("playlist", 400))
        ),
        oembed=(Oembed("https://audiomack.com/oembed"),),
        examples=(
            (
                "https://audiomack.com/song/quando-rondo/just-keep-going",
                "song:quando-rondo/just-keep-going",
                "https://audiomack.com/quando-rondo/song/just-keep-going",
            ),
            (
                "https://audiomack.com/audiomack/playlist/just-chillin",
                "playlist:audiomack/just-chillin",
                "https://audiomack.com/audiomack/playlist/just-chillin",
            ),
        ),
        lookalikes=("https://audiomack.com/", "https://audiomack.com/song/quando-rondo/just-keep-going/other-stuff"),
        source="yt-dlp 2026.10.26 (Audiomack); oembed-providers 1.0.20260604 (Audiomack)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="npr",
        name="NPR",
        url="https://www.npr.org/",
        hosts=("npr.org",),
        parts=FrozenMap(
            {
                "story": r"(?:\d{6,10}|nx-s1-\d{5,9})",
                "media": r"[\w-]{6,24}",
                "year": r"\d{4}",
                "month": r"\d{2}",
                "day": r"\d{2}",
            }
        ),
        nouns=(
            Noun(
                "story",
                "audio",
                (
                    Pattern("(?:/sections/[\\w-]+)?/{year}/{month}/{day}/{story}(?:/.*)?"),
                    Pattern("/player/embed/{story}/{media}"),
                    Pattern(r"/templates/story/story\.php", query=FrozenMap({"storyId": "{story}"})),
                ),
                (
                    "https://www.npr.org/{year}/{month}/{day}/{story}/",
                    "https://www.npr.org/templates/story/story.php?storyId={story}",
                ),
                frame=Frame("https://www.npr.org/player/embed/{story}/{media}", None, 290, "fixed"),
            ),
        ),
        examples=(
            (
                "http://www.npr.org/2016/08/12/489769830/anderson-paak-tiny-desk-concert",
                "story:489769830",
                "https://www.npr.org/2016/08/12/489769830/",
            ),
            (
                "https://www.npr.org/player/embed/489769830/489798498",
                "story:489769830",
                "https://www.npr.org/templates/story/story.php?storyId=489769830",
            ),
        ),
        lookalikes=("https://www.npr.org/", "https://www.npr.org/sections/news/"),
        source="yt-dlp 2026.10.26 (Npr)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="clyp",
        name="Clyp",
        url="https://clyp.it/",
        hosts=("clyp.it",),
        parts=FrozenMap({"clip": r"[a-z0-9]{8}", "playlist": r"[a-z0-9]{8}"}),
        nouns=(
            Noun(
                "playlist",
                "audio",
                (Pattern("/playlist/{playlist}(?:/widget)?"),),
                "https://clyp.it/playlist/{playlist}",
                frame=Frame("https://clyp.it/playlist/{playlist}/widget", None, 265, "fixed"),
            ),
            Noun(
                "clip",
                "audio",
                (Pattern("/{clip}(?:/widget)?"),),
                "https://clyp.it/{clip}",
                frame=Frame("https://clyp.it/{clip}/widget", None, 160, "fixed"),
            ),
        ),
        oembed=(Oembed("https://api.clyp.it/oembed/"),),
        examples=(("http://clyp.it/1kmfioze/", "clip:1kmfioze", "https://clyp.it/1kmfioze"),),
        lookalikes=("https://clyp.it/", "http://clyp.it/stuff/xe5rm1ie"),
        source="yt-dlp 2026.10.26 (Clyp); oembed-providers 1.0.20260604 (Clyp)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="vocaroo",
        name="Vocaroo",
        url="https://vocaroo.com/",
        hosts=("vocaroo.com", "voca.ro"),
        parts=FrozenMap({"recording": r"(?:s[01])?[A-Za-z0-9]{10,12}"}),
        nouns=(
            Noun(
                "recording",
                "audio",
                (Pattern("/(?:i/|embed/)?{recording}"),),
                "https://vocaroo.com/{recording}",
                frame=Frame("https://vocaroo.com/embed/{recording}?autoplay=0", 300, 60, "fixed"),
            ),
        ),
        examples=(("https://voca.ro/1aB2cD3eF4gH", "recording:1aB2cD3eF4gH", "https://vocaroo.com/1aB2cD3eF4gH"),),
        lookalikes=("https://vocaroo.com/", "https://vocaroo.com/upload"),
        source="yt-dlp 2026.10.26 (Vocaroo)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="hearthis",
        name="hearthis.at",
        url="https://hearthis.at/",
        hosts=("hearthis.at", "app.hearthis.at"),
        parts=FrozenMap(
            {
                "user": other_than("set embed categories search playlist maps genres", r"[\w.-]{2,80}"),
                "track": other_than("set podcast playlists likes contact infos", r"[\w.-]{2,200}"),
                "number": r"\d{3,12}",
                "secret": r"\w{3,6}",
            }
        ),
        nouns=(
            Noun(
                "track",
                "audio",
                (
                    Pattern("/embed/{number}(?:/.*)?"),
                    Pattern("/{user}/{track}"),
                    Pattern("/{user}/{track}/{secret}"),
                ),
                (
                    "https://hearthis.at/{user}/{track}/{secret}/",
                    "https://hearthis.at/{user}/{track}/",
                    "https://hearthis.at/embed/{number}/",
                ),
                id=("{user}/{track}", "{number}"),
                frame=Frame("https://app.hearthis.at/embed/{number}/", None, 150, "fixed"),
            ),
        ),
        oembed=(Oembed("https://hearthis.at/oembed/?format=json"),),
        examples=(
            (
                "http://hearthis.at/verossi/verofamily013?query=string",
                "track:verossi/verofamily013",
                "https://hearthis.at/verossi/verofamily013/",
            ),
        ),
        lookalikes=("https://hearthis.at/", "http://hearthis.at/verossi/verofamily013/other-path"),
        source="oembed-providers 1.0.20260604 (hearthis.at)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="huffduffer",
        name="Huffduffer",
        url="https://huffduffer.com/",
        hosts=("huffduffer.com",),
        parts=FrozenMap({"user": r"(?!tags/)[\w-]{1,60}", "bookmark": r"\d{1,9}"}),
        nouns=(
            Noun("bookmark", "audio", (Pattern("/{user}/{bookmark}"),), "https://huffduffer.com/{user}/{bookmark}"),
        ),
        oembed=(Oembed("https://huffduffer.com/oembed?format=json"),),
        examples=(
            (
                "http://huffduffer.com/jasonmklug/124719?query=string",
                "bookmark:124719",
                "https://huffduffer.com/jasonmklug/124719",
            ),
        ),
        lookalikes=("https://huffduffer.com/", "http://huffduffer.com/tags/productivity"),
        source="oembed-providers 1.0.20260604 (HuffDuffer)",
        checked=date(2026, 11, 22),
    ),
)

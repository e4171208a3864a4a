"""Audio and podcast hosts."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, other_than

_SOUNDCLOUD_WORDS: Final = (
    "discover upload search you stream charts settings people pages terms-of-use jobs imprint popular messages "
    "notifications feed tags mobile pro download tracks playlists users groups signin login logout player oembed "
    "connect community-guidelines go for apps activity getstarted"
)
_SOUNDCLOUD_TABS: Final = (
    "tracks albums sets reposts likes followers following popular-tracks comments toptracks spotlight stats groups "
    "about"
)


def _spotify(name: str, height: int) -> Noun:
    """Spotify's nouns differ in nothing but the height of their player."""
    return Noun(
        name,
        "audio",
        (Pattern(rf"(?:/intl-[\w-]+)?(?:/embed(?:-podcast)?)?(?:/user/[^/]+)?/{name}/{{{name}}}(?:/.*)?"),),
        f"https://open.spotify.com/{name}/{{{name}}}",
        start=("t",),
        frame=Frame(f"https://open.spotify.com/embed/{name}/{{{name}}}", None, height, "fixed", start="t={}"),
    )


_SPOTIFY: Final = {"track": 152, "episode": 152, "show": 352, "album": 352, "playlist": 352, "artist": 352}

AUDIO: Final[tuple[Provider, ...]] = (
    Provider(
        key="applepodcasts",
        name="Apple Podcasts",
        url="https://podcasts.apple.com/",
        hosts=("podcasts.apple.com", "embed.podcasts.apple.com", "itunes.apple.com", "geo.itunes.apple.com"),
        parts=FrozenMap({"country": "[a-z]{2}", "show": r"\d{5,12}", "episode": r"\d{6,16}"}),
        nouns=(
            Noun(
                "episode",
                "audio",
                (Pattern("(?:/{country})?/podcast(?:/[^/]+)?/id{show}", query=FrozenMap({"i": "{episode}"})),),
                (
                    "https://podcasts.apple.com/{country}/podcast/id{show}?i={episode}",
                    "https://podcasts.apple.com/podcast/id{show}?i={episode}",
                ),
                start=("t",),
                frame=Frame(
                    (
                        "https://embed.podcasts.apple.com/{country}/podcast/id{show}?i={episode}",
                        "https://embed.podcasts.apple.com/us/podcast/id{show}?i={episode}",
                    ),
                    None,
                    175,
                    "fixed",
                ),
            ),
            Noun(
                "show",
                "audio",
                (Pattern("(?:/{country})?/podcast(?:/[^/]+)?/id{show}"),),
                (
                    "https://podcasts.apple.com/{country}/podcast/id{show}",
                    "https://podcasts.apple.com/podcast/id{show}",
                ),
                frame=Frame(
                    (
                        "https://embed.podcasts.apple.com/{country}/podcast/id{show}",
                        "https://embed.podcasts.apple.com/us/podcast/id{show}",
                    ),
                    None,
                    450,
                    "fixed",
                ),
            ),
        ),
        oembed=(Oembed("https://podcasts.apple.com/api/oembed"),),
        examples=(
            (
                "https://podcasts.apple.com/us/podcast/the-daily/id1200361736?i=1000458756211",
                "episode:1000458756211",
                "https://podcasts.apple.com/us/podcast/id1200361736?i=1000458756211",
            ),
            (
                "https://embed.podcasts.apple.com/us/podcast/the-daily/id1200361736?i=1000458756211",
                "episode:1000458756211",
                "https://podcasts.apple.com/us/podcast/id1200361736?i=1000458756211",
            ),
            (
                "https://itunes.apple.com/gb/podcast/the-daily/id1200361736?mt=2",
                "show:1200361736",
                "https://podcasts.apple.com/gb/podcast/id1200361736",
            ),
            (
                "https://podcasts.apple.com/podcast/id1200361736",
                "show:1200361736",
                "https://podcasts.apple.com/podcast/id1200361736",
            ),
        ),
        lookalikes=(
            "https://podcasts.apple.com/",
            "https://podcasts.apple.com/us/charts",
            "https://podcasts.apple.com/us/podcast/the-daily",
            "https://apps.apple.com/us/app/podcasts/id525463029",
            "https://podcasts.apple.com.evil.example/us/podcast/the-daily/id1200361736",
        ),
        source=(
            "podcasters.apple.com (embed player); yt-dlp 2026.10.26 (ApplePodcasts); "
            "oembed-providers 1.0.20260604 (Apple Podcasts)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="spotify",
        name="Spotify",
        url="https://open.spotify.com/",
        hosts=("open.spotify.com", "play.spotify.com", "embed.spotify.com"),
        parts=FrozenMap({**dict.fromkeys(_SPOTIFY, "[A-Za-z0-9]{22}"), "short": r"\w{6,30}", "link": r"\w{6,30}"}),
        nouns=(
            *(_spotify(name, height) for name, height in _SPOTIFY.items()),
            Noun(
                "short",
                "link",
                (Pattern("/{short}", hosts=("spotify.link",)),),
                "https://spotify.link/{short}",
                short=True,
            ),
            Noun(
                "link",
                "link",
                (Pattern("/{link}", hosts=("link.tospotify.com",)),),
                "https://link.tospotify.com/{link}",
                short=True,
            ),
        ),
        uris=FrozenMap(
            {
                f"spotify:(?:user:[^:]+:)?{name}:{{{name}}}": f"https://open.spotify.com/{name}/{{{name}}}"
                for name in _SPOTIFY
            }
        ),
        oembed=(Oembed("https://open.spotify.com/oembed", tuple(_SPOTIFY)),),
        examples=(
            (
                "https://open.spotify.com/episode/2DBstW0LumPSF5SyO5ofRe?si=abc&t=90",
                "episode:2DBstW0LumPSF5SyO5ofRe",
                "https://open.spotify.com/episode/2DBstW0LumPSF5SyO5ofRe",
            ),
            (
                "https://open.spotify.com/intl-de/artist/5eAWCfyUhZtHHtBdNk56l1",
                "artist:5eAWCfyUhZtHHtBdNk56l1",
                "https://open.spotify.com/artist/5eAWCfyUhZtHHtBdNk56l1",
            ),
            (
                "https://open.spotify.com/embed/show/3wBfqov60qDZbEVjPHo0a8",
                "show:3wBfqov60qDZbEVjPHo0a8",
                "https://open.spotify.com/show/3wBfqov60qDZbEVjPHo0a8",
            ),
            (
                "https://open.spotify.com/embed-podcast/episode/2DBstW0LumPSF5SyO5ofRe",
                "episode:2DBstW0LumPSF5SyO5ofRe",
                "https://open.spotify.com/episode/2DBstW0LumPSF5SyO5ofRe",
            ),
            (
                "https://play.spotify.com/track/2vN0b6d2ogn72kL75EmN3v",
                "track:2vN0b6d2ogn72kL75EmN3v",
                "https://open.spotify.com/track/2vN0b6d2ogn72kL75EmN3v",
            ),
            (
                "https://open.spotify.com/user/spotify/playlist/37i9dQZF1DXcBWIGoYBM5M",
                "playlist:37i9dQZF1DXcBWIGoYBM5M",
                "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M",
            ),
            (
                "https://open.spotify.com/album/1DFixLWuPkv3KT3TnV35m3",
                "album:1DFixLWuPkv3KT3TnV35m3",
                "https://open.spotify.com/album/1DFixLWuPkv3KT3TnV35m3",
            ),
            (
                "spotify:artist:7ae4vgLLhir2MCjyhgbGOQ",
                "artist:7ae4vgLLhir2MCjyhgbGOQ",
                "https://open.spotify.com/artist/7ae4vgLLhir2MCjyhgbGOQ",
            ),
            (
                "spotify:user:spotify:playlist:37i9dQZF1DXcBWIGoYBM5M",
                "playlist:37i9dQZF1DXcBWIGoYBM5M",
                "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M",
            ),
            ("https://spotify.link/AbCdEf12345", "short:AbCdEf12345", "https://spotify.link/AbCdEf12345"),
        ),
        lookalikes=(
            "https://open.spotify.com/",
            "https://open.spotify.com/stuff/3zIzQMHvOlw3ukDhRKR2jO",
            "https://open.spotify.com/track/short",
            "https://open.spotify.com/search/harbour",
            "https://open.spotify.com.evil.example/track/2vN0b6d2ogn72kL75EmN3v",
        ),
        source="developer.spotify.com (embeds, oEmbed); oembed-providers 1.0.20260604 (Spotify)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="soundcloud",
        name="SoundCloud",
        url="https://soundcloud.com/",
        hosts=("soundcloud.com", "m.soundcloud.com"),
        parts=FrozenMap(
            {
                "user": other_than(_SOUNDCLOUD_WORDS, r"[\w-]{1,60}"),
                "track": other_than(_SOUNDCLOUD_TABS, r"[\w-]{1,200}"),
                "set": r"[\w-]{1,200}",
                "number": r"\d{1,12}",
                "secret": r"s-\w{3,20}",
                "short": r"\w{4,20}",
            }
        ),
        nouns=(
            Noun(
                "track",
                "audio",
                (
                    Pattern("/{user}/{track}(?:/{secret})?"),
                    Pattern(
                        "/(?:v2/)?tracks/(?:soundcloud(?::|%3[Aa])tracks(?::|%3[Aa]))?{number}",
                        hosts=("api.soundcloud.com", "api-v2.soundcloud.com"),
                    ),
                ),
                (
                    "https://soundcloud.com/{user}/{track}/{secret}",
                    "https://soundcloud.com/{user}/{track}",
                    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{number}%3Fsecret_token%3D{secret}",
                    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{number}",
                ),
                id=("{user}/{track}", "{number}"),
                options=FrozenMap({"secret_token": "secret"}),
                start=("t",),
                frame=Frame(
                    (
                        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{number}%3Fsecret_token%3D{secret}",
                        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{number}",
                        "https://w.soundcloud.com/player/?url={page}",
                    ),
                    None,
                    166,
                    "fixed",
                ),
            ),
            Noun(
                "set",
                "audio",
                (
                    Pattern("/{user}/sets/{set}(?:/{secret})?"),
                    Pattern(
                        "/playlists/(?:soundcloud(?::|%3[Aa])playlists(?::|%3[Aa]))?{number}",
                        hosts=("api.soundcloud.com", "api-v2.soundcloud.com"),
                    ),
                ),
                (
                    "https://soundcloud.com/{user}/sets/{set}/{secret}",
                    "https://soundcloud.com/{user}/sets/{set}",
                    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/{number}%3Fsecret_token%3D{secret}",
                    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/{number}",
                ),
                id=("{user}/{set}", "{number}"),
                options=FrozenMap({"secret_token": "secret"}),
                frame=Frame(
                    (
                        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/{number}%3Fsecret_token%3D{secret}",
                        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/{number}",
                        "https://w.soundcloud.com/player/?url={page}",
                    ),
                    None,
                    450,
                    "fixed",
                ),
            ),
            Noun(
                "user",
                "audio",
                (
                    Pattern("/{user}"),
                    Pattern(
                        "/users/(?:soundcloud(?::|%3[Aa])users(?::|%3[Aa]))?{number}",
                        hosts=("api.soundcloud.com", "api-v2.soundcloud.com"),
                    ),
                ),
                (
                    "https://soundcloud.com/{user}",
                    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/users/{number}",
                ),
                id=("{user}", "{number}"),
                frame=Frame("https://w.soundcloud.com/player/?url={page}", None, 450, "fixed"),
            ),
            Noun(
                "short",
                "link",
                (Pattern("/{short}", hosts=("on.soundcloud.com",)),),
                "https://on.soundcloud.com/{short}",
                short=True,
            ),
        ),
        oembed=(
            Oembed(
                "https://soundcloud.com/oembed?format=json", ("track",), "https://api.soundcloud.com/tracks/{number}"
            ),
            Oembed(
                "https://soundcloud.com/oembed?format=json", ("set",), "https://api.soundcloud.com/playlists/{number}"
            ),
            Oembed("https://soundcloud.com/oembed?format=json", ("track", "set", "user")),
        ),
        examples=(
            (
                "https://soundcloud.com/forss/flickermood#t=0:30",
                "track:forss/flickermood",
                "https://soundcloud.com/forss/flickermood",
            ),
            (
                "https://m.soundcloud.com/claude-debussy/clair-de-lune",
                "track:claude-debussy/clair-de-lune",
                "https://soundcloud.com/claude-debussy/clair-de-lune",
            ),
            (
                "https://soundcloud.com/bloomberg-business/first-word-asia-nov-16-2015/s-WxWfd",
                "track:bloomberg-business/first-word-asia-nov-16-2015",
                "https://soundcloud.com/bloomberg-business/first-word-asia-nov-16-2015/s-WxWfd",
            ),
            (
                "https://soundcloud.com/julian-hangst-rfer/sets/dif92w-e_e",
                "set:julian-hangst-rfer/dif92w-e_e",
                "https://soundcloud.com/julian-hangst-rfer/sets/dif92w-e_e",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/388050272&color=00cc11",
                "track:388050272",
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/388050272",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/282055227%3Fsecret_token%3Ds-Ct4TV",
                "track:282055227",
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/282055227%3Fsecret_token%3Ds-Ct4TV",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood",
                "track:forss/flickermood",
                "https://soundcloud.com/forss/flickermood",
            ),
            (
                "https://api.soundcloud.com/playlists/430366544",
                "set:430366544",
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/430366544",
            ),
            ("https://soundcloud.com/erik-satie", "user:erik-satie", "https://soundcloud.com/erik-satie"),
            (
                "https://w.soundcloud.com/player/?visual=true&url=https%3A%2F%2Fapi.soundcloud.com%2Fusers%2F6538603",
                "user:6538603",
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/users/6538603",
            ),
            ("https://on.soundcloud.com/AbCd1", "short:AbCd1", "https://on.soundcloud.com/AbCd1"),
        ),
        lookalikes=(
            "https://soundcloud.com/",
            "https://soundcloud.com/discover",
            "https://soundcloud.com/upload",
            "https://soundcloud.com/forss/likes",
            "https://soundcloud.com/you/history",
            "https://soundcloud.com.evil.example/forss/flickermood",
        ),
        source=(
            "developers.soundcloud.com (widget, oEmbed); yt-dlp 2026.10.26 (SoundcloudEmbed, SoundcloudPlaylist); "
            "oembed-providers 1.0.20260604 (SoundCloud)"
        ),
        checked=date(2026, 11, 22),
    ),
)

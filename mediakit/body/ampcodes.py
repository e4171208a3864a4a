"""AMP components as data: which attributes of `<amp-...>` make the address of the medium that it shows.

Source: the AMP component reference (amp.dev, "Media" and "Social") and where each component's code says its frame is.
Components that show no medium (advertising, counters, share buttons, comments, consent) are in `noise.py`.
"""

from __future__ import annotations

from typing import Final

from mediakit.embed import Kind

_BRID: Final = "https://services.brid.tv/services/iframe/{}/{{data-{}}}/{{data-partner}}/{{data-player}}/0/1/"
_JWPLAYER: Final = "https://cdn.jwplayer.com/players/{}-{{data-player-id}}.html"
# name without `amp-`: templates of the URL, the likeliest first; the kind it is when nobody knows the URL.
AMP: Final[dict[str, tuple[tuple[str, ...], Kind | None]]] = {
    "3d-gltf": (("{src}",), "rich"),
    "3q-player": (("https://playout.3qsdn.com/{data-id}",), "video"),
    "apester-media": (
        (
            "https://renderer.apester.com/interaction/{data-apester-media-id}",
            "https://renderer.apester.com/token/{data-apester-channel-token}",
        ),
        "rich",
    ),
    "beopinion": (
        ("https://widget.beop.io/{data-content}", "https://widget.beop.io/{data-account}"),
        "rich",
    ),
    "bodymovin-animation": (("{src}",), "rich"),
    "brid-player": (
        tuple(_BRID.format(name, name) for name in ("video", "playlist", "carousel")),
        "video",
    ),
    "brightcove": (
        (
            "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?videoId={data-video-id}",
            "https://players.brightcove.net/{data-account}/{data-player-id}_default/index.html?videoId={data-video-id}",
            "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?playlistId={data-playlist-id}",
        ),
        "video",
    ),
    "connatix-player": (
        ("https://amp.cntxcdm.com/amp-embed/index.html?playerId={data-player-id}&mediaId={data-media-id}",),
        "video",
    ),
    "dailymotion": (
        (
            "https://www.dailymotion.com/video/{data-videoid}?start={data-start}",
            "https://www.dailymotion.com/video/{data-videoid}",
        ),
        "video",
    ),
    "delight-player": (("https://players-cdn-v2.delight-vr.com/player/{data-content-id}",), "video"),
    "embedly-card": (("{data-url}",), "link"),
    "facebook": (("{data-href}",), "post"),
    "gfycat": (("https://gfycat.com/{data-gfyid}",), "video"),
    "gist": (("https://gist.github.com/{data-gistid}",), "rich"),
    "google-document-embed": (("{src}",), "rich"),
    "hulu": (("https://www.hulu.com/embed.html?eid={data-eid}",), "video"),
    "iframely": (("{data-url}", "https://cdn.iframe.ly/{data-id}"), "link"),
    "imgur": (("https://imgur.com/{data-imgur-id}",), "photo"),
    "instagram": (("https://www.instagram.com/p/{data-shortcode}/",), "post"),
    "izlesene": (("https://www.izlesene.com/embedplayer/{data-videoid}",), "video"),
    "jwplayer": (
        (_JWPLAYER.format("{data-media-id}"), _JWPLAYER.format("{data-playlist-id}")),
        "video",
    ),
    "kaltura-player": (
        (
            "https://cdnapisec.kaltura.com/p/{data-partner}/sp/{data-partner}00/embedIframeJs/uiconf_id/{data-uiconf}"
            "/partner_id/{data-partner}?iframeembed=true&entry_id={data-entryid}",
            "https://cdnapisec.kaltura.com/p/{data-partner}/embedIframeJs?iframeembed=true&entry_id={data-entryid}",
        ),
        "video",
    ),
    "megaphone": (
        (
            "https://player.megaphone.fm/{data-episode}",
            "https://playlist.megaphone.fm/?e={data-episode}",
            "https://playlist.megaphone.fm/?p={data-playlist}",
        ),
        "audio",
    ),
    "minute-media-player": (
        (
            "https://www.oo-syringe.com/prod/AMP/minute-media-player.html?content_type={data-content-type}"
            "&content_id={data-content-id}",
        ),
        "video",
    ),
    "mowplayer": (
        ("https://mowplayer.com/watch/{data-mediaid}", "https://mowplayer.com/watch/{data-playlistid}"),
        "video",
    ),
    "nexxtv-player": (("https://embed.nexx.cloud/{data-client}/{data-mediaid}",), "video"),
    "o2-player": (
        (
            "https://delivery.vidible.tv/htmlembed/pid={data-pid}/{data-bcid}.html?vid={data-vid}",
            "https://delivery.vidible.tv/htmlembed/pid={data-pid}/{data-bcid}.html",
        ),
        "video",
    ),
    "ooyala-player": (
        ("https://player.ooyala.com/iframe.html?platform=html5-priority&ec={data-embedcode}&pbid={data-playerid}",),
        "video",
    ),
    "pinterest": (("{data-url}",), "photo"),
    "playbuzz": (("https://www.playbuzz.com/item/{data-item}", "{src}"), "rich"),
    "powr-player": (
        (
            "https://player.powr.com/iframe.html?account={data-account}&player={data-player}&video={data-video}",
            "https://player.powr.com/iframe.html?account={data-account}&player={data-player}&terms={data-terms}",
        ),
        "video",
    ),
    "reach-player": (
        ("https://player-cdn.beachfrontmedia.com/playerapi/v1/frame/player/?embed_id={data-embed-id}",),
        "video",
    ),
    "reddit": (("{data-src}",), "post"),
    "redbull-player": (("https://player.redbull.com/amp/amp-iframe.html?videoId={data-param-videoid}",), "video"),
    "riddle-quiz": (("https://www.riddle.com/a/{data-riddle-id}",), "rich"),
    "slikeplayer": (("https://tvid.in/player/amp.html?apikey={data-apikey}&videoid={data-videoid}",), "video"),
    "soundcloud": (
        ("https://api.soundcloud.com/tracks/{data-trackid}", "https://api.soundcloud.com/playlists/{data-playlistid}"),
        "audio",
    ),
    "spotify": (("{data-src}",), "audio"),
    "springboard-player": (
        (
            "https://cms.springboardplatform.com/embed_iframe/{data-site-id}/{data-mode}/{data-content-id}"
            "/{data-player-id}/{data-domain}",
        ),
        "video",
    ),
    "tiktok": (("https://www.tiktok.com/@/video/{data-src}", "{data-src}"), "video"),
    "twitter": (
        ("https://twitter.com/i/status/{data-tweetid}", "https://twitter.com/i/moments/{data-momentid}"),
        "post",
    ),
    "video-iframe": (("{src}",), "video"),
    "vimeo": (("https://vimeo.com/{data-videoid}",), "video"),
    "vine": (("https://vine.co/v/{data-vineid}",), "video"),
    "viqeo-player": (("https://cdn.viqeo.tv/embed/?vid={data-videoid}",), "video"),
    "vk": (
        (
            "https://vk.com/video{data-oid}_{data-id}",
            "https://vk.com/wall{data-owner-id}_{data-post-id}",
            "https://vk.com/wall{data-owner_id}_{data-post_id}",
            "https://vk.com/poll{data-owner-id}_{data-poll-id}",
        ),
        "post",
    ),
    "wistia-player": (("https://fast.wistia.net/embed/iframe/{data-media-hashed-id}",), "video"),
    "wordpress-embed": (("{data-url}",), "link"),
    "youtube": (
        (
            "https://www.youtube.com/watch?v={data-videoid}&t={data-param-start}",
            "https://www.youtube.com/watch?v={data-videoid}",
            "https://www.youtube.com/embed/live_stream?channel={data-live-channelid}",
        ),
        "video",
    ),
}

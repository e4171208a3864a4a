"""WordPress shortcodes as data: what each one's settings say of the address of its medium.

Sources: WordPress's Shortcode API and its own codes (embed, audio, video, playlist, gallery, caption); the codes of
Jetpack and WordPress.com; widespread players, page builders and viewers. Forums' and Drupal's brackets look alike.
"""

from __future__ import annotations

from typing import Final

from mediakit.embed import Kind

_LINKED: Final = ("{}", "{url}", "{link}", "{src}")
_YOUTUBE: Final = (*_LINKED, "https://www.youtube.com/watch?v={id}", "https://www.youtube.com/watch?v={}")
_VIMEO: Final = (*_LINKED, "https://vimeo.com/{id}", "https://vimeo.com/{}")
_POLL: Final = ("https://poll.fm/{poll}", "https://poll.fm/{}", "https://survey.fm/{survey}", "{}")
_VIDEO: Final = ("{src}", "{mp4}", "{m4v}", "{webm}", "{ogv}", "{mov}", "{flv}", "{wmv}", "{file}", "{url}", "{}")
_AUDIO: Final = ("{src}", "{mp3}", "{m4a}", "{ogg}", "{wav}", "{flac}", "{wma}", "{file}", "{url}", "{}")
_PRESS: Final = ("https://videopress.com/v/{}", "https://videopress.com/v/{id}", "{}")
_ARCHIVE: Final = ("https://archive.org/details/{id}", "https://archive.org/details/{}", "{}")
# name -> templates of the URL, the likeliest first: `{name}` an attribute, `{}` what stands without a name or between
# the tags. A template that begins with `{` takes whole addresses, the others what is none.
CODES: Final[dict[str, tuple[str, ...]]] = {
    "embed": _LINKED,
    "embedyt": _LINKED,
    "youtube": _YOUTUBE,
    "youtube_sc": _YOUTUBE,
    "lyte": _YOUTUBE,
    "tube": _YOUTUBE,
    "yt": _YOUTUBE,
    "su_youtube": _YOUTUBE,
    "su_youtube_advanced": _YOUTUBE,
    "fusion_youtube": _YOUTUBE,
    "vimeo": _VIMEO,
    "su_vimeo": _VIMEO,
    "fusion_vimeo": _VIMEO,
    "vc_video": _LINKED,
    "et_pb_video": _LINKED,
    "et_pb_audio": ("{audio}", *_LINKED),
    "av_video": _LINKED,
    "media": _LINKED,
    "img": _LINKED,
    "aesop_video": ("https://vimeo.com/{id}", "https://www.youtube.com/watch?v={id}", "{src}", "{hosted}"),
    "aesop_audio": _AUDIO,
    "aesop_image": ("{img}",),
    "archiveorg": _ARCHIVE,
    "archiveorg-book": _ARCHIVE,
    "audio": _AUDIO,
    "bandcamp": (
        "{url}",
        "https://bandcamp.com/EmbeddedPlayer/track={track}/",
        "https://bandcamp.com/EmbeddedPlayer/album={album}/",
    ),
    "cartodb": _LINKED,
    "codepen": _LINKED,
    "codepen_embed": ("https://codepen.io/{user}/pen/{slug_hash}", *_LINKED),
    "crowdsignal": _POLL,
    "dailymotion": (*_LINKED, "https://www.dailymotion.com/video/{id}", "https://www.dailymotion.com/video/{}"),
    "datawrapper": (*_LINKED, "https://datawrapper.dwcdn.net/{id}/"),
    "descript": (*_LINKED, "https://share.descript.com/view/{}"),
    "documentcloud": (*_LINKED, "https://www.documentcloud.org/documents/{id}.html"),
    "embeddoc": _LINKED,
    "evp_embed_video": _LINKED,
    "facebook": _LINKED,
    "flatio": (*_LINKED, "https://flat.io/score/{}"),
    "flickr": ("{}", "{photo}", "{video}"),
    "flowplayer": _VIDEO,
    "flv": _VIDEO,
    "fvplayer": _VIDEO,
    "getty": ("https://www.gettyimages.com/detail/{src}", "https://www.gettyimages.com/detail/{}", "{}", "{src}"),
    "gist": (*_LINKED, "https://gist.github.com/{id}", "https://gist.github.com/{}"),
    "gview": ("{file}", *_LINKED),
    "googleapps": ("https://{domain}.google.com/{dir}",),
    "googlemaps": _LINKED,
    "googlevideo": ("{}", "https://video.google.com/videoplay?docid={}"),
    "houzz": _LINKED,
    "hulu": ("{}", "https://www.hulu.com/embed.html?eid={}", "https://www.hulu.com/embed.html?eid={id}"),
    "iframe": ("{src}", "{url}", "{}"),
    "iframely": _LINKED,
    "imgur": ("{}", "https://imgur.com/{}"),
    "infogram": ("https://infogram.com/{id}", *_LINKED),
    "instagram": _LINKED,
    "jwplayer": ("{file}", "{playlist}", "https://cdn.jwplayer.com/players/{mediaid}.html",
                 "https://cdn.jwplayer.com/players/{}.html"),
    "jwplatform": ("https://cdn.jwplayer.com/players/{}.html",),
    "kickstarter": _LINKED,
    "loom": _LINKED,
    "medium": _LINKED,
    "mixcloud": (*_LINKED, "https://www.mixcloud.com/{}"),
    "pdf": _LINKED,
    "pdf-embedder": _LINKED,
    "pdfviewer": _LINKED,
    "pinterest": _LINKED,
    "playbuzz-item": _LINKED,
    "pocketcasts": (*_LINKED, "https://pca.st/{}"),
    "polldaddy": _POLL,
    "powerpress": _AUDIO,
    "powerpress_playlist": ("{media}", "{feed}"),
    "pym": ("{src}",),
    "reddit": _LINKED,
    "sc_embed_player": ("{fileurl}",),
    "scribd": ("{url}", "https://www.scribd.com/document/{id}", "https://www.scribd.com/doc/{id}"),
    "slideshare": ("{url}", "https://www.slideshare.net/slideshow/embed_code/{id}"),
    "smart_track_player": _LINKED,
    "soundcloud": ("{url}", "{}", "https://api.soundcloud.com/tracks/{id}"),
    "spotify": ("{}", "{url}", "{uri}"),
    "spreaker": ("{url}", "{resource}", "{}", "https://www.spreaker.com/episode/{episode_id}"),
    "storify": _LINKED,
    "su_audio": _AUDIO,
    "su_video": _VIDEO,
    "su_document": _LINKED,
    "swf": ("{src}", "{}"),
    "kml_flashembed": ("{movie}",),
    "ted": (*_LINKED, "https://www.ted.com/talks/{id}"),
    "telegram": _LINKED,
    "threads": _LINKED,
    "tiktok": _LINKED,
    "timeline": ("{src}",),
    "tweet": ("{}", "{url}", "{tweet}", "https://twitter.com/i/status/{id}", "https://twitter.com/i/status/{}"),
    "twitchtv": _LINKED,
    "twitter": _LINKED,
    "twitter-timeline": ("https://twitter.com/{username}", "{url}"),
    "ustream": ("{}", "{url}", "https://www.ustream.tv/embed/{id}"),
    "video": _VIDEO,
    "videojs": _VIDEO,
    "videopress": _PRESS,
    "vine": (*_LINKED, "https://vine.co/v/{id}"),
    "vr": _LINKED,
    "wistia": _LINKED,
    "wpvideo": _PRESS,
    "wufoo": ("https://{username}.wufoo.com/forms/{formhash}",),
}  # fmt: skip
# What an address is that nobody recognizes, by the code that holds it; else a link.
_BY_KIND: Final[dict[Kind, str]] = {
    "audio": "audio su_audio aesop_audio et_pb_audio powerpress smart_track_player sc_embed_player",
    "video": "video su_video videojs flowplayer fvplayer flv jwplayer jwplatform evp_embed_video vc_video et_pb_video "
    "av_video aesop_video",
    "rich": "crowdsignal polldaddy googleapps googlemaps iframe pym timeline vr documentcloud embeddoc gview pdf "
    "pdf-embedder pdfviewer su_document swf kml_flashembed wufoo infogram datawrapper",
    "photo": "img aesop_image",
}
KINDS: Final[dict[str, Kind]] = {name: kind for kind, names in _BY_KIND.items() for name in names.split()}
CAPTIONS: Final = frozenset(("caption", "wp_caption"))
GALLERIES: Final = frozenset(("gallery", "playlist"))
# Parts of names of codes that show a medium which only their plugin finds.
MEDIA: Final = frozenset(
    """
    audio brightcove bc carousel cincopa embed envira flash foogallery gallery image img infographic kaltura map media
    metaslider modula ngg nggallery ooyala pdf photo picture player playlist podcast poll presto quiz rev revslider
    seriously slider slideshow smartslider3 soliloquy tweet tube video vidyard wistia chart graph visualizer tablepress
    """.split()
)

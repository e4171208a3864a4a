"""Forms of addresses beside those of the rows' own examples: old players, apps, languages, seasons, private links."""

import pytest

from mediakit import providers

UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"
HEX = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://twitter.com/i/videos/tweet/463440424141459456", "twitter:status:463440424141459456"),
        ("https://twitter.com/i/cards/tfw/v1/463440424141459456", "twitter:status:463440424141459456"),
        ("https://www.twitch.tv/harbourcam/schedule?vodID=182239542", "twitch:video:182239542"),
        ("https://clips.twitch.tv/harbourcam/BraveLampFerry", "twitch:clip:BraveLampFerry"),
        ("https://m.twitch.tv/clip/BraveLampFerry", "twitch:clip:BraveLampFerry"),
        ("https://www.twitch.tv/collections/o1aBc2DeFgHiJk", "twitch:collection:o1aBc2DeFgHiJk"),
        ("https://vimeo.com/event/475312/videos/1046153257", "vimeo:video:1046153257"),
        ("https://imgur.com/topic/Harbour/ll5Vk", "imgur:album:ll5Vk"),
        ("https://imgur.com/lamps-at-the-harbour-A61SaA1", "imgur:image:A61SaA1"),
        ("https://tv.nrk.no/program/mdfp15000514", "nrk:program:mdfp15000514"),
        ("https://tv.nrk.no/serie/havn/KMTE50001317/sesong-3/episode-13", "nrk:program:KMTE50001317"),
        ("https://www.svtplay.se/video/eXYgwZb/hamnen/1-lampan", "svt:video:eXYgwZb"),
        ("https://www.svtplay.se/video/emBxBQj", "svt:video:emBxBQj"),
        ("https://music.163.com/#/song?id=550136151", "music163:item:550136151"),
        ("https://www.nicovideo.jp/watch/nl1872567", "niconico:video:nl1872567"),
        ("https://www.nicovideo.jp/shorts/ss46441082", "niconico:video:ss46441082"),
        ("https://ok.ru/video/63567059965189-0?fromTime=5", "ok:video:63567059965189-0"),
        (f"https://rutube.ru/live/video/{HEX}/", f"rutube:video:{HEX}"),
        (f"https://rutube.ru/tracks/4118278.html?v={HEX}", f"rutube:video:{HEX}"),
        ("https://rutube.ru/play/embed/8083783", "rutube:video:8083783"),
        ("https://play.vidyard.com/player/7GAApnNNbcZZ46k6JqJQSh.json", "vidyard:video:7GAApnNNbcZZ46k6JqJQSh"),
        ("https://fast.wistia.net/embed/channel/yvyvu7wjbg", "wistia:channel:yvyvu7wjbg"),
        ("https://www.tiktok.com/@harbourdesk/live", "tiktok:live:harbourdesk"),
        ("https://www.tagesschau.de/multimedia/audio/podcast-11km-327.html", "tagesschau:media:podcast-11km-327"),
        (f"https://api.simplecast.com/episodes/{UUID}", f"simplecast:episode:{UUID}"),
        (
            "https://cdnapisec.kaltura.com/index.php/kwidget/wid/_557781/uiconf_id/22845202/entry_id/1_plr1syf3",
            "kaltura:entry:1_plr1syf3",
        ),
        (
            "https://vplayer.nbcsports.com/p/BxmELC/nbcsports_embed/select/media/PEgOtlNcC_y2",
            "nbcsports:video:PEgOtlNcC_y2",
        ),
        ("https://tv.naver.com/l/127062", "navertv:live:127062"),
        ("http://www.reuters.com/video/2016/05/20/the-harbour?videoId=368575562", "reuters:video:368575562"),
        ("https://www.rtbf.be/video/detail_le-port?id=1921274", "rtbf:media:1921274"),
        (
            "https://www.cbc.ca/listen/cbc-podcasts/1353-harbour/episode/16142603-the-lamp",
            "cbc:clip:16142603",
        ),
        ("https://www.cbsnews.com/newyork/video/harbour-lamps/", "cbsnews:video:harbour-lamps"),
        (
            "https://edition.cnn.com/2024/06/11/politics/video/harbour-lamps-digvid",
            "cnn:video:2024/06/11/politics/video/harbour-lamps-digvid",
        ),
        ("https://iview.abc.net.au/show/harbour/series/1/video/CO1211V001S00", "abcau:video:CO1211V001S00"),
        ("https://www.arte.tv/de/videos/RC-016954/der-hafen/", "arte:collection:RC-016954"),
        ("https://www.bilibili.com/bangumi/play/ep267851", "bilibili:bangumi:ep267851"),
        ("https://www.bilibili.com/audio/au1003142", "bilibili:audio:au1003142"),
        ("https://live.bilibili.com/1234567", "bilibili:live:1234567"),
        ("https://www.bilibili.com/festival/harbour?bvid=BV1ay4y1d77f", "bilibili:video:BV1ay4y1d77f"),
        (
            "https://geo.dailymotion.com/player/x86gw.html?video=k46oCapRs4iikoz9DWy",
            "dailymotion:video:k46oCapRs4iikoz9DWy",
        ),
        ("https://www.espn.com/watch/player?id=19141491", "espn:video:19141491"),
        ("https://hearthis.at/harbour/the-lamp/eQd/", "hearthis:track:harbour/the-lamp"),
        ("http://www.allocine.fr/video/video-19550147/", "allocine:video:19550147"),
        ("https://www.france.tv/142749-le-port.html", "francetv:video:142749"),
        (
            "https://www.theguardian.com/news/audio/2023/nov/03/the-harbour-podcast",
            "guardian:audio:news/audio/2023/nov/03/the-harbour-podcast",
        ),
        (
            "https://drive.google.com/drive/folders/1dQ4sx0-__Nvg65rxTSgQrl7VyW_FZ9QI",
            "googledrive:folder:1dQ4sx0-__Nvg65rxTSgQrl7VyW_FZ9QI",
        ),
        ("https://www.zdf.de/video/dokus/hafen-100/die-lampe-106", "zdf:media:video/dokus/hafen-100/die-lampe-106"),
        ("https://on.orf.at/video/14226549/15639808/der-hafen", "orf:video:14226549"),
        ("https://www.linkedin.com/pulse/harbour-lamps-ana-lim", "linkedin:article:harbour-lamps-ana-lim"),
        ("http://www.rumble.com/vDMUM1?key=value", "rumble:video:vDMUM1"),
        ("https://api.spreaker.com/download/episode/12534508/lamp.mp3", "spreaker:episode:12534508"),
        ("https://audioboom.com/posts/8128496.mp3", "audioboom:post:8128496"),
        ("https://www.bbc.com/news/videos/c1234abcd56o", "bbc:video:c1234abcd56o"),
        ("https://www.bbc.co.uk/iplayer/episode/b00yng5w/The_Harbour/", "bbc:episode:b00yng5w"),
        ("https://www.bbc.co.uk/sounds/play/p09abcde", "bbc:sound:p09abcde"),
        ("https://www.imdb.com/title/tt1667889/?ref_=x#lb-vi2524815897", "imdb:video:vi2524815897"),
        ("https://www.imdb.com/video/_/vi2524815897", "imdb:video:vi2524815897"),
        ("https://www.mlb.com/mariners/video/the-catch-c34698933", "mlb:video:34698933"),
        ("https://my.mail.ru/video/embed/7949340477499637815", "mailru:video:7949340477499637815"),
        ("https://kick.com/a-log-burner/clips/clip_01HZ", "kick:clip:clip_01HZ"),
    ],
)
def test_a_form_is_recognized(url, key):
    embed = providers.from_url(url)
    assert embed is not None and embed.key == key
    assert providers.from_url(embed.url).key == key, embed.url
    if embed.player is not None:
        assert providers.from_url(embed.player.url).provider.key == embed.provider.key

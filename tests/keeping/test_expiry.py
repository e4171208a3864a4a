"""Until when a signed URL is good: one row a kind, and the look-alikes that state nothing."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import web_urls

from mediakit.embed import Image, MediaFile
from mediakit.expiry import expires

# 1,767,290,400 is 2026-01-01T18:00:00Z, 0x6956B620 the same in hexadecimal.
AT = datetime(2026, 1, 1, 18, tzinfo=UTC)
NUMBER, HEX = "1767290400", "6956b620"


def sealed(value: object, *, swap: str = "-_") -> str:
    text = base64.b64encode(json.dumps(value).encode()).decode()
    return text.translate(str.maketrans("+=/", "-_~")) if swap == "-_~" else text.replace("+", "-").replace("/", "_")


POLICY = sealed({"Statement": [{"Condition": {"DateLessThan": {"AWS:EpochTime": 1767290400}}}]}, swap="-_~")
BETWEEN = sealed(
    {
        "Statement": [
            {"Condition": {"IpAddress": {"AWS:SourceIp": "0.0.0.0/0"}, "DateLessThan": {"AWS:EpochTime": 1767290400}}}
        ]
    },
    swap="-_~",
)
JWT = f"{sealed({'alg': 'HS256'}).rstrip('=')}.{sealed({'sub': 'a?>', 'exp': 1767290400}).rstrip('=')}.c2ln"


@pytest.mark.parametrize(
    "url",
    [
        f"https://scontent-lhr8-1.cdninstagram.com/v/t51.2885-15/p.jpg?_nc_cat=1&oh=00_AfA&oe={HEX.upper()}&_nc_sid=1",
        f"https://scontent.xx.fbcdn.net/v/p.jpg?oh=00_AfA&amp;oe={HEX}",
        f"https://p16-sign.tiktokcdn-us.com/obj/p~c5.webp?x-expires={NUMBER}&x-signature=a%3D",
        f"https://v19.tiktokcdn.com/f71ee876ac65cfb993da8cd25f07551d/{HEX}/video/tos/x/?a=1233",
        "https://b.s3.eu-west-1.amazonaws.com/p.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260101T170000Z"
        "&X-Amz-Expires=3600&X-Amz-Signature=0",
        f"https://b.s3.amazonaws.com/p.jpg?AWSAccessKeyId=A&Expires={NUMBER}&Signature=a%2Bb",
        "https://storage.googleapis.com/b/p.jpg?X-Goog-Date=20260101T170000Z&X-Goog-Expires=3600&X-Goog-Signature=0",
        f"https://storage.googleapis.com/b/p.jpg?GoogleAccessId=a%40b&Expires={NUMBER}&Signature=a",
        f"https://d111.cloudfront.net/p.jpg?Expires={NUMBER}&Signature=a~b&Key-Pair-Id=K2",
        f"https://d111.cloudfront.net/p.jpg?Policy={POLICY}&Signature=a~b&Key-Pair-Id=K2",
        f"https://d111.cloudfront.net/p.jpg?Policy={BETWEEN}&Signature=a~b&Key-Pair-Id=K2",
        f"https://media.licdn.com/dms/image/v2/D4E/0/1?e={NUMBER}&v=beta&t=abc",
        f"https://cdn.discordapp.com/attachments/1/2/p.png?ex={HEX}&is=6955648a&hm=5a",
        f"https://media.discordapp.net/attachments/1/2/p.png?ex={HEX}&is=6955648a&hm=5a&width=400",
        "https://a.blob.core.windows.net/c/p.jpg?sv=2022-11-02&se=2026-01-01T18%3A00%3A00Z&sr=b&sp=r&sig=a%3D",
        f"https://r5---sn.googlevideo.com/videoplayback?expire={NUMBER}&ei=f1g&sig=A",
        f"https://manifest.googlevideo.com/api/manifest/hls_variant/expire/{NUMBER}/ei/a/file/index.m3u8",
        f"https://vod.akamaized.net/exp={NUMBER}~acl=%2F1%2F%2A~hmac=0a/vimeo/1.mp4",
        f"https://a.akamaihd.net/i/1.mp4?hdnea=st=1767000000~exp={NUMBER}~acl=/*~hmac=0a",
        f"https://a.akamaihd.net/i/1.mp4?hdnts=exp%3D{NUMBER}~acl%3D/*~hmac%3D0a",
        f"https://cdn.jwplayer.com/videos/a.mp4?exp={NUMBER}&sig=0a",
        f"https://image.mux.com/a/thumbnail.jpg?token={JWT}",
        f"https://private-user-images.githubusercontent.com/1/2.png?jwt={JWT}",
        "https://production.assets.clips.twitchcdn.net/v2/a.mp4?sig=0a&token=%7B%22clip%22%3A%22a%22%2C%22expires%22%3A"
        f"{NUMBER}%7D",
        f"https://c10.patreonusercontent.com/4/p.png?token-time={NUMBER}&token-hash=a",
        f"https://vkvd1.okcdn.ru/?expires={NUMBER}000&type=1&sig=a",
        f"https://b.cos.ap-x.myqcloud.com/p.jpg?q-sign-algorithm=sha1&q-sign-time=1767000000%3B{NUMBER}&q-signature=a",
        f"https://wx1.sinaimg.cn/p.jpg?Expires={NUMBER}&ssig=a&KID=imgbed,tva",
        "https://b.oss-cn-x.aliyuncs.com/p.jpg?x-oss-date=20260101T170000Z&x-oss-expires=3600&x-oss-signature=0",
        f"https://a.example/p.jpg?X-Expires=1893456000&Expires={NUMBER}&Signature=s",
    ],
)
def test_signed(url: str) -> None:
    assert expires(url) == AT
    assert Image(url=url).expires == MediaFile(url=url).expires == AT


@pytest.mark.parametrize(
    "url",
    [
        "https://pbs.twimg.com/media/abc.jpg?format=jpg&name=large",
        "https://i.ytimg.com/vi/M0veL1ght01/hqdefault.jpg?sqp=-oaymwEj&rs=AOn4CLA",
        "https://preview.redd.it/a.jpg?width=640&auto=webp&s=0a1b2c3d",
        "https://i.scdn.co/image/ab67616d00001e02",
        "https://example.org/p.jpg?expires=3600",
        "https://example.org/p.jpg?expires=never",
        "https://example.org/p.jpg?expires=99999999999999999999",
        "https://example.org/p.jpg?Expires=٢٠٢٦٠١٠١١٨",
        f"https://example.org/p.jpg?oe={HEX}&oh=1",
        f"https://example.org/p.jpg?ex={HEX}&hm=1",
        f"https://evilfbcdn.net/p.jpg?oe={HEX}&oh=1",
        f"https://play.podtrac.com/a.mp3?t=podcast&e={NUMBER}",
        "https://example.org/sale?se=2026-01-01",
        "https://a.blob.core.windows.net/c/p.jpg?se=soon&sig=a",
        f"https://example.org/exp={NUMBER}/p.jpg",
        "https://b.s3.amazonaws.com/p.jpg?X-Amz-Date=yesterday&X-Amz-Expires=3600",
        "https://b.s3.amazonaws.com/p.jpg?X-Amz-Date=20260101T170000Z&X-Amz-Expires=99999999999",
        "https://example.org/p.jpg?token=abc.def.ghi",
        "https://example.org/p.jpg?token=%00%ff",
        "https://d111.cloudfront.net/p.jpg?Policy=e30_&Signature=a",
        f"https://example.org/p.jpg?note={POLICY}",
        "not a URL",
        "",
    ],
)
def test_unsigned(url: str) -> None:
    assert expires(url) is None


def test_a_day_is_over_when_it_begins() -> None:
    url = "https://a.blob.core.windows.net/c/p.jpg?se=2026-01-01&sig=a"
    assert expires(url) == datetime(2026, 1, 1, tzinfo=UTC)


@given(st.one_of(st.text(), web_urls()))
def test_never_raises(url: str) -> None:
    found = expires(url)
    assert found is None or found.tzinfo is UTC


@given(
    st.sampled_from(
        ("Policy", "token", "jwt", "expires", "x-amz-date", "se", "q-sign-time", "X-Amz-Expires", "exp", "oe", "ex")
    ),
    st.text('0123456789abcdefxyzTZ{}":;.~_-=%+', max_size=60),
)
def test_any_value(name: str, value: str) -> None:
    url = f"https://x.fbcdn.net/p?{name}={value}&sig=1&signature=1&oh=1&X-Amz-Date=20260101T170000Z"
    found = expires(url)
    assert found is None or found.tzinfo is UTC

"""Measuring audio: files made by code, exactly as long as they say; hostile ones; the corpus where it is there."""

import io
import json
import random
import struct
import zlib
from pathlib import Path

import podcast_sounds as sounds
import pytest
from mutagen import id3

from mediakit import podcast
from mediakit.embed import Chapter
from mediakit.errors import UnreadableAudio
from mediakit.podcast import AudioFacts, mpeg

FRAME = 1152 / 44_100


def facts(data: bytes) -> AudioFacts:
    return podcast.probe(io.BytesIO(data))


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in facts(data).warnings]


def tagged(audio: bytes, *frames: id3.Frame, v2_version: int = 4) -> bytes:
    out = io.BytesIO(audio)
    tags = id3.ID3()
    for each in frames:
        tags.add(each)
    tags.save(out, v1=0, v2_version=v2_version)
    return out.getvalue()


VARIED = (32, 128, 320, 64)

LENGTHS = [
    ("mp3", "audio/mpeg", sounds.mp3(100), 100 * FRAME),
    ("mp3", "audio/mpeg", sounds.mp3(1), FRAME),
    ("mp3", "audio/mpeg", sounds.mp3(2, (64, 128)), 2 * FRAME),
    ("mp3", "audio/mpeg", sounds.mp3(401, VARIED), 401 * FRAME),
    ("mp3", "audio/mpeg", sounds.xing(7, 900) + sounds.mp3(7, VARIED), 7 * FRAME),
    ("mp3", "audio/mpeg", sounds.xing(7, 900, name=b"Info") + sounds.mp3(7), 7 * FRAME),
    ("mp3", "audio/mpeg", sounds.vbri(9, 900) + sounds.mp3(9, VARIED), 9 * FRAME),
    ("mp3", "audio/mpeg", b"junk" * 500 + sounds.mp3(50, VARIED), 50 * FRAME),
    # What looks like a frame and is followed by none, and what looks like one of another rate, count for nothing.
    ("mp3", "audio/mpeg", b"\xff\xfb\xe0\0" + b"x" * 99 + sounds.mp3(50), 50 * FRAME),
    ("mp3", "audio/mpeg", sounds.mp3(20) + b"\xff\xfb\xe4\0" + b"x" * 99 + sounds.mp3(20), 40 * FRAME),
    ("mp3", "audio/mpeg", sounds.mp3(50, rate=48_000), 50 * 1152 / 48_000),
    ("mp3", "audio/mpeg", sounds.mp3(50) + b"TAG" + bytes(125), 50 * FRAME),
    ("aac", "audio/aac", sounds.adts(100), 100 * 1024 / 44_100),
    ("wav", "audio/wav", sounds.wav(2.5), 2.5),
    ("flac", "audio/flac", sounds.flac(12.25), 12.25),
    ("opus", "audio/ogg", sounds.opus(31.5), 31.5),
    ("vorbis", "audio/ogg", sounds.vorbis(31.5), 31.5),
    ("mp4", "audio/mp4", sounds.mp4(4325.5), 4325.5),
    ("mp4", "audio/mp4", sounds.mp4(3, faststart=False), 3),
    ("mp4", "video/mp4", sounds.mp4(3, video=b"avc1"), 3),
    ("mp4", "audio/mp4", sounds.mp4(3, video=b"jpeg"), 3),  # artwork
]


@pytest.mark.parametrize(("form", "mime", "data", "length"), LENGTHS)
def test_type_size_and_length(form: str, mime: str, data: bytes, length: float) -> None:
    found = facts(data)
    assert (found.format, found.mime, found.size, found.exact) == (form, mime, len(data), True)
    assert found.duration == pytest.approx(length, abs=1e-4)


def test_a_variable_bitrate_without_a_header_is_counted_and_warned_of() -> None:
    data = sounds.mp3(401, VARIED)
    found = facts(data)
    assert (found.bitrate_mode, found.channels, found.sample_rate) == ("variable", 2, 44_100)
    assert found.bitrate == pytest.approx(len(data) * 8 / (401 * FRAME), rel=0.001)
    assert codes(data) == ["no-vbr-header"]
    assert codes(sounds.xing(401, len(data)) + data) == []


def test_an_mp3_with_a_header_that_fits_is_measured_by_mutagen_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = sounds.mp3(100)
    data = sounds.xing(100, len(sound) + len(sounds.frame(128)), name=b"Info") + sound
    monkeypatch.setattr(mpeg, "walk", None)
    found = facts(data)
    assert (found.duration, found.bitrate) == (pytest.approx(100 * FRAME), pytest.approx(127_706, abs=1))
    assert (found.bitrate_mode, found.channels, found.sample_rate, found.exact) == ("constant", 2, 44_100, True)


def test_several_mp3s_in_one_are_as_long_as_all_of_them() -> None:
    part = sounds.xing(100, 100 * 417, name=b"Info") + sounds.mp3(100)
    assert facts(part + part).duration == pytest.approx(201 * FRAME)  # the second header plays as silence


def test_an_mp3_that_lost_its_end_is_as_long_as_it_says_and_says_how_much_is_missing() -> None:
    found = facts(sounds.xing(1_000, 1_000 * 417, name=b"Info") + sounds.mp3(200))
    assert (found.duration, found.exact) == (pytest.approx(1_000 * FRAME), True)
    assert [warning.detail for warning in found.warnings] == ["the last 21 seconds are missing"]


def test_tags_at_the_end_are_no_sound() -> None:
    found = facts(sounds.mp3(100) + b"APETAGEX" + bytes(50_000))
    assert (found.duration, found.bitrate) == (pytest.approx(100 * FRAME), 127_706)


def test_of_an_mp3_nothing_is_left_but_its_header() -> None:
    found = facts(tagged(b"", *TEXTS) + b"junk" * 100 + sounds.xing(1_000, 1_000 * 417, name=b"Info"))
    assert (found.duration, [warning.code for warning in found.warnings]) == (
        pytest.approx(1_000 * FRAME), ["truncated"],
    )  # fmt: skip


def test_two_things_that_look_like_frames_are_no_sound() -> None:
    found = facts(tagged(b"", *TEXTS) + b"junk" * 100_000 + sounds.mp3(2) + b"junk" * 2_000)
    assert (found.duration, [warning.code for warning in found.warnings]) == (None, ["no-audio"])


def test_what_begins_behind_much_junk_is_an_estimate() -> None:
    found = facts(tagged(b"", *TEXTS) + b"junk" * 100_000 + sounds.mp3(100))
    assert (found.duration, found.exact) == (pytest.approx(100 * FRAME, abs=0.01), False)


def test_a_file_that_lost_its_end_is_warned_of() -> None:
    assert codes(sounds.xing(5000, 2_000_000) + sounds.mp3(9)) == ["truncated"]
    assert codes(sounds.wav(2)[:-100]) == ["truncated"]
    assert codes(sounds.mp4(3, faststart=False)) == ["no-faststart"]


def test_constant_bitrate_is_said() -> None:
    assert (facts(sounds.mp3(40)).bitrate_mode, facts(sounds.mp3(40)).bitrate) == ("constant", 127_706)


TEXTS = (
    id3.TIT2(encoding=3, text="Lights out"),
    id3.TPE1(encoding=3, text=["Ada", "Bo"]),
    id3.TALB(encoding=3, text="Harbour\nLights"),
    id3.COMM(encoding=3, lang="eng", desc="iTunNORM", text=" 00000"),
    id3.COMM(encoding=3, lang="eng", desc="", text="Told by night."),
)


@pytest.mark.parametrize("version", [3, 4])
def test_id3_texts(version: int) -> None:
    found = facts(tagged(sounds.mp3(20), *TEXTS, v2_version=version))
    artists = "Ada, Bo" if version == 4 else "Ada/Bo"  # 2.3 has no way to keep two apart
    assert (found.title, found.artist, found.album, found.comment) == (
        "Lights out", artists, "Harbour Lights", "Told by night.",
    )  # fmt: skip
    assert found.duration == pytest.approx(20 * FRAME)


@pytest.mark.parametrize("version", [3, 4])
def test_id3_chapters_in_the_order_of_time(version: int) -> None:
    def chap(name: str, start: int, end: int, *frames: id3.Frame) -> id3.CHAP:
        return id3.CHAP(element_id=name, start_time=start, end_time=end, sub_frames=list(frames))

    data = tagged(
        sounds.mp3(20),
        chap(
            "c1",
            65_500,
            70_000,
            id3.TIT2(encoding=3, text="Room"),
            id3.WXXX(encoding=0, desc="", url="https://e.example/r"),
        ),
        chap("c0", 0, 65_500, id3.TIT2(encoding=1, text="Call ☎")),
        chap("c2", 70_000, 0xFFFFFFFF),
        v2_version=version,
    )
    assert facts(data).chapters == (
        Chapter(start=0.0, title="Call ☎", end=65.5),
        Chapter(start=65.5, title="Room", end=70.0, url="https://e.example/r"),
        Chapter(start=70.0, title=""),
    )


def test_id3_cover() -> None:
    picture = sounds.png(1400, 1400)
    tag = id3.APIC(encoding=0, mime="image/png", type=3, desc="", data=picture)
    (cover,) = facts(tagged(sounds.mp3(20), tag)).images
    assert (cover.mime, cover.size, cover.width, cover.height) == ("image/png", len(picture), 1400, 1400)


def test_a_tag_alone_is_read_and_warned_of() -> None:
    found = facts(tagged(b"", *TEXTS))
    assert (found.title, found.duration, found.exact) == ("Lights out", None, False)
    assert [warning.code for warning in found.warnings] == ["no-audio"]


def test_mp4_texts_and_chapters() -> None:
    found = facts(
        sounds.mp4(90, chapters=((0, "Call"), (65.5, "Room ☎")), texts={b"\xa9nam": "Lights out", b"\xa9ART": "Ada"})
    )
    assert (found.title, found.artist, found.channels, found.sample_rate) == ("Lights out", "Ada", 2, 44_100)
    assert found.chapters == (Chapter(start=0.0, title="Call"), Chapter(start=65.5, title="Room ☎"))


COMMENTS = {
    "title": "Lights out", "ARTIST": "Ada", "Album": "Harbour", "DESCRIPTION": "By night.",
    "CHAPTER001": "00:01:05.500", "CHAPTER001NAME": "Room", "CHAPTER001URL": "https://e.example/r",
    "CHAPTER000": "00:00:00.000", "CHAPTER000NAME": "Call",
}  # fmt: skip


@pytest.mark.parametrize("make", [sounds.flac, sounds.opus, sounds.vorbis])
def test_vorbis_comments(make: object) -> None:
    assert callable(make)
    found = facts(make(90, COMMENTS))
    assert (found.title, found.artist, found.album, found.comment) == ("Lights out", "Ada", "Harbour", "By night.")
    assert found.chapters == (
        Chapter(start=0.0, title="Call"), Chapter(start=65.5, title="Room", url="https://e.example/r"),
    )  # fmt: skip


def wave(codec: int, byte_rate: int, block: int, *chunks: bytes, name: bytes = b"RIFF", length: int = 99) -> bytes:
    form = struct.pack("<HHIIHH", codec, 1, 8_000, byte_rate, block, 16)
    return name + struct.pack("<I", length) + b"WAVE" + sounds.chunk(b"fmt ", form) + b"".join(chunks)


SOUND = bytes(40_000)
WAVES = {
    "a byte rate that lies": (wave(1, 1, 2, sounds.chunk(b"data", SOUND)), []),
    "never finished": (wave(1, 16_000, 2, b"data\0\0\0\0" + SOUND, length=36), ["truncated"]),
    "written to a pipe": (wave(1, 16_000, 2, b"data\xff\xff\xff\xff" + SOUND, length=0xFFFFFFFF), ["truncated"]),
    "compressed": (
        wave(17, 8_110, 256, sounds.chunk(b"fact", struct.pack("<I", 20_000)), sounds.chunk(b"data", bytes(9_999))),
        [],
    ),
    "more than 32 bits": (
        wave(
            1, 16_000, 2, sounds.chunk(b"ds64", struct.pack("<QQQI", 0, len(SOUND), 0, 0)),
            b"data\xff\xff\xff\xff" + SOUND, name=b"RF64", length=0xFFFFFFFF,
        ),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "warnings"), WAVES.values(), ids=WAVES)
def test_wav_files_that_are_not_plain(data: bytes, warnings: list[str]) -> None:
    found = facts(data)
    assert (found.duration, found.channels, found.sample_rate, found.exact) == (2.5, 1, 8_000, True)
    assert [warning.code for warning in found.warnings] == warnings


def test_a_wav_without_any_sound_is_not_said_to_have_a_length() -> None:
    found = facts(sounds.wav(0))
    assert (found.duration, found.exact, found.warnings) == (None, False, ())


BROKEN_TAGS = {
    "mp4": sounds.mp4(3, texts={b"\xa9nam": "t"}).replace(b"\x19\xa9nam", b"\x03\xa9nam"),
    "mp4 cut within": sounds.mp4(3, texts={b"\xa9nam": "t" * 99}, faststart=False)[:-60],
    "flac": sounds.flac(3, {"title": "t"}).replace(b"\4\0\0\0test", b"\4\0\0\x80test"),
}


@pytest.mark.parametrize("data", BROKEN_TAGS.values(), ids=BROKEN_TAGS)
def test_broken_tags_do_not_lose_the_audio(data: bytes) -> None:
    found = facts(data)
    assert (found.duration, found.channels, found.sample_rate, found.exact) == (3, 2, 44_100, True)
    assert "tags-unreadable" in [warning.code for warning in found.warnings]


def test_wav_texts() -> None:
    data = sounds.wav(1) + sounds.riff_info(INAM="Lights out", IART="Ada", IPRD="Harbour", ICMT="By night.")
    found = facts(data)
    assert (found.title, found.artist, found.album, found.comment) == ("Lights out", "Ada", "Harbour", "By night.")


# --- what is refused, in one line that names the file ---

REFUSED = [
    ("empty.mp3", b"", "an empty file"),
    ("words.mp3", b"These are words, and no audio.\n" * 30, "a text file, no audio"),
    ("noise.mp3", bytes(range(250)) * 40, "no audio in a format that is read"),
    ("show.webm", b"\x1aE\xdf\xa3" + bytes(200), "a Matroska or WebM file"),
    ("tune.ape", b"MAC " + bytes(200), "a Monkey's Audio file"),
    ("cut.m4a", sounds.box(b"ftyp", b"M4A \0\0\0\0") + sounds.box(b"mdat", bytes(99)), "an MP4 file without its index"),
    ("speex.ogg", sounds.ogg_page([b"Speex   " + bytes(72)], 0, 0, 2), "an Ogg file without Vorbis or Opus audio"),
    ("cut.wav", sounds.wav(1)[:30], "a WAV file without a format or without sound"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_is_no_audio_is_refused_by_name(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UnreadableAudio) as caught:
        podcast.probe(file)
    assert str(caught.value).startswith(f"{file}: {words}")
    assert "\n" not in str(caught.value)


def test_a_folder_and_nothing_at_all_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableAudio, match="is a folder"):
        podcast.probe(tmp_path)
    with pytest.raises(UnreadableAudio, match="there is no such file"):
        podcast.probe(str(tmp_path / "no.mp3"))
    with pytest.raises(UnreadableAudio, match="cannot be read"):
        podcast.probe("a\0b.mp3")


# --- what strangers send ---


def raw_id3(frames: bytes, version: int = 4, flags: int = 0) -> bytes:
    size = len(frames)
    return b"ID3" + bytes((version, 0, flags)) + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frames


def raw_frame(name: bytes, body: bytes, flags: int = 0) -> bytes:
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return name + size + struct.pack(">H", flags) + body


def nested(depth: int) -> bytes:
    body = b""
    for _ in range(depth):
        body = raw_frame(b"CHAP", b"c\0" + bytes(16) + body)
    return body


BOMBS = {
    "a frame that inflates to 100 MB": raw_frame(b"TIT2", struct.pack(">I", 10) + zlib.compress(bytes(10**8)), 0x09),
    "a million frames": raw_frame(b"TXXX", b"\0a\0b") * 50_000,
    "a million empty frames": raw_frame(b"TXXX", b"") * 100_000,
    "chapters within chapters": nested(1_500),
    "a size beyond the file": raw_frame(b"TIT2", b"\3a")[:4] + b"\x7f\x7f\x7f\x7f\0\0",
}


@pytest.mark.parametrize("frames", BOMBS.values(), ids=BOMBS)
def test_bombs_in_tags_do_not_hide_the_audio(frames: bytes) -> None:
    assert facts(raw_id3(frames) + sounds.mp3(30)).duration == pytest.approx(30 * FRAME)


def test_too_many_frames_are_said_and_chapters_within_chapters_are_cut() -> None:
    assert codes(raw_id3(raw_frame(b"TIT2", b"\3a") * 2_001) + sounds.mp3(9)) == ["tags-unreadable"]
    found = facts(raw_id3(nested(1_500)) + sounds.mp3(9))
    assert (found.chapters, found.warnings) == ((Chapter(start=0.0, title=""),), ())


def test_a_title_in_a_compressed_frame_is_read() -> None:
    body = struct.pack(">I", 11) + zlib.compress(b"\3Lights out")
    assert facts(raw_id3(raw_frame(b"TIT2", body, 0x09)) + sounds.mp3(9)).title == "Lights out"


def test_a_structure_that_never_ends_is_an_error() -> None:
    # Pages of another stream between the first and the second of ours: every one is read, as long as any are left.
    ours = sounds.vorbis(1, COMMENTS)
    second = ours.index(b"OggS", 4)
    other = sounds.ogg_page([b"x"], 0, 2, serial=9) * 12_000
    with pytest.raises(UnreadableAudio, match="its structure never ends"):
        facts(ours[:second] + other + ours[second:])


def test_an_mp4_track_of_a_million_boxes_is_given_up_also_the_second_time() -> None:
    handler = sounds.box(b"mdia", sounds.box(b"hdlr", bytes(8) + b"soun" + bytes(13)))
    many = sounds.box(b"trak", handler, sounds.box(b"free") * 1_000_000)
    with pytest.raises(UnreadableAudio, match="its structure never ends"):
        facts(sounds.box(b"ftyp", b"M4A \0\0\0\0") + sounds.box(b"moov", many))


def seeds() -> list[bytes]:
    made = [data for _, _, data, _ in LENGTHS]
    made += [make(3, COMMENTS) for make in (sounds.flac, sounds.opus, sounds.vorbis)]
    made += [sounds.mp4(9, chapters=((0, "a"), (1, "b")), texts={b"\xa9nam": "t"})]
    made += [tagged(sounds.mp3(9), *TEXTS), raw_id3(nested(3)) + sounds.mp3(9)]
    made += [sounds.wav(1) + sounds.riff_info(INAM="t")]
    made += [data for data, _ in WAVES.values()] + list(BROKEN_TAGS.values())
    made += [(sounds.xing(50, 50 * 417, name=b"Info") + sounds.mp3(50)) * 2]
    return made


def test_mutated_files_raise_nothing_of_others() -> None:
    chance = random.Random(20160111)
    sources = seeds()
    read = 0
    for _ in range(4_000):
        data = bytearray(chance.choice(sources))
        for _ in range(chance.choice((1, 2, 5, 20))):
            at = chance.randrange(min(len(data), chance.choice((64, 512, len(data)))) or 1) if data else 0
            match chance.randrange(4):
                case 0:
                    data[at : at + 1] = bytes((chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))),))
                case 1:
                    data[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"))
                case 2:
                    del data[at : at + chance.randrange(1, 200)]
                case _:
                    data[at:at] = data[: chance.randrange(1, 300)]
        try:
            found = facts(bytes(data))
        except UnreadableAudio:
            continue
        podcast.describe(found)
        json.dumps(found.to_dict())
        read += 1
    assert read > 500  # the sample is not only of files that are refused at once


def test_the_facts_in_words() -> None:
    data = tagged(sounds.mp3(100), *TEXTS)
    assert podcast.describe(facts(data)).splitlines() == [
        f"audio/mpeg, {len(data):,} bytes, 0:03, 128 kbit/s constant, 44.1 kHz, stereo",
        "title: Lights out",
        "artist: Ada, Bo",
        "album: Harbour Lights",
        "comment: Told by night.",
    ]


# --- the corpus ---

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "audio-cases"
# Where the witness guesses from the first frame's bitrate (ffprobe of a file without a header) or counts the encoder's
# silence, a file is cut off and its tags state what is gone, or the format is none of those promised (FLAC in Ogg).
WITNESS_ERRS = {
    "adts-mpeg4.aac", "he_44khz.mp3", "he_48khz.mp3", "incomplete.mp3", "pr-544-id3v24.mp3", "silence-44-s-mpeg25.mp3",
    "audacious-trailing-id32-apev2.mp3", "example.opus", "garbage.mp3", "empty_flac.oga", "test_flac.oga",
}  # fmt: skip
NAMED = {".mp3", ".mp2", ".mp1", ".m4a", ".m4b", ".mp4", ".ogg", ".oga", ".opus", ".flac", ".wav", ".aac"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project (../shared/corpus)")
def test_lengths_of_the_corpus() -> None:
    missed, right = [], 0
    for listing in sorted(CORPUS.glob("*/expected.json")):
        for case in json.loads(listing.read_text())["cases"]:
            file = listing.parent / case["file"]
            stated = case["expected"].get("duration", (case.get("ffprobe") or {}).get("duration"))
            if not stated or file.suffix not in NAMED or file.name in WITNESS_ERRS:
                continue
            found = podcast.probe(file).duration
            if found is not None and abs(found - stated) <= max(0.1, 0.02 * stated):
                right += 1
            else:
                missed.append((file.name, stated, found))
    assert missed == []
    assert right >= 282


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project (../shared/corpus)")
def test_every_file_of_the_corpus_is_read_or_refused() -> None:
    for file in sorted(CORPUS.glob("*/files/**/*")):
        if file.is_file():
            try:
                podcast.describe(podcast.probe(file))
            except UnreadableAudio as error:
                assert str(file) in str(error)


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        (sounds.mp4(60), None),
        (sounds.mp4(60)[:-1], "the sound ends before the file says so"),
        (sounds.flac(60) + b"".join(map(sounds.flac_frame, range(646))), None),
        (sounds.flac(60) + b"".join(map(sounds.flac_frame, range(640))), None),  # half a second is no loss to speak of
        (sounds.flac(60) + b"".join(map(sounds.flac_frame, range(323))), "the last 30 seconds are missing"),
        (sounds.flac(60) + sounds.flac_frame(0), "the last 60 seconds are missing"),
        (sounds.flac(60), None),  # no frame at all: nothing can be told
    ],
)
def test_audio_that_was_cut_off_is_told(data: bytes, warned: str | None) -> None:
    said = [warning.detail for warning in facts(data).warnings if warning.code == "truncated"]
    assert said == ([warned] if warned else [])
    assert facts(data).duration == pytest.approx(60)


@pytest.mark.parametrize("number", [0, 0x7F, 0x80, 0x7FF])
def test_flac_frames_are_found_behind_what_looks_like_one(number: int) -> None:
    from mediakit.podcast.flac import missing

    noise = b"\xff\xf8\xc9\x08\0\0" * 9  # headers whose checksum is wrong
    late = sounds.flac_frame(0x7FF)  # a right one by chance, of a sample that the file does not have
    stream = sounds.flac((number + 2) * 4096 / 44_100) + late + noise + sounds.flac_frame(number) + b"\xff\xf8"
    assert missing(io.BytesIO(stream), 0, len(stream)) == pytest.approx(4096 / 44_100)

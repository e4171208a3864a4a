"""Makes the example's podcast episode: a spoken half minute between two chimes, as MP3 with chapters.

    python examples/media/speak.py FILE.mp3

Needs espeak-ng (the voice), sox (the chimes) and ffmpeg (the MP3); mediakit brings mutagen (tags and chapters). The
words are ours, the voice is a synthesizer's. The episode in mediakit/example/ was made with it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

PARTS = (
    ("Good morning, tower", "Tide Tables, stories from the edge of the land. Today a lighthouse goes for a walk. "),
    (
        "Seventy metres in a day",
        "The tower of Sandholm weighs seven hundred and twenty tons, and the sea has come within six metres of its "
        "door. So this morning it was lifted, and set on wheels.",
    ),
    (
        "What the keeper kept",
        "The last keeper left a clock, a coat, and a book with every storm since nineteen twelve. All three are "
        "travelling inside.",
    ),
)


def main(target: Path) -> None:
    from mutagen.id3 import CHAP, COMM, CTOC, ID3, TALB, TIT2, TPE1, CTOCFlags

    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        chime = here / "chime.wav"
        run(
            "sox",
            "-n",
            "-r",
            "44100",
            "-c",
            "1",
            chime,
            "synth",
            "1.6",
            "pluck",
            "E4",
            "pluck",
            "B4",
            "pluck",
            "G#5",
            "fade",
            "0",
            "1.6",
            "1",
            "gain",
            "-9",
        )
        pieces, starts, clock = [chime], [], 1.6
        for number, (_, text) in enumerate(PARTS):
            piece = here / f"part{number}.wav"
            run("espeak-ng", "-v", "en-gb", "-s", "148", "-p", "38", "-w", here / "raw.wav", text)
            run("sox", here / "raw.wav", "-r", "44100", "-c", "1", piece, "gain", "-n", "-6", "pad", "0.2", "0.5")
            starts.append(clock)
            clock += float(run("soxi", "-D", piece))
            pieces.append(piece)
        run("sox", *pieces, chime, here / "all.wav")
        run(
            "ffmpeg",
            "-y",
            "-loglevel",
            "error",
            "-i",
            here / "all.wav",
            "-map_metadata",
            "-1",
            "-fflags",
            "+bitexact",
            "-flags:a",
            "+bitexact",
            "-codec:a",
            "libmp3lame",
            "-b:a",
            "48k",
            "-id3v2_version",
            "0",
            target,
        )
    starts[0] = 0.0
    ends = [*starts[1:], clock + 1.6]
    tags = ID3()
    tags.add(TIT2(encoding=3, text="A lighthouse goes for a walk"))
    tags.add(TPE1(encoding=3, text="Coast Desk"))
    tags.add(TALB(encoding=3, text="Tide Tables"))
    tags.add(COMM(encoding=3, lang="eng", desc="", text="Why Sandholm moves its tower, and what travels inside it."))
    for number, ((title, _), start, end) in enumerate(zip(PARTS, starts, ends, strict=True)):
        tags.add(
            CHAP(
                element_id=f"c{number}",
                start_time=round(start * 1000),
                end_time=round(end * 1000),
                sub_frames=[TIT2(encoding=3, text=title)],
            )
        )
    tags.add(
        CTOC(
            element_id="toc",
            flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
            child_element_ids=[f"c{n}" for n in range(len(PARTS))],
            sub_frames=[],
        )
    )
    tags.save(target, v2_version=4)
    print(f"{target.name}: {clock + 1.6:.1f} s, {target.stat().st_size} bytes")


def run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))

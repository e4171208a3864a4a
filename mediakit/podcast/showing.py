"""An episode as an embed, so that a live blog or a page can carry its card."""

from __future__ import annotations

from mediakit import url
from mediakit.embed import Audio, FrozenMap, Image, MediaFile, Organization, Person, Rights, Series, Source
from mediakit.errors import InvalidFeed
from mediakit.podcast.model import Episode, Show


def episode_embed(show: Show, episode: Episode) -> Audio:
    """The episode as an `Audio` that plays its own file, with its cover, chapters and the show it belongs to.

    Its key is that of its page, else of its audio: `link:url:<canonical url>`. Raises `InvalidFeed` for an episode that
    has neither.

    >>> from mediakit.feeds import Enclosure
    >>> show = Show(title="Harbour Lights", description="Lamps.", link="https://harbour.example/")
    >>> audio = Enclosure(url="https://harbour.example/1.mp3", length=81000, type="audio/mpeg")
    >>> embed = episode_embed(show, Episode(guid="lights-1", title="Lights out", audio=audio, duration=125.2))
    >>> embed.key, embed.series.title, embed.files[0].size
    ('link:url:https://harbour.example/1.mp3', 'Harbour Lights', 81000)
    """
    sound = episode.audio
    address = url.canonical(episode.link or (sound.url if sound else "") or "")
    if address is None:
        raise InvalidFeed("an embed needs the episode's link or its audio's URL", f'episode "{episode.guid}"')
    cover = url.safe(episode.image or show.image)
    speakers = episode.persons or show.persons
    known: dict[str, object] = {"title": episode.title, "published": episode.published, "duration": episode.duration}
    return Audio(
        key=f"link:url:{address}",
        url=address,
        ids=FrozenMap({"guid": episode.guid}),
        title=episode.title,
        description=_description(episode),
        lang=show.language,
        authors=tuple(Person(name=person.name, url=url.safe(person.href)) for person in speakers),
        publisher=Organization(name=show.author) if show.author else None,
        published=episode.published,
        duration=episode.duration,
        images=(Image(url=cover, role="poster"),) if cover else (),
        files=(MediaFile(url=sound.url, mime=sound.type, size=sound.length),) if sound else (),
        series=Series(title=show.title, url=show.link, feed=show.feed_url),
        season=episode.season,
        episode=int(episode.episode) if episode.episode and episode.episode == int(episode.episode) else None,
        chapters=episode.chapters,
        transcript=episode.transcripts[0].url if episode.transcripts else None,
        keywords=episode.keywords,
        rights=Rights(copyright=show.copyright) if show.copyright else None,
        provenance=FrozenMap(
            {
                name: Source(kind="file", rank=80, url=show.feed_url)
                for name, value in known.items()
                if value is not None
            }
        ),
    )


def _description(episode: Episode) -> str | None:
    if episode.description or not episode.notes:
        return episode.description
    from mediakit.prose import plain

    return plain(episode.notes)

"""What was pasted, as the question the conversation answers: whose it is, under which key, and what may be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace

from mediakit import url as urls
from mediakit.embed import KINDS, Embed, FrozenMap, Kind, Link, Medium, Organization, ProviderRef, Source, Warning
from mediakit.merging import merge
from mediakit.policy import Limits, check_url, shown
from mediakit.providers import Provider, claims, from_url, match, unwrap
from mediakit.providers.registry import Registered, registered
from mediakit.recognition import pasted, recognize
from mediakit.times import Moment

# As an address tells it, but a row of our own, somebody checked.
_FROM_REGISTRY = Source(kind="url", rank=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`known`: what was recognized as it was pasted, with the stretch it points at. `base`: the thing itself, without;
    a bare `Link` for a stranger's address. `address`: where its page is. `short`: it only names a redirect.
    `registered`: what the oEmbed registry says of an address that no row of `providers` knows."""

    base: Embed
    known: Embed | None
    address: str
    short: bool
    providers: tuple[Provider, ...]
    limits: Limits
    allow_hosts: Collection[str]
    registered: Registered | None = None

    @property
    def key(self) -> str:
        """The key the answer is kept under: it depends on what was asked alone, never on what came back."""
        return self.base.key

    @property
    def recognized(self) -> bool:
        """Whether a provider is known, so that there is always something to show."""
        return self.base.provider is not None

    @property
    def who(self) -> str | None:
        """The key of the provider that is recognized."""
        return self.base.provider.key if self.base.provider is not None else None

    @property
    def named(self) -> bool:
        """Whether the provider is known by the host's name, not by the shape of a path: then its word is final."""
        return self.recognized and claims(self.base.url, self.providers)

    def check(self, address: str) -> None:
        """`ForbiddenURL` when the policy does not let this address be asked."""
        check_url(address, self.limits, self.allow_hosts)

    def other(self, address: str) -> bool:
        """Whether a provider is recognized in an address, and it is another thing than this."""
        found = from_url(address, self.providers)
        return found is not None and found.provider is not None and found.key != self.key

    def ask_again(self, address: str) -> Question:
        """The question what stands at the address that this one led to."""
        return question(address, self.providers, self.limits, self.allow_hosts)

    def about(self, embed: Embed, here: str, source: str, at: Moment) -> Embed:
        """What an answer says, as facts about the thing that was asked for, dated, each with where it was said.

        Its identity is not the answer's to choose: key, ids, provider, stretch. The URL and kind of what is recognized
        stand too; a stranger's page may name another URL of its own site. The registry's provider stands as long as
        the answer is about the site that was asked for.
        """
        url = self.base.url
        if not self.recognized and isinstance(self.base, Link):
            url = embed.url if urls.same_site(embed.url, here) else urls.canonical(here) or here
        publisher = embed.publisher
        named = embed.provider
        if publisher is None and named is not None and not self.recognized and self._may_be(named, here, source):
            publisher = Organization(name=named.name, url=named.url)
        asked = shown(source)
        sources = {name: _dated(said, asked, at) for name, said in embed.provenance.items()}
        for name in ("key", "provider", "ids", "start", "end"):
            sources.pop(name, None)
        provider = None
        if self.registered is not None and urls.same_site(here, self.base.url):
            provider = self.registered.provider
            sources["provider"] = _FROM_REGISTRY
        if url == self.base.url:
            sources.pop("url", None)
        if publisher is not embed.publisher and "provider" in embed.provenance:
            sources["publisher"] = _dated(embed.provenance["provider"], asked, at)
        facts = replace(
            embed,
            key=self.key,
            url=url,
            provider=provider,
            ids=FrozenMap(),
            start=None,
            end=None,
            publisher=publisher,
            provenance=FrozenMap(sources),
        )
        return of_kind(facts, self.base.kind) if self.recognized and self.base.kind != "link" else facts

    def _may_be(self, named: ProviderRef, *places: str) -> bool:
        """Whether a stranger's answer may call itself this: a provider's name is its own, and for its own hosts only.

        Their cards would else stand under it; anything may still call itself what nobody we know is called.
        """
        name = named.name.casefold()
        for provider in self.providers:
            if provider.name.casefold() != name and provider.key != named.key:
                continue
            homes = [provider.url, *(f"https://{host.rpartition('}')[2].strip('.')}/" for host in provider.hosts)]
            homes += [oembed.url for oembed in provider.oembed]
            if not any(urls.same_site(home, place) for home in homes for place in places):
                return False
        return True

    def answer(self, found: Embed, notes: Iterable[Warning] = ()) -> Embed:
        """What was found, as it was asked for: with the stretch, the list, the archived copy and the words pasted."""
        known = self.known
        if known is not None and found.key == known.key:
            found = merge(found, known)
            found = replace(
                found,
                start=known.start,
                end=known.end,
                player=known.player or found.player,
                ids=FrozenMap({**found.ids, **known.ids}),
            )
        return warned(found, notes)


def question(text: str, providers: tuple[Provider, ...], limits: Limits, allow_hosts: Collection[str] = ()) -> Question:
    """The question that a URL or a pasted code is. `ForbiddenURL` when nobody is recognized and it can't be asked."""
    known = recognize(text, providers)
    text = pasted(text)
    if known is None:
        check_url(text, limits, allow_hosts)
        # Asked without what tracks its reader: the answer is kept for all who paste the same address.
        inside = unwrap(text, providers)
        address = urls.canonical(inside) or inside
        return Question(
            base=Link(key=f"link:url:{address}", url=address),
            known=None,
            address=address,
            short=False,
            providers=providers,
            limits=limits,
            allow_hosts=allow_hosts,
            registered=registered(address),
        )
    matched = match(text, providers)
    short = matched is not None and matched.noun.short
    # A short link is asked where it was pasted; everything else at its one canonical address, without the stretch.
    # What only the pasted code says is for this answer, never for others who paste the same address.
    itself = from_url(known.url, providers)
    stranger = itself is None and known.provider is None
    if itself is None or itself.key != known.key:
        itself = KINDS[known.kind](key=known.key, url=known.url, provider=known.provider, ids=known.ids)
    return Question(
        base=itself,
        known=known,
        address=unwrap(text, providers) if short else known.url,
        short=short,
        providers=providers,
        limits=limits,
        allow_hosts=allow_hosts,
        registered=registered(known.url) if stranger else None,
    )


def of_kind(embed: Embed, kind: Kind) -> Embed:
    """The same facts as another kind of embed."""
    if embed.kind == kind:
        return embed
    return KINDS[kind](**{field.name: getattr(embed, field.name) for field in fields(Medium)})


def warned(embed: Embed, notes: Iterable[Warning]) -> Embed:
    """The embed with these warnings too, each once."""
    new = [note for note in dict.fromkeys(notes) if note not in embed.warnings]
    return replace(embed, warnings=(*embed.warnings, *new)) if new else embed


def _dated(source: Source, url: str, at: Moment) -> Source:
    return replace(source, url=source.url or url, at=source.at or at)

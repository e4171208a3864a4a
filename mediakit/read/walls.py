"""Consent, bot and log-in walls: pages that stand in front of the one that was asked for. Data.

A wall is known by its whole title, by the host it stands on, or by a mark in its markup; never by a word inside a
title, since newspapers write about such things. A page that says it is an article is none, whatever it is called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from mediakit import chars, url
from mediakit.read.facts import SORT_OF, Facts
from mediakit.read.jsonld import kinds


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in front: `state` for `Status`, `code` for programs, `reason` for people."""

    state: Literal["blocked", "login", "unknown"]
    code: str
    reason: str


CONSENT: Final = Wall("blocked", "wall-consent", "a consent page stands in front of it")
BOTS: Final = Wall("blocked", "wall-bots", "a page that keeps programs out stands in front of it")
LOGIN: Final = Wall("login", "wall-login", "a page to log in stands in front of it")
REFUSED: Final = Wall("blocked", "wall-refused", "the site refuses access to it")
EMPTY: Final = Wall("blocked", "wall-empty", "the page only sends its reader on")
SHELL: Final = Wall("blocked", "wall-shell", "the page is a frame that only a browser fills")
MISSING: Final = Wall("unknown", "wall-missing", "the page says that there is nothing here")

# Whole titles, case and white space aside, a pattern a line. `~` stands for the name of a site or of what was asked.
_TITLES: Final[tuple[tuple[Wall, str], ...]] = (
    (
        CONSENT,
        r"""
        before you continue(?: to ~)?
        bevor (?:sie|du) (?:fortfahren|fortfährst|zu ~)
        avant d.accéder à ~
        antes de (?:continuar|ir a)(?: ~)?
        prima di (?:continuare|procedere)(?: su ~)?
        voordat je (?:verdergaat|doorgaat)(?: naar ~)?
        zanim przejdziesz do ~
        innan du fortsätter(?: till ~)?
        yahoo (?:is part of the yahoo family of brands|ist teil der yahoo markenfamilie|fait partie de ~)
        (?:dpg media )?privacy ?gate(?: ~)?
        cookies? consent
        your (?:privacy|cookie) choices
        datenschutz-?einstellungen
        """,
    ),
    (
        BOTS,
        r"""
        just a moment ?(?:\.\.\.|…)
        nur einen moment ?(?:\.\.\.|…)
        un (?:instant|momento) ?(?:\.\.\.|…)
        een moment(?: geduld)? ?(?:\.\.\.|…)
        um momento ?(?:\.\.\.|…)
        один момент ?(?:\.\.\.|…)
        请稍候 ?(?:\.\.\.|…)
        attention required! \| cloudflare
        please wait(?: ?(?:\.\.\.|…))?(?: \| cloudflare)?
        checking your browser(?: ~)?
        ddos-guard
        one more step
        robot check
        (?:bloomberg - )?are you (?:a robot|human)\??
        (?:please )?verify(?:ing)? (?:that )?you are (?:a )?human(?: ~)?
        human verification
        (?:vercel )?security (?:check|checkpoint|verification|challenge)
        pardon our interruption(?: ?(?:\.\.\.|…))?
        bot (?:check|verification|detection)
        captcha(?: challenge)?
        (?:client|browser) challenge
        challenge validation
        reddit - (?:please wait for verification|prove your humanity)
        access to this page has been denied\.?
        radware (?:bot manager )?captcha
        """,
    ),
    (
        LOGIN,
        r"""
        log ?in (?:or sign up )?(?:to|into|with|on|for) ~
        log ?in (?:•|[|/-]) ~
        facebook ?[-–—] ?(?:log in or sign up|anmelden oder registrieren|connexion ou inscription)
        (?:sign|log) ?in ?(?:[-–—•|/] ?~)?
        linkedin (?:login, sign in|: log in or sign up)(?: ~)?
        sign up \| linkedin
        log in or sign up(?: to view)?
        (?:you must|please) log in(?: to continue)?\.?
        sign in to (?:your account|continue(?: ~)?)
        ~ • log in
        einloggen
        anmelden
        connexion
        iniciar sesión
        accedi
        """,
    ),
    (
        REFUSED,
        r"""
        access denied\.?
        (?:error )?(?:401|403|429|451|503|1020)
        (?:error )?(?:401|403|429|451|503)(?: ?[-–—:|] ?| )(?:error|forbidden|unauthorized|access denied|blocked)
        (?:429 |error 429 )?too many requests
        (?:503 )?service (?:temporarily )?unavailable
        forbidden
        request (?:rejected|blocked)
        blocked
        (?:sorry, )?you(?:'|’| ha)?ve been blocked
        error: the request could not be satisfied
        zugriff verweigert
        accès refusé
        acceso denegado
        accesso negato
        toegang geweigerd
        whoa there, pardner!
        temporarily unavailable
        unsupported browser
        your browser is (?:not supported|out of date)
        """,
    ),
    (
        MISSING,
        r"""
        (?:error )?404(?: ?[-–—:|!] ?| )?(?:error|not found|page not found)?(?: [-–—|] ~)?
        (?:error[:,]? )?(?:page|site|video|content) (?:was )?not found(?: [-–—|] ~)?
        not found
        vimeuhoh
        """,
    ),
    (
        EMPTY,
        r"""
        redirect
        redirecting(?: to ~)?\.{0,3}…?
        you are being redirected\.{0,3}…?
        loading\.{0,3}…?
        weiterleitung
        """,
    ),
)
# Titles of frames that a network fills by script: what was asked for is not in them. Only below the home page.
_SHELLS: Final = re.compile(
    r"reddit - (?:dive into anything|the heart of the internet)|tiktok - make your day|(?:- )?youtube|x|instagram"
    r"|threads|facebook",
    re.IGNORECASE,
)
_HOSTS: Final[dict[str, Wall]] = {
    "consent.youtube.com": CONSENT,
    "consent.google.com": CONSENT,
    "consent.yahoo.com": CONSENT,
    "guce.yahoo.com": CONSENT,
    "guce.techcrunch.com": CONSENT,
    "guce.huffpost.com": CONSENT,
    "guce.advertising.com": CONSENT,
    "myprivacy.dpgmedia.nl": CONSENT,
    "myprivacy.dpgmedia.be": CONSENT,
    "accounts.google.com": LOGIN,
    "login.microsoftonline.com": LOGIN,
    "login.live.com": LOGIN,
}
_PATHS: Final = re.compile(r"\A/(?:(?:accounts/)?login(?:\.php)?|authwall|checkpoint/.*|uas/login|i/flow/login)/?\Z")
_LOGIN_HOSTS: Final = re.compile(r"(?:\A|\.)(?:facebook|instagram|threads|linkedin|x|twitter|pinterest)\.(?:com|net)\Z")
_MARKS: Final[tuple[tuple[Wall, str], ...]] = (
    (CONSENT, "//form[contains(@action,'consent.youtube.com') or contains(@action,'consent.google.')]"),
    (BOTS, "//*[@id='challenge-form' or @id='challenge-running' or @id='cf-challenge-running' or @id='px-captcha']"),
    (BOTS, "//script[contains(@src,'/cdn-cgi/challenge-platform/h/') or contains(@src,'captcha-delivery.com')]"),
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Wall, re.Pattern[str]], ...]:
    """The titles compiled, when the first page is read."""
    made = []
    for wall_, lines in _TITLES:
        alternatives = "|".join(line.strip().replace("~", ".{1,60}") for line in lines.strip().splitlines())
        made.append((wall_, re.compile(alternatives, re.IGNORECASE)))
    return tuple(made)


def wall(facts: Facts) -> Wall | None:
    """The wall that this page is, or `None` when it is what was asked for."""
    parts = url.split(facts.address)
    if parts and parts.host in _HOSTS:
        return _HOSTS[parts.host]
    if parts and _LOGIN_HOSTS.search(parts.host) and _PATHS.match(parts.path):
        return LOGIN
    if _says_what_it_is(facts):
        return None
    described = next(facts.meta("og:description", "og:image"), None) is not None
    for title in (facts.title_tag or "", *facts.meta("og:title"))[:2]:
        words = chars.one_line(title)
        if not words or len(words) > 100:
            continue
        if parts and parts.path != "/" and not described and _SHELLS.fullmatch(words):
            return LOGIN if words.lower() == "facebook" else SHELL
        for found, pattern in _patterns():
            # A page of substance may be called "Loading" or "Forbidden": a film, a song.
            if pattern.fullmatch(words) and (not described or found in (CONSENT, LOGIN, MISSING)):
                return found
    if not described and len(facts.title_tag or "") < 40:
        return next((found for found, path in _MARKS if facts.root.xpath(path)), None)
    return None


def _says_what_it_is(facts: Facts) -> bool:
    """Whether the page claims to be an article, a video, a post: no wall does."""
    if next(facts.meta("og:type"), "").lower().startswith(("article", "video", "music")):
        return True
    return any(SORT_OF.get(kind, "page") != "page" for one in facts.objects[:50] for kind in kinds(one))

"""Captions as newsrooms write them: the words about a picture, and whose picture it is, told apart.

House forms seen: `Caption | Name/Agency`, `Caption. (Photo: Name/Agency)`, `Caption. Photograph: Name/Agency`,
`Caption. Credit: Name`, `Caption (Name/Reuters)`, `Caption. REUTERS/Name`, `Caption © Name`, `Foto: Name` and its
sisters in other languages.
"""

from __future__ import annotations

import re
from typing import Final

from mediakit import chars

_WORD: Final = (
    r"(?:photo(?:graph|graphy|grapher)?s?(?: ?credits?| illustrations?| courtesy)?|(?:file |handout )photo|"
    r"pictures?|image(?: credits?)?|images|credits?|crédits?(?: photos?)?|photos? ?crédits?|"
    r"foto(?:graf(?:ie|ía|ia)?)?s?|bild(?:quelle|er)?|kuva|zdjęcie|fot\.|фото|снимок|source|quelle|fuente|fonte|video|"
    r"illustration|graphic|screenshot|صورة|الصورة|תמונה|צילום|写真|撮影|사진|图片|圖片)"
)
# A name follows "by"; without a capital it is a sentence that goes on.
_BY: Final = r"(?:\s*\b(?:by|via|from|von|par|de|por|di)\b\s*(?-i:(?=[^\sa-z]))|\s*[:：/]|\s+[-–—]\s)"
_AGENCY: Final = (
    r"(?:Reuters|REUTERS|AP(?: Photos?)?|Associated Press|AFP(?:/Getty(?: Images)?)?|Getty(?: Images)?|EPA(?:-EFE)?|"
    r"EFE|TASS|RIA Novosti|Sputnik|Interfax|Xinhua|Anadolu(?: Agency)?|PA(?: Wire| Images)?|Press Association|dpa|ANSA|"
    r"Kyodo|Shutterstock|Alamy(?: Stock Photo)?|Rex(?: Features)?|Bloomberg|Magnum(?: Photos)?|SIPA|NurPhoto|"
    r"ZUMA(?: Press)?|UPI|Corbis|iStock(?:photo)?|Unsplash|Flickr|Wikimedia Commons|NASA|ESA)"
)
# At the end, in brackets: "(Photo by Ann Lee/Reuters)", "(AP Photo/Ann Lee)", "[Ann Lee / AFP]".
_BRACKETS: Final = re.compile(r"\s*[(\[（]([^()\[\]（）]{2,120})[)\]）]\s*[.。]?\s*\Z")
_MARKED: Final = re.compile(rf"(?:{_WORD}{_BY}\s*|courtesy(?: of)?:?\s+|©\s*|\(c\)\s*)(?=\S)", re.IGNORECASE)
_AGENT: Final = re.compile(rf"(?<![A-Za-z]){_AGENCY}(?![A-Za-z])")
# After a sentence: "Photograph: Ann Lee/Reuters", "Credit: Ann Lee", "© 2016 Ann Lee".
_TRAILING: Final = re.compile(
    rf"(?:\A|(?<=[.!?。…”\"»)\n])\s*|\s+[–—|·•-]\s+|(?<=\S)\s+(?=©))"
    rf"((?:{_WORD}{_BY}|courtesy of|©)\s*[^\n.!?|]{{2,100}}(?:\.(?=\s*\Z|\w)[^\n.!?|]{{0,40}}){{0,3}}\s*)\Z",
    re.IGNORECASE,
)
_NAME: Final = r"(?:[A-Z]\.|[^\W\d_][\w'’-]*)"
_AGENT_LAST: Final = re.compile(
    rf"(?:\A|(?<=[.!?。…”\"»\n])\s*|\s+[–—]\s+)"
    rf"((?:{_NAME}[ /]+){{0,5}}{_AGENCY}(?:\s*[/,]\s*[^.!?|\n]{{2,60}}| via [^.!?|\n]{{2,40}})?)\.?\s*\Z"
)
_LONGEST: Final = 3000  # a longer one is a story
_PREFIX: Final = re.compile(rf"\A\s*(?:{_WORD})(?:\s+by\b|\s*[:：/])\s*(?:by\s+)?", re.IGNORECASE)


def apart(text: str | None) -> tuple[str | None, str | None]:
    """The caption and the credit in one text; either may be `None`.

    >>> apart("Left to right: the mayor, the pilot | Ann Lee/Reuters")
    ('Left to right: the mayor, the pilot', 'Ann Lee/Reuters')
    >>> apart("The tower at noon. (Photo: Ann Lee/AFP)"), apart("The tower at noon. Photograph: Ann Lee")
    (('The tower at noon.', 'Ann Lee/AFP'), ('The tower at noon.', 'Ann Lee'))
    >>> apart("The tower (left) and the pier")
    ('The tower (left) and the pier', None)
    """
    text = chars.one_line(text or "")
    if not text:
        return None, None
    if len(text) > _LONGEST:
        return text, None
    head, bar, tail = text.rpartition("|")
    if not bar:
        head, bar, tail = text.rpartition("｜")
    if bar and _name_like(tail):
        return head.strip(" |") or None, credit(tail)
    if (match := _BRACKETS.search(text)) and (_MARKED.match(match[1].strip()) or _AGENT.search(match[1])):
        return text[: match.start()].strip() or None, credit(match[1])
    if match := _TRAILING.search(text):
        return text[: match.start()].strip(" –—|·•-") or None, credit(match[1])
    if match := _AGENT_LAST.search(text):
        return text[: match.start()].strip(" –—") or None, credit(match[1])
    return text, None


def credit(text: str | None) -> str | None:
    """A credit without the word that announces it.

    >>> credit("Photo by Ann Lee / AFP"), credit("© 2016 Ann Lee"), credit("AP Photo/Ann Lee")
    ('Ann Lee / AFP', '© 2016 Ann Lee', 'AP Photo/Ann Lee')
    """
    line = chars.one_line(text or "").strip(" ()[]|")
    line = _PREFIX.sub("", line, count=1).strip(" |:")
    if line.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Jr|Sr|S\.A|[A-Z])\.\Z", line):
        line = line[:-1]
    return line or None


def _name_like(text: str) -> bool:
    """Whether the words behind a bar are a name and not the rest of a sentence."""
    text = text.strip()
    return 1 < len(text) <= 80 and len(text.split()) <= 10 and text[-1:] not in "?!" and not text.endswith(("…", ". "))

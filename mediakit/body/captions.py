"""Captions as newsrooms write them: the words about a picture, and whose picture it is, told apart.

House forms: `Caption | Name/Agency`, `Caption. (Photo: Name/Agency)`, `Caption. Photograph: Name/Agency`, `Caption.
Credit: Name`, `Caption (Name/Reuters)`, `Caption. REUTERS/Name`, `Caption © Name`, `Name | Getty Images`, `Foto: Name`
and its sisters in some thirty languages. Each has a row in the tests.
"""

from __future__ import annotations

import re
from typing import Final

from mediakit import chars

# What announces a credit, by language; `_LOOSE` words announce other things, too: after them a name must follow.
_LOOSE: Final = r"images?|pictures?|source|quelle|fuente|fonte|video|graphic|screenshot|illustration"
_WORD: Final = (
    r"(?:(?:file |handout |archive |submitted |cover |main |top )?photo(?:graph|graphy|grapher)?s?"
    r"(?: ?credits?| illustrations?| courtesy(?: of)?| source| d[’']archives?)?|"
    r"image (?:credits?|source|courtesy(?: of)?)|credits?|copyright|crédits?(?: photos?| images?)?|"
    r"photos? ?crédits?|créditos?|"
    r"fotos?(?:graf(?:ie|ía|ia)?s?)?|fotograf(?:ie|ía|ia|ias|ías)|bild(?:quelle|er|nachweis)?|beeld|imagen|imagem|immagine|"
    r"kuva|zdjęcie|fot\.|źródło|zdroj|sursa foto|fotó|fotoğraf|kaynak|φωτογραφία|φωτο|πηγή|фото|снимок|снимка|источник|"
    r"джерело|صورة|الصورة|تصوير|המצלמה|תמונה|צילום|写真|撮影|画像|사진|출처|图片来源|图片|圖片|图源|摄影|攝影|ảnh|फ़ोटो|फोटो|ภาพ|"
    + _LOOSE
    + ")"
)
# A name follows "by"; without a capital it is a sentence that goes on.
_BY: Final = (
    r"(?:\s*\b(?:by|via|from|von|par|de|por|di)\b\s*(?-i:(?=[^\sa-z]))|\s*[:：/=＝]|\s*(?:\.\.\.|…)\s*(?=\w)"
    r"|\s+[-–—]\s|(?<=source),\s|(?<=fot\.)\s+(?-i:(?=[^\sa-z])))"
)
_AGENCY: Final = (
    r"(?:Reuters|REUTERS|AP(?: Photos?)?|Associated Press|AFP(?:/Getty(?: Images)?)?|Getty(?: Images)?|EPA(?:-EFE)?|"
    r"EFE|TASS|RIA Novosti|РИА Новости|ТАСС|Sputnik|Interfax|Xinhua|Anadolu(?: Agency)?|PA(?: Wire| Images| Media)?|"
    r"Press Association|dpa|DPA|ANSA|Kyodo|Shutterstock|Alamy(?: Stock Photo)?|Rex(?: Features)?|Bloomberg(?: News)?|"
    r"Magnum(?: Photos)?|SIPA|NurPhoto|ZUMA(?: Press)?|UPI|Corbis|iStock(?:photo)?|Unsplash|Pixabay|Pexels|Flickr|"
    r"Wikimedia Commons|NASA|ESA|IMAGO|imago(?: images)?|picture[ -]alliance|KEYSTONE|Keystone|APA|LaPresse|Belga|ANP|"
    r"Ritzau(?: Scanpix)?|Scanpix|TT|NTB|Lehtikuva|PAP|ČTK|MTI|Agerpres|ANTARA|Yonhap|PTI|ANI|AAP|CP|"
    r"Canadian Press|Redux|VII|Panos(?: Pictures)?|Contour|WireImage|Polaris|MAXPPP|Hans Lucas)"
)
# At the end, in brackets: "(Photo by Ann Lee/Reuters)", "(AP Photo/Ann Lee)", "[Ann Lee / AFP]".
_BRACKETS: Final = re.compile(r"\s*[(\[（]([^()\[\]（）]{2,120})[)\]）]\s*[.。]?\s*\Z")
_COPY: Final = r"(?:©|ⓒ|\(c\)(?=\s))"
_MARKED: Final = re.compile(rf"(?:{_WORD}{_BY}\s*|courtesy(?: of)?:?\s+|{_COPY}\s*)(?=\S)", re.IGNORECASE)
_AGENT: Final = re.compile(rf"(?<![A-Za-z]){_AGENCY}(?![A-Za-z])")
_LICENCE: Final = re.compile(r"(?:(?<=[.!?。])\s*|\s+[-–—|·•/]\s+|\s+)(CC[ -]BY[^|]{2,100})\Z")
# After a sentence: "Photograph: Ann Lee/Reuters", "Credit: Ann Lee", "© 2016 Ann Lee".
_TRAILING: Final = re.compile(
    rf"(?:\A|(?<=[.!?。।…”\"»)\n])\s*|\s+[–—|·•/-]\s+|(?<=\S)\s+(?={_COPY}))"
    rf"((?:{_WORD}{_BY}|(?:(?:photos?|images?) )?courtesy of|{_COPY})"
    rf"\s*[^\n.!?|]{{2,100}}(?:\.(?=\s*\Z|\w)[^\n.!?|]{{0,40}}){{0,3}}\s*)\Z",
    re.IGNORECASE,
)
_NAME: Final = r"(?:[A-Z]\.|(?:via|de|da|di|du|del|la|el|al|van|von|der|den|bin|dos)\b|[^\W\d_a-z][\w'’-]*)"
_PERSON: Final = re.compile(rf"{_NAME}(?: {_NAME}){{1,2}}")
# "(Ann Lee/The Harbour Post)": names on both sides, in brackets.
_TWO_NAMES: Final = re.compile(r"(?:[A-Z][\w.'’-]*[ ]?){1,4}\s?/\s?(?:[A-Z][\w.'’-]*[ ]?){1,5}\Z")
_AGENT_LAST: Final = re.compile(
    rf"(?:\A|(?<=[.!?。…”\"»\n])\s*|\s+[–—]\s+)"
    rf"((?:{_NAME}[ /]+){{0,5}}{_AGENCY}(?:\s*[/,]\s*[^.!?|\n]{{2,60}}| via [^.!?|\n]{{2,40}})?)\.?\s*\Z"
)
_LONGEST: Final = 3000  # a longer one is a story
_PREFIX: Final = re.compile(
    rf"\A\s*(?:(?:photos?|images?) courtesy of\b|(?:{_WORD})(?:{_BY}|\s+by\b))\s*(?:by\s+)?", re.IGNORECASE
)
_LOOSELY: Final = re.compile(rf"(?:{_LOOSE})\s*[:：]\s*(?-i:(?=[a-z]))", re.IGNORECASE)


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
        before, _, last = head.rstrip(" |｜").rpartition("|")
        if _AGENT.search(tail) and before.strip() and 1 < len(last.split()) <= 4 and not last.rstrip().endswith("."):
            head, tail = before, f"{last.strip()} {bar} {tail.strip()}"  # a name, and for whom
        elif _AGENT.fullmatch(last.partition("/")[0].strip()):
            head, tail = before, f"{last.strip()} {bar} {tail.strip()}"
        elif not before and _AGENT.fullmatch(tail.strip()) and _PERSON.fullmatch(head.strip()):
            return None, credit(text)
        return head.strip(" |") or None, credit(tail)
    if (match := _BRACKETS.search(text)) and _is_credit(match[1].strip()):
        return text[: match.start()].strip() or None, credit(match[1])
    if match := _LICENCE.search(text):
        return text[: match.start()].strip(" –—|·•-/") or None, match[1].strip()
    if (match := _TRAILING.search(text)) and _LOOSELY.match(match[1]) is None:
        return text[: match.start()].strip(" –—|·•-/") or None, credit(match[1])
    if match := _AGENT_LAST.search(text):
        return text[: match.start()].strip(" –—") or None, credit(match[1])
    return text, None


def _is_credit(words: str) -> bool:
    """Whether the words in brackets at the end are one."""
    return bool(_MARKED.match(words) or _AGENT.search(words) or _TWO_NAMES.match(words))


def credit(text: str | None) -> str | None:
    """A credit without the word that announces it.

    >>> credit("Photo by Ann Lee / AFP"), credit("© 2016 Ann Lee"), credit("AP Photo/Ann Lee")
    ('Ann Lee / AFP', '© 2016 Ann Lee', 'AP Photo/Ann Lee')
    """
    line = chars.one_line(text or "").strip(" []|")
    if not line.lower().startswith("(c)"):
        line = line.strip(" ()[]|")
    line = _PREFIX.sub("", line, count=1).strip(" |:")
    if line.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Jr|Sr|S\.A|[A-Z])\.\Z", line):
        line = line[:-1]
    return line or None


def _name_like(text: str) -> bool:
    """Whether the words behind a bar are a name and not the rest of a sentence."""
    text = text.strip()
    return 1 < len(text) <= 80 and len(text.split()) <= 10 and text[-1:] not in "?!" and not text.endswith(("…", ". "))

"""The day that a line of visible words names: `By Ana Lim | 3 May 2016 | 4 min read`, in a dozen languages.

Only days are read: a time that stands in a page for people has no zone. `03/04/2016` is left alone, since half of the
world reads it the other way round; `03.04.2016` is the third of April wherever dots are used.
Source of the names: Unicode CLDR 45, months, formats wide and abbreviated.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_NAMES: Final = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń stycznia ledna "
    "января янв январь ocak tammikuuta",
    "february feb februar février févr febrero febbraio fevereiro fev februari luty lutego února "
    "февраля фев февраль şubat helmikuuta",
    "march mar märz mrz mars marzo março maart mrt marzec marca března марта март mart maaliskuuta",
    "april apr avril avr abril abr aprile kwiecień kwietnia dubna апреля апр апрель nisan huhtikuuta",
    "may mai mayo maggio mag maio mei maj maja května мая май mayıs toukokuuta",
    "june jun juni juin junio giugno giu junho czerwiec czerwca června июня июн июнь haziran kesäkuuta",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca července июля июл июль temmuz heinäkuuta",
    "august aug août agosto ago augustus augusti sierpień sierpnia srpna августа авг август ağustos elokuuta",
    "september sep sept septembre septiembre settembre set setembro wrzesień września září "
    "сентября сен сентябрь eylül syyskuuta",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik października října "
    "октября окт октябрь ekim lokakuuta",
    "november nov novembre noviembre novembro listopad listopada ноября ноя ноябрь kasım marraskuuta",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia prosince "
    "декабря дек декабрь aralık joulukuuta",
)
_MONTHS: Final = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_LETTERS: Final = r"[^\W\d_]{3,12}"
# A day, a month by its name, a year; the month first; numbers, the year or the day first; Chinese, Japanese, Korean.
_FORMS: Final = (
    (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:de\s+|of\s+)?({_LETTERS})\.?,?\s+(?:del?\s+)?(\d{{4}})(?!\d)"
        ),
        "dmy",
    ),
    (re.compile(rf"(?<!\w)({_LETTERS})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"), "mdy"),
    (re.compile(r"(?<![\d/-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"), "ymd"),
    (re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\.?\d)"), "dmy"),
    (re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"), "ymd"),
)


def find(text: str) -> date | None:
    """The first day that `text` names, `None` when it names none; at most 300 characters are looked at.

    >>> find("Von Ana Lim · 3. Mai 2016, 20:23 Uhr"), find("May 3rd, 2016 • Episode 32"), find("03/04/2016")
    (datetime.date(2016, 5, 3), datetime.date(2016, 5, 3), None)
    """
    text = text[:300]
    first: tuple[int, date] | None = None
    for form, order in _FORMS:
        for match in form.finditer(text):
            named = dict(zip(order, match.groups(), strict=True))
            month = _MONTHS.get(named["m"].lower()) or (int(named["m"]) if named["m"].isdecimal() else 0)
            try:
                found = date(int(named["y"]), month, int(named["d"]))
            except ValueError:
                continue
            if first is None or match.start() < first[0]:
                first = (match.start(), found)
            break
    return first[1] if first else None

"""Apple's categories: which there are, and what is wrong with one that is written.

Source: Apple, Podcasts categories (podcasters.apple.com/support/1691); names count letter by letter.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

# fmt: off
CATEGORIES: Final[dict[str, tuple[str, ...]]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality",
    ),
    "Science": (
        "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature",
        "Physics", "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running",
        "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling",
    ),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    "Technology": (),
    "True Crime": (),
}
# fmt: on


def wrong(top: str, sub: str | None = None) -> str | None:
    """What is wrong with a category and its subcategory, with the nearest right name; `None` when nothing is.

    >>> wrong("History"), wrong("News", "Daily News")
    (None, None)
    >>> print(wrong("Histry"))
    "Histry" is none of Apple's categories: did you mean "History"?
    >>> print(wrong("Daily News"))
    "Daily News" is a subcategory of Apple's: it stands below "News", as ["News", "Daily News"]
    >>> print(wrong("Comedy", "Stand-up"))
    "Stand-up" is none of the subcategories of "Comedy": did you mean "Stand-Up"?
    """
    if top not in CATEGORIES:
        parents = [parent for parent, subs in CATEGORIES.items() if top in subs]
        if parents and sub is None:
            return f'"{top}" is a subcategory of Apple\'s: it stands below "{parents[0]}", as ["{parents[0]}", "{top}"]'
        return f'"{top}" is none of Apple\'s categories: {_instead(top, tuple(CATEGORIES))}'
    subs = CATEGORIES[top]
    if sub is None or sub in subs:
        return None
    parents = [parent for parent, others in CATEGORIES.items() if sub in others]
    if parents:
        return f'"{sub}" is no subcategory of "{top}": it stands below "{parents[0]}"'
    if not subs:
        return f'"{top}" has no subcategories: leave "{sub}" out'
    return f'"{sub}" is none of the subcategories of "{top}": {_instead(sub, subs)}'


def _instead(written: str, names: tuple[str, ...]) -> str:
    """The nearest name, whatever its letters' case, or all that there are."""
    by_folded = {name.casefold(): name for name in names}
    plain = written.casefold().replace(" and ", " & ").strip()
    near = get_close_matches(plain, by_folded, n=1, cutoff=0.6)
    return f'did you mean "{by_folded[near[0]]}"?' if near else f"there are {', '.join(names)}"

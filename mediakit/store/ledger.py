"""The ledger of a long list: what each input was answered, so that the work can be stopped and taken up again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

from mediakit import errors
from mediakit.embed import Embed
from mediakit.errors import (
    BadStatus,
    FetchError,
    InvalidData,
    ResolveError,
    StoreError,
    TooLarge,
    TooManyRedirects,
)
from mediakit.fields import JSON, load_json
from mediakit.kept import from_dict
from mediakit.store.database import Database, Form

Answer: TypeAlias = Embed | ResolveError

_FORM: Final = Form(
    noun="ledger",
    application=0x6D6B6C67,  # "mklg"
    steps=("CREATE TABLE answered (text TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID",),
)
_PATIENCE: Final = 10.0
_KINDS: Final = {
    kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ResolveError)
}


class Ledger:
    """What each input was answered, in an SQLite file at `path`; an Embed or a ResolveError.

    Every answer is written as it comes: when the process is killed, those under way are asked again, no others. A
    failure that may pass (`FetchError`, or a server's 429 and 5xx) is written, but not held against the input: it is
    asked again. Raises `StoreError` when the file is no ledger of mediakit or cannot be written.

    >>> import tempfile
    >>> from mediakit import Link
    >>> from mediakit.errors import Gone
    >>> link = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with Ledger(f"{folder}/july.ledger") as ledger:
    ...         ledger.note("https://example.org/", link)
    ...         ledger.note("https://example.org/x", Gone("https://example.org/x", 410))
    ...     with Ledger(f"{folder}/july.ledger") as ledger:
    ...         ledger.answer("https://example.org/") == link, ledger.answer("https://example.org/x").status
    ...         ledger.answer("https://example.org/y"), len(ledger)
    (True, 410)
    (None, 2)
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._file = Database(self.path, _PATIENCE, _FORM)

    def answer(self, text: str) -> Answer | None:
        """What this input was answered, or `None` when it is still to be asked."""
        with self._file.reading() as db:
            row = db.execute("SELECT answer FROM answered WHERE text = ?", (_written(text),)).fetchone()
        if row is None:
            return None
        try:
            found = _answer(load_json(row[0]))
        except (InvalidData, ValueError) as error:
            raise StoreError(
                f"{self.path}: cannot read the answer to {text!r} ({error}): move the file away"
            ) from error
        return None if may_pass(found) else found

    def note(self, text: str, answer: Answer) -> None:
        """Write down what an input was answered."""
        spelled = json.dumps(_data(answer), separators=(",", ":"))  # ASCII: an error may quote what no encoding knows
        with self._file.writing() as db:
            db.execute("INSERT OR REPLACE INTO answered VALUES (?, ?)", (_written(text), spelled))

    def __len__(self) -> int:
        with self._file.reading() as db:
            (count,) = db.execute("SELECT count(*) FROM answered").fetchone()
        return int(count)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def may_pass(answer: Answer | None) -> bool:
    """Whether an answer says nothing for good: nobody was reached, or a server was not well.

    >>> from mediakit.errors import FetchTimeout, Gone
    >>> may_pass(FetchTimeout("https://example.org/", "no answer in 10 s")), may_pass(Gone("https://example.org/", 404))
    (True, False)
    """
    match answer:
        case None | TooLarge() | TooManyRedirects():
            return False
        case FetchError():
            return True
        case BadStatus():
            return answer.status == 429 or answer.status >= 500
        case ResolveError():
            return False
        case _:
            return answer.status.state == "unreachable"


def _written(text: str) -> str:
    """The text as SQLite can hold it: half a surrogate pair, from a file read with the wrong encoding, is spelled out.

    One input that can't be written must not end a list of a million.
    """
    return text.encode("utf-8", "backslashreplace").decode()


def _data(answer: Answer) -> JSON:
    if not isinstance(answer, ResolveError):
        return answer.to_dict()
    facts = {name: value for name, value in vars(answer).items() if isinstance(value, str | int | None)}
    return {"error": type(answer).__name__, "message": str(answer), "facts": facts}


def _answer(data: JSON) -> Answer:
    if not isinstance(data, dict) or "error" not in data:
        return from_dict(data)
    kind, facts = _KINDS.get(str(data["error"]), ResolveError), data.get("facts")
    return errors.remembered(kind, str(data.get("message")), facts if isinstance(facts, dict) else {})

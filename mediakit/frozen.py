"""value: a frozen, keyword-only, hashable dataclass whose methods are written once, not generated for each class.

`dataclasses` writes the source of six methods for every such class and compiles it: for the classes that one embed is
made of that took longer than recognizing two thousand URLs, at the start of every process. And the constructor it
writes for a frozen class sets forty fields one by one, most of them to what the class says anyway. Here the fields are
those of `dataclasses`, so `fields`, `replace` and `asdict` work; what isn't given stays the class's default.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import Any, Final, TypeVar, dataclass_transform

T = TypeVar("T")

_set: Final = object.__setattr__


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a class of annotated fields a value. Defaults are plain values that never change: all instances share them.

    >>> @value
    ... class Place:
    ...     name: str
    ...     country: str | None = None
    >>> Place(name="Turku"), Place(name="Turku") == Place(name="Turku", country=None)
    (Place(name='Turku', country=None), True)
    >>> Place(country="fi")
    Traceback (most recent call last):
    ...
    TypeError: Place() is missing the keyword argument 'name'
    """
    made: Any = dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
    made.__dataclass_params__.frozen = True  # so that a frozen dataclass may be derived from it
    names = tuple(field.name for field in fields(made))
    made._names, made._known = names, frozenset(names)
    made._needed = tuple(field.name for field in fields(made) if field.default is MISSING)
    made._values = attrgetter(*names)
    made.__init__, made.__repr__, made.__eq__, made.__hash__ = _init, _repr, _eq, _hash
    made.__setattr__ = made.__delattr__ = _refuse
    made.__signature__ = _Signature()
    return cls


class _Signature:
    """What `help` and editors are told of the constructor, put together when somebody asks."""

    def __get__(self, instance: object, cls: type) -> Any:
        from inspect import Parameter, Signature

        return Signature(
            [
                Parameter(
                    field.name,
                    Parameter.KEYWORD_ONLY,
                    default=Parameter.empty if field.default is MISSING else field.default,
                    annotation=field.type,
                )
                for field in sorted(fields(cls), key=lambda each: each.default is not MISSING)
            ]
        )


def _init(self: Any, /, **given: object) -> None:
    for name in self._needed:
        if name not in given:
            raise TypeError(f"{type(self).__qualname__}() is missing the keyword argument {name!r}")
    if not self._known.issuperset(given):
        name = next(name for name in given if name not in self._known)
        raise TypeError(f"{type(self).__qualname__}() got an unexpected keyword argument {name!r}")
    _set(self, "__dict__", given)


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._names)})"


def _eq(self: Any, other: Any) -> object:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._values(self) == self._values(other)


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _refuse(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__} is a value: {name!r} stays as it is")

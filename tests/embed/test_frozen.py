"""Values are what a frozen, keyword-only dataclass of the same fields is, told by a twin that `dataclasses` made."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, is_dataclass, replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import embed, providers
from mediakit.frozen import value


@value
class Thing:
    """A thing."""

    kind: ClassVar[str] = "thing"
    key: str
    size: int | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Twin:
    """A thing."""

    kind: ClassVar[str] = "thing"
    key: str
    size: int | None = None
    parts: tuple[int, ...] = ()


class Other(Thing):
    """The same fields, another kind."""


@value
class One:
    """A value of one field."""

    only: int = 0


stated = st.fixed_dictionaries(
    {"key": st.text(max_size=2)},
    optional={"size": st.none() | st.integers(0, 2), "parts": st.just(()) | st.tuples(st.integers(0, 1))},
)


@given(stated, stated)
def test_it_is_what_its_twin_is(one, two):
    assert repr(Thing(**one)) == repr(Twin(**one)).replace("Twin", "Thing")
    assert (Thing(**one) == Thing(**two)) is (Twin(**one) == Twin(**two))
    assert hash(Thing(**one)) == hash(Twin(**one))
    assert asdict(Thing(**one)) == asdict(Twin(**one))
    assert asdict(replace(Thing(**one), **two)) == asdict(replace(Twin(**one), **two))


@given(stated)
def test_copies_are_equal(one):
    thing = Thing(**one)
    for other in (copy.copy(thing), copy.deepcopy(thing), pickle.loads(pickle.dumps(thing)), replace(thing)):
        assert other == thing and hash(other) == hash(thing)


def test_kinds_are_told_apart():
    assert Thing(key="a") != Other(key="a")
    assert Other(key="a") == Other(key="a", size=None)
    assert Thing(key="a") != ("a", None, ())
    assert (One(), One(only=1)) == (One(only=0), One(only=1)) and One() != One(only=1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "'key'"),
        ({"size": 1}, "'key'"),
        ({"key": "a", "kind": "b"}, "'kind'"),
        ({"key": "a", "colour": 1}, "'colour'"),
    ],
)
def test_what_is_missing_or_unknown_is_named(wrong, said):
    for kind in (Thing, Other, Twin):
        with pytest.raises(TypeError, match=said):
            kind(**wrong)
    with pytest.raises(TypeError):
        Thing("a")


def test_nothing_can_be_changed():
    for thing in (Thing(key="a"), Other(key="a")):
        with pytest.raises(FrozenInstanceError, match="key"):
            thing.key = "b"
        with pytest.raises(FrozenInstanceError, match="new"):
            thing.new = 1
        with pytest.raises(FrozenInstanceError, match="key"):
            del thing.key
        assert thing.key == "a"


def test_a_frozen_dataclass_may_be_derived_from_it():
    @dataclass(frozen=True, kw_only=True)
    class More(Thing):
        colour: str = "red"

    assert More(key="a", colour="blue") == replace(More(key="a"), colour="blue")
    assert More(key="a") != Thing(key="a")


def test_the_fields_are_those_of_dataclasses():
    assert is_dataclass(Thing)
    assert [(field.name, field.default) for field in fields(Thing)] == [
        (field.name, field.default) for field in fields(Twin)
    ]
    video = embed.Video(key="a:b:c", url="https://a.example/")
    assert {field.name for field in fields(video)} == set(embed.Medium._names)


def test_defaults_are_hashable_so_that_they_may_be_shared():
    for cls in (*(each for each in vars(embed).values() if hasattr(each, "_known")), providers.Provider):
        for field in fields(cls):
            if field.name not in cls._needed:
                hash(field.default)


def test_the_signature_is_told_to_whoever_asks() -> None:
    import inspect

    from mediakit import Video

    signature = inspect.signature(Video)
    assert list(signature.parameters)[:2] == ["key", "url"]
    assert signature.parameters["key"].default is inspect.Parameter.empty
    assert signature.parameters["title"].default is None
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in signature.parameters.values())
    Video(**dict.fromkeys(("key", "url"), "https://a.example/"))

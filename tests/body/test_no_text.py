"""find says what it can't take."""

import pytest

from mediakit.body import find


@pytest.mark.parametrize("wrong", [None, b"<p>https://youtu.be/dQw4w9WgXcQ</p>", 7])
def test_what_is_no_text_is_named(wrong):
    with pytest.raises(TypeError, match=f"html is taken as str, not as {type(wrong).__name__}"):
        next(find(wrong))

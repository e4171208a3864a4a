"""A tree taken apart: an element as HTML written anew, and an element out of its tree without the text behind it."""

from __future__ import annotations

from lxml import etree

from mediakit import chars
from mediakit.read.markup import Element


def source(element: Element) -> str:
    """The HTML of an element, from its own tag on, written anew from the tree.

    >>> from mediakit.read.markup import parse
    >>> source(parse("<p id=a>Rain &amp; wind<br></p>tail")[0][0])
    '<p id="a">Rain &amp; wind<br></p>'
    """
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def drop(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays.

    >>> from mediakit.read.markup import parse
    >>> body = parse("<p>one<b>two</b>three</p>")[0]
    >>> drop(body[0][0]); source(body)
    '<body><p>onethree</p></body>'
    """
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    # The parser lets controls through that the tree then refuses to take.
    if before is not None:
        before.tail = chars.clean((before.tail or "") + (element.tail or ""))
    else:
        above.text = chars.clean((above.text or "") + (element.tail or ""))
    element.tail = None
    above.remove(element)

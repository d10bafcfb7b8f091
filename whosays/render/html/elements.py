"""HTML that is safe by construction: every string is escaped unless an element made it."""

from __future__ import annotations

import html

from whosays.render.wording import visible

VOID = frozenset({"meta", "br", "hr", "input", "link"})
Attribute = str | bool | None


class Html(str):
    """A string that is already HTML. Only this module and the page's own static files make one."""

    __slots__ = ()


Child = str | None


def text(words: str) -> Html:
    """Words as HTML shows them; control characters become pictures, one for one."""
    return Html(html.escape(visible(words), quote=True))


def joined(*children: Child) -> Html:
    """Children one after the other; ``None`` is left out, plain strings are escaped."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children if child is not None))


def opening(tag: str, /, **attributes: Attribute) -> Html:
    """An opening tag. ``class_`` is class, other underscores are hyphens; ``None`` and ``False`` leave one out."""
    written = [tag]
    for attribute, value in attributes.items():
        if value is None or value is False:
            continue
        key = attribute.rstrip("_").replace("_", "-")
        written.append(key if value is True else f'{key}="{text(value)}"')
    return Html(f"<{' '.join(written)}>")


def el(tag: str, /, *children: Child, **attributes: Attribute) -> Html:
    """An element with its children."""
    if tag in VOID:
        return opening(tag, **attributes)
    return Html(f"{opening(tag, **attributes)}{joined(*children)}</{tag}>")

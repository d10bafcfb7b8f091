"""What a page states of itself: headline, outlet, writers, address and dates, in JSON-LD, meta elements and microdata.

JSON-LD is read wherever it stands (one object, a list, ``@graph``, nested) and, where it is broken, as far as its date lines go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from whosays.ingest.html.tree import Element, one_line, plain, tidy

MOST_NODES = 20_000  # of JSON-LD
_ARTICLE = re.compile(r"(?:.*Article|.*BlogPosting|Report|SocialMediaPosting|Reportage)$")
_BROKEN = re.compile(r'"(datePublished|dateModified|headline)"\s{0,9}:\s{0,9}"([^"\\]{1,300})"')
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Stated:
    """A page's own statements; dates as written, the surest first."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    url: str | None
    published: tuple[str, ...]
    modified: tuple[str, ...]
    is_article: bool
    is_list: bool  # it says that it is a list of other pages
    free: bool | None
    body: str | None  # the article's words, where its metadata hold them


def read_stated(root: Element, *, url: str | None) -> Stated:
    """The statements of a page; ``url`` is where it was found."""
    nodes, loose = _linked_data(root)
    meta = _meta(root)
    address = _address(root, meta, url)
    article = _article(nodes, meta, address)
    kinds = {kind for node in nodes for kind in _kinds(node)}
    told = _texts(article.get("headline")) + _values(meta, "og:title", "twitter:title", "dc.title", "parsely-title")
    outlet = _outlet(root, nodes, article, meta, address, told)
    free = article.get("isAccessibleForFree")
    is_article = (
        bool(article)
        or _first(meta, "og:type") in ("article", "news", "newsarticle")
        or "article:published_time" in meta
    )
    return Stated(
        title=_without_outlet(tidy(told[0]), outlet) if told else None,
        outlet=outlet,
        authors=tuple(
            dict.fromkeys(
                [*_names(article.get("author")), *(_values(meta, "author", "parsely-author", "dc.creator", "byl"))]
            )
        ),
        url=address,
        published=tuple(_published(article, nodes, meta) + loose["datePublished"]),
        modified=tuple(_texts(article.get("dateModified")) + _values(meta, *_CHANGED) + loose["dateModified"]),
        is_article=is_article,
        is_list=not article and bool(kinds & {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"}),
        free=None if free is None else str(free).lower() not in ("false", "0", "no"),
        body=max((body for node in nodes for body in _texts(node.get("articleBody"))), key=len, default=None),
    )


_ISSUED = (
    "article:published_time", "og:article:published_time", "article:published", "article.published", "itemprop:datepublished",
    "parsely-pub-date", "pubdate", "pub_date", "publish-date", "publish_date", "publishdate", "published", "published_at", "og:pubdate",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "sn-post-date", "article_date_original",
    "publication_date", "citation_publication_date", "datepublished", "date", "sailthru.date", "analyticsattributes.articledate",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "article.created", "itemprop:datecreated", "pdate",
)  # fmt: skip
_CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "itemprop:datemodified",
    "lastmod",
    "last-modified",
)


def _published(article: dict[str, Any], nodes: list[dict[str, Any]], meta: Values) -> list[str]:
    pages = [node for node in nodes if _kinds(node) & {"WebPage", "ItemPage"}]
    return [
        *_texts(article.get("datePublished")),
        *_values(meta, *_ISSUED),
        *(text for node in pages for text in _texts(node.get("datePublished"))),
        *_texts(article.get("dateCreated")),
    ]


def _linked_data(root: Element) -> tuple[list[dict[str, Any]], Values]:
    """Every object of the page's JSON-LD in the order written, and the dates of blocks that are no JSON."""
    nodes: list[dict[str, Any]] = []
    loose: Values = {"datePublished": [], "dateModified": [], "headline": []}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _WRAPPING.sub("", script.text or "").strip().rstrip(";")
        value = _load(text)
        if value is None:
            for name, written in _BROKEN.findall(text[:500_000]):
                loose[name].append(written)
        nodes.extend(_objects(value))
    return nodes[:MOST_NODES], loose


def _load(text: str) -> Any:
    for attempt in (text, re.sub(r",(\s{0,99}[}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a JSON value, each before those inside it; without recursion, since a page may nest at will."""
    waiting, left = [value], MOST_NODES
    while waiting and left:
        item, left = waiting.pop(), left - 1
        if isinstance(item, dict):
            yield item
            waiting.extend(reversed([inner for inner in item.values() if isinstance(inner, dict | list)]))
        elif isinstance(item, list):
            waiting.extend(reversed([inner for inner in item if isinstance(inner, dict | list)]))


def _article(nodes: list[dict[str, Any]], meta: Values, address: str | None) -> dict[str, Any]:
    """The object that is the page's article: the one with its address or headline, else the first."""
    articles = [node for node in nodes if any(_ARTICLE.match(kind) for kind in _kinds(node))]
    title = plain(" ".join(_values(meta, "og:title")[:1]))
    for node in articles:
        if address and address in (_id(node.get("mainEntityOfPage")), _id(node.get("url")), _id(node.get("@id"))):
            return node
    for node in articles:
        headline = plain(" ".join(_texts(node.get("headline"))[:1]))
        if len(headline) > 15 and title and (headline in title or title in headline):
            return node
    return articles[0] if articles else {}


def _kinds(node: dict[str, Any]) -> set[str]:
    return {kind.rpartition("/")[2] for kind in _texts(node.get("@type"))}


def _id(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _texts(value: Any) -> list[str]:
    """The strings of a value that may be one or a list."""
    return [
        item.strip()
        for item in (value if isinstance(value, list) else [value])
        if isinstance(item, str) and item.strip()
    ]


def _names(value: Any) -> list[str]:
    """Names of persons or bodies, each a string or an object with a name."""
    items = value if isinstance(value, list) else [value]
    found = [name for item in items for name in _texts(item.get("name") if isinstance(item, dict) else item)]
    return [tidy(name) for name in found if len(name) <= 120 and not name.startswith("http")]


def _name(value: Any) -> str | None:
    return next(iter(_names(value)), None)


def _outlet(
    root: Element,
    nodes: list[dict[str, Any]],
    article: dict[str, Any],
    meta: Values,
    address: str | None,
    titles: list[str],
) -> str | None:
    """The outlet's name: of those stated, one that is like the host's name; else the first.

    An article's publisher is often the agency, and the name of a site that of its software.
    """
    kinds = {"NewsMediaOrganization", "WebSite", "Organization"}
    stated = [
        *_values(meta, "og:site_name"),
        *_names(article.get("publisher")),
        *_values(meta, "application-name", "publisher", "cre", "dc.publisher"),
        *(name for node in nodes if _kinds(node) & kinds for name in _names(node)),
        *_behind_title(root, titles),
    ]
    names = [tidy(name) for name in stated if 2 <= len(tidy(name)) <= 60 and not name.startswith(("http", "www."))]
    host = plain(_site_of(address or "").rpartition(".")[0])
    for name in names:
        short = plain(name).removeprefix("the")
        if host and len(short) > 2 and (short in host or host in plain(name) or plain(name.partition(".")[0]) == host):
            return name
    return next(iter(names), None)


def _behind_title(root: Element, titles: list[str]) -> list[str]:
    """What stands in the tab behind the stated title ("Bridge closed - The Ostrel Post")."""
    tab = next((tidy(e.text_content()) for e in root.iter("title")), "")
    for title in titles:
        rest = tab[len(tidy(title)) :].strip() if tab.startswith(tidy(title)) else ""
        if rest[:1] in ("-", "|", "–", "—", "·", ":") and not re.search(r"\s[-|–—·:]\s", rest[1:]):
            return [rest[1:].strip()]
    return []


def _meta(root: Element) -> Values:
    """Name → contents of meta elements, and of microdata as ``itemprop:name``; names in lower case."""
    found: Values = {}
    for element in root.iter("meta", "link", "time", "span", "div", "p", "abbr"):
        prop = element.get("itemprop")
        names = [f"itemprop:{name}" for name in (prop or "").lower().split() if name.startswith("date")]
        if element.tag == "meta":
            names += [name.strip().lower() for key in ("property", "name", "http-equiv") if (name := element.get(key))]
        if not names or (prop and _in_comment(element)):
            continue
        content = (
            element.get("content") or element.get("datetime") or (one_line(element) if element.tag != "meta" else "")
        )
        for name in names if content and len(content) <= 1_000 else ():
            found.setdefault(name, []).append(content.strip())
    return found


def _in_comment(element: Element) -> bool:
    return any("comment" in (above.get("class") or "").lower() for above in (element, *element.iterancestors()))


def _values(meta: Values, *names: str) -> list[str]:
    return [value for name in names for value in meta.get(name, [])[:1]]


def _first(meta: Values, *names: str) -> str | None:
    return next((tidy(value) for value in _values(meta, *names) if tidy(value)), None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name behind it ("Bridge closed - The Ostrel Post")."""
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    if mark and head and outlet and (plain(tail) in plain(outlet) or plain(outlet) in plain(tail)):
        return head.strip()
    return title


def _address(root: Element, meta: Values, url: str | None) -> str | None:
    """The page's canonical address, if it is one of the same site; else the address it was found at."""
    link = next((e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()), None)
    for stated in (link, *_values(meta, "og:url")):
        address = _absolute(stated, url)
        if address and (url is None or (_site_of(address) == _site_of(url) and not _is_front(address, url))):
            return address
    return url


def _absolute(stated: str | None, url: str | None) -> str | None:
    try:
        address = urljoin(url or "", (stated or "").strip())
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None


def _site_of(address: str) -> str:
    try:
        return re.sub(r"^(?:www\d?|m|amp|mobile|edition)\.", "", urlsplit(address).hostname or "")
    except ValueError:
        return ""


def _is_front(address: str, url: str) -> bool:
    return urlsplit(address).path in ("", "/") and urlsplit(url).path not in ("", "/")

"""Who prints: one canonical name for a news agency or outlet, whatever it is called in print or on the web."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from whosays.data import rows
from whosays.model import Reading, Report
from whosays.words.agencies import agencies, state_agencies

# A newspaper that no table knows still says in its own name what it is.
_MASTHEAD = (
    r"(?:[A-Z][\w’'&.-]*\s+){1,4}(?:Times-News|Times|News|Post|Herald|Tribune|Journal|Gazette|Chronicle|Courier|Newswire"
    r"|Observer|Examiner|Inquirer|Dispatch|Telegram|Advertiser|Standard|Mirror|Daily|Today|TV|Radio|Magazine|Blog)"
)
_GENERIC = frozenset("www blog blogs news newsroom press media com org net gov edu info int biz".split())
_OTHER = re.compile(r"\W+")
_TRADES = frozenset("agency news newswire press service services wire".split())  # what an agency's name is said without


@lru_cache(maxsize=16_384)
def squash(name: str) -> str:
    """Letters and digits of a name, lower case, without a leading article: what spelling and spacing leave the same."""
    bare = re.sub(r"^(?:the|a)\s+", "", name.strip(), flags=re.IGNORECASE)
    return _OTHER.sub("", bare).lower()


@dataclass(frozen=True, slots=True)
class Names:
    """Known publishers: canonical names by squashed name, web host and path word; a pattern for text.

    ``local`` are the names that only this story's reports bring; in a text that prints none of them the tables' pattern does.
    ``short`` are the forms in which these outlets sign a text: their initials, or their name without its trade.
    """

    by_name: dict[str, str]
    by_host: dict[str, str]
    by_path: dict[str, str]
    pattern: str
    local: frozenset[str]
    short: dict[str, str]

    def pattern_for(self, text: str) -> str:
        """A pattern for any of the names that stand in a text."""
        return self.pattern if any(word in text for word in self.local) else _tables_alone()

    def canonical(self, name: str | None) -> str | None:
        """The one name for a publisher; an unknown one keeps its own name, without a leading article."""
        if not name or not name.strip():
            return None
        bare = re.sub(r"^(?:(?:the|The)\s+|www\.)", "", name.strip())
        return self.by_name.get(squash(bare)) or self.host(bare.lower()) or bare

    def known(self, name: str) -> str | None:
        """Canonical name of a publisher that the tables or the story know, else ``None``."""
        return self.by_name.get(squash(name))

    def signed(self, name: str) -> str | None:
        """Who signs a text so: an outlet of the story by its short form, else whom the tables or the story know by the name."""
        return self.short.get(squash(name)) or self.known(name)

    def known_prefix(self, name: str) -> str | None:
        """The longest run of a phrase's first words that is a known publisher."""
        words = name.strip(" .,;").split()
        return next(
            (found for end in range(len(words), 0, -1) if (found := self.known(" ".join(words[:end]).strip(" .,;")))),
            None,
        )

    def host(self, host: str) -> str | None:
        """The publisher behind a web host, by its longest known suffix."""
        parts = host.removeprefix("www.").split(".")
        if len(parts) < 2:
            return None
        return next(
            (self.by_host[end] for i in range(len(parts) - 1) if (end := ".".join(parts[i:])) in self.by_host), None
        )

    def outlet(self, report: Report) -> str | None:
        """Who published a report: its outlet, else the owner of its web address, else the host itself."""
        if report.outlet:
            return self.canonical(report.outlet)
        host = web_host(report.url)
        return (self.host(host) or host) if host else None

    def is_agency(self, name: str | None) -> bool:
        """Is this canonical name a news agency's?"""
        return name in agencies()

    def is_wire(self, name: str | None) -> bool:
        """Is it an agency that sells its copy? A state's own agency is as often a party that is quoted."""
        return name in agencies() and name not in state_agencies()


def web_host(url: str | None) -> str | None:
    """Host of a web address without ``www.``; ``None`` where there is none or the address is malformed."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@cache
def _tables() -> tuple[tuple[tuple[str, str], ...], dict[str, str], dict[str, str]]:
    spelled = [(form, name) for name, forms in agencies().items() for form in forms]
    hosts: dict[str, str] = {}
    paths: dict[str, str] = {}
    for name, aliases, web in rows("lineage_outlets"):
        spelled += [(form, name) for form in (name, *aliases.split("|")) if form]
        hosts.update((host, name) for host in web.split("|") if host)
    for name, web, marks in rows("lineage_wire_addresses"):
        hosts.update((host, name) for host in web.split("|") if host)
        paths.update((mark, name) for mark in marks.split("|") if mark)
    return tuple(spelled), hosts, paths


def story_names(readings: Sequence[Reading]) -> Names:
    """Publishers from the tables and from the reports' own outlets; a short name that two share names neither."""
    spelled, hosts, paths = _tables()
    reports = [reading.report for reading in readings]
    local = [(outlet, outlet) for report in reports if (outlet := report.outlet) and "." not in outlet]
    local += [(form, host) for form, host in _parties(readings, hosts)]
    owners: dict[str, set[str]] = {}
    for form, name in spelled:
        owners.setdefault(squash(form), set()).add(name)
    by_name = {form: min(names) for form, names in owners.items() if len(names) == 1 and form}
    for form, name in dict.fromkeys(local):
        by_name.setdefault(squash(form), re.sub(r"^(?:the|The)\s+", "", name))
    forms = [form for form, _ in (*spelled, *local) if squash(form) in by_name]
    own = frozenset(_bare(form).split()[0] for form, _ in local if squash(form) in by_name and _bare(form).split())
    outlets = {re.sub(r"^(?:the|The)\s+", "", name) for _, name in local}
    return Names(by_name, hosts, paths, _alternation(forms), own, _short_forms(outlets, by_name))


def _short_forms(outlets: Iterable[str], by_name: dict[str, str]) -> dict[str, str]:
    """ "CNS" and "Corvin" for the only outlet of a story that is a Corvin News Service; two letters only where no table has them."""
    found: dict[str, set[str]] = {}
    for outlet in outlets:
        words = outlet.split()
        bare = list(words)
        while len(bare) > 1 and bare[-1].lower() in _TRADES:
            bare.pop()
        initials = "".join(word[0] for word in words if word[0].isupper()).lower()
        without = squash(" ".join(bare))
        for form in {initials, without}:
            known = form in by_name and not (form == initials and len(form) > 2)
            if len(form) > 1 and len(words) > 1 and len(bare) < len(words) and not known:
                found.setdefault(form, set()).add(by_name.get(squash(outlet), outlet))
    return {form: min(names) for form, names in found.items() if len(names) == 1}


def _parties(readings: Sequence[Reading], hosts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Organisations that speak on a site of their own: their name as the other reports print it, and the site's host.

    A ministry's or a firm's own page is a report like any other; reports that cite the organisation cite that page.
    """
    owners: dict[str, str] = {}
    for reading in readings:
        host = web_host(reading.report.url)
        if (
            host
            and not reading.report.outlet
            and not any(host == known or host.endswith(f".{known}") for known in hosts)
        ):
            owners.update(
                (squash(label), host) for label in host.split(".") if len(label) >= 3 and label not in _GENERIC
            )
    for reading in readings:
        for mention in reading.mentions:
            form = reading.report.text[mention.start : mention.end]
            if mention.kind == "organisation" and mention.form == "name" and squash(form) in owners:
                yield form, owners[squash(form)]


def _bare(form: str) -> str:
    """A name without its leading article."""
    return re.sub(r"^(?:the|The)\s+", "", form)


@cache
def _tables_alone() -> str:
    """A pattern for the publishers of the tables; a short name that two share names neither."""
    spelled, _, _ = _tables()
    owners: dict[str, set[str]] = {}
    for form, name in spelled:
        owners.setdefault(squash(form), set()).add(name)
    return _alternation(form for form, _ in spelled if squash(form) and len(owners[squash(form)]) == 1)


def _alternation(forms: Iterable[str]) -> str:
    """A pattern for any of the names as printed, longest first, or for what calls itself a newspaper."""
    bare = {_bare(form) for form in forms}
    known = sorted((form for form in bare if len(form) > 1), key=lambda form: (-len(form), form))
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in known)
    return rf"(?:{words}|{_MASTHEAD})(?![\w-])"

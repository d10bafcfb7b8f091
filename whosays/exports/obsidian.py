"""A folder of Markdown notes for Obsidian: the story, its people, organisations, places, reports and disputes, linked with one another.

The front matter is YAML whose texts are quoted as JSON quotes them; what comes from reports is escaped, so that no name can open a
link, a tag or a tag of HTML of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whosays.exports.annotation import source_of
from whosays.exports.texts import file_name, utf8
from whosays.model import Claim, Entity, Finding, Record, Report
from whosays.render.intervals import when
from whosays.render.markdown import escape
from whosays.render.story import Story, story_of
from whosays.render.wording import KIND_WORDS, chain, count, counts, on_one_line, words_of

VOICES = 20  # claims quoted for a side of a dispute; how many more there are is said
FOLDERS = {"person": "People", "organisation": "Organisations", "place": "Places", "facility": "Places"}
UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Vault:
    """The story and the path of the note of each thing, without its suffix."""

    story: Story
    notes: Mapping[str, str]
    says: Mapping[str, list[Claim]]
    about: Mapping[str, list[Claim]]
    prints: Mapping[str, list[Claim]]

    def link(self, id: str, label: str) -> str:
        """A link to the note of a thing, shown as ``label``; plain text where it has no note."""
        return f"[[{self.notes[id]}|{_alias(label)}]]" if id in self.notes else _words(label)


def files(record: Record) -> dict[str, bytes]:
    """Every note by its path in the folder."""
    story = story_of(record)
    cast = [one for one in record.entities if one.kind in FOLDERS and any(m.form == "name" for m in one.mentions)]
    shown = [finding for finding in record.findings if finding.shown]
    vault = Vault(story, _paths(story, cast, shown), *_claims(record))
    notes = {record.story.id: _story(vault, cast, shown)}
    notes |= {report.id: _report(vault, report, cast) for report in record.reports}
    notes |= {entity.id: _entity(vault, entity) for entity in cast}
    notes |= {finding.id: _dispute(vault, finding) for finding in shown}
    return {vault.notes[id] + ".md": utf8("\n".join(lines) + "\n") for id, lines in notes.items()}


def _claims(record: Record) -> tuple[dict[str, list[Claim]], dict[str, list[Claim]], dict[str, list[Claim]]]:
    """Claims by the entities that say them, by those they are about, and by the report that prints them."""
    says: dict[str, list[Claim]] = {}
    about: dict[str, list[Claim]] = {}
    prints: dict[str, list[Claim]] = {}
    for claim in record.told:
        prints.setdefault(claim.report, []).append(claim)
        for one in dict.fromkeys(source.entity for step in claim.chain for source in step.sources if source.entity):
            says.setdefault(one, []).append(claim)
        parts = [claim.place, *(argument.entity for argument in claim.arguments)]
        for part in dict.fromkeys(parts):
            if part:
                about.setdefault(part, []).append(claim)
    return says, about, prints


def _paths(story: Story, cast: Iterable[Entity], shown: Iterable[Finding]) -> dict[str, str]:
    """A path for each note; two of one name are numbered, also across folders, since a link may name the note alone."""
    record, taken = story.record, set[str]()
    paths = {record.story.id: file_name(record.story.title or "Story", taken, otherwise="story")}
    for report in record.reports:
        label = f"{story.labels[report.id]} – {report.title}" if report.title else story.labels[report.id]
        paths[report.id] = "Reports/" + file_name(label, taken, otherwise=report.id)
    for entity in cast:
        paths[entity.id] = f"{FOLDERS[entity.kind]}/" + file_name(entity.name, taken, otherwise=entity.id)
    for finding in shown:
        paths[finding.id] = "Disputes/" + file_name(finding.question, taken, otherwise=finding.id)
    return paths


def _front(values: Mapping[str, object]) -> Iterator[str]:
    """YAML front matter; what is absent is left out."""
    yield "---"
    for name, value in values.items():
        if value not in (None, [], ""):
            yield f"{name}: {_yaml(value)}"
    yield "---"
    yield ""


def _yaml(value: object) -> str:
    """A value in the JSON that YAML reads too; what YAML does not print is escaped."""
    return UNPRINTABLE.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(value, ensure_ascii=False))


def _plain(text: str | None) -> str | None:
    """A text of the front matter that is no link."""
    return text.replace("[[", "[ [") if text else None


def _alias(text: str) -> str:
    """What a link shows: nothing in it may end the link."""
    return on_one_line(text).translate(str.maketrans("[]|<>`%$", "()/‹›'％＄"))


def _story(vault: Vault, cast: Iterable[Entity], shown: Iterable[Finding]) -> Iterator[str]:
    record = vault.story.record
    yield from _front(
        {
            "type": "story",
            "id": record.story.id,
            "title": _plain(record.story.title),
            "first_published": record.story.first_published,
            "last_published": record.story.last_published,
            "tags": ["whosays/story"],
        }
    )
    yield f"# {_words(record.story.title or 'Untitled story')}"
    yield f"\n{escape(' · '.join(counts(record)))}\n"
    for sentence in record.brief.sentences:
        reports = dict.fromkeys(passage.report for passage in sentence.passages)
        links = ", ".join(vault.link(one, vault.story.labels.get(one, one)) for one in reports)
        yield f"{_words(sentence.text)} ({links})\n" if links else f"{_words(sentence.text)}\n"
    yield from _list("Disputes", (vault.link(one.id, one.question) for one in shown))
    yield from _list("Cast", (vault.link(one.id, one.name) for one in cast))
    yield from _list("Timeline", _dated(vault))
    yield from _list("Reports", (vault.link(one.id, vault.story.labels[one.id]) for one in record.reports))


def _dated(vault: Vault) -> Iterator[str]:
    statements = {one.id: one for one in vault.story.record.propositions}
    for entry in vault.story.record.timeline:
        said = "; ".join(_words(statements[one].statement) for one in entry.propositions if one in statements)
        if said:
            yield f"**{escape(when(entry.earliest, entry.latest, entry.zone, entry.grain))}** {said}"


def _report(vault: Vault, report: Report, cast: Iterable[Entity]) -> Iterator[str]:
    yield from _front(
        {
            "type": "report",
            "id": report.id,
            "title": _plain(report.title),
            "outlet": _plain(report.outlet),
            "url": report.url if source_of(report.id, report.url) == report.url else None,
            "published": report.published.value,
            "story": f"[[{vault.notes[vault.story.record.story.id]}]]",
            "tags": ["whosays/report"],
        }
    )
    yield f"# {_words(report.title or report.source)}\n"
    yield from _list("Says", (_claim(vault, claim) for claim in vault.prints.get(report.id, ())))
    named = [one for one in cast if any(mention.report == report.id for mention in one.mentions)]
    yield from _list("Names", (vault.link(one.id, one.name) for one in named))
    yield "## Text\n"
    for line in report.text.splitlines():
        yield f"> {_words(line)}" if line.strip() else ">"


def _entity(vault: Vault, entity: Entity) -> Iterator[str]:
    texts = vault.story.texts
    forms = {on_one_line(texts.get(m.report, "")[m.start : m.end]) for m in entity.mentions if m.form == "name"}
    yield from _front(
        {
            "type": entity.kind,
            "id": entity.id,
            "aliases": [_plain(form) for form in sorted(forms - {entity.name})],
            "location": [entity.place.latitude, entity.place.longitude] if entity.place else None,
            "wikidata": entity.links.wikidata,
            "geonames": entity.links.geonames,
            "tags": [f"whosays/{entity.kind}"],
        }
    )
    yield f"# {_words(entity.name)}\n"
    reports = dict.fromkeys(mention.report for mention in entity.mentions)
    yield from _list("In", (vault.link(one, vault.story.labels.get(one, one)) for one in reports))
    yield from _list("Says, or is said to say", (_claim(vault, claim) for claim in vault.says.get(entity.id, ())))
    yield from _list("Said of it", (_claim(vault, claim) for claim in vault.about.get(entity.id, ())))
    yield from _list(
        "Merged", (f"{_words(m.a)} / {_words(m.b)}: {m.judgement}, {_words(m.reason)}" for m in entity.merges)
    )


def _dispute(vault: Vault, finding: Finding) -> Iterator[str]:
    yield from _front(
        {
            "type": "dispute",
            "id": finding.id,
            "kind": finding.kind,
            "slot": finding.slot,
            "story": f"[[{vault.notes[vault.story.record.story.id]}]]",
            "tags": [f"whosays/{finding.kind}"],
        }
    )
    yield f"# {_words(finding.question)}\n"
    yield f"*{KIND_WORDS[finding.kind]}: {finding.slot}*\n"
    for side in finding.readings:
        given = [vault.story.claims[one] for one in side.claims if one in vault.story.claims]
        more = [f"and {count(len(given) - VOICES, 'more claim')}"] if len(given) > VOICES else []
        yield from _list(_words(side.answer), (*(_claim(vault, claim) for claim in given[:VOICES]), *more))
    yield f"Computation: {_words(finding.computation)}\n"
    if finding.reconciled_by:
        yield f"Both can hold: {_words(finding.reconciled_by)}\n"
    yield from _list("From outside the reports", (f"{_words(o.fact)} ({_words(o.source)})" for o in finding.outside))


def _claim(vault: Vault, claim: Claim) -> str:
    """The words of a claim, who says so, how surely, and the report."""
    words = _words(words_of(vault.story, claim.report, claim.spans))
    link = vault.link(claim.report, vault.story.labels.get(claim.report, claim.report))
    return f"“{words}” — {_words(chain(vault.story, claim))}, {claim.factuality} ({link})"


def _words(text: str) -> str:
    """Text as Obsidian shows it: Markdown escaped, no tags, no comments, no formulas."""
    return re.sub(r"([#$%^=])", r"\\\1", escape(text).replace("\\#", "#").replace("\\=", "="))


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    """A heading and its list; nothing where there is none."""
    given = list(items)
    if given:
        yield f"## {heading}\n"
        yield from (f"- {item}" for item in given)
        yield ""

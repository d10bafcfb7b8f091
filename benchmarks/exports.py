"""Are all exports valid? ``python -m benchmarks.exports RECORD…|FOLDER…`` validates every format over records and prints a table.

Each format is read back by its own library where there is one (pyarrow, python-docx, icalendar, networkx, prov, csv, PyYAML) or
checked against its schema: JSON Schemas in ``benchmarks/export_schemas.json``, FollowTheMoney's schemata in
``benchmarks/ftm_schemata.tsv`` (``scripts/validate_ftm.py`` does the same with the library itself). Without arguments the example
story is read and told. Exits 1 where anything is not valid.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from time import perf_counter
from typing import Any

from whosays.exports import FORMATS
from whosays.exports.tables import by_name
from whosays.exports.texts import FORMULA, for_xml, one_line
from whosays.model import Record
from whosays.record import decode
from whosays.render.wording import on_one_line

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "night-train"
Files = Mapping[str, bytes]
PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
ACTS = frozenset(
    {"certain", "expected", "denied", "unconfirmed"}
)  # RECORD: no row for what could, might or possibly will be
ELSEWHERE = re.compile(
    r"""<(?:script|img|link|iframe|source|audio|video)\b[^>]*(?:src|href)\s*=|@import|url\(\s*["']?https?:"""
)


def only(files: Files) -> bytes:
    """The one file of a format that has one."""
    (content,) = files.values()
    return content


@lru_cache(maxsize=1)
def schemas() -> dict[str, Any]:
    """JSON Schemas by format."""
    loaded: dict[str, Any] = json.loads((HERE / "export_schemas.json").read_text(encoding="utf-8"))
    return loaded


def against_schema(name: str, plain: object) -> Iterator[str]:
    """Where a JSON value does not keep the schema of its format."""
    import jsonschema

    for error in jsonschema.Draft202012Validator(schemas()[name]).iter_errors(plain):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


# ------------------------------------------------------------------------------------------------ pages
class Tags(HTMLParser):
    """Which tags are left open, and the text outside scripts and styles."""

    VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def text(record: Record, files: Files) -> Iterator[str]:
    """Plain text holds the title and every sentence of the brief."""
    shown = " ".join(only(files).decode("utf-8").split())
    for sentence in record.brief.sentences:
        if on_one_line(sentence.text) not in shown:
            yield f"a sentence of the brief is missing: {sentence.text[:60]}"


def md(record: Record, files: Files) -> Iterator[str]:
    """Markdown: nothing in it is read as HTML, a title stands on top."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(only(files).decode("utf-8"))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    yield from (f"holds {kind}" for kind in sorted(kinds & {"html_block", "html_inline", "image"}))
    if not tokens or tokens[0].type != "heading_open":
        yield "no title on top"


def html(record: Record, files: Files) -> Iterator[str]:
    """HTML: every tag closed, nothing asked for from elsewhere."""
    page, tags = only(files).decode("utf-8"), Tags()
    tags.feed(page)
    yield from tags.faults
    yield from (f"asks for {found[0][:80]}" for found in ELSEWHERE.finditer(page))


def json_record(record: Record, files: Files) -> Iterator[str]:
    """JSON: the same record comes back, and it keeps the published schema."""
    import jsonschema

    from whosays.record import schema

    if decode(only(files)) != record:
        yield "another record comes back"
    for error in jsonschema.Draft202012Validator(schema()).iter_errors(json.loads(only(files))):
        yield error.message[:200]


def docx(record: Record, files: Files) -> Iterator[str]:
    """Word: python-docx opens it, every sentence of the brief stands in it, its parts have fixed dates."""
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(only(files))) as archive:
        yield from (f"{part.filename} is dated" for part in archive.infolist() if part.date_time[0] != 1980)
    whole = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(only(files))).paragraphs)
    for sentence in record.brief.sentences:
        if for_xml(on_one_line(sentence.text)) not in whole:
            yield f"a sentence of the brief is missing: {sentence.text[:60]}"


def obsidian(record: Record, files: Files) -> Iterator[str]:
    """Obsidian: every front matter is YAML, every link leads to a note, no two notes share a name on any file system."""
    import yaml

    notes = {name.removesuffix(".md") for name in files}
    if len({note.casefold() for note in notes}) != len(notes):
        yield "two notes share a name"
    for name, content in files.items():
        page = content.decode("utf-8")
        _, front, body = page.split("---\n", 2)
        about = yaml.safe_load(front)
        if not isinstance(about, dict) or not about.get("type"):
            yield f"{name}: no front matter"
        if re.search(r'[\\:*?"<>|#^\[\]]', name) or len(name.encode()) > 160:
            yield f"{name}: not a file name everywhere"
        for target in re.findall(r"(?<!\\)\[\[([^|\]]+)(?:\|[^\]]*)?\]\]", front + body):
            if target not in notes:
                yield f"{name}: links to {target!r}, which is not there"


# ------------------------------------------------------------------------------------------------ tables
def csv_tables(record: Record, files: Files) -> Iterator[str]:
    """CSV: the rows of the tables come back, and no cell is a formula."""
    for name, table in by_name(record).items():
        page = files[f"{name}.csv"].decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(page, newline=""))
        if header != [column.name for column in table.columns] or len(rows) != len(table.rows):
            yield f"{name}: other columns or rows"
        for row, given in zip(rows, table.rows, strict=False):
            for shown, value in zip(row, given, strict=True):
                if isinstance(value, str) and shown not in (value, "'" + value):
                    yield f"{name}: {value!r} came back as {shown!r}"
                if FORMULA.match(shown) and not isinstance(value, int | float):
                    yield f"{name}: {shown!r} is a formula"


def parquet(record: Record, files: Files) -> Iterator[str]:
    """Parquet: pyarrow reads the same rows with their types."""
    from pyarrow import parquet as reader

    for name, table in by_name(record).items():
        read = reader.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pydict()
        rows = list(zip(*read.values(), strict=True)) if table.rows else []
        if list(read) != [column.name for column in table.columns] or rows != list(table.rows):
            yield f"{name}: other rows come back"


def plover(record: Record, files: Files) -> Iterator[str]:
    """PLOVER: one row for each coded event, known codes and statuses, no row on what only could be."""
    rows = list(csv.DictReader(io.StringIO(only(files).decode("utf-8"), newline=""), dialect="excel-tab"))
    coded = [event for event in record.events if event.code is not None]
    strength = {claim.id: claim.factuality for claim in record.claims}
    if len(rows) != len(coded) or len({row["event_id"] for row in rows}) != len(rows):
        yield f"{len(rows)} rows for {len(coded)} events"
    for row in rows:
        if row["event_type"] not in PLOVER or row["status"] not in ("occurred", "intended", "denied", "alleged"):
            yield f"{row['event_type']} {row['status']}: not PLOVER's"
        if not {strength[claim] for claim in row["claims"].split()} <= ACTS:
            yield f"{row['event_id']}: only could be"
        if None in row or any("\n" in value or "\t" in value for value in row.values()):
            yield f"{row['event_id']}: not one line"


# ------------------------------------------------------------------------------------------------ graphs
@lru_cache(maxsize=1)
def ftm_schemata() -> tuple[dict[str, frozenset[str]], dict[str, dict[str, tuple[str, str, bool]]]]:
    """What each schema is, and its properties with type, range, and whether they are required."""
    kinds: dict[str, frozenset[str]] = {}
    properties: dict[str, dict[str, tuple[str, str, bool]]] = {}
    for line in (HERE / "ftm_schemata.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        schema, name, kind, target, required = line.split("\t")
        if kind == "is":
            kinds[schema] = frozenset(target.split())
        else:
            properties.setdefault(schema, {})[name] = (kind, target, required == "yes")
    return kinds, properties


VALUES = {
    "date": re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?"),
    "url": re.compile(r"https?://\S+"),
    "number": re.compile(r"-?\d+(\.\d+)?(e-?\d+)?"),
    "language": re.compile(r"[a-z]{3}"),
    "identifier": re.compile(r"\S(.*\S)?"),
    "name": re.compile(r"\S(.*\S)?"),
}


def ftm(record: Record, files: Files) -> Iterator[str]:
    """FollowTheMoney: known schemata and properties, required ones there, links to entities of the right kind.

    The table of schemata is made from the library's own model; ``scripts/validate_ftm.py`` asks the library itself.
    """
    kinds, properties = ftm_schemata()
    rows = [json.loads(line) for line in only(files).decode("utf-8").splitlines()]
    schema_of = {row["id"]: row["schema"] for row in rows}
    if len(schema_of) != len(rows):
        yield "an id stands twice"
    for row in rows:
        known = properties.get(row["schema"], {})
        yield from (
            f"{row['schema']} needs {name}"
            for name, (_, _, required) in known.items()
            if required and not row["properties"].get(name)
        )
        for name, values in row["properties"].items():
            kind, target, _ = known.get(name, ("nothing", "", False))
            if kind == "nothing":
                yield f"{row['schema']} has no {name}"
            for value in values:
                if kind == "entity" and target not in kinds.get(schema_of.get(value, ""), ()):
                    yield f"{row['schema']}.{name}: {value} is no {target}"
                if kind in VALUES and not VALUES[kind].fullmatch(value):
                    yield f"{row['schema']}.{name}: {value!r} is no {kind}"


def annotation(record: Record, files: Files) -> Iterator[str]:
    """Web Annotation: keeps its schema, and both selectors of each annotation find the same words."""
    plain = json.loads(only(files))
    yield from against_schema("annotation", plain)
    texts = {f"urn:whosays:report:{one.id}": one.text for one in record.reports}
    texts |= {one.url: one.text for one in record.reports if one.url}
    items = plain["first"]["items"]
    if len(items) != sum(len(claim.spans) for claim in record.claims) or len({one["id"] for one in items}) != len(
        items
    ):
        yield "not one annotation for each span"
    of_claim = {claim.id: claim.report for claim in record.claims}
    by_id = {report.id: report.text for report in record.reports}
    for item in items:
        quote, position = item["target"]["selector"]
        whole = by_id[of_claim[item["id"].split(":")[-2]]]
        found = quote["prefix"] + quote["exact"] + quote["suffix"]
        if whole[position["start"] : position["end"]] != quote["exact"] or found not in whole:
            yield f"{item['id']}: the selectors disagree"
        if item["target"]["source"] not in texts:
            yield f"{item['id']}: no report is {item['target']['source']}"


def prov(record: Record, files: Files) -> Iterator[str]:
    """PROV: the library reads it and writes it back equal; every statement is there, nothing dangles."""
    from prov.model import ProvDocument

    content = only(files).decode("utf-8")
    document = ProvDocument.deserialize(content=content, format="json")
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    if document != again:
        yield "another document comes back"
    plain = json.loads(content)
    statements = sum(len(claim.chain) for claim in record.told)
    if len(plain.get("entity", {})) != statements + len(record.reports):
        yield "not one entity for each report and each step of each claim"
    for edge in plain.get("wasDerivedFrom", {}).values():
        if not {edge["prov:generatedEntity"], edge["prov:usedEntity"]} <= plain["entity"].keys():
            yield f"dangles: {edge}"
    for edge in plain.get("wasAttributedTo", {}).values():
        if edge["prov:entity"] not in plain["entity"] or edge["prov:agent"] not in plain["agent"]:
            yield f"dangles: {edge}"


def gexf(record: Record, files: Files) -> Iterator[str]:
    """GEXF: networkx reads a directed network with every statement in it."""
    import networkx

    network = networkx.read_gexf(io.BytesIO(only(files)))
    if not network.is_directed():
        yield "not directed"
    labels = {data["label"] for _, data in network.nodes(data=True)}
    for proposition in record.propositions:
        if for_xml(one_line(proposition.statement)) not in labels:
            yield f"a statement is missing: {proposition.statement[:60]}"
    if record.claims and not network.number_of_nodes():
        yield "empty"


# ------------------------------------------------------------------------------------------------ drafts, maps, days
def claimreview(record: Record, files: Files) -> Iterator[str]:
    """ClaimReview: keeps its schema, and nothing in it rates."""
    plain = json.loads(only(files))
    yield from against_schema("claimreview", plain)
    rated = {"reviewRating", "ratingValue", "bestRating", "alternateName", "reviewBody"}
    yield from (f"holds {key}" for key in sorted(rated.intersection(_keys(plain))))


def _keys(plain: object) -> Iterator[str]:
    if isinstance(plain, dict):
        yield from plain
        for value in plain.values():
            yield from _keys(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _keys(value)


def geojson(record: Record, files: Files) -> Iterator[str]:
    """GeoJSON: keeps RFC 7946, ids differ, every leg is there, and candidates are no plain lines."""
    plain = json.loads(only(files))
    yield from against_schema("geojson", plain)
    features = plain["features"]
    if len({one["id"] for one in features}) != len(features):
        yield "an id stands twice"
    legs = [one for one in features if one["properties"]["what"] == "leg"]
    if len(legs) != sum(len(journey.legs) for journey in record.itinerary):
        yield "a leg is missing"
    status = {one["id"]: one["properties"]["status"] for one in legs}
    for line in (one["properties"] for one in features if one["properties"]["what"] == "line"):
        ends = {status[line["from"]], status[line["to"]]}
        if "denied" in ends or ("candidate" in ends and line["status"] != "candidate"):
            yield f"a line is surer than its ends: {line}"


def timelinejs(record: Record, files: Files) -> Iterator[str]:
    """TimelineJS: keeps its schema, slides have ids of their own, no text is HTML of a report."""
    plain = json.loads(only(files))
    yield from against_schema("timelinejs", plain)
    slides = [slide["unique_id"] for slide in plain["events"]]
    if len(set(slides)) != len(slides):
        yield "an id stands twice"
    for slide in plain["events"]:
        if re.search(r"<(?!/?p>)", slide["text"]["headline"] + slide["text"]["text"]):
            yield f"{slide['unique_id']}: holds a tag"


def ics(record: Record, files: Files) -> Iterator[str]:
    """iCalendar: the library reads it without a complaint; lines end and fold as RFC 5545 has it; ids differ."""
    from icalendar import Calendar

    content = only(files)
    calendar = Calendar.from_ical(content)
    lines = content.split(b"\r\n")
    if b"\n" in content.replace(b"\r\n", b"") or lines[-1] != b"" or any(len(line) > 75 for line in lines):
        yield "a line is too long or ends wrongly"
    uids = [str(part["UID"]) for part in calendar.subcomponents]
    if not uids or len(set(uids)) != len(uids):
        yield "no entry, or an id stands twice"
    for part in calendar.walk():
        yield from (f"{part.name}: {error}" for error in getattr(part, "errors", ()))
        for name in ("DTSTART", "DTEND", "DTSTAMP"):
            if name in part and part[name].dt is None:
                yield f"{name} is no date"
        if part.name == "VEVENT" and (
            "DTSTAMP" not in part or "DTSTART" not in part or str(part["STATUS"]) != "TENTATIVE"
        ):
            yield "an event without DTSTAMP, DTSTART or STATUS"
    if Calendar.from_ical(calendar.to_ical()).to_ical() != calendar.to_ical():
        yield "another calendar comes back"


VALIDATORS: dict[str, Callable[[Record, Files], Iterator[str]]] = {
    "text": text,
    "md": md,
    "html": html,
    "json": json_record,
    "csv": csv_tables,
    "parquet": parquet,
    "docx": docx,
    "obsidian": obsidian,
    "ftm": ftm,
    "annotation": annotation,
    "prov": prov,
    "claimreview": claimreview,
    "plover": plover,
    "geojson": geojson,
    "timelinejs": timelinejs,
    "gexf": gexf,
    "ics": ics,
}


def faults(record: Record, name: str, files: Files) -> list[str]:
    """What is wrong with an export; empty where it is valid."""
    return list(VALIDATORS[name](record, files))


def records(given: list[str]) -> Iterator[tuple[str, Record]]:
    """The records of these files and folders; the example story's where none is given."""
    if not given:
        from whosays.ingest import read_paths
        from whosays.pipeline import read_report, tell

        yield EXAMPLE.name, tell([read_report(report) for report in read_paths([EXAMPLE]).reports])
    for name in given:
        path = Path(name)
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            yield file.stem, decode(file.read_bytes())


def main() -> int:
    told = list(records(sys.argv[1:]))
    wrong = 0
    print(f"{'format':<12}{'valid':>8}{'files':>8}{'kB':>10}{'s':>8}")
    for form in FORMATS:
        valid = count = size = 0
        seconds = 0.0
        for name, record in told:
            start = perf_counter()
            files = dict(form.files(record))
            seconds += perf_counter() - start
            found = faults(record, form.name, files)
            if dict(form.files(record)) != files:
                found.append("other bytes the second time")
            valid += not found
            count, size = count + len(files), size + sum(map(len, files.values()))
            for fault in found[:5]:
                print(f"  {form.name}: {name}: {fault}", file=sys.stderr)
        wrong += len(told) - valid
        print(f"{form.name:<12}{f'{valid}/{len(told)}':>8}{count:>8}{size / 1000:>10.0f}{seconds:>8.2f}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The codec and the checks: canonical bytes, exact round trip, clear errors, spans and references."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factory
from whosays.check import broken_references, broken_spans, count_spans
from whosays.model import Quantity, Record, Report, Span
from whosays.record import InvalidRecord, _written_at_once, _written_with_care, decode, encode, pack, schema, unpack

# The fields that the record's contract requires, type by type. Fields may be added to the types, none dropped.
CONTRACT = {
    "Record": "record_version generator story reports entities times quantities claims relations propositions findings "
    "lineage timeline itinerary events brief notices",
    "Generator": "whosays models settings_sha256",
    "Model": "name version sha256",
    "StoryHeader": "id title first_published last_published",
    "Report": "id source outlet title url language published text segments",
    "Published": "value status evidence candidates",
    "DateCandidate": "value evidence",
    "Segment": "start end role",
    "Entity": "id kind name links place mentions merges",
    "Links": "wikidata geonames",
    "Coordinates": "latitude longitude radius_km",
    "EntityMention": "report start end form inferred reason",
    "Merge": "a b judgement reason",
    "Time": "id report start end type value mod anchor earliest latest zone grain",
    "Quantity": "id report start end low high approx unit of",
    "Claim": "id report spans predicate predicate_span arguments polarity factuality factuality_score attribution chain "
    "times place quantities alternatives as_of quote",
    "Argument": "role entity start end",
    "Step": "sources role stance cue content inherited",
    "Source": "entity name start end cue",
    "Alternative": "what spans",
    "Interval": "earliest latest",
    "Relation": "a b kind reason",
    "Proposition": "id statement claims origins independent_sources independent_sources_entailed status",
    "Origin": "name entity claims how stance",
    "Finding": "id kind slot question readings computation reconciled_by reports outside shown",
    "Side": "answer claims independent_sources",
    "OutsideFact": "fact source",
    "Lineage": "groups edges",
    "OriginGroup": "origin reports evidence",
    "LineageEdge": "from to kind spans",
    "TimelineEntry": "earliest latest zone grain claims propositions",
    "Itinerary": "traveller legs",
    "Leg": "place earliest latest claims after status",
    "Event": "actors code recipients date place status background claims",
    "Brief": "sentences",
    "BriefSentence": "text claims propositions findings passages",
    "Passage": "report start end",
    "Span": "start end",
    "Notice": "kind report source message",
}
LATER = ("decisions", "event_chains", "opinions")  # fields that a record may lack: it was written before there were any
ADDED = (*LATER, "embedded")


def with_claim(number: int, **changed: object) -> Record:
    """The story with one claim changed."""
    record = factory.story()
    claims = list(record.claims)
    claims[number] = replace(claims[number], **changed)  # type: ignore[arg-type]
    return replace(record, claims=tuple(claims))


# ------------------------------------------------------------------------------------------------ bytes
def test_round_trip_is_exact() -> None:
    """A record decoded from its own bytes is the same record, and encodes to the same bytes."""
    record = factory.story()
    data = encode(record)
    assert decode(data) == record
    assert encode(decode(data)) == data


@given(st.text(), st.text(), st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)))
def test_round_trip_of_any_string_and_number(text: str, name: str, low: float | None) -> None:
    """Whatever characters and finite numbers a record holds, they come back."""
    record = factory.story()
    report = replace(record.reports[0], text=text, source=name)
    quantity = replace(record.quantities[0], low=low)
    record = replace(record, reports=(report,), quantities=(quantity,))
    assert decode(encode(record)) == record


def test_keys_stand_in_declared_order() -> None:
    """The order of keys is that of the types, at the top and below."""
    plain = json.loads(encode(factory.story()))
    assert list(plain) == [*CONTRACT["Record"].split(), *LATER]
    assert list(plain["reports"][0]) == CONTRACT["Report"].split()
    assert list(plain["lineage"]["edges"][0]) == ["from", "to", "kind", "spans"]


def test_bytes_are_utf8_with_one_newline_at_the_end() -> None:
    """Letters stand as themselves, and the file ends like a text file."""
    record = replace(factory.story(), story=replace(factory.story().story, title="Fähre \u2028 渡船"))
    data = encode(record)
    assert "Fähre \u2028 渡船".encode() in data
    assert data.endswith(b"}\n")
    assert not data.endswith(b"\n\n")


def test_a_float_field_is_always_a_float() -> None:
    """An int in a float field is written as the float it equals, so that equal records give equal bytes."""
    record = factory.story()
    whole = replace(record, quantities=(replace(record.quantities[0], low=12), *record.quantities[1:]))
    assert whole == record
    assert encode(whole) == encode(record)
    assert b'"low": 12.0' in encode(whole)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_cannot_hold_are_refused(number: float) -> None:
    """A number that is not finite would come back as null; it is refused instead."""
    record = factory.story()
    with pytest.raises(InvalidRecord, match="not finite"):
        encode(replace(record, quantities=(replace(record.quantities[0], low=number),)))


def test_lone_surrogates_are_refused_in_words() -> None:
    """Half a character cannot be written as UTF-8, and the message says which."""
    with pytest.raises(InvalidRecord, match=r"U\+D800"):
        encode(replace(factory.story(), story=replace(factory.story().story, title="\ud800")))


def test_a_value_of_the_wrong_type_is_not_written() -> None:
    """Encoding checks the types, so that no record is written that cannot be read."""
    with pytest.raises(InvalidRecord, match=r"\$\.claims\[0\]\.factuality"):
        encode(with_claim(0, factuality="sure"))


def test_packed_values_come_back() -> None:
    """What goes between processes is the same value on the other side."""
    report = factory.story().reports[0]
    assert unpack(pack(report), Report) == report


# ------------------------------------------------------------------------------------------------ refusals
def edited(edit: Callable[[Any], object]) -> bytes:
    """The story's JSON after an edit."""
    plain = json.loads(encode(factory.story()))
    edit(plain)
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    "edit, path",
    [
        (lambda r: r["claims"][1].pop("chain"), "$.claims[1]"),
        (lambda r: r["claims"][0].update(polarity="plus"), "$.claims[0].polarity"),
        (lambda r: r["claims"][0]["spans"][0].update(start="4"), "$.claims[0].spans[0].start"),
        (lambda r: r["lineage"]["edges"][0].update({"from": 7}), "$.lineage.edges[0].from"),
        (
            lambda r: r["lineage"]["edges"][0].update(from_report=r["lineage"]["edges"][0].pop("from")),
            "$.lineage.edges[0]",
        ),
        (lambda r: r.update(lineage=[]), "$.lineage"),
        (lambda r: r.update(record_version=2), "$.record_version"),
        (lambda r: r.update(record_version=True), "$.record_version"),
    ],
)
def test_a_fault_is_named_with_its_path(edit: Callable[[Any], object], path: str) -> None:
    """The first fault of a record is told with the JSON path where it stands."""
    with pytest.raises(InvalidRecord) as caught:
        decode(edited(edit))
    assert caught.value.path == path


def test_another_version_is_named() -> None:
    """A record of a later version is refused with both versions."""
    with pytest.raises(InvalidRecord, match="version 2, this whosays reads version 1"):
        decode(edited(lambda record: record.update(record_version=2)))


@pytest.mark.parametrize("data", [b"", b"{", b"null", b"[]", b"7", b'"text"', b"\xff\xfe", b"{}", b"[" * 100_000])
def test_bytes_that_are_no_record_are_refused(data: bytes) -> None:
    """Anything else than a record gives the same kind of error, never another exception."""
    with pytest.raises(InvalidRecord):
        decode(data)


def test_added_fields_are_passed_over() -> None:
    """A record with a field that this version does not know can be read."""
    assert decode(edited(lambda record: record.update(map="…"))) == factory.story()


def test_a_byte_order_mark_is_no_fault() -> None:
    """Some programs save JSON with a BOM."""
    assert decode(b"\xef\xbb\xbf" + encode(factory.story())) == factory.story()


def test_a_record_without_event_chains_is_read() -> None:
    """A record written before events were chained has none, and is a record."""
    assert decode(edited(lambda record: record.pop("event_chains"))).event_chains == ()


# ------------------------------------------------------------------------------------------------ schema
def test_schema_has_every_field_of_the_contract() -> None:
    """The schema derived from the types requires each field that the contract names."""
    types = schema()["$defs"]
    for name, fields in CONTRACT.items():
        assert set(fields.split()) <= set(types[name]["required"]), name


def test_schema_describes_the_json_that_is_written() -> None:
    """Objects of the JSON have exactly the properties that the schema gives their type."""
    derived = schema()
    types = derived["$defs"]

    def walk(value: Any, described: dict[str, Any]) -> None:
        if "$ref" in described:
            described = types[described["$ref"].removeprefix("#/$defs/")]
        options = described.get("anyOf", [described])
        if isinstance(value, dict):
            (fitting,) = [o for o in options if "$ref" in o or o.get("type") == "object"]
            fitting = types[fitting["$ref"].removeprefix("#/$defs/")] if "$ref" in fitting else fitting
            assert list(value) == list(fitting["properties"])
            assert [name for name in value if name not in ADDED] == fitting["required"]
            for name, inner in value.items():
                walk(inner, fitting["properties"][name])
        elif isinstance(value, list):
            (fitting,) = [o for o in options if o.get("type") == "array"]
            places = fitting.get("prefixItems") or [fitting["items"]] * len(value)
            for item, place in zip(value, places, strict=True):
                walk(item, place)

    walk(json.loads(encode(factory.story())), {"$ref": derived["$ref"]})


def test_schema_fixes_the_version() -> None:
    """A validator with this schema refuses another version."""
    assert schema()["$defs"]["Record"]["properties"]["record_version"] == {"const": 1}


# ------------------------------------------------------------------------------------------------ checks
def test_a_sound_record_has_no_faults() -> None:
    """The story made by hand keeps the contract."""
    record = factory.story()
    assert broken_spans(record) == ()
    assert broken_references(record) == ()
    assert count_spans(record) > 30


def test_a_span_outside_the_text_is_told() -> None:
    """A span that ends behind the text is broken, with path, bounds and length of the text."""
    (fault,) = broken_spans(with_claim(0, spans=(Span(3, 9999),)))
    assert fault.startswith("$.claims[0].spans[0]: [3, 9999)")
    assert str(len(factory.POST)) in fault


def test_a_blank_span_is_told() -> None:
    """A span that holds only white space is evidence of nothing."""
    start = factory.POST.index("\n\n")
    assert "is blank" in broken_spans(with_claim(0, spans=(Span(start, start + 2),)))[0]


def test_spans_inside_a_claim_belong_to_its_report() -> None:
    """A cue has no report of its own; moved into the shorter report its claim's spans fall outside."""
    faults = broken_spans(with_claim(2, report="r2"))
    assert any(fault.startswith("$.claims[2].spans[0]") for fault in faults)
    assert any(fault.startswith("$.claims[2].hedges[0]") for fault in faults)


def test_half_a_span_is_told() -> None:
    """A start without an end points at nothing; neither is a slot that the text leaves open."""
    argument = factory.story().claims[0].arguments[0]
    assert broken_spans(with_claim(0, arguments=(replace(argument, end=None),)))
    assert not broken_spans(with_claim(0, arguments=(replace(argument, start=None, end=None),)))


def test_what_must_have_evidence_and_has_none_is_told() -> None:
    """A claim without a span and a sentence of the brief without a passage are faults."""
    record = with_claim(0, spans=())
    sentence = replace(record.brief.sentences[0], passages=())
    faults = broken_spans(replace(record, brief=replace(record.brief, sentences=(sentence,))))
    assert len(faults) == 2


def test_a_span_of_an_unknown_report_is_told() -> None:
    """A report that is not in the record has no text to point at."""
    assert "unknown report 'r9'" in broken_spans(with_claim(0, report="r9"))[0]


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"times": ("t9",)}, "$.claims[0].times: no 't9' among the times"),
        ({"place": "e9"}, "$.claims[0].place: no 'e9' among the entities"),
        ({"report": "r9"}, "$.claims[0].report: no 'r9' among the reports"),
        ({"id": "c2"}, "$.claims: the id 'c2' stands twice"),
        ({"id": "c9"}, "$.propositions[0].claims: no 'c1' among the claims"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told(changed: dict[str, object], words: str) -> None:
    """Ids are unique, and every id that is pointed at is there."""
    assert words in broken_references(with_claim(0, **changed))


def test_edges_are_told_under_their_json_names() -> None:
    """The path of a fault is the path in the JSON, where an edge has ``from`` and ``to``."""
    record = factory.story()
    edge = replace(record.lineage.edges[0], from_report="r9")
    faults = broken_references(replace(record, lineage=replace(record.lineage, edges=(edge,))))
    assert faults == ("$.lineage.edges[0].from: no 'r9' among the reports",)


def test_quantities_keep_open_ends() -> None:
    """An open bound is null, not a number."""
    quantity = decode(encode(factory.story())).quantities[1]
    assert isinstance(quantity, Quantity)
    assert quantity.high is None


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False))
def test_the_quick_way_of_writing_gives_the_same_bytes(text: str, number: float) -> None:
    """A record is written at once where that gives the very line that is written value by value, and is read back as what is held of it."""
    record = factory.story()
    quantity = replace(record.quantities[0], low=number)
    told = replace(record, reports=(replace(record.reports[0], text=text),), quantities=(quantity,))
    (at_once, again), with_care = _written_at_once(told), _written_with_care(told)
    assert at_once is None or (at_once == with_care and decode(at_once) == again)
    assert _written_at_once(record)[0] is not None


def test_a_text_that_looks_like_a_key_stays_as_it_is() -> None:
    """Renaming the keys of an edge touches no text."""
    text = 'he wrote {"from_report":1}'
    told = replace(factory.story(), story=replace(factory.story().story, title=text))
    assert decode(encode(told)).story.title == text


def test_no_list_of_a_record_holds_fractions() -> None:
    """Numbers that may need care in writing stand behind a key, where they are looked for."""
    assert '"items": {"type": "number"' not in json.dumps(schema())
    assert '"type": "number"' in json.dumps(schema())

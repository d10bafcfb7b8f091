"""The API: every verb answers as its description says, changes need a token, and what is wrong is said in words."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import schemathesis
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from tests import factory
from tests.api_double import TOKEN, StillWorks, WorksHere, served
from tests.api_tried import Tried
from tests.conftest import excerpts
from whosays.model import DecisionKind, Record
from whosays.record import decode, encode
from whosays.render.excerpts import Quoting
from whosays.render.narrowing import Narrowed
from whosays.store import Incoming, Store
from whosays.web.api.messages import KindOfStory
from whosays.web.api.negotiation import accepted
from whosays.web.api.openapi import description
from whosays.web.api.problems import MEDIA_TYPE, Refused
from whosays.web.api.verbs import Api
from whosays.web.app import application
from whosays.web.deciding import POINTING
from whosays.web.exporting import zipped
from whosays.web.guard import HEADERS, Access
from whosays.web.jobs.work import Works
from whosays.web.shelves.records import RecordShelf
from whosays.web.shelves.stored import StoreShelf

HOST = "http://127.0.0.1:8765"
BEARER = {"authorization": f"Bearer {TOKEN}"}
STORY = "/api/stories/ferry"


def shelf_of(folder: Path, **records: Record) -> RecordShelf:
    """A shelf of these records by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in records.items():
        (folder / f"{name}.json").write_bytes(encode(record))
    return RecordShelf.of([folder], folder=folder)


@pytest.fixture
def shelf(tmp_path: Path) -> RecordShelf:
    """A shelf with the ferry story."""
    return shelf_of(tmp_path / "stories", ferry=factory.story())


@pytest.fixture
def client(shelf: RecordShelf) -> TestClient:
    """A client whose work never begins."""
    access = Access.of(("127.0.0.1",), 8765, token=TOKEN)
    return TestClient(application(shelf, access, StillWorks(shelf.keep)), base_url=HOST, follow_redirects=False)


# ------------------------------------------------------------------------------------------------ the description
def test_every_route_is_described_and_every_description_has_a_route(shelf: RecordShelf, client: TestClient) -> None:
    """The table of verbs and the description name the same addresses and methods, and each address is routed."""
    table = Api(shelf, Works()).operations()
    described = client.get("/api/openapi.json").json()["paths"]
    routed = {(f"/api{one.path.replace(':int}', '}')}", one.method.lower()) for one in table}
    assert routed == {(path, method) for path, methods in described.items() for method in methods}
    assert len({one.name for one in table}) == len(table)
    assert all(one.summary.endswith(".") for one in table)
    for path, method in routed:
        address = path.format(story="ferry", claim="c1", form="json", number=1, line=1)
        answer = client.request(method, address, headers=BEARER)
        assert "there is no such address" not in answer.text, address
        assert answer.status_code != 405, address


def test_the_description_is_valid_openapi() -> None:
    """It fits the schema of OpenAPI 3.1, and every reference in it leads to a schema."""
    app = served(factory.story())
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "127.0.0.1:8765"})
    schema.validate()
    plain = schema.raw_schema
    names = set(plain["components"]["schemas"])
    wanted = {piece.partition('"')[0] for piece in json.dumps(plain).split("#/components/schemas/")[1:]}
    assert wanted <= names
    for one in plain["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(one)


def test_the_description_is_the_same_every_time(shelf: RecordShelf) -> None:
    """It is a function of the table: no order of a hash and no clock is in it."""
    table = Api(shelf, Works()).operations()
    assert json.dumps(description(table)) == json.dumps(description(table))


@pytest.mark.parametrize("mode", GenerationMode)
def test_made_up_requests_are_answered_as_described(mode: GenerationMode, tmp_path: Path) -> None:
    """Whatever is sent, valid or not, each verb answers with a status and a body that the description names, never with 500 or above."""
    tried = Tried.of(served(factory.story(), folder=tmp_path))
    for verb in tried.verbs:
        tried.send(verb, mode, 5)
    assert sum(tried.statuses.values()) > 50
    assert tried.faults == Counter()


# ------------------------------------------------------------------------------------------------ reading
def test_the_record_is_the_record(client: TestClient) -> None:
    """The address of a story gives the canonical bytes of its record; another version has to be there."""
    answer = client.get(STORY)
    assert decode(answer.content) == factory.story()
    assert answer.content == encode(factory.story())
    assert client.get(f"{STORY}?version=2").status_code == 404


@pytest.mark.parametrize(
    "accept, media",
    [
        ("*/*", "application/json"),
        ("text/plain", "text/plain"),
        ("text/markdown;q=0.9, text/html;q=0.2", "text/markdown"),
        ("application/json;q=0, */*;q=0.1", "text/plain"),
        ("text/html, application/json;q=0.9", "text/html"),
    ],
)
def test_a_brief_comes_in_the_form_that_is_accepted(client: TestClient, accept: str, media: str) -> None:
    """The Accept header decides, and a page with a policy of its own comes as a file."""
    answer = client.get(f"{STORY}/brief", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert ("content-disposition" in answer.headers) == (media == "text/html")
    for name in HEADERS:
        assert name in answer.headers


def test_the_form_of_a_brief_can_be_said(client: TestClient) -> None:
    """``format`` comes before the Accept header; what nobody can make is refused."""
    answer = client.get(f"{STORY}/brief?format=md", headers={"accept": "application/json"})
    assert answer.headers["content-type"].startswith("text/markdown")
    assert client.get(f"{STORY}/brief", headers={"accept": "image/png"}).status_code == 406
    with pytest.raises(Refused, match="a brief comes as"):
        accepted("text/plain;q=0, */*;q=0")


def test_every_excerpt_is_what_the_report_prints(client: TestClient) -> None:
    """Wherever words are quoted, they are the characters of the report that stand at the offsets given."""
    texts = {report.id: report.text for report in factory.story().reports}

    for path in ("brief", "claims", "findings?all=true", "claims/c1"):
        found = list(excerpts(client.get(f"{STORY}/{path}").json()))
        assert found, path
        for one in found:
            assert texts[one["report"]][one["start"] : one["end"]] == one["words"]


def test_claims_are_narrowed(client: TestClient) -> None:
    """By whom they are about, who says them, status, outlet and words; all filters hold at once; a page is a part of all."""
    record = factory.story()
    every = client.get(f"{STORY}/claims").json()
    assert every["total"] == len(every["claims"]) == len(record.claims)
    page = client.get(f"{STORY}/claims?offset=1&limit=1").json()
    assert page["total"] == every["total"]
    assert page["claims"] == every["claims"][1:2]
    assert client.get(f"{STORY}/claims?offset=900").json()["claims"] == []
    ledger = client.get(f"{STORY}/claims?outlet=island+ledger").json()["claims"]
    assert {one["excerpts"][0]["outlet"] for one in ledger} == {"Island Ledger"}
    said = client.get(f"{STORY}/claims?said_by=transport+ministry").json()["claims"]
    assert said
    assert all("Transport Ministry" in one["said_by"] for one in said)
    for status in {one.status for one in record.propositions}:
        for one in client.get(f"{STORY}/claims?status={status}").json()["claims"]:
            assert status in {stated["status"] for stated in one["propositions"]}
    assert client.get(f"{STORY}/claims?entity=nobody+at+all").json()["total"] == 0


def test_claims_about_somebody_are_those_that_name_them() -> None:
    """A name's words stand in a row in a name or mention of the entity; part of a word is no name; an id is exact."""
    quoting = Quoting.of(factory.story())
    ferry = next(entity for entity in quoting.record.entities if "Maribel" in entity.name)
    by_name = [claim.id for claim in quoting.claims(Narrowed(entity="maribel"))]
    assert by_name
    assert by_name == [claim.id for claim in quoting.claims(Narrowed(entity=ferry.id))]
    assert not list(quoting.claims(Narrowed(entity="marib")))
    assert not list(quoting.claims(Narrowed(entity="  ")))


def test_a_claim_is_traced_to_where_it_comes_from(client: TestClient) -> None:
    """Its chain step by step with the words that name each source, its origins, and the reports its report draws on."""
    traced = client.get(f"{STORY}/claims/c1").json()
    assert [link["role"] for link in traced["chain"]] == [step.role for step in factory.story().claims[0].chain]
    assert traced["claim"]["said_by"] == "Harbour Post ← Transport Ministry"
    assert [one["id"] for one in traced["propositions"]] == ["p1"]
    later = client.get(f"{STORY}/claims/c4").json()
    assert later["drawn_on"] == [{"kind": "cites", "report": "r1", "outlet": "Harbour Post"}]
    assert client.get(f"{STORY}/claims/none").status_code == 404


def test_findings_come_with_the_words_of_each_side(client: TestClient) -> None:
    """What is shown first; ``all`` adds what was kept and is not shown."""
    shown = client.get(f"{STORY}/findings").json()["findings"]
    everything = client.get(f"{STORY}/findings?all=true").json()["findings"]
    assert {one["id"] for one in everything} == {finding.id for finding in factory.story().findings}
    assert {one["id"] for one in shown} == {finding.id for finding in factory.story().findings if finding.shown}
    assert shown[0]["replies"][0]["claims"][0]["excerpts"][0]["words"]


def test_a_question_is_answered_with_its_words(client: TestClient) -> None:
    """The answer of ``whosays ask``; no word, no question."""
    answer = client.get(f"{STORY}/ask", params={"q": "What did the Maribel strike?"}).json()
    assert answer["answer"]["question"] == "What did the Maribel strike?"
    assert len(answer["excerpts"]) == len(answer["answer"]["passages"])
    assert client.get(f"{STORY}/ask?q=12").status_code == 422
    assert client.get(f"{STORY}/ask").status_code == 422


def test_versions_and_changes(client: TestClient, shelf: RecordShelf) -> None:
    """Versions by number, and what changed between two of them."""
    first = factory.story()
    shelf.keep("ferry", replace(first, propositions=first.propositions[:1]))
    versions = client.get(f"{STORY}/versions").json()
    assert versions["versions"] == [one["version"] for one in versions["tellings"]] == [1, 2]
    assert all(one["told"].endswith("+00:00") for one in versions["tellings"])
    told = client.get(f"{STORY}/changes").json()
    assert (told["since"], told["until"]) == (1, 2)
    assert told["difference"]["changes"]
    back = client.get(f"{STORY}/changes?since=2&until=2").json()
    assert back["difference"]["changes"] == []
    assert client.get(f"{STORY}/changes?since=9").status_code == 404


def test_an_archive_of_several_files_is_the_same_every_time() -> None:
    """A zip archive holds the files by name and no time of its making."""
    files = {"b.csv": b"2", "a.csv": b"1"}
    made = zipped(files)
    assert made == zipped(dict(reversed(files.items())))
    assert zipfile.ZipFile(io.BytesIO(made)).namelist() == ["a.csv", "b.csv"]


def test_a_record_is_exported(client: TestClient) -> None:
    """One file comes as it is, under a name; several come as one archive; both as downloads."""
    one = client.get(f"{STORY}/export/geojson")
    assert one.json()["type"] == "FeatureCollection"
    assert one.headers["content-disposition"] == 'attachment; filename="ferry.geojson"'
    several = client.get(f"{STORY}/export/csv")
    assert several.headers["content-type"] == "application/zip"
    assert "claims.csv" in zipfile.ZipFile(io.BytesIO(several.content)).namelist()


def test_an_export_that_is_not_there_is_said(client: TestClient) -> None:
    """A format nobody knows is a problem in words."""
    answer = client.get(f"{STORY}/export/crystal-ball")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_records_in_files_cannot_be_searched(client: TestClient) -> None:
    """A search needs the index of a store, and the problem says so."""
    answer = client.get("/api/search?q=ferry")
    assert answer.status_code == 404
    assert "needs a store" in answer.json()["detail"]


def test_a_store_is_searched(tmp_path: Path) -> None:
    """What ``whosays search`` finds, with the passages of the reports; filters alone are enough, nothing at all is not."""
    record, when, path = factory.story(), "2031-05-08T09:00:00+00:00", tmp_path / "news.db"
    with Store.open(path) as store:
        store.add([Incoming(report) for report in record.reports], when=when)
        for report in record.reports:
            store.assign(report.id, record.story.id, reason="given together", when=when)
        store.keep_record(record.story.id, record, when=when)
    stored = StoreShelf(path)
    client = TestClient(application(stored, Access.of(("127.0.0.1",), 8765), StillWorks()), base_url=HOST)
    hits = client.get("/api/search?q=pier").json()["hits"]
    assert {hit["kind"] for hit in hits} == {"claim", "report"}
    texts = {report.id: report.text for report in record.reports}
    for hit in hits:
        for match in hit["matches"]:
            assert texts[match["report"]][match["start"] : match["end"]].lower() == "pier"
    assert {hit["kind"] for hit in client.get("/api/search?outlet=Island+Ledger&kind=report").json()["hits"]} == {
        "report"
    }
    assert client.get("/api/search").status_code == 422
    assert client.get("/api/search?q=pier&since=tomorrow").status_code == 422


# ------------------------------------------------------------------------------------------------ changing
@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}, {"authorization": ""},
     {"authorization": f"Bearer {TOKEN}", "origin": "http://elsewhere.example"},
     {"origin": HOST, "sec-fetch-site": "same-origin"}],
)  # fmt: skip
def test_a_change_needs_the_token(client: TestClient, headers: dict[str, str]) -> None:
    """Without it, with another one, or from a page of another site nothing changes; the refusal is a problem."""
    body = {"text": "The ferry sailed."}
    answer = client.post("/api/reports", json=body, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert client.get("/api/jobs").json() == {"jobs": []}


def test_a_page_of_ours_may_change_with_its_session(client: TestClient) -> None:
    """The session's cookie with our own origin does what the token does."""
    ours = {"origin": HOST, "sec-fetch-site": "same-origin"}
    assert client.post("/session", data={"token": TOKEN}, headers=ours).status_code == 303
    assert client.post("/api/reports", json={"text": "The ferry sailed."}, headers=ours).status_code == 202
    assert client.post("/api/reports", json={"text": "The ferry sailed."}).status_code == 403


def test_a_public_server_tells_only_who_bears_the_token(shelf: RecordShelf) -> None:
    """Reading needs the token, too, and names of other hosts are not answered; both are problems in JSON."""
    access = Access.of(("127.0.0.1",), 8765, token=TOKEN, private=True)
    client = TestClient(application(shelf, access, StillWorks(shelf.keep)), base_url=HOST)
    answer = client.get("/api/stories")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert client.get("/api/stories", headers=BEARER).json()["total"] == 1
    assert (
        client.get("/", headers=BEARER).status_code == 401 or "Begin a session" in client.get("/", headers=BEARER).text
    )
    elsewhere = client.get("/api/stories", headers={**BEARER, "host": "evil.example"})
    assert elsewhere.status_code == 421
    assert elsewhere.json()["status"] == 421


@pytest.mark.parametrize(
    "sent, status, words",
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "not JSON"),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400, "not JSON"),
        ({"json": ["text"]}, 422, "JSON object"),
        ({"json": {"text": "  "}}, 422, "text: "),
        ({"json": {"text": "The ferry sailed.", "storey": "ferry"}}, 422, "“storey” is not known here"),
        ({"json": {"text": "The ferry sailed.", "story": "none"}}, 404, "no such story"),
        ({"json": {"text": 7}}, 422, "Expected `str`"),
        ({"content": b"text", "headers": {"content-type": "text/plain"}}, 415, "multipart/form-data"),
        ({"files": {"file": ("a.txt", b"The ferry sailed.")}}, 422, "“files”"),
        ({"data": {"story": "ferry"}, "files": {"files": ("", b"")}}, 422, "nothing was given"),
    ],
)
def test_what_is_wrong_with_new_reports_is_said(
    client: TestClient, sent: dict[str, object], status: int, words: str
) -> None:
    """Each wrong request has its status and a sentence that names what is wrong."""
    headers = {**BEARER, **sent.pop("headers", {})}  # type: ignore[dict-item]
    answer = client.post("/api/reports", headers=headers, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
    assert words in answer.json()["detail"]
    assert answer.json()["title"]


def test_too_much_is_not_read(client: TestClient) -> None:
    """More than 32 MiB are refused with a problem."""
    answer = client.post(
        "/api/reports", headers={**BEARER, "content-type": "application/json"}, content=b" " * (33 * 2**20)
    )
    assert (answer.status_code, answer.headers["content-type"]) == (413, MEDIA_TYPE)


def test_a_job_can_be_followed_and_ended(client: TestClient) -> None:
    """The answer says where the job is; ended once, it stays ended."""
    answer = client.post(
        "/api/reports", files=[("files", ("a.txt", b"The ferry sailed."))], data={"one_story": "true"}, headers=BEARER
    )
    assert answer.status_code == 202
    address = answer.headers["location"]
    assert client.get(address).json()["state"] == "running"
    assert client.delete(address, headers=BEARER).json()["state"] == "cancelled"
    assert client.delete(address, headers=BEARER).json()["state"] == "cancelled"
    assert client.get("/api/jobs/99").status_code == 404
    assert client.delete("/api/jobs/99", headers=BEARER).status_code == 404


def test_a_decision_is_kept_and_the_story_told_again(client: TestClient, shelf: RecordShelf) -> None:
    """The decision stands in the story's decisions, and a job tells it; what is about nothing is refused."""
    body = {"decision": "dismiss", "about": "f1", "by": "Ann", "reason": "two counts of two days"}
    answer = client.post(f"{STORY}/decisions", json=body, headers=BEARER)
    assert answer.status_code == 202
    assert answer.json()["story"] == "ferry"
    (kept,) = client.get(f"{STORY}/decisions").json()["decisions"]
    assert (kept["decision"], kept["by"], kept["reason"]) == ("dismiss", "Ann", "two counts of two days")
    assert client.post(f"{STORY}/decisions", json={**body, "about": "f99"}, headers=BEARER).status_code == 409
    assert client.post(f"{STORY}/decisions", json={**body, "decision": "guess"}, headers=BEARER).status_code == 422
    assert len(shelf.sheaf("ferry").decisions) == 1


def test_a_decision_is_taken_back(client: TestClient, shelf: RecordShelf) -> None:
    """By its line in the list; the story is told again, and what is not there is not taken back."""
    body = {"decision": "dismiss", "about": "f1", "by": "Ann", "reason": "two counts of two days"}
    client.post(f"{STORY}/decisions", json=body, headers=BEARER)
    (kept,) = client.get(f"{STORY}/decisions").json()["decisions"]
    place = f"{STORY}/decisions/{kept['line']}"
    assert client.delete(place, headers=BEARER).status_code == 422
    assert client.delete(f"{place}?by=Ann", headers=BEARER).json()["story"] == "ferry"
    assert client.get(f"{STORY}/decisions").json()["decisions"] == []
    assert client.delete(f"{place}?by=Ann", headers=BEARER).status_code == 404


@pytest.mark.parametrize("kind", get_args(DecisionKind))
def test_each_kind_of_decision_is_taken_or_refused(client: TestClient, kind: str) -> None:
    """Those about one story are known here; those about which reports share one are refused in words."""
    body = {"decision": kind, "about": "nothing", "other": "none", "by": "Ann", "reason": "", "value": "x"}
    status = client.post(f"{STORY}/decisions", json=body, headers=BEARER).status_code
    assert status == (409 if kind in POINTING else 422)
    assert set(get_args(KindOfStory)) == set(POINTING)


def test_reports_become_a_story(tmp_path: Path) -> None:
    """From a pasted text to a record that can be asked for, with the same work behind it."""
    shelf = shelf_of(tmp_path / "stories", ferry=factory.story())
    works = WorksHere(shelf.keep)
    client = TestClient(application(shelf, Access.of(("127.0.0.1",), 8765, token=TOKEN), works), base_url=HOST)
    text = "The mayor of Alden closed the bridge on Monday.\n\nTwo people were hurt, police said."
    answer = client.post("/api/reports", json={"text": text, "outlet": "Alden Post"}, headers=BEARER)
    job = client.get(answer.headers["location"]).json()
    assert (job["state"], job["fault"]) == ("done", None)
    (name,) = job["stories"]
    claims = client.get(f"/api/stories/{name}/claims?outlet=alden+post&text=hurt").json()
    assert claims["total"] >= 1
    assert "Two people were hurt" in claims["claims"][0]["excerpts"][0]["words"]

"""Words that stand for events: verbs, event nouns, a few adjectives; and who takes part in them."""

from __future__ import annotations

import pytest

from whosays.data import weights as data_weights
from whosays.data.weights import DamagedWeights, sha256_of
from whosays.event_mentions import event_model, find_event_mentions, weights
from whosays.ingest.formats.text import read_text
from whosays.language import parse
from whosays.mentions import find_mentions
from whosays.model import EventMention
from whosays.words.events import kind_of, look_up, root_of


def found(text: str) -> tuple[EventMention, ...]:
    """Event mentions of a text."""
    parsed = parse(read_text(text.encode(), source="a.txt"))
    return find_event_mentions(parsed, find_mentions(parsed))


def words(text: str) -> list[str]:
    """The words of a text that stand for events."""
    return [text[mention.start : mention.end] for mention in found(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The ferry hit a rock near Selby on Monday.\n", ["hit"]),
        ("A powerful earthquake killed nine people in the valley.\n", ["earthquake", "killed"]),
        ("Police arrested a man after the robbery of a bank in Selby.\n", ["arrested", "robbery"]),
        ("Holm was found dead on Monday, police said.\n", ["found", "dead", "said"]),
        ("The trial of two guards over the explosion opens in Vall today.\n", ["trial", "explosion", "opens"]),
    ],
)
def test_verbs_event_nouns_and_a_few_adjectives(text: str, events: list[str]) -> None:
    """What happens is marked whatever part of speech tells it, by its head word alone; people, things and places are not."""
    assert words(text) == events


def test_things_and_people_are_no_events() -> None:
    """A text of nouns for things, people and places has no event but those its verbs name."""
    assert words("The red house belongs to the mayor of Selby, a lawyer with two dogs.\n") in (["belongs"], [])


def test_what_did_not_happen_is_marked_too() -> None:
    """Denied, planned and conditional events are events: how sure they are is for the claims to say."""
    assert "crash" in words("The airline denied that there had been a crash at Vall.\n")
    assert "buy" in words("Tarsola Steel will buy its rival next year.\n")


def test_participants_stand_in_their_roles() -> None:
    """Subject and "by" phrase act, object and "of" phrase are acted on; a noun takes part through them as a verb does."""

    def heads(text: str, word: str, role: str) -> set[str | None]:
        (mention,) = (m for m in found(text) if text[m.start : m.end] == word)
        return {p.head for p in mention.participants if p.role == role}

    active = "The rebels destroyed the bridge in March.\n"
    assert (heads(active, "destroyed", "agent"), heads(active, "destroyed", "patient")) == ({"rebel"}, {"bridge"})
    passive = "The bridge was destroyed by the rebels.\n"
    assert (heads(passive, "destroyed", "agent"), heads(passive, "destroyed", "patient")) == ({"rebel"}, {"bridge"})
    assert heads("Villagers condemned the destruction of the bridge.\n", "destruction", "patient") == {"bridge"}


def test_a_participant_knows_its_mention() -> None:
    """A participant that is a mention carries its id, so that names of one person are one across reports."""
    parsed = parse(read_text(b"Ida Holm resigned on Monday.\n", source="a.txt"))
    mentions = find_mentions(parsed)
    (resigned,) = (m for m in find_event_mentions(parsed, mentions) if m.word == "resign")
    (holm,) = (m for m in mentions if m.text == "Ida Holm")
    assert [p.mention for p in resigned.participants if p.role == "agent"] == [holm.id]


def test_the_outlets_lines_hold_no_events() -> None:
    """Bylines, credits and boilerplate are not read for events."""
    assert words("By Ida Holm\n\nThe ferry sank.\n") == ["sank"]


@pytest.mark.parametrize(
    ("word", "part", "root"),
    [
        ("acquisition", "n", "acquire"),
        ("takeover", "n", "acquire"),
        ("dead", "a", "die"),
        ("death", "n", "die"),
        ("Resigns", "n", "resign"),
        ("Stopped", "n", "stop"),
        ("zyx", "n", "zyx"),
    ],
)
def test_words_for_one_kind_of_event_share_a_root(word: str, part: str, root: str) -> None:
    """By derivation, by the table of classes, and headline words that look like names by their ending."""
    assert root_of(word, word, part) == root


def test_kinds_are_wordnets() -> None:
    """Verbs and nouns carry the lexicographer file of their first sense; an unknown word has none."""
    assert (look_up("earthquake", "n").kind, kind_of("announce"), look_up("zyx", "n").kind) == (
        "event",
        "communication",
        "",
    )
    assert look_up("earthquake", "n").tenths == 10


def test_the_record_names_the_weights() -> None:
    """The model's digest is that of the file that is read."""
    assert event_model().sha256 == sha256_of("event_mentions.npz")


def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights whose digest differs from the published one are not used, and the message says which file and what to do."""
    weights._weights.cache_clear()
    monkeypatch.setattr(data_weights, "sha256_of", lambda name: "0" * 64)
    with pytest.raises(DamagedWeights, match=r"event_mentions\.npz.*install whosays again"):
        weights.weigh(["l:crash"])
    weights._weights.cache_clear()

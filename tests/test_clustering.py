"""Grouping a stream of reports into stories."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import cluster_stream, one_theme
from benchmarks.long_reports import write_long_reports
from whosays.cli import main
from whosays.clustering import Clusterer, Profile, Settings, Torn, cluster, profile_of
from whosays.clustering.parts import HIGHEST, STEP, Parts

WORDS_ALONE = Settings(vectors=False)
FERRY = (
    "The ferry Kestrel lost power off Sandholm with 210 passengers, harbour master Edda Brink said. Two tugs from Vall reached "
    "the Kestrel by noon and towed her to the quay at Sandholm."
)
FERRY_TOO = (
    "Lights went out on the Kestrel before dawn, passengers from Vall recalled. The harbour master, Edda Brink, praised the "
    "crews of the two tugs that brought the ferry to Sandholm."
)
BUDGET = (
    "Councillors in Great Aldersham voted by nine to four for a levy on second homes. The treasurer, Pia Oss, expects two million "
    "crowns a year for buses and the swimming pool in Larch Lane."
)


def ferry(name: str, day: str | None = "2031-03-04T08:00", text: str = FERRY) -> Profile:
    """A report of one event."""
    return profile_of(name, "Ferry Kestrel adrift off Sandholm", text, day)


def budget(name: str, day: str | None = "2031-03-04T09:00") -> Profile:
    """A report of another."""
    return profile_of(name, "Aldersham taxes second homes", BUDGET, day)


def quake(name: str, place: str, official: str, figure: int, hour: int) -> Profile:
    """One of many earthquakes: who, where and how many are its own, all other words are those of every other."""
    text = (
        f"An earthquake of magnitude {figure / 10} shook {place} at dawn and damaged {figure} houses, {official} said. Rescue teams "
        f"searched the ruins in the old town of {place}. {official} asked people to stay outdoors while the ground was shaking. "
    )
    return profile_of(name, f"Earthquake shakes {place}", text, f"2031-03-04T{hour:02}:00")


def partition(groups: Sequence[object]) -> set[frozenset[str]]:
    """Which reports stand together."""
    return {frozenset(group.reports) for group in groups}  # type: ignore[attr-defined]


def pool() -> list[Profile]:
    """Reports of an invented stream, some of them near-copies of each other."""
    return [one for _, one in cluster_stream.stream(60)]


def test_one_event_is_one_story_and_the_join_says_why() -> None:
    """Reports of one event stand together, those of another apart; a join names what is shared and what was needed."""
    groups = cluster([ferry("a"), ferry("b", text=FERRY_TOO), budget("c")], settings=WORDS_ALONE)
    assert partition(groups) == {frozenset("ab"), frozenset("c")}
    [join] = groups[0].joins
    assert (join.report, join.to, join.days, join.decided) == ("b", "a", 0.0, False)
    assert {"kestrel", "sandholm"} <= set(join.names)
    assert join.mean >= join.threshold == WORDS_ALONE.threshold
    assert 0 < join.cosine < 1


def test_two_events_of_one_type_stay_apart() -> None:
    """Two earthquakes share the words of the trade; who, where and how many tell them apart."""
    one = [quake(f"a{n}", "Quellmark", "Ilse Maarn", 56, n) for n in range(4)]
    other = [quake(f"b{n}", "Tarsola", "Stane Obrecht", 61, n) for n in range(4)]
    groups = cluster([*one, *other], settings=WORDS_ALONE)
    assert partition(groups) == {frozenset(f"{letter}{n}" for n in range(4)) for letter in "ab"}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_arrival_within_an_hour_changes_nothing(seed: int) -> None:
    """Stories, ids, joins and reasons are the same however the reports of an hour arrive, at once or one by one."""
    chance = random.Random(seed)
    reports = [quake(f"q{n}", *chance.choice((("Quellmark", "Ilse Maarn", 56), ("Tarsola", "Stane Obrecht", 61))), 8)
               for n in range(6)]  # fmt: skip
    reports += [ferry("f1"), ferry("f2", text=FERRY_TOO), ferry("f3"), budget("g1", "2031-03-04T08:30")]
    reports = chance.sample(reports, chance.randint(1, len(reports)))
    wanted = cluster(reports, settings=WORDS_ALONE)
    shuffled = chance.sample(reports, len(reports))
    stream = Clusterer(WORDS_ALONE)
    while shuffled:
        cut = chance.randint(1, 3)
        stream.add(shuffled[:cut])
        shuffled = shuffled[cut:]
    assert stream.stories() == wanted


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_batch_and_stream_agree(seed: int) -> None:
    """A stream, hour by hour with a window and in any order within each hour, ends as the batch; live and closed stories."""
    chance = random.Random(seed)
    hours: dict[float, list[Profile]] = {}
    for one in pool():
        hours.setdefault(one.time or 0, []).append(one)
    bounds = Settings(vectors=False, window=0.04)
    stream = Clusterer(bounds, closed=[])
    for hour in sorted(hours):
        for one in chance.sample(hours[hour], len(hours[hour])):
            stream.add([one])
    batch = cluster([one for hour in hours.values() for one in hour], settings=bounds)
    assert (*(stream.closed or ()), *stream.stories()) == batch
    assert stream.closed


def parts_anew(scores: dict[str, dict[str, int]], *, threshold: int, most: int) -> set[frozenset[str]]:
    """The parts of a graph by their definition: what hangs together, at the lowest level where it is few enough."""
    found = set()
    for lead in scores:
        for level in range(threshold, HIGHEST + 1, STEP):
            together, todo = {lead}, [lead]
            while todo:
                near = {other for other, score in scores[todo.pop()].items() if score >= level} - together
                together |= near
                todo += near
            if len(together) <= most:
                break
        found.add(frozenset(together))
    return found


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_parts_are_kept_as_leads_come_and_go(seed: int) -> None:
    """After every lead that comes or goes the parts are those of the graph as it stands, and all that changed are told."""
    chance = random.Random(seed)
    scores: dict[str, dict[str, int]] = {}
    near: dict[str, list[tuple[int, str]]] = {}
    parts = Parts(-200, 3, near, lambda lead: [])
    for number in range(40):
        told = {lead: part.leads for lead, part in parts.of.items()}
        if scores and chance.random() < 0.35:
            lead = chance.choice(sorted(scores))
            for other in scores.pop(lead):
                del scores[other][lead]
        else:
            lead = f"r{number}"
            scores[lead] = {}
            for other in chance.sample(sorted(scores.keys() - {lead}), min(len(scores) - 1, chance.randint(0, 4))):
                scores[lead][other] = scores[other][lead] = chance.randint(-300, 800)
        near.clear()
        near.update(
            {one: sorted((-n, other) for other, n in pairs.items() if n >= -200) for one, pairs in scores.items()}
        )
        for part in parts.renew([lead]):
            told.update(dict.fromkeys(part.leads, part.leads))
        if lead not in scores:
            del told[lead]
        assert {part.leads for part in parts.of.values()} == parts_anew(scores, threshold=-200, most=3)
        assert told == {one: part.leads for one, part in parts.of.items()}


def test_a_state_goes_on_where_it_stopped() -> None:
    """A clusterer of kept bytes answers as the one that wrote them, now and after further reports."""
    reports = pool()
    first = Clusterer(WORDS_ALONE, same=frozenset({("r000001", "r000007")}))
    first.add(reports[:40])
    second = Clusterer.of_state(first.state())
    assert second.stories() == first.stories()
    assert second.add(reports[40:]) == first.add(reports[40:])
    assert second.state() == first.state()
    with pytest.raises(ValueError, match="no state"):
        Clusterer.of_state(b"{}")


def test_corrections_stick() -> None:
    """What people put together stays together and what they keep apart stays apart, whatever comes after."""
    stream = Clusterer(WORDS_ALONE)
    stream.add([ferry("a"), ferry("b"), budget("c")])
    stream.decide(same=[("a", "c")], apart=[("a", "b")])
    stream.add([ferry("d", text=FERRY_TOO), ferry("e"), budget("f")])
    homes = stream.live()
    assert homes["a"] == homes["c"] != homes["b"]
    decided = [join for story in stream.stories() for join in story.joins if join.decided]
    assert [(join.report, join.to) for join in decided] == [("c", "a")]
    assert Clusterer.of_state(stream.state()).live() == homes


def test_decisions_may_come_first_and_must_agree() -> None:
    """A decision about reports yet to come is obeyed when they come; decisions that contradict each other are refused."""
    stream = Clusterer(WORDS_ALONE)
    stream.decide(same=[("a", "c")])
    stream.add([ferry("a")])
    stream.add([budget("c")])
    assert stream.story_of("a") == stream.story_of("c")
    with pytest.raises(Torn, match="a and b"):
        stream.decide(same=[("b", "c")], apart=[("b", "a")])
    assert stream.story_of("a") == stream.story_of("c")


def test_an_open_decision_keeps_its_story_open() -> None:
    """A story waits beyond the window for a report that a person said belongs to it."""
    stream = Clusterer(Settings(vectors=False, window=2.0))
    stream.decide(same=[("a", "late")])
    stream.add([ferry("a"), budget("b", "2031-03-20")])
    assert "a" in stream.live()
    stream.add([ferry("late", "2031-03-21")])
    assert stream.story_of("a") == stream.story_of("late")


def test_a_later_report_merges_two_stories() -> None:
    """What looked like two stories becomes one when a person or a report shows it; the change names both."""
    stream = Clusterer(WORDS_ALONE)
    stream.add([ferry("a"), budget("b")])
    before = set(stream.live().values())
    [change] = stream.decide(same=[("a", "b")])
    assert change.kind == "merged"
    assert set(change.before) == before


def test_a_story_splits() -> None:
    """A report that is kept apart leaves with a story of its own."""
    stream = Clusterer(WORDS_ALONE)
    stream.add([ferry("a"), ferry("b", text=FERRY_TOO)])
    changes = stream.decide(apart=[("a", "b")])
    assert {change.kind for change in changes} == {"split"}
    assert stream.story_of("a") != stream.story_of("b")


def test_an_earlier_report_may_come_late() -> None:
    """A report older than those known takes its place at the head, and the story's id with it, as if it had been in time."""
    stream = Clusterer(WORDS_ALONE)
    stream.add([ferry("b", "2031-03-04T10:00")])
    [change] = stream.add([ferry("a", "2031-03-04T07:00")])
    assert (change.kind, change.new, len(change.before)) == ("grew", ("a",), 1)
    assert stream.stories() == cluster(
        [ferry("a", "2031-03-04T07:00"), ferry("b", "2031-03-04T10:00")], settings=WORDS_ALONE
    )


def test_stories_expire_and_their_words_go() -> None:
    """A story is closed once its last report lies beyond the window, and nothing of it is kept; a later like report starts anew."""
    stream = Clusterer(Settings(vectors=False, window=3.0))
    stream.add([ferry("a"), ferry("b", "2031-03-06")])
    changes = stream.add([budget("c", "2031-03-12")])
    assert (changes[0].kind, changes[0].reports) == ("expired", ("a", "b"))
    assert stream.live().keys() == {"c"}
    assert b"kestrel" not in stream.state()
    [change] = stream.add([ferry("d", "2031-03-12")])
    assert change.kind == "started"


def test_forgetting_a_report_leaves_none_of_its_words() -> None:
    """A report that is taken down is gone with its words; the rest of its story stays a story."""
    stream = Clusterer(WORDS_ALONE)
    stream.add([ferry("a"), ferry("b"), ferry("c", text=FERRY_TOO), budget("g")])
    stream.forget(["a", "g"])
    assert partition(stream.stories()) == {frozenset("bc")}
    assert b"aldersham" not in stream.state()


def test_reports_without_a_date_are_compared_with_all() -> None:
    """A report without a date joins its story; one that begins with a day has that day."""
    groups = cluster([ferry("a"), ferry("b", None, FERRY_TOO), budget("c", None)], settings=WORDS_ALONE)
    assert partition(groups) == {frozenset("ab"), frozenset("c")}
    assert groups[0].joins[0].days is None
    assert profile_of("d", "Ferry adrift", "March 4, 2031. The ferry lost power.", None).time == 22342.5


def test_small_inputs() -> None:
    """No report is no story, one is one; identical reports are one story; empty texts share nothing."""
    assert cluster([], settings=WORDS_ALONE) == ()
    assert partition(cluster([ferry("a")], settings=WORDS_ALONE)) == {frozenset("a")}
    assert partition(cluster([ferry(name) for name in "abc"], settings=WORDS_ALONE)) == {frozenset("abc")}
    empty = [profile_of(name, "", "", None) for name in "ab"]
    assert partition(cluster(empty, settings=WORDS_ALONE)) == {frozenset("a"), frozenset("b")}


def test_thousands_of_near_copies_are_not_compared_all_with_all() -> None:
    """A wire report printed everywhere costs a comparison or two each, in order or not."""
    copies = [ferry(f"c{n:05}", f"2031-03-04T{8 + n % 3:02}:00", f"{FERRY} Page {n}.") for n in range(4_000)]
    stream = Clusterer(WORDS_ALONE)
    stream.add(random.Random(5).sample(copies, 2_000))
    stream.add(copies)
    assert len(set(stream.live().values())) == 1
    assert stream.compared < 4 * len(copies)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_what_is_cut_is_put_together_the_same_in_any_order(seed: int) -> None:
    """Where hardly anything is grouped at once, arrival within an hour, reports taken down, a state kept and people's decisions
    still leave one outcome: that of the reports and decisions there are."""
    chance = random.Random(seed)
    bounds = Settings(vectors=False, most=3)
    kept = chance.sample(pool(), 30)
    gone = [one for one in pool() if one not in kept][:10]
    a, b, c = (one.report for one in chance.sample(kept, 3))
    stream = Clusterer(bounds)
    half = chance.sample([*kept[:15], *gone], 25)
    for one in half:
        stream.add([one])
    stream.decide(apart=[(a, b)])
    stream = Clusterer.of_state(stream.state())
    stream.forget([one.report for one in gone])
    for one in chance.sample(kept, len(kept)):
        stream.add([one])
    stream.decide(apart=[(b, c)])
    wanted = Clusterer(bounds, apart=frozenset({(a, b), (b, c)}))
    wanted.add(kept)
    assert stream.stories() == wanted.stories()
    assert stream.live()[a] != stream.live()[b] != stream.live()[c]


def test_a_story_of_eighty_leads_stays_one_beside_two_of_its_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many reports as are grouped at once, none a copy, are one story; two others, told in the same words of other
    people, places and figures, stay apart from it, and a later report finds it."""
    monkeypatch.setattr(cluster_stream, "PER_STORY", 170)
    chance = random.Random(3)
    names = cluster_stream.invented(chance)
    made: list[Profile] = []
    for story, wanted in enumerate((81, 20, 20)):
        told = cluster_stream.reports_of(cluster_stream.templates()[0], names, chance, 0.0)
        for number, (_, text) in zip(range(wanted), told, strict=False):
            hour = 1 + number % 20
            made.append(profile_of(f"{story}-{number:03}", text[0], " ".join(text[1:]), f"2031-03-04T{hour:02}:00"))
    late = made.pop(80)
    stream = Clusterer(WORDS_ALONE)
    stream.add(chance.sample(made, len(made)))
    assert partition(stream.stories()) == {
        frozenset(one.report for one in made if one.report[0] == story) for story in "012"
    }
    [change] = stream.add([late])
    assert (change.kind, len(change.reports), change.new) == ("grew", 81, (late.report,))


def test_a_stream_of_stories_of_six_types() -> None:
    """The stream of the benchmark, short: hundreds of reports of six types come out as the stories they are."""
    _, right = cluster_stream.run(300, Settings(window=14, vectors=False))
    assert right >= 0.9


@pytest.mark.parametrize("kind", list(one_theme.SETTINGS))
def test_a_stream_of_one_theme_is_cut_into_its_events(kind: str) -> None:
    """Two months of one quarrel, whose reports all name the same dozen people, come out as 25 events and not as one story."""
    (_, _, both), largest = one_theme.measure(1, one_theme.SETTINGS[kind])
    assert both >= one_theme.FLOORS[kind]
    assert largest <= 12


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_theme_is_cut_the_same_in_any_order(seed: int) -> None:
    """What a shared cast is worth follows the reports there are: not their order, nor those taken down, nor a state kept."""
    chance = random.Random(seed)
    theme = [one for _, one in one_theme.write_theme(seed)]
    gone = chance.sample(theme, 25)
    kept = [one for one in theme if one not in gone]
    bounds = Settings(vectors=False, most=chance.choice((4, 40)))
    stream = Clusterer(bounds)
    for one in chance.sample([*kept[::2], *gone], len(kept[::2]) + len(gone)):
        stream.add([one])
    stream = Clusterer.of_state(stream.state())
    stream.forget([one.report for one in gone[:20]])
    for one in chance.sample(kept[1::2], len(kept[1::2])):
        stream.add([one])
    stream.forget([one.report for one in gone[20:]])
    wanted = Clusterer(bounds)
    wanted.add(kept)
    assert stream.stories() == wanted.stories()
    assert len(wanted.stories()) > 10


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_batch_and_stream_of_a_theme_agree(seed: int) -> None:
    """With a window, where reports of other days go as they came, the stream still ends as the batch."""
    theme = [one for _, one in one_theme.write_theme(seed)]
    bounds = Settings(vectors=False, window=14.0, most=random.Random(seed).choice((4, 40)))
    stream = Clusterer(bounds, closed=[])
    for one in theme:
        stream.add([one])
        if random.Random(one.report).random() < 0.05:
            closed, stream = stream.closed, Clusterer.of_state(stream.state())
            stream.closed = closed
    assert (*(stream.closed or ()), *stream.stories()) == cluster(theme, settings=bounds)


def test_what_is_asked_of_a_theme_is_told() -> None:
    """The score that a join shows is what is left of it beside reports of other days: at least what was needed, on average."""
    theme = [one for _, one in one_theme.write_theme(2)]
    joins = [join for story in cluster(theme, settings=WORDS_ALONE) if len(story.reports) == 2 for join in story.joins]
    assert joins
    assert all(join.mean >= join.threshold for join in joins)


def test_a_story_that_lasts_nine_days_stays_one() -> None:
    """Reports of one event over nine days are none of each other's impostors."""
    chance = random.Random(2)
    told = [
        profile_of(f"r{number}", "", text, f"2031-03-{4 + chance.randint(0, 8):02}T{chance.randint(0, 23):02}:00")
        for number, (_, text) in enumerate(write_long_reports(40))
    ]
    for bounds in (WORDS_ALONE, Settings(window=14.0, vectors=False)):
        assert len(cluster(told, settings=bounds)) == 1


def test_the_command_groups_and_obeys(tmp_path: Path) -> None:
    """`cluster -f json` prints {report: story} by file name; `-f text` prints reasons; decisions are obeyed."""
    for name, text in (("one", FERRY), ("two", FERRY_TOO), ("three", BUDGET)):
        (tmp_path / f"{name}.txt").write_text(f"Published: 2031-03-04\n\n{text}\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["cluster", str(tmp_path), "-f", "json"])
    homes = json.loads(found.stdout)
    assert homes["one"] == homes["two"] != homes["three"]
    told = CliRunner().invoke(main, ["cluster", str(tmp_path)]).stdout
    assert "names " in told
    assert "needed" in told
    assert {f"{name}.txt" for name in ("one", "two", "three")} <= set(told.split())  # by the names that were given
    line = {"decision": "different-story", "about": [{"source": "one.txt"}, {"source": "two.txt"}], "by": "E. Brink",
            "on": "2031-03-05", "reason": "two ferries"}  # fmt: skip
    (tmp_path / "decisions.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    again = CliRunner().invoke(main, ["cluster", str(tmp_path), "-f", "json", "-d", str(tmp_path / "decisions.jsonl")])
    assert len(set(json.loads(again.stdout).values())) == 3


def test_rows_go_by_their_own_id(tmp_path: Path) -> None:
    """The rows of a table are told by their ids, those without one by their lines; a row of a headline alone is grouped too."""
    rows = [
        {"id": "x1", "text": FERRY},
        {"text": FERRY_TOO},
        {"id": 4, "title": "Ferry Kestrel adrift off Sandholm", "text": ""},
    ]
    table = tmp_path / "day.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = CliRunner().invoke(main, ["cluster", str(table), "-f", "json"])
    assert found.exit_code == 0
    assert json.loads(found.stdout).keys() == {"x1", "2", "4"}


def test_a_row_does_not_speak_to_the_terminal(tmp_path: Path) -> None:
    """The id of a row is anything its writer likes; what a terminal would obey is not printed."""
    row = {
        "id": "a\x1b]0;owned\x07",
        "text": "A ferry sank off Quellmark on Monday and 12 people died, the police said.",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["cluster", str(tmp_path / "rows.jsonl")])
    assert told.exit_code == 0, told.output
    assert not {"\x1b", "\x07"} & set(told.output)


def test_a_name_of_two_words_alone_joins_nothing() -> None:
    """A museum opens and a bridge closes on one quay on one day: two stories."""
    museum = profile_of(
        "a",
        "Museum opens new wing",
        "The museum on Marlow Quay opened a hall for 200 paintings, its director said.",
        "2031-05-07",
    )
    bridge = profile_of(
        "b",
        "Bridge closed after crack",
        "Inspectors closed the bridge at Marlow Quay when they found a crack.",
        "2031-05-07",
    )
    assert len(cluster([museum, bridge])) == 2

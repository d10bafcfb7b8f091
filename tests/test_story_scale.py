"""The benchmark of a story's growth writes what it says: the same reports at every call, some of them copies, no two alike."""

from __future__ import annotations

from benchmarks.story_scale import STORIES, sentences_of, write_reports


def test_the_reports_are_the_same_at_every_call() -> None:
    """A shorter run takes the first reports of a longer one."""
    story = STORIES / "S01_ferry_accident"
    assert write_reports(story, 30)[:20] == write_reports(story, 20)


def test_the_reports_are_of_one_story_and_differ() -> None:
    """Each has an outlet and a text of its own; reprints share whole paragraphs with an agency's report, the others do not."""
    story = STORIES / "S01_ferry_accident"
    _, told = sentences_of(story)
    assert len(told) > 20
    written = write_reports(story, 20)
    assert len({outlet for outlet, _ in written}) == 20
    assert len({text for _, text in written}) >= 19
    wire = {paragraph for _, text in written[:1] for paragraph in text.strip().split("\n\n")[1:]}
    assert wire & set(written[1][1].strip().split("\n\n"))
    assert not wire & set(written[7][1].strip().split("\n\n"))

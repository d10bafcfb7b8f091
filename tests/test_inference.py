"""The network that reads two sentences side by side: what it answers, that it answers alike whoever asks, and what it refuses."""

from __future__ import annotations

import pytest

from whosays import inference
from whosays.inference import Inference, NoInference, inference_model, open_inference
from whosays.inference import network as network_module

ONE = "No one was hurt in the blast, the mayor said."
OTHER = "Three workers were taken to hospital after the blast."
FAR = "The market opens at six on weekdays."


def test_a_conflict_is_told_from_what_has_nothing_to_do_with_it() -> None:
    """Nobody hurt and three in hospital is a conflict; the hours of the market are none."""
    conflict, peace = open_inference().verdicts([(ONE, OTHER), (ONE, FAR)])
    assert conflict.conflict > 0.5 > peace.conflict
    assert conflict.one_question > 0.5 > peace.one_question


def test_what_says_the_same_is_told_from_what_does_not() -> None:
    """One fact in other words, and a sentence beside it about the same people."""
    told = "All 40 passengers were brought ashore by lifeboat."
    again, beside = open_inference().verdicts(
        [(told, "Lifeboats took the forty people on board to land."), (told, "The passengers had paid 90 euros each.")]
    )
    assert again.same > 0.5 > beside.same


def test_the_order_of_two_sentences_does_not_matter() -> None:
    """A pair has one verdict, whichever sentence is named first and whatever is asked beside it."""
    asked = open_inference()
    (alone,) = asked.verdicts([(ONE, OTHER)])
    inference._KNOWN.clear()
    turned = Inference(inference_model()).verdicts([(FAR, ONE), (OTHER, ONE)])[1]
    assert turned == alone


def test_every_processor_adds_alike() -> None:
    """Without this option processors that lack VNNI let sums of eight-bit products overflow, and the record depends on the machine."""
    options = network_module.session().get_session_options()
    assert options.get_session_config_entry("session.x64quantprecision") == "1"


def test_without_the_network_nothing_is_known() -> None:
    """No model, no verdict: nothing conflicts."""
    (verdict,) = Inference().verdicts([(ONE, OTHER)])
    assert verdict.conflict == verdict.one_question == verdict.same == 0.0


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights whose digest is not the published one are not opened, and the story is told without them."""
    network_module.session.cache_clear()
    monkeypatch.setattr("whosays.data.weights.sha256_of", lambda name: "0" * 64)
    with pytest.raises(NoInference, match="install whosays again"):
        inference_model()
    assert open_inference().model is None
    network_module.session.cache_clear()

"""Do two sentences answer one question, can both answers hold, do they say the same? Natural language inference.

A network of twelve layers (MiniLM: Wang et al. 2020) reads the two side by side and gives three probabilities. It was taught with groups of
invented sentences written for it (``training/pairs``) and with marked pairs of real ones (``training/news_pairs.tsv``); no label of the
measured sets went into it. It proposes; figures, times, hedges and voices are weighed by the comparators, and what they can compute they
decide without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import islice

from whosays.answers import MOST_VERDICTS, Answers, digest
from whosays.data.weights import sha256_of
from whosays.inference.network import WEIGHTS, NoInference, compare, session
from whosays.model import Model
from whosays.remembered import until_forgotten

__all__ = ["Inference", "NoInference", "Verdict", "inference_model", "open_inference"]

KEPT = 50_000  # verdicts that the process keeps for the next telling of the story: some 20 MB


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities, 0 … 1: that two sentences answer one question, that not both can hold, that they say the same."""

    one_question: float
    conflict: float
    same: float


_KNOWN: dict[tuple[str, str], Verdict] = until_forgotten({})


@dataclass(frozen=True, slots=True)
class Inference:
    """Verdicts on pairs of sentences, each made when it is first asked for; without a model it knows nothing."""

    model: Model | None = None
    _given: Mapping[bytes, bytes] = field(default_factory=dict, compare=False, repr=False)
    _made: dict[tuple[str, str], Verdict] = field(default_factory=dict, compare=False, repr=False)

    def verdicts(self, pairs: Iterable[tuple[str, str]], *, turned: bool = False) -> list[Verdict]:
        """The verdict on each pair, whichever of the two is named first; ``turned`` reads the two the other way round."""
        if self.model is None:
            return [Verdict(0.0, 0.0, 0.0) for _ in pairs]
        asked = [(max(pair), min(pair)) if turned else (min(pair), max(pair)) for pair in pairs]
        self._made.update((pair, found) for pair in asked if (found := self._known(pair)) is not None)
        fresh = [pair for pair in dict.fromkeys(asked) if pair not in self._made]
        self._made.update((pair, Verdict(*found)) for pair, found in zip(fresh, compare(fresh), strict=True))
        _KNOWN.update((pair, self._made[pair]) for pair in asked)
        while len(_KNOWN) > KEPT:
            _KNOWN.pop(next(iter(_KNOWN)))
        return [self._made[pair] for pair in asked]

    def _known(self, pair: tuple[str, str]) -> Verdict | None:
        """A verdict that this process, or what was given, has on a pair."""
        found = _KNOWN.get(pair)
        given = self._given.get(digest(*pair), b"") if found is None and self._given else b""
        return Verdict(*(hundredths / 100 for hundredths in given)) if len(given) == len(fields(Verdict)) else found

    def asked(self) -> dict[bytes, bytes]:
        """The verdicts asked for so far, to be kept; of very many the first."""
        return {digest(*pair): _hundredths(verdict) for pair, verdict in islice(self._made.items(), MOST_VERDICTS)}


def _hundredths(verdict: Verdict) -> bytes:
    return bytes(round(probability * 100) for probability in (verdict.one_question, verdict.conflict, verdict.same))


def inference_model() -> Model:
    """Name, version and SHA-256 of the weights, for the record's provenance; raises :class:`NoInference`."""
    session()
    return Model(name="inference", version="1", sha256=sha256_of(WEIGHTS))


def open_inference(answers: Answers | None = None) -> Inference:
    """The network where it can be run; one that knows nothing elsewhere, so that what is computed stays as it is."""
    try:
        return Inference(inference_model(), answers.verdicts if answers else {})
    except NoInference:
        return Inference()

"""What earlier expressions of a report lend to later ones: the day of a clock time, the year of "a year earlier", "that month"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from whosays.normalize.times.calendar import encode
from whosays.normalize.times.hours import PARTS
from whosays.normalize.times.leaves import Fields
from whosays.normalize.times.spans import Expression

_NARROW = {"clock", "minutes", "part", "edge", "bound", "mod", "zone", "not_after", "night"}
NOT_TOLD = ""  # the form of a day that the report does not tell: what counts from it has no value
_NEAR = 2  # sentences back that a day is still the day being talked about


@dataclass(frozen=True, slots=True)
class Said:
    """The fields of an earlier expression and the number of its sentence."""

    fields: Fields
    sentence: int


@dataclass(frozen=True, slots=True)
class Focus:
    """The day, month, quarter, year and date of any grain that a report named last; ``days`` are all on which something happened,
    ``events`` the kinds of what happened, each with its day.
    """

    day: Said | None = None
    month: Said | None = None
    quarter: Said | None = None
    year: Said | None = None
    any: Said | None = None
    part: str | None = None
    days: frozenset[str] = frozenset()
    events: Mapping[str, Fields] = field(default_factory=dict)

    def after(self, one: Expression, sentence: int, kinds: frozenset[str], *, of_saying: bool = False) -> Focus:
        """The focus once an expression was read; the day on which somebody spoke is not the one he speaks of."""
        fields = {k: v for k, v in one.fields.items() if k not in _NARROW}
        if (
            one.type not in ("DATE", "TIME")
            or fields.keys() & {"ref", "set", "dur"}
            or one.kind in ("then", "aside", "shift")
        ):
            return self
        if "from" in fields and (one.kind == "theunit" or "from=" in fields["from"]):
            return self  # leans on what the focus holds already
        said = Said(fields, sentence)
        rel = re.sub(r"[^a-z]", "", fields.get("rel", ""))
        if rel == "day" or fields.keys() & {"day", "weekday", "holiday"}:
            if of_saying and self.day is not None:
                return replace(self, any=said)
            return replace(
                self, day=said, any=said, part=one.fields.get("part"), days=self.days | {encode(fields)},
                events=self._with_days(kinds, fields),
            )  # fmt: skip
        if fields.keys() & {"quarter", "ends"} or rel == "quarter":
            return replace(self, quarter=self._quarter_after(one, said), any=said)
        if "month" in fields or rel == "month":
            return replace(self, month=said, any=said)
        if rel == "year" or fields.keys() <= {"year", "context", "from"}:
            return replace(self, year=said, any=said)
        return replace(self, any=said)

    def _with_days(self, kinds: frozenset[str], day: Fields) -> Mapping[str, Fields]:
        """The events with the day of these; a kind that is told of two days belongs to none."""
        told = {kind: day if self.events.get(kind, day) == day else {} for kind in kinds}
        return {**self.events, **told}

    def _quarter_after(self, one: Expression, said: Said) -> Said | None:
        """The quarter that a report is about: neither one still to come nor one that it is compared with takes its place."""
        fields, held = said.fields, self.quarter
        if "from" in fields:
            now = fields["rel"] == "quarter+0"  # "the quarter": still the same one
            return replace(held, sentence=said.sentence) if held and now else held
        if held and (fields.keys() & {"year", "ryear"} or fields.get("which") == "future"):
            return held
        return said

    def place(self, one: Expression, sentence: int, kinds: frozenset[str]) -> Expression | None:
        """Fill in what the expression takes from earlier ones; ``None`` if it cannot stand without one and there is none."""
        fields = dict(one.fields)
        context, behind = fields.pop("context", None), fields.pop("behind", None)
        if one.kind == "then":
            return self._same(one, sentence)
        if fields.keys() & {"clock", "part"} and not fields.keys() & {
            "rel",
            "weekday",
            "month",
            "year",
            "holiday",
            "day",
        }:
            return self._on_day(
                one, fields, sentence, next((self.events[k] for k in sorted(kinds) if self.events.get(k)), None)
            )
        if (
            one.kind == "shift"
            and fields.get("rel") == "year-1"
            and self.quarter
            and sentence - self.quarter.sentence <= _NEAR
        ):
            return replace(one, fields=_from(self.quarter, "quarter-4", fields))
        if "ends" in fields and "quarter" not in fields and self.quarter and "fiscal" in self.quarter.fields:
            return replace(
                one, fields={**self.quarter.fields, **fields}
            )  # "the quarter ended Sept. 29" of a "fiscal first quarter"
        if context is None:
            return one
        if behind and context in ("day", "week") and self.day is not None and self.day.fields.get("which") == "future":
            return None  # "will be sentenced on Monday … was recalled the day after"
        return self._leaning(one, fields, context)

    def _same(self, one: Expression, sentence: int) -> Expression | None:
        """ "then", "has since": the date named last, in this sentence or just before."""
        said = self.any if one.fields.get("rel") is None else self.day
        if said is None or sentence - said.sentence > _NEAR + 2 or said.fields.get("which") == "future":
            return None  # "sentencing is set for Friday … has since resigned"
        fields = {k: v for k, v in one.fields.items() if k != "rel"}
        return replace(one, fields={**said.fields, **fields})

    def _on_day(self, one: Expression, fields: Fields, sentence: int, own: Fields | None) -> Expression:
        """A clock time or "the afternoon" alone: the day of its event, the one just talked about or the only one, else that of publication."""
        if own is not None and self.day is not None and own != self.day.fields:
            return replace(one, fields={**own, **{k: v for k, v in fields.items() if k != "not_after"}}, kind="aside")
        only = len(self.days) == 1 and "not_after" in fields
        near = self.day is not None and (only or sentence - self.day.sentence <= _NEAR)
        last_night = one.kind == "thepart" and fields.get("part") == "NI"
        day = self.day.fields if self.day is not None and near else {"rel": "day-1" if last_night else "day+0"}
        if near and self.part == "NI" and fields.get("clock", "24") < _morning(day):
            return replace(one, fields=_from(Said(day, sentence), "day+1", fields))
        if "clock" not in fields or (near and self.part and _inside(fields["clock"], self.part)):
            fields.pop("not_after", None)
        return replace(one, fields={**day, **fields})

    def _leaning(self, one: Expression, fields: Fields, context: str) -> Expression | None:
        rel = fields.get("rel", "")
        if "weekday" in fields:
            return replace(one, fields={**fields, "from": encode(self.day.fields)} if self.day else fields)
        if context == "quarter":
            return replace(one, fields=self._quarter(fields))
        if context == "year" and self.quarter and rel == "year-1":
            return replace(one, fields=_from(self.quarter, "quarter-4", fields))
        said = {"day": self.day, "week": self.day}.get(context, self.any)
        if said is None:
            # "earlier in the day" is of the day of the report, "up from 12 a year earlier" counts back from it
            now = one.kind == "theunit" or (context != "day" and "-" in rel)
            return (
                None if one.kind == "daypart" else replace(one, fields=fields if now else {**fields, "from": NOT_TOLD})
            )
        return replace(one, fields=_from(said, rel, fields))

    def _quarter(self, fields: Fields) -> Fields:
        """ "the quarter", "the year-ago quarter", "the 1988 period": counted from the quarter that the report is about."""
        said = self.quarter
        if "year" in fields:
            return {**fields, "quarter": said.fields["quarter"]} if said and "quarter" in said.fields else fields
        if said is None:
            return fields
        if fields["rel"] == "quarter-1" and "ends" in said.fields:
            return {**{k: v for k, v in fields.items() if k != "rel"}, **said.fields}
        return _from(said, "quarter-4" if fields["rel"] == "quarter-5" else "quarter+0", fields)


def _morning(day: Fields) -> str:
    """Up to which hour a clock time behind a night is one of the next day: "on Monday night … at 2 a.m.", "overnight … by 9 a.m."."""
    return "12:00" if day.get("rel") == "day-1" else "06:00"


def _inside(clock: str, part: str) -> bool:
    """Does a clock time lie in the part of day that was named with its day?"""
    first, last = PARTS.get(part, (0, 24))
    hour = int(clock[:2])
    return first <= hour < last or first <= hour + 24 < last


def _from(said: Said, rel: str, fields: Fields) -> Fields:
    """Fields that count ``rel`` from an earlier expression; a company counts its own quarters, whenever they end."""
    numbered = "quarter" in said.fields
    start = {k: v for k, v in said.fields.items() if not (numbered and k == "ends")}
    return {**{k: v for k, v in fields.items() if k != "context"}, "from": encode(start), "rel": rel}

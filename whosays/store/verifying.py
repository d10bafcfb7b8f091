"""Is everything in a store as it was written: the file, the hashes, the ids, every span, the rows, the chain?"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping

import apsw

from whosays.model import Notice, Reading, Record, key
from whosays.store import chain, connection, decisions, forgetting, reports, rows, stories
from whosays.store.bytes_kept import unpack
from whosays.store.errors import StoreDamaged, spoken
from whosays.store.kept import Fault
from whosays.store.spans import broken, held
from whosays.uncollected import uncollected

# The name of the field that every stretch has, in JSON and in a reading's bytes; a text that holds these costs a second look.
START, PACKED_START = b'"start":', b"\xa5start"
MOST = 20  # faults of one kind are enough to see what happened


def verify(path: str | os.PathLike[str], *, head: str | None = None, patience: float = 5.0) -> tuple[Fault, ...]:
    """Everything in a store that is not as it was written; empty where all holds.

    ``head`` is a link that was noted down earlier (a backup's manifest has one): it must still be in the log. Raises
    :class:`~whosays.store.errors.StoreError` where the file cannot be opened as a store at all.
    """
    name = os.fspath(path)
    database = connection.connect(name, create=False, read_only=True, patience=patience)
    try:
        with spoken(name), uncollected():
            database.execute("BEGIN")  # one moment of the store, whoever writes meanwhile
            return tuple(fault for check in CHECKS for fault in _safely(check, database)) + _head_is_there(
                database, head
            )
    finally:
        database.close()


def _safely(check: Callable[[apsw.Connection], Iterator[Fault]], database: apsw.Connection) -> list[Fault]:
    """The faults that a check finds; what it cannot read is one."""
    found: list[Fault] = []
    try:
        for fault in check(database):
            found.append(fault)
            if len(found) >= MOST:
                break
    except apsw.CorruptError as error:
        found.append(Fault("file", f"damaged: {error}"))
    except (StoreDamaged, ValueError, KeyError, TypeError, AttributeError) as error:
        found.append(Fault(check.__name__.strip("_"), f"cannot be read: {error}"))
    return found


def _file(database: apsw.Connection) -> Iterator[Fault]:
    """SQLite's own checks: pages, indexes, the index of words, and rows that point at rows."""
    for (found,) in database.execute(f"PRAGMA integrity_check({MOST})"):
        if found != "ok":
            yield Fault("file", str(found))
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check"):
        yield Fault(str(table), f"row {row} points at nothing in {parent}")


def _raw(database: apsw.Connection) -> Iterator[Fault]:
    """Bytes as they came have the hash they are named by."""
    for sha256, packed, size in database.execute("SELECT sha256, packed, size FROM raw WHERE packed IS NOT NULL"):
        try:
            data = unpack(packed, str(sha256), "raw")
        except StoreDamaged as error:
            yield Fault(f"raw {str(sha256)[:12]}", error.why)
            continue
        if len(data) != size:
            yield Fault(f"raw {str(sha256)[:12]}", f"it has {len(data)} bytes, noted are {size}")


def _reports(database: apsw.Connection) -> Iterator[Fault]:
    """A report's id, hash and columns follow from its fields; its zones lie in its text; the log knows it."""
    added = _logged(database, "add")
    columns = "id, outlet, title, url, published, language, source, text_sha256, details, text"
    for row in database.execute(f"SELECT {columns} FROM reports"):
        report_id, text_sha256, details, text = str(row[0]), row[7], str(row[8]), str(row[9])
        report = reports.report_from(details, text)
        fields = (
            report.id,
            report.outlet,
            report.title,
            report.url,
            report.published.value,
            report.language,
            report.source,
        )
        given = report.published.value if report.published.status == "given" else None
        if tuple(row[:7]) != fields:
            yield Fault(f"report {report_id}", "its columns are not those of the report")
        if report.id != key("r", report.outlet, report.url, given, report.text):
            yield Fault(f"report {report_id}", "its id does not follow from its outlet, address, date and text")
        if chain.digest(text.encode("utf-8")) != text_sha256:
            yield Fault(f"report {report_id}", "its text has not the hash that was noted")
        if (report_id, reports.report_hash(details, text)) not in added:
            yield Fault(f"report {report_id}", "the log does not know it as it stands")
        if held(report, {report_id: text}) is None:
            plain = {"id": report_id, "segments": json.loads(details)["segments"]}
            yield from _spans(plain, {report_id: text}, f"report {report_id}")


def _readings(database: apsw.Connection) -> Iterator[Fault]:
    """Cached readings have their hash, and every span of theirs lies in the report."""
    import msgspec

    from whosays import record as codec

    found = database.execute("SELECT report, sha256, packed, text FROM readings JOIN reports ON reports.id = report")
    for report, sha256, packed, text in found:
        where = f"reading of {report}"
        try:
            data = unpack(packed, str(sha256), where)
        except StoreDamaged as error:
            yield Fault(where, error.why)
            continue
        texts = {str(report): str(text)}
        try:
            count = held(codec.unpack(data, Reading), texts)
        except msgspec.MsgspecError:  # of an earlier program, whose types were others
            count = None
        if count != data.count(PACKED_START):
            yield from _spans(msgspec.msgpack.decode(data), texts, where)


def _answers(database: apsw.Connection) -> Iterator[Fault]:
    """What the networks said has its hash: a wrong figure would be believed."""
    for story, sha256, packed in database.execute("SELECT story, sha256, packed FROM answers"):
        if chain.digest(packed) != sha256:
            yield Fault(f"answers of {story}", "its bytes are not those that were kept")


def _records(database: apsw.Connection) -> Iterator[Fault]:
    """Told records have their hash, the log knows them, every span lies in its report, and the rows are those of the latest."""
    import msgspec

    from whosays import record as codec

    told = _logged(database, "tell")
    latest = dict(database.execute("SELECT story, max(version) FROM records GROUP BY story"))
    for story, version, sha256, packed in database.execute("SELECT story, version, sha256, packed FROM records"):
        where = f"record {story}/{version}"
        if (f"{story}/{version}", sha256) not in told:
            yield Fault(where, "the log does not know it as it stands")
        if packed is None:
            if not database.execute("SELECT 1 FROM removed WHERE op = 'tell' AND sha256 = ?", (sha256,)).fetchone():
                yield Fault(where, "it is empty, and no takedown removed it")
            continue
        try:
            data = unpack(packed, str(sha256), where)
        except StoreDamaged as error:
            yield Fault(where, error.why)
            continue
        record = codec.decode(data)
        texts = {report.id: report.text for report in record.reports}
        if held(record, texts) != data.count(START):
            yield from _spans(msgspec.json.decode(data), texts, where)
        if latest[story] == version:
            yield from _rows(database, str(story), record)


def _spans(plain: object, texts: Mapping[str, str], where: str) -> Iterator[Fault]:
    """Spans that lie outside their report, or hold nothing, by their path, whatever the type that they stand in."""
    for fault in broken(plain, texts):
        yield Fault(where, fault, span=True)


def _rows(database: apsw.Connection, story: str, record: Record) -> Iterator[Fault]:
    """The rows of a story are those of its latest record; of a story without reports there are none."""
    members = database.execute("SELECT 1 FROM story_reports WHERE story = ?", (story,)).fetchone()
    for table, expected in rows.rows_of(story, record).items():
        wanted = [tuple(row.values()) for row in expected] if members else []
        columns = ", ".join(expected[0]) if expected else "*"
        there = database.execute(f"SELECT {columns} FROM {table} WHERE story = ?", (story,)).fetchall()
        if len(there) != len(wanted) or set(there) != set(wanted):  # no two rows of a table are alike
            yield Fault(f"{table} of {story}", "the rows are not those of the latest record")


def _chain(database: apsw.Connection) -> Iterator[Fault]:
    """Every link follows from its entry and the one before; the log names what is there or was taken down, and nothing is there
    that it does not name; reports are in the story that their last move says.
    """
    before, expected = chain.START, 1
    present = _present(database)
    logged: set[tuple[str, str]] = set()
    for entry in chain.entries(database):
        where = f"log {entry.seq}"
        if entry.seq != expected or entry.prev != before or entry.link != chain.link_of(entry):
            yield Fault(where, "the chain is broken here")
        if (entry.op, entry.sha256) not in present:
            yield Fault(where, f"what it names ({entry.op} {entry.object}) is gone or was changed")
        before, expected = entry.link, entry.seq + 1
        logged.add((entry.op, entry.sha256))
    for op, sha256 in sorted(present - logged):
        yield Fault(op, f"{sha256[:12]} is in the store, and the log does not know it")
    last = {
        str(report): story for report, story in database.execute("SELECT report, to_story FROM moves ORDER BY number")
    }
    held_in = dict(database.execute("SELECT report, story FROM story_reports"))
    for report in sorted(set(last) | {str(one) for one in held_in}):
        if held_in.get(report) != last.get(report):
            yield Fault(f"report {report}", "it is in another story than its last move says")


def _present(database: apsw.Connection) -> set[tuple[str, str]]:
    """Operation and hash of everything that the log may name."""
    found: set[tuple[str, str]] = set()
    for details, text in database.execute("SELECT details, text FROM reports"):
        found.add(("add", reports.report_hash(str(details), str(text))))
    for source, message in database.execute("SELECT source, message FROM refusals"):
        notice = Notice("refused", None, source, str(message))
        found.add(("refuse", reports.refusal_hash(notice)))
    found |= {("assign", stories.move_hash(move)) for move in stories.moves(database, None)}
    found |= {("tell", str(sha256)) for (sha256,) in database.execute("SELECT sha256 FROM records")}
    decided = {decisions.decision_hash(one) for one in decisions.decisions(database, None, undone=True)}
    found |= {("decide", one) for one in decided} | {
        ("undo", one) for one in decisions.taken_back(database) if one in decided
    }
    for row in database.execute("SELECT report, sha256, text_sha256, reason FROM tombstones"):
        found.add(("forget", forgetting.tombstone_hash(*map(str, row))))
    found |= {(str(op), str(sha256)) for op, sha256 in database.execute("SELECT op, sha256 FROM removed")}
    return found


def _logged(database: apsw.Connection, op: str) -> set[tuple[object, object]]:
    return set(database.execute("SELECT object, sha256 FROM log WHERE op = ?", (op,)))


def _head_is_there(database: apsw.Connection, head: str | None) -> tuple[Fault, ...]:
    if head is None or head == chain.START:
        return ()
    if database.execute("SELECT 1 FROM log WHERE link = ?", (head,)).fetchone():
        return ()
    return (Fault("log", f"the link {head[:12]}…, noted down earlier, is not in it: the log was made anew"),)


CHECKS = (_file, _raw, _reports, _readings, _answers, _records, _chain)

"""The sandbox: a parser that spins, swells, crashes, lies or is taken over ends in words, and nothing of it is left."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from whosays import sandbox
from whosays.sandbox import JobFailed, Killed, Limits, Pool, seccomp
from whosays.sandbox.process import Worker
from whosays.sandbox.watch import Watch

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    "count serial spin sleep allocate keep crash leave give endless long_answer chatter rubbish complain read_file write_file list_folder "
    "open_line start_program signal_parent environment decode words first_words spin_at spin_a_while gives_numbers"
).split()
JOBS = {f"tests.sandbox_jobs:{name}": () for name in NAMES}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are of Linux")


def job(name: str) -> str:
    """The full name of a job of the tests."""
    return f"tests.sandbox_jobs:{name}"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One pool for most tests, as a long run has one."""
    with Pool(jobs=JOBS, workers=1) as pool:
        yield pool


@pytest.fixture(scope="module")
def held(pool: Pool) -> tuple[str, ...]:
    """The layers that hold on this machine."""
    return pool.layers_held(job("count"))


def living(pid: int) -> bool:
    """Is there such a process, be it a zombie?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# ------------------------------------------------------------------------------------------------ answers
@pytest.mark.parametrize("size", [0, 1, 3 << 20])
def test_a_document_arrives_whole(pool: Pool, size: int) -> None:
    """An empty document, one byte, and more than any pipe holds."""
    assert pool.run(job("count"), b"x" * size, {"add": 2}, gives=int) == size + 2


def test_the_answer_has_the_type_that_was_asked_for(pool: Pool) -> None:
    """A list comes back as the tuple it should be, an iterator as all it gives, text as it was."""
    assert pool.run(job("give"), b"", {"value": [1, "é\u202e\0"]}, gives=tuple[int, str]) == (1, "é\u202e\0")
    assert pool.run(job("gives_numbers"), b"", {"most": 3}, gives=tuple[int, ...]) == (0, 1, 2)


@pytest.mark.parametrize("value", ["five", None, [1], 2.5])
def test_an_answer_of_another_type_is_refused(pool: Pool, value: object) -> None:
    """What the child says is checked as any input is."""
    with pytest.raises(JobFailed, match="gave something else than it should"):
        pool.run(job("give"), b"", {"value": value}, gives=int)


def test_an_error_of_the_job_comes_back_in_words(pool: Pool) -> None:
    """With its type, at no great length, whatever characters are in it; the child goes on."""
    before = pool.pids()
    with pytest.raises(JobFailed, match="column 3 holds") as caught:
        pool.run(job("complain"), b"", {}, gives=int)
    assert (caught.value.kind, caught.value.job) == ("ValueError", job("complain"))
    assert len(caught.value.message) < 2500
    assert pool.pids() == before


def test_a_lone_surrogate_is_no_answer(pool: Pool) -> None:
    """Text that is not Unicode cannot leave the child."""
    with pytest.raises(JobFailed, match="surrogate"):
        pool.run(job("decode"), b"+2AA-", {"encoding": "utf-7"}, gives=str)


def test_a_job_outside_the_registry_is_not_done(pool: Pool) -> None:
    """Neither by the parent nor by the child: the list is closed, and of the room that reads documents."""
    with pytest.raises(ValueError, match="'os:system' is no job of the sandbox"):
        pool.run("os:system", b"", {}, gives=int)
    worker = Worker({job("count"): ()}, job("count"), limits=Limits(), documents=5)
    with pytest.raises(JobFailed, match="is no job of the sandbox"):
        list(worker.ask("os:system", (b"x",), {}, Limits(), streamed=False))
    worker.close()
    assert all(name.startswith("whosays.ingest.") for name in sandbox.JOBS)


def test_a_codec_that_is_loaded_late_is_found(pool: Pool) -> None:
    """The lock keeps out the user's files, not the interpreter's own: rare encodings are read as anywhere."""
    assert pool.run(job("decode"), "試験".encode("euc_jis_2004"), {"encoding": "euc_jis_2004"}, gives=str) == "試験"


# ------------------------------------------------------------------------------------------------ limits
@pytest.mark.parametrize(
    "name, options, spent, words",
    [
        ("spin", {}, "cpu", "took more than 0.3 s of CPU"),
        ("sleep", {}, "wall", "took longer than 0.6 s"),
        ("allocate", {"size": 1 << 30}, "memory", "needed more than 512 MB"),
        ("crash", {}, "crash", "the parser crashed (signal 11)"),
        ("leave", {}, "crash", "the parser stopped without an answer (exit status 3)"),
        ("long_answer", {"size": 1 << 21}, "answer", "answered with more than 1 MB"),
    ],
)
def test_a_limit_ends_the_child_in_words(
    pool: Pool, name: str, options: dict[str, int], spent: str, words: str
) -> None:
    """Each way to go wrong has its words; the next document is read as if nothing had been."""
    if sys.platform != "linux" and spent in ("cpu", "memory"):
        pytest.skip("the limits of this system are others")
    limits = Limits(cpu_s=0.3, wall_s=0.6 if spent == "wall" else 30, answer=1 << 20)
    with pytest.raises(Killed) as caught:
        pool.run(job(name), b"x" * 100_000, options, gives=int, limits=limits)
    assert (caught.value.spent, str(caught.value)) == (spent, words)
    assert pool.run(job("count"), b"abc", {}, gives=int) == 3


def test_less_memory_may_be_asked_for_but_never_more(pool: Pool) -> None:
    """The limit of one call holds for it alone, and lies within that of the pool."""
    small = Limits(memory=256 << 20)
    with pytest.raises(Killed, match="needed more than 256 MB"):
        pool.run(job("allocate"), b"", {"size": 300 << 20}, gives=int, limits=small)
    assert pool.run(job("allocate"), b"", {"size": 300 << 20}, gives=int) == 300 << 20
    with pytest.raises(ValueError, match="may have less than the limits of its pool, not more"):
        pool.run(job("count"), b"", {}, gives=int, limits=Limits(memory=1 << 30))


def test_no_document_pays_for_those_before_it() -> None:
    """What fails in a child that leaks is tried once more in a fresh one."""
    with Pool(jobs=JOBS, workers=1) as pool:
        answers = [pool.run(job("keep"), b"", {"size": 150 << 20}, gives=int) for _ in range(5)]
    assert answers[0] == 1
    assert max(answers) < 5


# ------------------------------------------------------------------------------------------------ taken over
@pytest.mark.parametrize(
    "written",
    [
        "D\0\0\0\0\0\0\0\0",
        "I\0\0\0\0\0\0\0\3foo",
        "Q\0\0\0\0\0\0\0\0",
        "I\x7f\0\0\0\0\0\0\0",
        "F\0\0\0\0\0\0\0\2{}",
        "GET / HTTP/1.1",
    ],
)
def test_rubbish_in_the_pipe_is_refused(pool: Pool, written: str) -> None:
    """Frames out of turn, unknown, endless or broken: words, no hang, no answer, and no rubbish in the next document."""
    with pytest.raises((JobFailed, Killed)):
        pool.run(job("rubbish"), b"", {"written": written}, gives=str, limits=Limits(cpu_s=0.3, wall_s=2.0))
    assert pool.run(job("count"), b"abc", {}, gives=int) == 3


@pytest.mark.parametrize("letter", ["I", "B"])
def test_answers_without_end_are_refused(pool: Pool, letter: str) -> None:
    """A child that keeps sending does not keep its time from running, and fills nobody's memory."""
    with pytest.raises((JobFailed, Killed)):
        pool.run(job("endless"), b"", {"letter": letter}, gives=str)


def test_what_a_library_prints_is_no_answer(pool: Pool) -> None:
    """The answers go by a pipe of their own."""
    assert pool.run(job("chatter"), b"", {}, gives=str) == "said"


@LINUX
def test_files_are_out_of_reach(pool: Pool, held: tuple[str, ...], tmp_path: Path) -> None:
    """A world-readable file, a folder, the parent's memory; and nothing is written."""
    if "landlock" not in held:
        pytest.skip("this kernel has no Landlock")
    for path in ("/etc/hostname", str(ROOT / "pyproject.toml"), f"/proc/{os.getpid()}/environ"):
        with pytest.raises(JobFailed, match="Permission denied"):
            pool.run(job("read_file"), b"", {"path": path}, gives=str)
    with pytest.raises(JobFailed, match="Permission denied"):
        pool.run(job("list_folder"), b"", {"path": str(tmp_path)}, gives=list[str])
    with pytest.raises(JobFailed, match="PermissionError"):
        pool.run(job("write_file"), b"", {"path": str(tmp_path / "new")}, gives=str)
    assert not list(tmp_path.iterdir())


@LINUX
@pytest.mark.parametrize("name", ["open_line", "start_program", "signal_parent"])
def test_calls_that_no_parser_needs_are_refused(pool: Pool, held: tuple[str, ...], name: str) -> None:
    """No network, no other program, no signal to other processes."""
    if "seccomp" not in held:
        pytest.skip("this kernel has no seccomp")
    with pytest.raises(JobFailed, match="Operation not permitted"):
        pool.run(job(name), b"", {}, gives=int)


def test_the_environment_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and addresses in the user's environment are not handed to the child."""
    monkeypatch.setenv("NEWSROOM_API_KEY", "secret")
    with Pool(jobs=JOBS, workers=1) as pool:
        names = pool.run(job("environment"), b"", {}, gives=list[str])
    assert "NEWSROOM_API_KEY" not in names
    assert "HOME" not in names


def test_the_current_folder_is_not_on_the_path(tmp_path: Path) -> None:
    """A file called lxml.py beside the reports is not imported by the child of a program that would not import it."""
    (tmp_path / "msgspec.py").write_text("raise SystemExit('the folder of the reports was imported from')")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from whosays.sandbox import Pool\n"
        "with Pool(jobs={'tests.sandbox_jobs:count': ()}) as pool:\n"
        "    print(pool.run('tests.sandbox_jobs:count', b'abc', {}, gives=int))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("3\n", "")


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
def test_the_filter_ends_every_way_through_it(name: str) -> None:
    """Each jump of the assembled filter lands inside it, and its last instruction allows."""
    steps = list(seccomp.assemble(name, pid=1234))
    assert len(steps) < 4096
    for place, step in enumerate(steps):
        code, yes, no = step[0] | step[1] << 8, step[2], step[3]
        if code & 7 == 5:
            assert place + 1 + max(yes, no) < len(steps)
    assert steps[-1] == b"\x06\0\0\0\x00\x00\xff\x7f"


# ------------------------------------------------------------------------------------------------ streams
def test_a_stream_is_answered_while_it_is_read(pool: Pool) -> None:
    """Items come before the source has ended."""
    told: list[str] = []

    def source() -> Iterator[bytes]:
        for number in range(200):
            told.append("sent")
            yield b"word%d" % number + b"x" * 10_000 + b" "
            if number == 0:
                time.sleep(0.05)

    found = 0
    for word in pool.stream(job("words"), source(), {}, gives=str):
        told.append("got")
        found += word != ""
    assert found == 200
    assert "got" in told[:-1]


def test_a_stream_that_is_not_read_to_its_end_harms_no_other(pool: Pool) -> None:
    """The job stops early, the caller stops early: the next stream begins at its beginning."""
    text = b"one two three " * 100_000
    assert list(pool.stream(job("first_words"), [text], {"most": 2}, gives=str)) == ["one", "two"]
    for word in pool.stream(job("words"), [text], {}, gives=str):
        assert word == "one"
        break
    assert list(pool.stream(job("words"), [b"four five"], {}, gives=str)) == ["four", "five"]


def test_a_source_that_breaks_is_told_behind_its_items(pool: Pool) -> None:
    """An archive's member with a wrong checksum: what came is answered, then the error of the source itself is raised."""

    def source() -> Iterator[bytes]:
        yield b"one two "
        raise zipfile.BadZipFile("Bad CRC-32")

    found: list[str] = []
    with pytest.raises(zipfile.BadZipFile, match="Bad CRC-32"):
        found.extend(pool.stream(job("words"), source(), {}, gives=str))
    assert found == ["one", "two", ""]


def test_each_item_of_a_stream_has_the_limits(pool: Pool) -> None:
    """Many items may take longer than one may; what came before the one that does not end is kept."""
    limits = Limits(cpu_s=0.2, wall_s=20.0)
    assert list(pool.stream(job("spin_a_while"), [b""], {"items": 4, "each_s": 0.1}, gives=int, limits=limits)) == [
        *range(4)
    ]
    got = []
    with pytest.raises(Killed, match=r"took more than 0.2 s of CPU"):
        got.extend([*pool.stream(job("spin_at"), [b""], {"item": 9}, gives=int, limits=limits)])
    with pytest.raises(Killed):
        got.extend(pool.stream(job("spin_at"), [b""], {"item": 2}, gives=int, limits=limits))
    assert got == [0, 1]


def test_streams_read_by_turns_do_not_wait_for_each_other(pool: Pool) -> None:
    """Three streams and a document in one thread, in a pool of one child: all end; afterwards the pool is no larger."""
    streams = [pool.stream(job("gives_numbers"), [b""], {"most": 3}, gives=int) for _ in range(3)]
    found = []
    for numbers in zip(*streams, strict=True):
        found.append((*numbers, pool.run(job("count"), b"xy", {"add": 0}, gives=int)))
    assert found == [(number, number, number, 2) for number in range(3)]
    assert len(pool.pids()) <= 1


def test_waiting_for_a_processor_is_not_held_against_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still while the child has no processor, up to twice its time; then it runs out all the same."""
    ended = threading.Event()
    waited = iter([0.0] + [0.3] * 1000)
    monkeypatch.setattr(Watch, "_without_processor", lambda self: next(waited))
    begun = time.monotonic()
    with Watch(ended.set, 0.2):
        assert ended.wait(30)
    assert time.monotonic() - begun >= 0.5


def test_memory_of_the_parent_does_not_grow_with_the_stream(pool: Pool) -> None:
    """50 MB go through; the parent holds a piece at a time."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pieces = (b"x" * ((1 << 20) - 1) + b" " for _ in range(50))
    assert sum(1 for _ in pool.stream(job("first_words"), pieces, {"most": 48}, gives=str)) == 48
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 24 << (20 if sys.platform == "darwin" else 10)


# ------------------------------------------------------------------------------------------------ pool
def test_a_child_is_replaced_after_its_documents() -> None:
    """Three documents each: seven need three children."""
    with Pool(jobs=JOBS, workers=1, documents=3) as pool:
        served = [pool.run(job("serial"), b"", {}, gives=tuple[int, int]) for _ in range(7)]
    assert [number for _, number in served] == [1, 2, 3, 1, 2, 3, 1]
    assert len({pid for pid, _ in served}) == 3


def test_a_takedown_leaves_no_child_that_has_read() -> None:
    """What a document left behind in a child goes with the child: at once, or when its work is done."""
    with Pool(jobs=JOBS, workers=1) as pool:
        pool.run(job("count"), b"a", {}, gives=int)
        pool.renew()
        assert pool.pids() == ()
        numbers = pool.stream(job("gives_numbers"), [b""], {"most": 2}, gives=int)
        assert next(numbers) == 0
        pool.renew()
        assert list(numbers) == [1]
        assert pool.pids() == ()


def test_two_threads_have_two_children() -> None:
    """A document that does not end holds up no other."""
    answers: list[object] = []

    def spin() -> None:
        try:
            pool.run(job("spin"), b"", {}, gives=int, limits=Limits(cpu_s=1.0, wall_s=30.0))
        except Killed as killed:
            answers.append(killed.spent)

    with Pool(jobs=JOBS, workers=2) as pool:
        thread = threading.Thread(target=spin)
        thread.start()
        answers += [pool.run(job("count"), b"ab", {}, gives=int) for _ in range(3)]
        thread.join()
    assert answers == [2, 2, 2, "cpu"]


def test_more_threads_than_children_wait_their_turn() -> None:
    """Six threads, two children, every answer to the one who asked."""
    answers: dict[int, int] = {}
    with Pool(jobs=JOBS, workers=2) as pool:

        def ask(number: int) -> None:
            answers[number] = pool.run(job("count"), b"x" * number, {}, gives=int)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(pool.pids()) <= 2
    assert answers == {number: number for number in range(6)}


def test_nothing_is_left_behind() -> None:
    """Neither processes nor zombies, whatever way the children ended."""
    pids: set[int] = set()
    with Pool(jobs=JOBS, workers=1) as pool:
        for name in ("count", "crash", "count", "leave"):
            with contextlib.suppress(Killed):
                pool.run(job(name), b"", {}, gives=int)
            pids.update(pool.pids())
    assert pids
    assert not [pid for pid in pids if living(pid)]
    with pytest.raises(ValueError, match="the pool is closed"):
        pool.run(job("count"), b"", {}, gives=int)


@pytest.mark.parametrize("name, signal_name", [("sleep", "SIGINT"), ("spin", "SIGKILL")])
def test_children_end_with_their_parent(name: str, signal_name: str) -> None:
    """An interrupt ends the child at once; a parent that is killed has no child for longer than the document's limits."""
    signal = pytest.importorskip("signal")
    if sys.platform == "win32":
        pytest.skip("signals are of Unix")
    code = (
        # Who runs the tests in the background may have had interrupts ignored.
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from whosays.sandbox import Limits, Pool\n"
        f"pool = Pool(jobs={{'tests.sandbox_jobs:{name}': ()}}, workers=1)\n"
        "pool.layers_held(next(iter(pool._jobs)))\nprint(*pool.pids(), flush=True)\n"
        f"pool.run('tests.sandbox_jobs:{name}', b'', {{}}, gives=int, limits=Limits(cpu_s=0.5, wall_s=20))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.1)
    parent.send_signal(getattr(signal, signal_name))
    parent.wait(10)
    parent.stdout.close()
    until = time.monotonic() + 10
    while living(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not living(child)


def test_a_forked_process_has_children_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process forked off does not talk into its parent's pipes."""
    if not hasattr(os, "fork"):
        pytest.skip("fork is of Unix")
    from whosays.sandbox import shared as room

    monkeypatch.setattr(room, "_shared", Pool(jobs=JOBS, workers=1))
    mine, _ = sandbox.run(job("serial"), b"", {}, gives=tuple[int, int])
    code, _ = 1, None
    pid = os.fork()
    if pid == 0:
        os._exit(0 if room._shared is None else 1)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == 0
    again, number = sandbox.run(job("serial"), b"", {}, gives=tuple[int, int])
    assert (again, number) == (mine, 2)
    room._pool().close()


# ------------------------------------------------------------------------------------------------ layers
def test_layers_are_tried_in_earnest() -> None:
    """Six things are tried; on Linux with its usual kernel all are refused."""
    found = {layer.name: layer for layer in sandbox.layers()}
    assert set(found) == {"CPU time", "memory", "network", "reading files", "writing files", "other programs"}
    assert found["CPU time"].holds
    if sys.platform == "linux":
        assert found["memory"].seen == "needed more than 512 MB"


def test_a_layer_that_does_not_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a thing could be done, it is called open."""
    from whosays.sandbox import layering as room

    monkeypatch.setattr(room, "_PROBE", job("give"))
    with Pool(jobs=JOBS, workers=1) as pool:
        monkeypatch.setattr(Pool, "run", lambda *_, **__: "")
        assert room._try(pool, "network", "network", "") == sandbox.Layer("network", False, "it was done")

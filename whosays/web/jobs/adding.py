"""New reports: pasted, uploaded or fetched, and read in the background by the same code that reads files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any

from starlette.datastructures import FormData, UploadFile

from whosays.render import wording
from whosays.render.html.elements import Html, el, joined, text
from whosays.web.guard import LARGEST
from whosays.web.jobs.work import Job, Works
from whosays.web.pages.shell import address
from whosays.web.shelves.shelf import Shelf, Shelved, Task

LETTERS = 80  # of a file's name that are kept
MOST = 50  # web addresses at a time
FEW = 3  # notices of a job that stand open
METADATA = "meta.jsonl"  # what is known of the files beside it
KNOWN = {"outlet": "Outlet", "published": "Published", "url": "URL"}
PASTED = "The headline on the first line. Outlet and date tell the reports apart, and what “Tuesday” means."
FILES = "Text, saved web pages, feeds, tables (CSV, JSON lines), web archives (WARC) or zips."
ADDRESSES = "One a line, pages or feeds; fetched politely, from the public internet only."


class NothingGiven(ValueError):
    """The form holds nothing to read, or an address that is none; the message says which."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be read: files by name, ``uploaded`` of them by a person and one where a text was ``pasted``, and web addresses."""

    files: dict[str, bytes]
    addresses: tuple[str, ...] = ()
    pasted: bool = False
    uploaded: int = 0

    @property
    def words(self) -> str:
        """How a person would say it: "a pasted text and 2 files"."""
        parts = [
            "a pasted text" if self.pasted else "",
            wording.count(self.uploaded, "file") if self.uploaded else "",
            wording.count(len(self.addresses), "web address", "web addresses") if self.addresses else "",
        ]
        return wording.listed(part for part in parts if part)


def form(stories: Sequence[Shelved], chosen: str, *, fetching: bool = False) -> Html:
    """Paste one report, upload many, or (``fetching``) give web addresses; as a new story, or into one that is there."""
    options = [
        el("option", f"{story.title or story.name} ({story.reports})", value=story.name, selected=story.name == chosen)
        for story in stories
        if not story.fault
    ]
    meta = [
        el("label", "Outlet ", el("input", name="outlet", maxlength="200", autocomplete="off")),
        el("label", "Published ", el("input", name="published", maxlength="40", placeholder="2031-05-07T14:30", autocomplete="off")),
        el("label", "Its address, to cite ", el("input", name="url", type="url", maxlength="2000", autocomplete="off", placeholder="https://")),
    ]  # fmt: skip
    area = el("textarea", name="text", rows="11", id="pasted", spellcheck="false", aria_describedby="pasted-hint")
    upload = el("input", type="file", name="files", multiple=True, id="files", aria_describedby="files-hint")
    return el(
        "form",
        el("div", el("label", "Paste a report", for_="pasted"), area, _hint(PASTED, "pasted-hint"), class_="field"),
        el("div", *meta, class_="fields"),
        el("div", el("label", "or choose files", for_="files"), upload, _hint(FILES, "files-hint"), class_="field"),
        _addresses(fetching),
        el(
            "div",
            el("label", "Into ", el("select", el("option", "a new story", value=""), *options, name="story")),
            el(
                "label",
                el("input", type="checkbox", name="one_story", value="yes"),
                " keep them together, even if they do not look like one story",
            ),
            class_="fields",
        ),
        el(
            "p",
            f"Up to {LARGEST // 2**20} MiB at a time. ",
            None if fetching else "Nothing leaves this machine.",
            class_="quiet",
        ),
        el("p", hidden=True, class_="too-much", role="alert"),
        el("button", "Read them", class_="button main"),
        method="post",
        action="/add",
        enctype="multipart/form-data",
        class_="adding",
        data_largest=str(LARGEST),
    )


def _addresses(fetching: bool) -> Html:
    """Where web addresses go; where fetching is off, how it is switched on."""
    if not fetching:
        off = joined("Web addresses are not fetched; ", el("code", "whosays serve --fetch"), " switches that on.")
        return el("p", off, class_="quiet")
    area = el("textarea", name="addresses", rows="3", id="addresses", spellcheck="false", aria_describedby="addresses-hint",
              placeholder="https://news.example/story", class_="short")  # fmt: skip
    return el(
        "div",
        el("label", "or web addresses", for_="addresses"),
        area,
        _hint(ADDRESSES, "addresses-hint"),
        class_="field",
    )


def _hint(words: str, name: str) -> Html:
    return el("p", words, class_="quiet hint", id=name)


async def given(form: FormData, *, fetching: bool = False) -> Given:
    """Uploads under their own names, a pasted text with what is known about it on top, and web addresses."""
    found: dict[str, bytes] = {}
    for value in form.getlist("files"):
        if isinstance(value, UploadFile) and value.filename:
            found[_free(_name(value.filename), found)] = await value.read()
    uploaded = len(found)
    pasted = str(form.get("text", "")).replace("\r\n", "\n")
    if pasted.strip():
        name = _free("pasted.txt", found)
        found[name] = f"{pasted}\n".encode("utf-8", "replace")
        known = {field: value for field in KNOWN if (value := " ".join(str(form.get(field, "")).split()))}
        if known and METADATA not in found:
            found[METADATA] = json.dumps({"file": name, **known}).encode()
        elif known:  # a file of that name was uploaded, so that it stands on top of the text
            top = "".join(f"{KNOWN[field]}: {value}\n" for field, value in known.items())
            found[name] = top.encode("utf-8", "replace") + b"\n" + found[name]
    addresses = addresses_in(_lines(str(form.get("addresses", ""))), fetching=fetching)
    if not found and not addresses:
        raise NothingGiven("nothing was given: paste the text of a report, or choose files")
    return Given(found, addresses, bool(pasted.strip()), uploaded)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def addresses_in(words: Sequence[str], *, fetching: bool) -> tuple[str, ...]:
    """Web addresses in their one form, each once; raises :class:`NothingGiven` with what is wrong with one."""
    if not words:
        return ()
    if not fetching:
        raise NothingGiven(
            "this server does not fetch web addresses; start it with --fetch, or save the pages and choose the files"
        )
    if len(words) > MOST:
        raise NothingGiven(f"{len(words)} web addresses were given; give at most {MOST} at a time")
    from whosays.fetch.outcomes import Refused, shown
    from whosays.fetch.urls import read_url

    found: dict[str, None] = {}
    for word in words:
        try:
            found[read_url(word).href] = None
        except Refused as refused:
            raise NothingGiven(f"{shown(word)}: {refused.message}") from None
    return tuple(found)


def start(works: Works, shelf: Shelf, given: Given, story: Shelved | None, together: bool) -> Job:
    """Put the files down and begin; the folder goes when the job has ended."""
    folder = Path(mkdtemp(prefix="whosays-"))
    for name, data in given.files.items():
        (folder / name).write_bytes(data)
    into = story.name if story else None
    what = f"{given.words} into {f'“{story.title or story.name}”' if story else 'a new story'}"

    def prepare() -> Task:
        return shelf.task(into, str(folder), together=together, addresses=given.addresses)

    return works.start(
        what[:1].upper() + what[1:], prepare, story=into, end=lambda: shutil.rmtree(folder, ignore_errors=True)
    )


def _name(given: str) -> str:
    """The last part of an uploaded file's name, without what a file system or a page could trip over."""
    last = PurePosixPath(given.replace("\\", "/")).name
    kept = "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in last).strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:LETTERS]}.{suffix[:10]}" if dot and stem else f"{kept[:LETTERS] or 'file'}.txt"


def _free(name: str, taken: dict[str, bytes]) -> str:
    stem, _, suffix = name.rpartition(".")
    number, wanted = 1, name
    while name in taken:
        number += 1
        name = f"{stem}-{number}.{suffix}"
    return name if number > 1 else wanted


# ------------------------------------------------------------------------------------------------ what is being done
def jobs(found: Sequence[Job]) -> Html:
    """Each job with its progress, and a button that ends it."""
    if not found:
        return el("p", "Nothing is being done.", class_="quiet")
    rows = [_job(job) for job in sorted(found, key=lambda job: -job.number)]
    refresh = el("p", el("a", "Look again", href="/jobs"), class_="quiet refresh")
    return joined(
        el("ol", *rows, class_="stories jobs"), refresh if any(job.state == "running" for job in found) else None
    )


def _job(job: Job) -> Html:
    cancel = el(
        "form", el("button", "Cancel", class_="button"), method="post", action=f"/jobs/{job.number}/cancel", class_="inline"
    )  # fmt: skip
    bar = el(
        "progress",
        value=str(job.done) if job.total else None,
        max=str(job.total) if job.total else None,
        aria_label=job.what,
    )
    links = [joined(el("a", "Open the story", href=address(name)), " · ", el("a", "What changed", href=address(name, "changed")), " ")
             for name in job.kept]  # fmt: skip
    told = el(
        "details",
        el("summary", wording.count(len(job.told), "notice")),
        el("ul", *[el("li", one, dir="auto") for one in job.told]),
        open=job.state == "failed" or len(job.told) <= FEW,
    )
    return el(
        "li",
        el("h2", el("bdi", job.what)),
        el("p", el("strong", job.state), text(f": {job.fault or job.step}") if job.state in ("running", "failed") else None,
           class_="about", dir="auto"),
        el("div", bar, cancel, class_="running") if job.state == "running" else None,
        el("p", *links) if links else None,
        told if job.told else None,
        data_job=str(job.number),
        data_state=job.state,
    )  # fmt: skip


def plain(job: Job) -> dict[str, Any]:
    """A job as JSON has it."""
    return {
        "number": job.number, "what": job.what, "story": job.story, "state": job.state, "step": job.step, "done": job.done,
        "total": job.total, "fault": job.fault, "stories": job.kept, "notices": job.told,
    }  # fmt: skip

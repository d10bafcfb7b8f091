"""New reports: pasted or uploaded, put down as files, and read in the background by the same code that reads files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any

from starlette.datastructures import FormData, UploadFile

from whosays.render.html.elements import Html, el, joined, text
from whosays.web.shelf import Shelf, Shelved, Task
from whosays.web.shell import address
from whosays.web.work import Job, Works

LETTERS = 80  # of a file's name that are kept
META = (("Outlet", "outlet"), ("Published", "published"), ("URL", "url"))


class NothingGiven(ValueError):
    """The form holds neither text nor files."""


def form(stories: Sequence[Shelved], chosen: str) -> Html:
    """Paste one report or upload many; as a new story, or into one that is there."""
    options = [
        el("option", f"{story.title or story.name} ({story.reports})", value=story.name, selected=story.name == chosen)
        for story in stories
        if not story.fault
    ]
    meta = [
        el("label", "Outlet ", el("input", name="outlet", maxlength="200", autocomplete="off")),
        el("label", "Published ", el("input", name="published", maxlength="40", placeholder="2031-05-07", autocomplete="off")),
        el("label", "Address ", el("input", name="url", type="url", maxlength="2000", autocomplete="off")),
    ]  # fmt: skip
    area = el("textarea", name="text", rows="11", id="pasted", spellcheck="false")
    upload = el("input", type="file", name="files", multiple=True, id="files")
    return el(
        "form",
        el("div", el("label", "Paste a report", for_="pasted"), area, class_="field"),
        el("div", *meta, class_="fields"),
        el("div", el("label", "or choose files", for_="files"), upload, class_="field"),
        el(
            "div",
            el("label", "Into ", el("select", el("option", "a new story", value=""), *options, name="story")),
            el("label", el("input", type="checkbox", name="one_story", value="yes"), " tell them as one story anyway"),
            class_="fields",
        ),
        el("p", "Up to 32 MiB at a time. Nothing leaves this machine.", class_="quiet"),
        el("button", "Read them", class_="button main"),
        method="post",
        action="/add",
        enctype="multipart/form-data",
        class_="adding",
    )


async def given(form: FormData) -> dict[str, bytes]:
    """The files to read by name: uploads under their own, a pasted text with what is known about it on top."""
    found: dict[str, bytes] = {}
    for value in form.getlist("files"):
        if isinstance(value, UploadFile) and value.filename:
            found[_free(_name(value.filename), found)] = await value.read()
    pasted = str(form.get("text", "")).replace("\r\n", "\n")
    if pasted.strip():
        known = [(label, " ".join(str(form.get(name, "")).split())) for label, name in META]
        top = "".join(f"{label}: {value}\n" for label, value in known if value)
        found[_free("pasted.txt", found)] = f"{top}\n{pasted}\n".encode() if top else f"{pasted}\n".encode()
    if not found:
        raise NothingGiven("nothing was given: paste the text of a report, or choose files")
    return found


def start(works: Works, shelf: Shelf, files: dict[str, bytes], story: str | None, together: bool) -> Job:
    """Put the files down and begin; the folder goes when the job has ended."""
    folder = Path(mkdtemp(prefix="whosays-"))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    what = (
        f"{len(files)} file{'s' if len(files) > 1 else ''} into “{story}”"
        if story
        else f"{len(files)} new file{'s' if len(files) > 1 else ''}"
    )

    def prepare() -> Task:
        return shelf.task(story, str(folder), together=together)

    return works.start(what, prepare, story=story, end=lambda: shutil.rmtree(folder, ignore_errors=True))


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
        "details", el("summary", f"{len(job.told)} notices"), el("ul", *[el("li", one, dir="auto") for one in job.told])
    )
    return el(
        "li",
        el("h2", el("bdi", job.what)),
        el("p", el("strong", job.state), text(f": {job.fault or job.step}") if job.state in ("running", "failed") else None,
           class_="about", dir="auto"),
        el("p", bar, cancel, class_="running") if job.state == "running" else None,
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

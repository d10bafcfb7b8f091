"""Lineage: credits, citations and shared text put reports into origin groups."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from whosays.lineage import same_origin, trace_lineage
from whosays.model import (
    Claim,
    Lineage,
    LineageEdge,
    Mention,
    Passage,
    Published,
    Reading,
    Report,
    Segment,
    SegmentRole,
    Source,
    Span,
    Step,
)  # fmt: skip

WIRE = """Warehouse fire kills three in Port Ansel
PORT ANSEL, May 3 (Harbour Press) - A fire in a paint warehouse killed three workers in Port Ansel on Tuesday night, the fire
brigade said. The blaze broke out at about 22:15 in the loading hall, where solvents were stored, brigade commander Ruta Holm
said. Firefighters needed six hours to bring the flames under control. Two neighbouring streets were cleared and about 400
residents spent the night in a school gymnasium. The owner, Lindqvist Coatings, had passed a safety inspection in March.
Prosecutors have opened an inquiry into the storage of the barrels."""

REWRITE = """Three die as paint store burns
Three workers have died in a fire at a paint warehouse in Port Ansel on Tuesday night, according to the fire brigade. The
blaze started around 22:15 in the loading hall holding solvents, said its commander, Ruta Holm. It took firefighters six
hours to control the flames. About 400 residents of two neighbouring streets were taken to a school gymnasium for the night.
Lindqvist Coatings, the owner, passed an inspection of its safety in March. An inquiry into how the barrels were stored has
been opened by prosecutors."""

OWN = """Neighbours had warned of smell for weeks
People living beside the burnt depot say they complained to the council four times since Easter. Marek Dunn, who rents a flat
across the yard, kept copies of his letters and showed them to this newspaper. The council confirmed that two of them had
arrived. Company driver Ivo Teal said shelves were stacked to the ceiling that evening. The dead were two packers and a
foreman, their union said, and a collection for the families has begun at the chapel."""


def reading(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    segments: Sequence[tuple[str, SegmentRole]] = (),
    claims: Sequence[Claim] = (),
) -> Reading:
    """A reading with nothing but its report (and claims); ``segments`` are stretches of the text with their role."""
    zones = tuple(Segment(text.index(part), text.index(part) + len(part), role) for part, role in segments)
    stamp = Published(published, "given" if published else "absent", (), ())
    report = Report(name, f"{name}.txt", outlet, None, url, "en", stamp, text, zones)
    return Reading(report, (), (), (), (), tuple(claims), ())


def groups(lineage: Lineage) -> set[tuple[str, frozenset[str]]]:
    """Origin and members of each group."""
    return {(group.origin, frozenset(group.reports)) for group in lineage.groups}


def edges(lineage: Lineage, kind: str) -> set[tuple[str, str]]:
    """Pairs joined by an edge of one kind."""
    return {(edge.from_report, edge.to_report) for edge in lineage.edges if edge.kind == kind}


def edge(lineage: Lineage, kind: str) -> LineageEdge:
    """The only edge of one kind."""
    (found,) = [each for each in lineage.edges if each.kind == kind]
    return found


def fire(*more: Reading) -> list[Reading]:
    """The wire report, its rewritten reprint and an independent report, and what a test adds."""
    return [
        reading("wire", WIRE, outlet="Harbour Press", published="2030-05-03T23:40+00:00"),
        reading("reprint", REWRITE, outlet="Ansel Morning", published="2030-05-04T01:10+00:00"),
        reading("own", OWN, outlet="Ansel Gazette", published="2030-05-04T09:00+00:00"),
        *more,
    ]


OTHER = """The harbour council meets on Friday to talk about where paint may be stored. Its chairman wants every depot moved behind
the railway line before winter, which traders by the fish market have asked for since the flood of 2024. Insurers doubt that the
move can be paid for. A vote is planned for June, after the regional elections, and both large parties have left it open."""


class TestSharedText:
    """What shared words prove, and what they do not."""

    def test_rewritten_reprint(self) -> None:
        """A reprint with synonyms and turned clauses is in the agency's group; the independent report stays alone."""
        lineage = trace_lineage(fire())
        assert groups(lineage) == {
            ("Harbour Press", frozenset({"wire", "reprint"})),
            ("Ansel Gazette", frozenset({"own"})),
        }
        assert edges(lineage, "copies") == {("reprint", "wire")}

    def test_passages_slice_to_the_shared_words(self) -> None:
        """An edge's passages lie in the report that each names, the copier's first."""
        lineage = trace_lineage(fire())
        texts = {r.report.id: r.report.text for r in fire()}
        for ours, theirs in edge(lineage, "copies").spans:
            assert (ours.report, theirs.report) == ("reprint", "wire")
            assert texts["reprint"][ours.start : ours.end]
            assert texts["wire"][theirs.start : theirs.end]

    def test_a_shared_quotation_joins_nobody(self) -> None:
        """Two reports that share one long quotation and nothing else have two origins."""
        quote = (
            "“We looked at every single barrel in that hall in March and there was nothing that gave us any reason to close it, "
            "and I would sign the same paper again tomorrow morning without a second of doubt,” the inspector said."
        )
        one = reading("one", OWN + "\n" + quote, outlet="Ansel Gazette", published="2030-05-04T09:00")
        other = reading(
            "two",
            "Inspector stands by paper\n" + quote + " His office is two floors above the fish market.",
            outlet="Coast FM",
        )
        lineage = trace_lineage([one, other])
        assert len(lineage.groups) == 2
        assert not edges(lineage, "copies")

    def test_a_statement_in_the_first_person_joins_nobody(self) -> None:
        """A company's statement pasted without quotation marks is not the reports' own prose."""
        statement = (
            "\nWe are deeply saddened by the loss of our three colleagues and we are working with the fire brigade to learn what "
            "happened in our loading hall during the night of Tuesday and why it happened.\n"
        )
        one = reading("one", OWN + statement, outlet="Ansel Gazette")
        other = reading(
            "two", "Firm speaks\nThe maker of coatings broke its silence at noon." + statement, outlet="Coast FM"
        )
        assert len(trace_lineage([one, other]).groups) == 2

    def test_a_few_copied_paragraphs(self) -> None:
        """A report with reporting of its own and a passage of the agency keeps its own group and gets a copies edge."""
        passage = WIRE[WIRE.index("Firefighters needed") : WIRE.index(" The owner")]
        mixed = reading("mixed", OWN + OTHER + passage, outlet="Coast FM", published="2030-05-05")
        lineage = trace_lineage([*fire()[:2], mixed])
        assert ("Coast FM", frozenset({"mixed"})) in groups(lineage)
        assert ("mixed", "wire") in edges(lineage, "copies") | edges(lineage, "shares-wire")

    def test_half_of_a_text_is_a_part_of_it(self) -> None:
        """A report that holds a long stretch of another and as much of its own keeps its own group."""
        half = WIRE[WIRE.index("The blaze") : WIRE.index(" The owner")]
        mixed = reading("mixed", OWN + "\n" + half, outlet="Coast FM", published="2030-05-05")
        source = reading("source", WIRE + "\n" + OTHER, outlet="Harbour Press", published="2030-05-03")
        lineage = trace_lineage([source, mixed])
        assert len(lineage.groups) == 2
        assert edges(lineage, "copies") == {("mixed", "source")}

    def test_names_and_figures_prove_nothing(self) -> None:
        """Reports that share the same names, titles and figures in a row, and no wording, are not joined."""
        one = "Toll grows\nAt 22:15 on Tuesday Ruta Holm of the Port Ansel Fire Brigade, 14 Quay Road, called Lindqvist Coatings. It burnt."
        other = "Fire chief on call\nRuta Holm of the Port Ansel Fire Brigade, 14 Quay Road, went home. Rain fell."
        lineage = trace_lineage([reading("one", one, outlet="Coast FM"), reading("two", other, outlet="Ansel Gazette")])
        assert len(lineage.groups) == 2
        assert not lineage.edges

    def test_what_one_report_quotes_is_a_quotation_in_all(self) -> None:
        """A statement that one outlet prints in quotation marks and two others without is nobody's own prose."""
        words = "the hall had been swept twice that evening and every barrel stood closed on its pallet behind the yellow line"
        quoting = reading("one", f"Owner speaks\nThe owner told a court that “{words}”.", outlet="Coast FM")
        bare = [
            reading("two", f"Statement\nFrom the owner: {words}. Rain fell.", outlet="Ansel Gazette"),
            reading(
                "three", f"Court sits\nIn court it was heard that {words}. The judge left.", outlet="Far Away Post"
            ),
        ]
        assert edges(trace_lineage(bare), "copies")
        assert not edges(trace_lineage([quoting, *bare]), "copies")

    def test_an_embedded_post_joins_nobody(self) -> None:
        """A post signed with a handle stands in many reports and was copied from none of them."""
        post = (
            "Crews will stay at the depot all night and nobody should come near the harbour before the smoke has gone "
            "— Port Ansel Fire (@ansel_fire) May 3, 2030"
        )
        one = reading("one", OWN + "\n" + post, outlet="Ansel Gazette")
        other = reading("two", "Rain expected\nShowers reach the coast at night.\n" + post, outlet="Coast FM")
        assert not trace_lineage([one, other]).edges

    def test_captions_do_not_count(self) -> None:
        """The same agency picture with the same caption under two reports joins nobody."""
        caption = "Smoke rises over the burnt paint depot beside the old fish market of the harbour town early on Wednesday morning"
        one = reading("one", OWN + "\n" + caption, outlet="Ansel Gazette", segments=[(caption, "caption")])
        other = reading(
            "two",
            "Rain expected\nShowers reach the coast at night.\n" + caption,
            outlet="Coast FM",
            segments=[(caption, "caption")],
        )
        assert len(trace_lineage([one, other]).groups) == 2

    def test_direction_follows_time(self) -> None:
        """Without a credit the later of two equal texts is the copy, whatever the order given."""
        text = OWN.replace("this newspaper", "reporters")
        early = reading("zeta", text, outlet="Ansel Gazette", published="2030-05-04T09:00+02:00")
        late = reading("alpha", text, outlet="Coast FM", published="2030-05-04T08:00+00:00")
        lineage = trace_lineage([late, early])
        assert edges(lineage, "copies") == {("alpha", "zeta")}
        assert groups(lineage) == {("Ansel Gazette", frozenset({"zeta", "alpha"}))}


BODY = "Roofs flew over the town of Lund.\nNobody was hurt in the storm.\nTrains stood still until noon."


class TestCredits:
    """What a report says about where its text comes from."""

    @pytest.mark.parametrize(
        "line, origin",
        [
            ("LUND, Sweden (AP) — Roofs flew at night.", "Associated Press"),
            ("Lund (AFP) - Roofs flew at night.", "Agence France-Presse"),
            ("(CNN)Roofs flew at night.", "CNN"),
            ("Jan 2 (Reuters) - Roofs flew at night.", "Reuters"),
            ("By JO ROE Associated Press", "Associated Press"),
            ("By Jo Roe | Associated Press", "Associated Press"),
            ("By Jo Roe for Coast FM and AFP", "Agence France-Presse"),
            ("Jo Roe, The Associated Press", "Associated Press"),
            ("Reuters in Lund", "Reuters"),
            ("Source: Xinhua| 2030-01-02 12:00:00", "Xinhua"),
        ],
    )
    def test_opening_lines(self, line: str, origin: str) -> None:
        """Datelines with and without a dash, and bylines in the forms of news sites, name the agency."""
        lineage = trace_lineage([reading("one", f"Storm\n{line}\n{BODY}", outlet="Coast FM")])
        assert groups(lineage) == {(origin, frozenset({"one"}))}

    def test_short_forms_of_the_storys_outlets(self) -> None:
        """ "(CNS)" and "(Corvin)" are the story's Corvin News Service, whatever other agency has these initials."""
        texts = {"CNS": "one", "Corvin": "two"}
        signed = [
            reading(name, f"Storm\nLUND, Jan 2 ({short}) - Roofs flew at night.\n{BODY}", outlet=outlet)
            for (short, name), outlet in zip(texts.items(), ("Corvin News Service", "Coast FM"), strict=True)
        ]
        assert groups(trace_lineage(signed)) == {("Corvin News Service", frozenset({"one", "two"}))}
        assert groups(trace_lineage(signed[1:])) == {("Corvin", frozenset({"two"}))}

    @pytest.mark.parametrize(
        "line, origin",
        [
            ("(Reporting by Jo Roe in LUND; Editing by Cy Loe)", "Reuters"),
            ("Associated Press writer Jo Roe in Malmo contributed to this report.", "Associated Press"),
            ("(c) 2030 AFP", "Agence France-Presse"),
            ("AFP", "Agence France-Presse"),
            ("Source: Reuters", "Reuters"),
            ("- The Washington Post", "Washington Post"),
            ("Read the original article on Ansel Business.", "Ansel Business"),
        ],
    )
    def test_closing_lines(self, line: str, origin: str) -> None:
        """Desk lines, an agency's own writers, notices and signatures at the end name the origin."""
        lineage = trace_lineage([reading("one", f"Storm\n{BODY}\n{line}", outlet="Coast FM")])
        assert groups(lineage) == {(origin, frozenset({"one"}))}

    @pytest.mark.parametrize(
        "line",
        [
            "AP/AFP",
            "The Associated Press and Reuters contributed to this story.",
            "Contributing: The Associated Press",
            "(With inputs from PTI)",
            "All rights reserved. The Associated Press contributed to this report.",
        ],
    )
    def test_help_is_no_origin(self, line: str) -> None:
        """Two agencies together, and agencies that only helped, leave the report its own."""
        lineage = trace_lineage([reading("one", f"Storm\n{BODY}\n{line}", outlet="Coast FM")])
        assert groups(lineage) == {("Coast FM", frozenset({"one"}))}

    @pytest.mark.parametrize(
        "text, url",
        [
            ("Storm\nLUND (AP) - Roofs flew.", None),
            ("Storm\nRoofs flew.\nCopyright 2030 The Associated Press. All rights reserved.", None),
            ("Storm\nBy Jo Roe, Associated Press\nRoofs flew.", None),
            ("Storm\nRoofs flew.\n(AP)", None),
            ("Storm\nRoofs flew.", "https://paper.example/wires/ap/article-1/Storm.html"),
        ],
    )
    def test_an_agency_credit_names_the_origin(self, text: str, url: str | None) -> None:
        """Dateline, copyright, byline, closing line and web address each make the agency the origin."""
        lineage = trace_lineage([reading("one", text, outlet="Coast FM", url=url)])
        assert groups(lineage) == {("Associated Press", frozenset({"one"}))}

    @pytest.mark.parametrize("credit", ["REUTERS", "Reuters/Jo Roe", "Image copyright Reuters", "Photo: Reuters"])
    def test_a_photo_credit_is_no_credit(self, credit: str) -> None:
        """An agency that only took the picture is not the origin of the text."""
        text = f"Storm\n{credit}\nRoofs flew over the town of Lund.\nNobody was hurt in the storm."
        lineage = trace_lineage([reading("one", text, outlet="Coast FM")])
        assert groups(lineage) == {("Coast FM", frozenset({"one"}))}

    def test_two_agencies_stay_apart(self) -> None:
        """Reports that credit two agencies never stand in one group, however much they share."""
        body = OWN.split("\n", 1)[1].replace("this newspaper", "reporters")
        one = reading("one", "Smell\nANSEL (AP) - " + body, outlet="Coast FM")
        other = reading("two", "Smell\nANSEL (Reuters) - " + body, outlet="Ansel Gazette")
        assert {origin for origin, _ in groups(trace_lineage([one, other]))} == {"Associated Press", "Reuters"}

    def test_customers_of_one_agency_share_its_wire(self) -> None:
        """Two different takes of one agency are one origin without a shared sentence."""
        one = reading(
            "one", "Storm\nLUND (AP) - Roofs flew in the night.", outlet="Coast FM", published="2030-01-01T08:00"
        )
        other = reading(
            "two", "Flood\nLUND (AP) - Cellars filled with water.", outlet="Ansel Gazette", published="2030-01-01T11:00"
        )
        lineage = trace_lineage([one, other])
        assert groups(lineage) == {("Associated Press", frozenset({"one", "two"}))}
        assert edges(lineage, "shares-wire") == {("two", "one")}

    def test_a_contribution_is_a_citation(self) -> None:
        """ "X contributed to this report" leaves the report its own and cites X."""
        helped = OWN + "\nHarbour Press contributed to this report."
        lineage = trace_lineage([fire()[0], reading("own", helped, outlet="Ansel Gazette")])
        assert ("Ansel Gazette", frozenset({"own"})) in groups(lineage)
        assert edges(lineage, "cites") == {("own", "wire")}


class TestCitations:
    """Reports that retell another publisher."""

    RETOLD = (
        "Deadly blaze in Port Ansel\nThree people lost their lives in a depot, Harbour Press reported. The agency said solvents "
        "caught fire late in the evening. Hundreds had to leave home. An investigation is under way, according to the agency."
    )

    def test_resting_on_one_agency_throughout(self) -> None:
        """A report that cites one agency in most of its sentences is in that agency's group and cites it."""
        lineage = trace_lineage([fire()[0], reading("retold", self.RETOLD, outlet="Far Away Post")])
        assert groups(lineage) == {("Harbour Press", frozenset({"wire", "retold"}))}
        assert edges(lineage, "cites") == {("retold", "wire")}
        assert not edges(lineage, "copies")

    def test_own_witnesses_keep_it_apart(self) -> None:
        """The same report with a witness of its own keeps its own origin, and still cites."""
        text = self.RETOLD + " A cousin of one victim told this newspaper that she had called all night."
        lineage = trace_lineage([fire()[0], reading("retold", text, outlet="Far Away Post")])
        assert ("Far Away Post", frozenset({"retold"})) in groups(lineage)
        assert edges(lineage, "cites") == {("retold", "wire")}

    def test_one_citation_is_not_resting(self) -> None:
        """A single sentence from elsewhere does not make the rest of a report the other's."""
        text = OWN + " Harbour Press reported that an inquiry had begun."
        lineage = trace_lineage([fire()[0], reading("own", text, outlet="Ansel Gazette")])
        assert ("Ansel Gazette", frozenset({"own"})) in groups(lineage)

    def test_own_words_in_a_quotation_are_not_the_outlets(self) -> None:
        """A witness's "they told me" is no reporting of the outlet, which goes on resting on the agency."""
        text = self.RETOLD + " “A driver told me to run,” a cook said, according to the agency."
        lineage = trace_lineage([fire()[0], reading("retold", text, outlet="Far Away Post")])
        assert groups(lineage) == {("Harbour Press", frozenset({"wire", "retold"}))}

    def test_a_borrowed_quotation_shows_where_a_report_leans(self) -> None:
        """A report that opens with another's story, cites it twice and has its quotation is that origin's, a background voice or not."""
        source = (
            OWN
            + " “Nobody ever came to look at those shelves after the long strike in the autumn,” the chapel warden said."
        )
        text = (
            "Smell was reported for weeks\nNeighbours of a burnt depot had warned the council, the Ansel Gazette reports. “Nobody ever came "
            "to look at those shelves after the long strike in the autumn,” a warden told the Ansel Gazette. Paint fires are common. "
            "Depots burn twice a year in the region. Insurers keep a list. A chemist told this newspaper that solvents linger for days."
        )
        readings = [
            reading("own", source, outlet="Ansel Gazette", published="2030-05-04T09:00+00:00"),
            reading("lean", text, outlet="Far Away Post", published="2030-05-05T09:00+00:00"),
        ]
        lineage = trace_lineage(readings)
        assert groups(lineage) == {("Ansel Gazette", frozenset({"own", "lean"}))}
        assert edges(lineage, "copies") == {("lean", "own")}

    def test_quoted_in_full(self) -> None:
        """A report that quotes another in full, with a word of introduction, is that origin's."""
        own = OWN.replace("this newspaper", "the Gazette").split("\n", 1)[1].replace("\n", " ")
        text = f"What the neighbours say\nThe Ansel Gazette wrote on Saturday: “{own}” We leave it there."
        source = reading("own", OWN, outlet="Ansel Gazette", published="2030-05-04T09:00+00:00")
        lineage = trace_lineage([source, reading("full", text, outlet="Far Away Post", published="2030-05-05")])
        assert groups(lineage) == {("Ansel Gazette", frozenset({"own", "full"}))}

    def test_put_together_from_others(self) -> None:
        """A short report whose every source is another publisher rests on the one of them that is in the story."""
        text = "Blaze in the north\nA store burnt down, CNN reported. “We ran,” a packer told Harbour Press. It is out."
        lineage = trace_lineage([fire()[0], reading("mix", text, outlet="Far Away Post")])
        assert ("Harbour Press", frozenset({"wire", "mix"})) in groups(lineage)

    def test_an_organisations_own_page(self) -> None:
        """Reports that cite an organisation, and nobody else, rest on its own page where that is in the story."""
        page = reading(
            "page",
            "Night at the depot\nOur crews left the yard at dawn after the last of the barrels had cooled.",
            url="https://www.anselfire.example/news/depot",
        )
        text = "Crews leave depot\nAnselfire said its crews left at dawn. Anselfire said the barrels had cooled. It is calm."
        name = Mention("m1", "cites", text.index("Anselfire"), text.index("Anselfire") + 9, "name", "organisation", "Anselfire",
                       "Anselfire", "sing", None, None, None)  # fmt: skip
        citing = replace(reading("cites", text, outlet="Coast FM"), mentions=(name,))
        assert {members for _, members in groups(trace_lineage([page, citing]))} == {frozenset({"page", "cites"})}
        assert len(trace_lineage([page, replace(citing, mentions=())]).groups) == 2

    def test_people_are_no_magazine(self) -> None:
        """ "People said" is a crowd; "People reports" is the magazine."""
        magazine = reading("m", "Wind\nA storm took roofs in the night.", outlet="People")
        crowd = reading(
            "c", "Storm\nPeople said roofs flew. People also claimed to have seen sparks.", outlet="Coast FM"
        )
        cites = reading("r", "Storm\nRoofs flew, People reports. It is over.", outlet="Ansel Gazette")
        assert edges(trace_lineage([magazine, crowd, cites]), "cites") == {("r", "m")}

    def test_a_longer_name_is_another_paper(self) -> None:
        """ "Told the Guardian Weekly Echo" cites no Guardian; "told the Guardian on Friday" does."""
        first = "Storm\nRoofs flew, a man told the Guardian Weekly Echo. It was said to be over."
        second = "Storm\nRoofs flew, a man told the Guardian Friday. It was said to be over."
        guardian = reading("g", "Wind\nA storm took roofs in the night.", outlet="The Guardian")
        assert not edges(trace_lineage([guardian, reading("r", first, outlet="Coast FM")]), "cites")
        assert edges(trace_lineage([guardian, reading("r", second, outlet="Coast FM")]), "cites") == {("r", "g")}

    def test_chains_of_claims_count(self) -> None:
        """An agency that only the claims' chains name is cited too."""
        text = "Depot burns\nThe blaze killed three, so the people of HP wrote. Nobody knows why."
        at = text.index("HP")
        outlet = Step((Source(None, "Far Away Post", None, None, None, None),), "outlet", "asserts", None, (), False)
        agency = Step((Source(None, "Harbour Press", at, at + 2, None, None),), "agency", "asserts", None, (), False)
        span = Span(text.index("The blaze"), text.index(", so"))
        claim = Claim(
            "c1", "far", (span,), "kill", span, (), "+", "certain", 3.0, "attributed", (outlet, agency), (), None, (), (), None,
            "none", (), None, (), "body",
        )  # fmt: skip
        lineage = trace_lineage([fire()[0], reading("far", text, outlet="Far Away Post", claims=[claim])])
        assert edges(lineage, "cites") == {("far", "wire")}
        assert edge(lineage, "cites").spans[0][0] == Passage("far", at, at + 2)


class TestGroups:
    """What holds for the groups of every story."""

    def test_one_newsroom_is_one_origin(self) -> None:
        """Two reports of one outlet's own are one origin, and nothing is said to be copied."""
        second = reading(
            "later",
            "Chapel full\nThe funeral of the foreman drew a thousand people on Friday.",
            outlet="The Ansel Gazette",
        )
        lineage = trace_lineage(fire(second))
        assert ("Ansel Gazette", frozenset({"own", "later"})) in groups(lineage)

    def test_unknown_outlets_are_not_one(self) -> None:
        """Two reports without an outlet are named by their files and counted apart."""
        one, other = reading("one", OWN), reading("two", "Rain expected\nShowers reach the coast at night.")
        lineage = trace_lineage([one, other])
        assert {origin for origin, _ in groups(lineage)} == {"one.txt", "two.txt"}
        assert len(set(same_origin(lineage).values())) == 2

    def test_two_versions_of_one_address(self) -> None:
        """A later version at the same address is the same origin and revises the earlier one."""
        url = "https://gazette.example/news/depot"
        one = reading("one", OWN, outlet="Ansel Gazette", url=url, published="2030-05-04T09:00")
        other = reading(
            "two",
            "Names of the dead\nThe union named the foreman on Friday.",
            outlet="Ansel Gazette",
            url=url + "?v=2",
            published="2030-05-05T09:00",
        )
        lineage = trace_lineage([one, other])
        assert len(lineage.groups) == 1
        assert edges(lineage, "revises") == {("two", "one")}

    def test_a_correction_revises(self) -> None:
        """A report headed as a correction revises the same outlet's report before it."""
        text = "CORRECTION: two inspections, not one\nThe owner passed two inspections, in March and in April, the brigade said."
        lineage = trace_lineage(fire(reading("fix", text, outlet="Ansel Morning", published="2030-05-05T08:00+00:00")))
        assert edges(lineage, "revises") == {("fix", "reprint")}

    def test_taking_back_is_no_repetition(self) -> None:
        """A newsroom's withdrawal stands by itself, revises the first report, and is still the same origin when counted."""
        first = reading("first", OWN, outlet="Ansel Gazette", published="2030-05-04T09:00+00:00")
        text = "Council had no letters\nThe Ansel Gazette corrects its report of Saturday. No letter had reached the council."
        later = reading("later", text, outlet="Ansel Gazette", published="2030-05-06T09:00+00:00")
        lineage = trace_lineage([first, later])
        assert len(lineage.groups) == 2
        assert edges(lineage, "revises") == {("later", "first")}
        assert set(same_origin(lineage).values()) == {"Ansel Gazette"}

    def test_own_reporting_is_shown(self) -> None:
        """A group of an outlet's own has the words that show its reporting as evidence; nothing shows, nothing is cited."""
        own, quiet = fire()[2], reading("quiet", "Rain expected\nShowers reach the coast at night.", outlet="Coast FM")
        evidence = {group.origin: group.evidence for group in trace_lineage([own, quiet]).groups}
        (shown,) = evidence["Ansel Gazette"]
        assert "this newspaper" in OWN[shown.start : shown.end]
        assert evidence["Coast FM"] == ()

    def test_every_report_once_in_any_order(self) -> None:
        """Each report stands in exactly one group, and the order given changes nothing."""
        readings = fire(
            reading("retold", TestCitations.RETOLD, outlet="Far Away Post"), reading("bare", "Rain expected\nShowers.")
        )
        expected = trace_lineage(readings)
        members = [report for group in expected.groups for report in group.reports]
        assert sorted(members) == sorted(r.report.id for r in readings)
        for seed in range(5):
            shuffled = readings[:]
            random.Random(seed).shuffle(shuffled)
            assert trace_lineage(shuffled) == expected

    def test_many_reprints_are_one_group_with_few_edges(self) -> None:
        """Sixty reprints of one text give one group and at most one text edge each."""
        body = WIRE.split(" - ", 1)[1]
        copies = [
            reading(
                f"copy{n:02}", f"Fire number {n}\n{body}", outlet=f"Paper {n}", published=f"2030-05-04T{n % 24:02}:00"
            )
            for n in range(60)
        ]
        lineage = trace_lineage([*fire()[:1], *copies])
        assert groups(lineage) == {("Harbour Press", frozenset({"wire", *(c.report.id for c in copies)}))}
        assert len(edges(lineage, "copies") | edges(lineage, "shares-wire")) == 60

    def test_same_origin_gives_one_key_a_group(self) -> None:
        """Reports of one group have one key, and the keys are as many as the groups."""
        lineage = trace_lineage(fire())
        keys = same_origin(lineage)
        assert keys["wire"] == keys["reprint"] == "Harbour Press"
        assert len(set(keys.values())) == len(lineage.groups)

    def test_nothing_and_empty_text(self) -> None:
        """No readings give no lineage; a report of one line stands alone."""
        assert trace_lineage([]) == Lineage((), ())
        assert len(trace_lineage([reading("one", "x", outlet="Coast FM")]).groups) == 1

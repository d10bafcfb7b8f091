"""The brief as an editor reads it: sentences that stand alone, say whose they are, and begin with the news."""

from __future__ import annotations

import pytest

from tests.conftest import PUBLISHED, Teller
from whosays.brief.founded import unfounded
from whosays.brief.lookup import index
from whosays.brief.selection import statements
from whosays.brief.standing import (
    EMPTY_IT,
    hangs,
    has_main_verb,
    is_cut_before_verb,
    is_inside_quotation,
    is_noun_alone,
    is_titled,
    is_torn,
    leans,
)
from whosays.brief.tolls import counts_dead
from whosays.ingest.formats.text import read_text
from whosays.model import Span
from whosays.pipeline import read_report
from whosays.text.printed import is_clause


def read(tell: Teller, *texts: str) -> list[str]:
    """The sentences of the brief of a story told by these reports; each stands on its passages."""
    record = tell(*texts)
    look = index(record)
    assert not [one.text for one in record.brief.sentences if unfounded(look, one)]
    return [one.text for one in record.brief.sentences]


# ------------------------------------------------------------------------------------------------ stretches of a sentence
@pytest.mark.parametrize(
    ("sentence", "stretch", "torn"),
    [
        ("Town lost by a goal that the coach said was a gift.", "Town lost by a goal", True),
        ("Town lost by a goal, which the coach called a gift.", "Town lost by a goal", False),
        ("One thing Ann is finding hard though is the food.", "Ann is finding hard", True),
        ("The mayor said the road was shut and left.", "the road was shut", False),
        ("Town lost by a goal.", "Town lost by a goal.", False),
        ("A bullet struck Ida Holm seconds after it was fired.", "A bullet struck Ida Holm seconds", True),
        ("The trial lasted ten days and ended quietly.", "The trial lasted ten days", False),
        ("Voters recalled what he called an honest mistake, a slip of the pen.", "he called an honest mistake", True),
        ("Roe remembered the guard telling the crowd: “Go home.”", "Roe remembered the guard telling the crowd", True),
        ("Roe has called for “an end to the toll” since May.", "Roe has called for", True),
        ("The paper ran a story claiming that Roe had lied.", "The paper ran a story", True),
        ("The council passed the plan on Monday.", "The council passed the plan", False),
        ("The rule (Roe 1973) holds that dogs pay.", "1973) holds that dogs pay", True),
        ("“We are ready,” said spokesman Capt. Ole Dahl.", "“We are ready,” said spokesman Capt", True),
        ("Roe said she would come if the town paid her fee.", "Roe said she would come", True),
        ("The shootings took place at a firm in Tarn.", "The shootings took place", True),
        ("Roe cannot name a single day when she was paid.", "Roe cannot name a single day", True),
    ],
)
def test_torn_stretches(sentence: str, stretch: str, torn: bool) -> None:
    """A stretch is torn where the words behind it say which thing is meant, or take it for part of their subject."""
    start = sentence.index(stretch)
    assert is_torn(sentence, Span(start, start + len(stretch)), Span(0, len(sentence))) is torn


@pytest.mark.parametrize(
    ("words", "whole", "found"),
    [
        ("Coach Keith Rudd said should never have stood", False, True),
        ("The man police said was armed has fled", True, False),
        ("King said that when he broke the news to Lund", False, True),
        ("King said that when he broke the news, Lund wept", False, False),
        ("the governor was quoted as", False, True),
        ("Despite his arrest on suspicion of theft early yesterday", False, True),
        ("Despite the rain the match was played", False, False),
        ("At which the mayor discussed the plan", False, True),
        ("Prior to the vote on Monday, which the mayor asked for", False, True),
        ("Prior to the vote on Monday the mayor had asked for calm", False, False),
        ("“The fix is out,” said", True, True),
        ("Ida Holm said, so users should wait", False, True),
        ("One, Roe has nothing left", True, True),
        ("The club issued the following statement", True, True),
        ("Roe said, after Lund had called him a puppet", True, True),
        ("Roe said of Lund in May, when the harbour closed", True, True),
    ],
)
def test_hanging_clauses(words: str, whole: bool, found: bool) -> None:
    """Half a clause is no sentence of a brief; a whole printed sentence may name a speaker within a relative clause."""
    assert hangs(words, whole=whole) is found


def test_a_stretch_that_ends_before_a_verb() -> None:
    """ "after the minister | resigned" is cut in its second clause; "after the vote, said the minister" is not."""
    text = "The council met on Friday after the minister resigned. It sat after the vote."
    verbs = [text.index(word) for word in ("met", "resigned", "sat")]
    cut, whole = text.index(" resigned"), text.index(". It")
    assert is_cut_before_verb(text, Span(0, cut), verbs)
    assert not is_cut_before_verb(text, Span(0, whole), verbs)
    assert not is_cut_before_verb(text, Span(whole + 2, len(text) - 1), verbs)


def test_a_noun_with_a_relative_clause_is_no_sentence() -> None:
    """ "The Lady Anna, which was under fire" tells nothing; with a verb in front it does."""
    assert is_noun_alone("The Lady Anna, which said boats were near", [21])
    assert is_noun_alone("the rule of the court, which says that dogs pay", [-9, 29])
    assert not is_noun_alone("Roe left the Lady Anna, which had docked", [4, 35])


@pytest.mark.parametrize(
    ("words", "by_person", "found"),
    [
        ("Lund was not among them, her spokeswoman said", False, True),
        ("Police held 23 people; Lund was not one of them", False, False),
        ("Engineer Ole Dahl said it might not reopen before May", True, True),
        ("Engineer Ole Dahl said it was too early to name a day", True, False),
        ("The union said it would strike from Monday", False, False),
        ("Engineer Ole Dahl said they had left", True, True),
        ("The guards had gone; Ole Dahl said they had left", True, False),
        ("Officer Ole Dahl says that will help the crews", True, True),
        ("Officer Ole Dahl says that rain will help the crews", True, False),
        ("A hospital spokeswoman said six of them were in danger", False, True),
        ("The minister has rejected that", True, True),
        ("The minister wrote a book like that", True, False),
        ("The finance ministry has ruled that out", False, True),
        ("The junta put the number at three", False, True),
        ("The junta put the number of dead at three", False, False),
        ("Engineer Ole Dahl said it promised to pay hotel bills", True, True),
        ("The speaker used similar language in Larn", False, True),
        ("The judge found those remarks unbefitting", False, True),
        ("In May, Roe did the same thing", False, True),
        ("Roe could not name such a gift", False, True),
        ("Lund spoke of a gift; Roe never had such a gift", False, False),
        ("Of the two remarks, the judge found those remarks on tax unbefitting", False, False),
    ],
)
def test_words_that_lean_on_a_sentence_before(words: str, by_person: bool, found: bool) -> None:
    """Who "them" and what "it" is must be told; a body speaks of itself, and "it was too early" of nothing."""
    assert leans(words, by_person=by_person) is found


def test_inside_a_quotation() -> None:
    """The second sentence of a quotation is still somebody's words."""
    text = '"She is well. Nothing bad will happen."\nThe rest is quiet.'
    assert is_inside_quotation(text, text.index("Nothing"))
    assert not is_inside_quotation(text, text.index("The rest"))
    text = "``She is well. Nothing bad will happen.''"
    assert is_inside_quotation(text, text.index("Nothing"))


# ------------------------------------------------------------------------------------------------ whole briefs
def test_a_quotation_of_nobody_is_left_out(tell: Teller) -> None:
    """Words in quotation marks without a speaker are not told as the report's own."""
    told = read(
        tell,
        "Singer leaves hospital\n\nThe singer Ada Roe left hospital in Larn on Friday after two weeks, her manager said.\n\n"
        '"She is on her way home. Nothing bad is going to happen now."\n',
    )
    assert not [line for line in told if "Nothing bad" in line]


def test_a_pronoun_that_nobody_can_name_is_no_source(tell: Teller) -> None:
    """ "She said" of two possible women: her second sentence is not told without anybody."""
    told = read(
        tell,
        "Rovers win late\n\nRovers won in Larn on Saturday. Anna Lund and Berit Roe both played.\n\n"
        '"I thought we had lost," she said. "Then the tall defender did what he always does."\n',
    )
    assert not [line for line in told if line.endswith('always does."')]


def test_the_day_of_this_afternoon(tell: Teller) -> None:
    """ "This afternoon" becomes the afternoon of a day, as "today" becomes the day."""
    told = read(
        tell,
        "Chief jailed\n\nBerit Lund, who led the council of Tolva, was jailed for four years by the district court this afternoon.\n",
    )
    assert any("on the afternoon of " in line and "this afternoon" not in line for line in told)


def test_a_body_keeps_its_article(tell: Teller) -> None:
    """A name that the report prints with "the" keeps it where it stands in for a pronoun."""
    told = read(
        tell,
        "Storm cuts power\n\nThe storm hit the coast of Larn on Friday. About 48,000 homes lost power, the Larn Power Company said. "
        "The Larn Power Company is in Larn. It hopes to restore supplies by Sunday.\n",
    )
    assert not [line for line in told if line.startswith("[Larn Power Company]")]


def test_the_lead_is_no_quotation_and_no_earlier_case(tell: Teller) -> None:
    """A plea for privacy and what "also" happened in another month stand below the news."""
    told = read(
        tell,
        "Sea cables cut, web slows\n\nInternet traffic between Larn and Tolva broke down on Friday after two sea cables were cut.\n\n"
        '"We ask for patience," said Ida Holm, a spokeswoman for the operator. Sea cables were also cut in January.\n',
        "Web slows after cables are cut\n\nInternet traffic to Tolva slowed on Friday after two sea cables were cut, officials said.\n\n"
        '"We ask for patience," Ida Holm said.\n\nIn January sea cables were also cut.\n',
    )
    assert "traffic" in told[0]


def test_the_lead_gives_the_last_number_of_dead(tell: Teller) -> None:
    """After "two died" of the morning and "killed three" of the evening, the brief begins with the three."""
    first = tell.reading(
        "Storm leaves two dead\n\nTwo people died as a storm swept across Larn on Thursday night.\n",
        outlet="Isle Herald",
        published="2023-10-20T07:30:00+01:00",
    )
    last = tell.reading(
        "Clean-up begins after storm kills three\n\n"
        "A clean-up is under way after the storm killed three people and flooded hundreds of homes in Larn.\n",
        outlet="Coast Radio",
        published="2023-10-20T18:20:00+01:00",
    )
    assert "killed three people" in tell.of([first, last]).brief.sentences[0].text


def test_passages_of_other_reports_say_the_same(tell: Teller) -> None:
    """A sentence points at another report only where that one says what the sentence says first."""
    record = tell(
        "Bank evacuated\n\nA bomb went off at a bank in Larn on Friday. Police did not say much about what happened before the bomb went off.\n",
        "Bomb at bank\n\nA bomb went off at a bank in Larn on Friday.\n",
    )
    second = record.reports[1].id
    silent = [one for one in record.brief.sentences if "did not say much" in one.text]
    assert not [p for one in silent for p in one.passages if p.report == second]


def test_the_lead_gives_what_the_headlines_give(tell: Teller) -> None:
    """A title that stands beside the text, as in a feed or a table, is a headline too; a first sentence outweighs what hangs on another."""
    reports = {
        "Coast Radio": (
            "Ida Holm ousts harbour chief Brandt",
            "Rain fell in Larn all of Friday morning. Newcomer Ida Holm defeated harbour chief Ole Brandt at noon, taking 61 percent.\n",
        ),
        "Isle Herald": (
            "Harbour chief Brandt loses to Holm",
            "Snow had been forecast for Larn on Friday. The harbour chief, Ole Brandt, lost his seat to a teacher, Ida Holm.\n",
        ),
    }
    readings = [
        read_report(read_text(text.encode(), source=f"{outlet}.txt", outlet=outlet, published=PUBLISHED, title=title))
        for outlet, (title, text) in reports.items()
    ]
    first = tell.of(readings).brief.sentences[0].text
    assert "Holm" in first


def test_a_lone_he_is_named_or_left_out(tell: Teller) -> None:
    """ "In May he left the firm" beside nobody is told with a name, or not at all."""
    told = read(
        tell,
        "Chief of port leaves\n\nOle Brandt resigned as chief of the port of Larn on Friday. In March he sold his shares in the port.\n",
    )
    assert not [line for line in told if line.startswith("In March he")]


def test_a_name_is_put_in_once(tell: Teller) -> None:
    """ "He argued that he deserved it" is told with one name."""
    told = read(
        tell,
        "Chief of port defends record\n\nOle Brandt will leave the port of Larn on Friday. He has argued that he deserves credit for the new pier.\n",
    )
    assert not [line for line in told if line.count("[") > 1]


def test_a_post_is_no_prose(tell: Teller) -> None:
    """Hashtags and web addresses are not read out."""
    told = read(
        tell,
        "Fire on pier\n\nA fire broke out on the pier of Larn on Friday, police said.\n\n"
        "The council said #Larn was open for visitors https://example.org/larn again.\n",
    )
    assert not [line for line in told if "#" in line or "https" in line]


def test_a_lost_blank_ends_a_sentence(tell: Teller) -> None:
    """ "…on Friday.The second" is two sentences, and the brief tells them as two."""
    told = read(
        tell,
        "Probe lost\n\nEngineers in Larn lost contact with the probe on Friday.The probe was launched from Tolva last week.\n",
    )
    assert told[0].count("probe") == 1


def test_an_it_that_stands_for_nothing_is_no_name(tell: Teller) -> None:
    """ "It has also emerged that …" is nobody's emerging."""
    told = read(
        tell,
        "Power firm sued\n\nLarn Power was sued in Larn on Friday over a leak.\n\n"
        "It has also emerged that three managers of the firm sold shares worth 2 million crowns.\n",
    )
    assert not [line for line in told if "] has also emerged" in line]
    assert [line for line in told if line.startswith("It has also emerged")]
    assert EMPTY_IT.match("could take a week to reach them")
    assert not EMPTY_IT.match("had cut its rate to three percent")


RESIGNED = (
    "Roe quits after scandal\n\nCouncillor Ada Roe, the Tarn liberal who used 84,000 crowns of public money for a party at the old harbour hall, "
    "abruptly resigned from the council on Friday afternoon.\n"
)
AGAIN = (
    "Ada Roe resigns\n\nThe Tarn liberal Ada Roe resigned with immediate effect, weeks after several allegations of waste, misconduct and bullying "
    "of staff.\n"
)
ACCUSED = "Council of Tarn\n\nThe allegations of waste, misconduct and bullying of staff were published on Monday, the mayor of Tarn said.\n"


@pytest.mark.parametrize(("texts", "times"), [((RESIGNED, AGAIN), 2), ((RESIGNED, AGAIN, ACCUSED, ACCUSED), 1)])
def test_an_event_is_told_again_for_what_is_new(tell: Teller, texts: tuple[str, ...], times: int) -> None:
    """What another report adds to an event is told; where other sentences told that already, nothing is left to tell."""
    assert sum("resigned" in line for line in read(tell, *texts)) == times


def test_labels_are_not_read_out(tell: Teller) -> None:
    """ "Updated:" is no part of the news, and the line under a film is no news."""
    text = "Roe leaves\n\nUpdated: Ada Roe left the Tarn council on Friday, police said.\n\nWatch: Ada Roe walks out of the harbour hall.\n"
    assert read(tell, text)[0].startswith("Ada Roe left")
    assert not [line for line in read(tell, text) if "Watch" in line or "walks" in line]


def test_a_body_is_named_or_left_out(tell: Teller) -> None:
    """ "The group" of a sentence that is not there tells nobody who; a company that is never named is called so."""
    text = "Rates in Tarn\n\nRates rise in Tarn on Friday, the mayor said.\n\nThe group continued its campaign against rates in Tarn this week.\n"
    assert not [line for line in read(tell, text) if "campaign" in line]
    text = "Sale in Tarn\n\nThe company sold its mill in Tarn on Friday. The company will keep its harbour in Tarn, the mayor said.\n"
    assert [line for line in read(tell, text) if "mill" in line]


def test_a_question_is_not_told(tell: Teller) -> None:
    """Who asks states nothing; the mark is not dropped to make it a statement."""
    text = "Duet in Tarn\n\nAda Roe sang in Tarn on Friday, police said.\n\nIs it wrong to call what happened next in Tarn a duet, Roe wondered?\n"
    assert not [line for line in read(tell, text) if "wrong" in line]


def test_a_question_is_no_title(tell: Teller) -> None:
    """The earliest headline that states something stands over the brief."""
    asked = tell.reading(
        "Has Roe gone too far?\n\nAda Roe left Tarn on Friday, police said.\n", published="2031-05-06T18:00:00Z"
    )
    stated = tell.reading("Ada Roe leaves Tarn\n\nAda Roe left Tarn on Friday, the mayor said.\n")
    assert tell.of([asked, stated]).story.title == "Ada Roe leaves Tarn"
    assert tell.of([asked]).story.title == "Has Roe gone too far?"


def test_wire_marks_are_quotation_marks(tell: Teller) -> None:
    """Two back-quotes open a quotation, two apostrophes close it; nothing is put in marks twice."""
    text = "Fire in Tarn\n\n``The crew left the hall in good time and nobody was hurt,'' fire chief Ada Roe said on Friday.\n"
    assert read(tell, text)[0].startswith(
        "“The crew left the hall in good time and nobody was hurt,” fire chief Ada Roe said on Friday"
    )


def test_a_pronoun_inside_a_sentence_gets_its_name(tell: Teller) -> None:
    """ "Last month, he …" beside another man tells nobody who; nor does "First his wife"."""
    text = "Lawsuit in Tarn\n\nOle Dahl, a lawyer in Tarn, left the council on Friday.\n\nLast month, he filed a lawsuit against the mayor, Karl Lund.\n"
    assert [line for line in read(tell, text) if "[Ole Dahl] filed a lawsuit" in line]
    text = "Trouble in Tarn\n\nOle Dahl had a bad week in Tarn.\n\nFirst his wife, the singer Ada Roe, left the town on Friday.\n"
    assert not [line for line in read(tell, text) if "his wife" in line]


def test_who_alleges_is_said_once(tell: Teller) -> None:
    """ "Police allege …, one report says" names two who say it."""
    text = "Killing in Tarn\n\nPolice allege Ole Dahl, 61, opened fire at a party in Tarn on Friday, killing one man.\n"
    told = read(tell, text)
    assert told[0].startswith("Police allege")
    assert not told[0].rstrip(".").endswith(("says", "source"))


def test_a_brief_begins_with_news_that_can_be_told(tell: Teller) -> None:
    """A first sentence that is too long is told as far as its "but"; what came before the news is no beginning."""
    long = (
        "Gun of Tarn\n\nOle Dahl offered the gun of the killing in the harbour of Tarn for sale a second time on Wednesday, but both of the houses that "
        "sell such things in the town withdrew the offer before anybody could bid for what Dahl had called a piece of the history of the whole county.\n\n"
        "Dahl wrote that he needs the money.\n"
    )
    assert read(tell, long, long)[0].startswith("Ole Dahl offered the gun")
    text = (
        "Dahl dismissed as coach\n\nOle Dahl helped convince people in Tarn that the club should have a coach.\n\n"
        "Dahl was dismissed on Wednesday as coach of the club in Tarn.\n\n"
        + "The club plays in the harbour, where its ground has stood for ninety years, and draws some four hundred people a week.\n"
        * 3
    )
    assert read(tell, text)[0].startswith("Dahl was dismissed")


@pytest.mark.parametrize(
    "words",
    [
        "The writer Ada Roe, who died on Wednesday in Tarn, used her last column to praise the mayor",
        "Ole Dahl is selling the gun of the 2012 killing in Tarn",
    ],
)
def test_what_a_report_opens_with_is_news(tell: Teller, words: str) -> None:
    """ "Used her last column" and "is selling the gun of 2012" tell of today."""
    look = index(tell(f"News from Tarn\n\n{words}.\n\nThe mayor likes the town.\n"))
    assert next(s.section for s in statements(look)) == "single"


def test_what_only_ties_a_sentence_to_the_last_is_left_out(tell: Teller) -> None:
    """ "For instance" and "two hours later" point at a sentence that is not there."""
    text = "Tarn votes\n\nTarn elected a mayor on Friday, police said.\n\nTwo hours later, a spokesman said that the count would be repeated.\n"
    assert [line for line in read(tell, text) if line.startswith("A spokesman said")]


def test_lines_for_readers_and_pictures_are_not_told(tell: Teller) -> None:
    """What speaks to "you", a line under a picture and a line of dialogue are no prose of the outlet."""
    text = (
        "Mayor of Tarn elected\n\nTarn elected a mayor on Friday, the council said.\n\n"
        "In this episode the editor and his guests take you behind the scenes of the vote.\n\n"
        "Mayor Ada Roe shakes hands with voters at the harbour of Tarn on Friday, May 2, 2031.\n\n"
        'Councillor Ole Dahl (Larn):"The count of the votes has never been made public."\n'
    )
    told = read(tell, text)
    assert not [line for line in told if "you" in line or "shakes" in line or "made public" in line]


def test_what_a_report_found_is_not_the_outlets_own(tell: Teller) -> None:
    """ "Cited a report that …" is not cut down to what the report says."""
    text = 'Files of Tarn\n\nIn May, Ada Roe referenced an inspector\'s report that "fewer than ten of the files" were kept.\n'
    assert not [line for line in read(tell, text) if line.startswith(("“Fewer", '"Fewer', "Fewer"))]


def test_one_of_two_namesakes_is_not_quoted(tell: Teller) -> None:
    """ "Roe said" beside Karl and Peter Roe tells nobody which."""
    text = (
        "Roes of Tarn\n\nKarl Roe and Peter Roe left the council of Tarn on Friday.\n\n"
        '"There was never any money for the new harbour wall in the town," Roe said last week.\n'
    )
    assert not [line for line in read(tell, text) if "harbour wall" in line]


def test_the_same_figures_are_told_once(tell: Teller) -> None:
    """Three figures of one sentence, all of them in another that is told, are the same news."""
    one = "Roe out\n\nAda Roe is out for the season in Tarn. Roe ran 404 yards in 10 games and caught 52 balls for Tarn.\n"
    two = "Roe hurt\n\nAda Roe is out for the season in Tarn. The runner ends her campaign with 404 yards and 52 catches to show for 10 games.\n"
    assert sum("404" in line for line in read(tell, one, two)) == 1


@pytest.mark.parametrize(
    ("words", "titled"),
    [("Mayor Makes Rude Joke To Mock Harbour Chief", True), ("Mayor Ada Roe made a rude joke in Tarn", False)],
)
def test_a_headline_in_the_text_is_no_sentence(words: str, titled: bool) -> None:
    """Every long word has a capital in it."""
    assert is_titled(words) is titled


def test_a_main_verb_stands_before_what_is_subordinate() -> None:
    """ "The liar who has been barred" has none; nor has a singer "suggesting that she had left"."""
    assert not has_main_verb("The liar and cheat who has been barred from the harbour")
    assert not has_main_verb("The singer Ada Roe during the vote, suggesting that she had left")
    assert has_main_verb("The liar has been barred from the harbour, which is shut")


def test_the_name_is_put_where_it_is_lacking(tell: Teller) -> None:
    """A "his" in front of who acts is his; who "acknowledged that he" is named already, if only by his trade."""
    text = "Roe speaks\n\nOle Dahl met the writer Karl Lund in Tarn on Friday.\n\nIn his Sunday interviews, Lund again criticized the papers of Tarn.\n"
    assert not [line for line in read(tell, text) if "[Ole Dahl's]" in line]


def test_an_adjective_is_no_word_of_saying(tell: Teller) -> None:
    """ "The alleged gunman is held" names nobody who alleges it."""
    text = "Gunman held\n\nThe alleged gunman was taken to the jail of Tarn on Friday.\n"
    assert "Alden Post says" in read(tell, text)[0]


def test_a_newspapers_name_is_no_day(tell: Teller) -> None:
    """The "TODAY" of a name in capitals stays as printed."""
    text = "Rates\n\nAccording to TARN TODAY writer Ole Dahl, the rates of Tarn have risen seven times since the war.\n"
    assert not [line for line in read(tell, text) if "TARN on" in line or "Tarn on" in line]


def test_only_a_denial_is_a_denial(tell: Teller) -> None:
    """Who rejects an idea denies no fact that another report might have carried."""
    one = "Shake-up in Tarn\n\nIn an interview, Ada Roe rejected the idea that the changes in Tarn amounted to a shake-up.\n"
    two = "Tarn changes\n\nThe council of Tarn changed its rules on Friday, police said.\n"
    assert not [line for line in read(tell, one, two) if "carries the denial" in line]


def test_a_brief_begins_with_a_whole_sentence(tell: Teller) -> None:
    """ "Roe was 95" is no beginning beside what she died of."""
    text = "Ada Roe of Tarn\n\nAda Roe was 95.\n\nAda Roe, who ran the port, died on Tuesday after a long illness.\n\n"
    text += (
        "The port of the town has had three heads since the war, and none of them stayed for longer than ten years.\n"
        * 3
    )
    assert read(tell, text, text)[0].startswith("Ada Roe, who ran")


def test_an_old_figure_is_brought_up_to_date_at_once(tell: Teller) -> None:
    """A brief does not begin with a figure since replaced; where it prints one, the update stands right behind."""
    texts = {
        "2031-05-05T11:00:00+00:00": "Illness in Larn linked to berries\n\nHealth authorities in Larn have linked an illness that has sickened 37 "
        "people to frozen berries sold by the chain Greenlane, the county health office said on Monday.\n",
        "2031-05-06T08:00:00+00:00": "Berry alert: 52 now ill\n\nFifty-two people have now fallen ill after eating frozen berries, the county health "
        "office said. Greenlane has taken the berries off its shelves.\n",
        "2031-05-07T09:00:00+00:00": "Death in Larn\n\nA woman has died of the illness in Larn, health officials said.\n\nSome 58 people have been "
        "infected, according to the county health office.\n",
    }
    told = [
        one.text for one in tell.of([tell.reading(text, published=day) for day, text in texts.items()]).brief.sentences
    ]
    (old,) = (n for n, text in enumerate(told) if "sickened 37" in text and "updated" not in text)
    assert old > 0
    assert told[old + 1].startswith("The account was updated")


def test_a_sentence_is_told_once(tell: Teller) -> None:
    """What somebody did, and what he did and promised in the same sentence, is one sentence of the brief."""
    one = "Quake kills 58 in Larn\n\nFifty-eight people were killed in the quake in Larn, the rescue agency said.\n\n"
    one += "President Ada Roe flew to Larn on Tuesday and promised to rebuild every destroyed home within two years.\n"
    two = "Search goes on in Larn\n\nFifty-eight people died in Larn, the rescue agency said. Nine people are missing.\n\n"
    two += "Roe pledged on Tuesday that all destroyed homes would be rebuilt within two years.\n"
    told = read(tell, one, two)
    assert sum("flew to Larn" in line for line in told) == 1
    assert next(line for line in told if "flew to Larn" in line).endswith("within two years.")


def test_one_empty_denial_of_a_voice_is_enough(tell: Teller) -> None:
    """ "Roe has denied this" adds nothing to "Roe denies the claims"."""
    one = (
        "Bribe claim\n\nReferee Karl Roe took money, former linesman Ole Munk said on Tuesday. Roe denies the claims.\n"
    )
    two = "Referee accused\n\nOle Munk said that he had seen money change hands. Roe, the referee Karl Roe, was suspended. Karl Roe has denied this.\n"
    assert sum("den" in line for line in read(tell, one, two)) == 1


def test_whose_wish_it_is_needs_no_other_source(tell: Teller) -> None:
    """ "The League wants" is the League's word, also where a paper tells it as its own."""
    one = "Strike in Larn\n\nThe Dockers League wants a pay rise of nine percent.\n"
    two = "Docks shut\n\nThe Dockers League is demanding nine percent more pay.\n"
    assert not [line for line in read(tell, one, two) if "without naming a source" in line and "prints it" in line]


def test_a_denial_stands_behind_what_it_denies(tell: Teller) -> None:
    """ "Roe denied it" is told behind the accusation, whatever the reports make of that."""
    text = "Jab tested in Larn\n\nA jab cut deaths in Larn by half, Ida Holm said. Minister Karl Roe ordered five million doses.\n\n"
    text += "The opposition accused Roe of having cut the budget last year. He denied it.\n"
    told = read(tell, text)
    (at,) = (n for n, line in enumerate(told) if "denied it" in line)
    assert told[at - 1].startswith("The opposition accused")


def test_who_pleads_not_guilty_denies_it_too(tell: Teller) -> None:
    """No brief says that one paper alone carries a denial where another prints the plea."""
    one = "Roe in court\n\nKarl Roe denied murdering his wife when he appeared in court in Larn on Wednesday.\n"
    two = "Teacher killed\n\nA teacher was killed in Larn, a court has heard. Karl Roe pleaded not guilty to murder.\n"
    told = read(tell, one, two)
    assert [line for line in told if "denied murdering" in line]
    assert not [line for line in told if "carries the denial" in line]


def test_a_cousin_of_nobody_is_not_told(tell: Teller) -> None:
    """ "Mayor Karin Lie, his cousin," needs whose cousin she is."""
    text = "Storm in Larn\n\nThe driver whom a tree killed was named as Anders Lie. Mayor Karin Lie, his cousin, said Larn was grieving.\n"
    assert not [line for line in read(tell, text) if line.startswith("Mayor Karin Lie, his")]


def test_one_of_several_is_nobody(tell: Teller) -> None:
    """ "One said" leans on the neighbours of the sentence before."""
    text = 'Quarrels in Larn\n\nNeighbours said the couple had argued for months. One said: "You could hear them through the wall."\n'
    assert not [line for line in read(tell, text) if line.startswith("One said")]


def test_a_beginning_is_not_told_again_in_full(tell: Teller) -> None:
    """What two papers print, and the longer sentence of one that holds it, are one sentence."""
    one = "Mayor Lund resigns\n\nMayor Karl Lund resigned on Tuesday, a day after prosecutors accused him of steering contracts to his son.\n"
    two = "Larn mayor quits\n\nThe mayor of Larn, Karl Lund, stepped down on Tuesday amid an inquiry into contracts.\n"
    assert sum("resigned on Tuesday" in line for line in read(tell, one, two)) == 1


def test_the_lead_is_what_the_last_day_brought(tell: Teller) -> None:
    """A brief on a coup that failed does not begin with its first hour."""
    texts = {
        "2031-02-11T05:20:00+00:00": "Soldiers seize TV in Larn\n\nSoldiers seized the television station in Larn early on Tuesday. "
        "The whereabouts of President Karl Roe were unclear.\n",
        "2031-02-12T07:00:00+00:00": "Coup fails in Larn\n\nA coup attempt in Larn collapsed on Tuesday night when loyal troops stormed the "
        "television station. President Karl Roe announced a curfew.\n",
    }
    first, second = texts.items()
    record = tell.of([tell.reading(second[1], published=second[0]), tell.reading(first[1], published=first[0])])
    assert "collapsed" in record.brief.sentences[0].text


# ------------------------------------------------------------------------------------------------ what is told, and where
@pytest.mark.parametrize(
    ("sentence", "finite"),
    [
        ("A strike by tram drivers in Larn ended on Friday.", True),
        ("The mayor of Larn resigned on Friday.", True),
        ("The firm ruled out an attack.", True),
        ("A bus carrying pupils from Larn to Tolva overturned on Friday.", True),
        ("The mayor wanted hundreds of people in the valley to be moved.", False),
        ("The prize went to Ida Holm, a teacher who was travelling with her class.", False),
    ],
)
def test_which_claims_are_clauses(sentence: str, finite: bool) -> None:
    """A preposition behind the subject makes no noun phrase of a clause; an infinitive and a relative clause are none."""
    claims = read_report(read_text(sentence.encode(), source="one.txt")).claims
    last = max(claims, key=lambda claim: claim.predicate_span)
    main = next(
        (
            c
            for c in claims
            if c.predicate_span.of(sentence) in ("ended", "resigned", "overturned", "ruled", "ruled out")
        ),
        last,
    )
    assert is_clause(sentence, main) is finite


def test_it_said_names_who_stands_in_front(tell: Teller) -> None:
    """ "The board has put off the closure, it said" says whose words they are."""
    told = read(
        tell,
        "Ward stays\n\nThe county health board has put off the closure of the ward in Larn until May, it said on Friday.\n",
    )
    assert told[0].startswith("The county health board has put off")


def test_an_hour_keeps_its_points(tell: Teller) -> None:
    """A full stop that belongs to "p.m." stays before the comma of the frame."""
    told = read(tell, "Fire in Larn\n\nA fire at the mill of Larn broke out on Friday at 3 p.m.\n")
    assert told[0].startswith("A fire at the mill of Larn broke out on Friday at 3 p.m., ")


FLOWN = (
    "Vint flown out\n\nPresident Karl Vint has been flown to the coast, his party said on Tuesday. The army denied the report.\n\n"
    "The airport of Larn was closed, the airline Tolva Air said. Shops in the old town were looted, the police said.\n"
)


def test_a_denial_of_this_stands_behind_its_matter(tell: Teller) -> None:
    """ "The army denied the report" is nothing without what was reported right in front of it."""
    told = read(tell, FLOWN)
    place = next(n for n, line in enumerate(told) if "denied the report" in line)
    assert "flown to the coast" in told[place - 1]


def test_the_man_stands_behind_who_brings_him_in(tell: Teller) -> None:
    """ "The man worked at the school" follows the arrest that tells who he is."""
    told = read(
        tell,
        "Man held\n\nPolice have arrested a 45-year-old man over missing funds in Larn.\n\n"
        "The man worked in the finance office of the school, detectives said.\n",
        "Funds missing\n\nThe council of Larn said on Tuesday that funds were missing. Auditors had found odd payments, the council said.\n",
    )
    place = next((n for n, line in enumerate(told) if line.startswith("The man worked")), None)
    assert place is None or any("45-year-old man" in line for line in told[:place])


def test_names_alone_make_no_echo(tell: Teller) -> None:
    """Two sentences that share a player's name, his club and his trade tell two things."""
    told = read(
        tell,
        "B sample of Vanter positive\n\nThe B sample of Larn Rovers goalkeeper Karl Vanter was positive too, the anti-doping agency said on Thursday. "
        "The panel will hear Vanter in July.\n",
        "Setback for Rovers\n\nGoalkeeper Karl Vanter of Larn Rovers has been suspended after testing positive for a banned stimulant, "
        "the anti-doping agency said on Saturday.\n",
    )
    assert [line for line in told if "B sample" in line]
    assert [line for line in told if "suspended" in line]


def test_a_brief_does_not_begin_with_what_somebody_fears(tell: Teller) -> None:
    """The deal comes first, and what workers fear of it behind."""
    told = read(
        tell,
        "Tolva Foods to buy rival Corvin\n\nTolva Foods has agreed to buy its rival Corvin for 4 billion crowns, the companies said on Monday.\n",
        "Corvin workers fear for jobs\n\n"
        "Employees of Corvin fear that up to 2,000 jobs could go after its takeover by Tolva Foods, a union official said on Monday.\n",
    )
    assert "has agreed to buy" in told[0]


def test_the_last_toll_comes_first_however_it_is_worded(tell: Teller) -> None:
    """ "The number of people killed rose to 24" gives the dead as "17 people died" does."""
    assert counts_dead("The number of people killed in floods in the valley rose to 24 on Sunday")
    assert counts_dead("The death toll from the storm has risen to at least seven")
    assert not counts_dead("The toll on the old bridge rises in May")


def test_whom_somebody_accuses_of_what_keeps_its_verb(tell: Teller) -> None:
    """A side of a dispute is no torn "the council of having warned them too late"."""
    told = read(
        tell,
        "Anger over warning\n\nResidents of Larn accused the government of having warned them too late.\n",
        "Floods in Larn\n\nThe government denied that warnings had been issued too late.\n",
    )
    assert not [line for line in told if "“the government of having" in line]

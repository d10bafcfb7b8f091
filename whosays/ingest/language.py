"""In which language a report is written, judged with care: a wrong refusal costs more than a foreign text let
through.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from whosays.model import Segment

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 6_000  # code points of prose that are looked at
ENOUGH_WORDS = 25  # fewer words are judged only where they are a sentence
ENOUGH_LETTERS = 150
FEWEST_WORDS, FEWEST_LETTERS = 6, 20  # of a short text
SURE = 0.98  # probability asked of the identifier before a report is refused …
HARDLY = 0.001  # … or the most that it may leave to English, whichever of two near languages it is
ENGLISHES = ("en", "sco", "pcm")  # and what English headlines are mistaken for
NO_ANSWER = frozenset({"zxx", "und", "sco"})  # no language, unknown, and Scots, which headlines are mistaken for
PROSE = 0.4  # share of words in small letters that no list of names has; German writes its nouns large
LEFT_OVER = 0.05  # share of English function words that a line in another language may have
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u02af\u1d00-\u1dbf]")  # with phonetic letters, which no language is written in
# Function words that hardly any other language writes; a seventh of running English is made of them.
_ENGLISH = frozenset(
    "the of and to that with for was were is are has have had been by from this which who they their his her its it not but "
    "would could said at as be after before between about against than when while will".split()
)
_ELSEWHERE = frozenset("at to for was had of her be by has his".split())  # of these, what other languages write too
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese", "wuu": "Chinese", "yue": "Chinese",
}  # fmt: skip


def find_language(text: str, segments: tuple[Segment, ...]) -> str | None:
    """ISO 639-1 code of the report's language, ``None`` where there is too little text or no clear answer.

    Method: English by its function words; what is left goes to ``py3langid`` (naive Bayes over byte n-grams), which
    must be sure. The identifier is loaded only then.
    """
    sample = _sample(text, segments)
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    english = [word for word in map(str.casefold, words) if word in _ENGLISH]
    short = letters < ENOUGH_LETTERS or (len(words) < ENOUGH_WORDS and sample.isascii())
    if len(words) >= 8 and len(english) >= 0.14 * len(words) and not (short and _ELSEWHERE.issuperset(english)):
        return "en"
    other_script = len(_LATIN.findall(sample)) < letters / 2  # surely not English, whichever language it is
    prose = sum(word.islower() for word in words) >= PROSE * len(words)
    if short and (letters < FEWEST_LETTERS or not (other_script or (prose and len(words) >= FEWEST_WORDS))):
        return None
    return _identified(sample, sure=other_script, short=short, prose=prose)


def foreign_language(line: str) -> str | None:
    """ISO 639-1 code of a line of prose that is surely not English; ``None`` for English, for short lines and for lists of names."""
    if len(line) < (ENOUGH_LETTERS / 2 if line.isascii() else FEWEST_LETTERS):
        return None
    words = _WORD.findall(line)
    letters = sum(map(len, words))
    other_script = len(_LATIN.findall(line)) < letters / 2
    if letters < (FEWEST_LETTERS if other_script else ENOUGH_LETTERS / 2):
        return None
    if len(words) < ENOUGH_WORDS / 2 and line.isascii():
        return None
    if sum(map(_ENGLISH.__contains__, map(str.casefold, words))) > LEFT_OVER * len(words):
        return None
    if not other_script and sum(word.islower() for word in words) < len(words) / 2:
        return None
    found = _identified(line[:SAMPLE], sure=other_script, short=False, prose=True)
    return found if found != "en" else None


def _identified(words: str, *, sure: bool, short: bool, prose: bool) -> str | None:
    """What language the identifier takes words for: surely, or, of prose, one of several that are not English; a short text must be that."""
    ranked = dict(_identifier().rank(words))
    language = str(max(ranked, key=ranked.__getitem__))
    if language in NO_ANSWER or (sure and language == "en"):
        return None
    foreign = sure or (prose and sum(float(ranked.get(code, 0)) for code in ENGLISHES) <= HARDLY)
    return language if foreign or (not short and ranked[language] >= SURE) else None


@cache
def _identifier() -> LanguageIdentifier:
    """The identifier with its model, which takes a second to load and is loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_name(code: str) -> str:
    """English name of a language, or its code where the name is not known."""
    return _LANGUAGES.get(code, f"the language {code!r}")


def _sample(text: str, segments: tuple[Segment, ...]) -> str:
    """Prose from the start of the report."""
    parts: list[str] = []
    left = SAMPLE
    for segment in segments:
        if segment.role in ("body", "headline", "dek", "caption") and left > 0:
            parts.append(text[segment.start : min(segment.end, segment.start + left)])
            left -= len(parts[-1])
    return "\n".join(parts)

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
ENOUGH_WORDS = 25  # fewer words are not judged
ENOUGH_LETTERS = 150
SURE = 0.98  # probability asked of the identifier before a report is refused
NO_ANSWER = frozenset({"zxx", "und", "sco"})  # no language, unknown, and Scots, which headlines are mistaken for
LEFT_OVER = 0.05  # share of English function words that a line in another language may have
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Function words that hardly any other language writes; a seventh of running English is made of them.
_ENGLISH = frozenset(
    "the of and to that with for was were is are has have had been by from this which who they their his her its it not but "
    "would could said at as be after before between about against than when while will".split()
)
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
    words = [word.casefold() for word in _WORD.findall(sample)]
    letters = sum(len(word) for word in words)
    if words and len(words) >= 8 and sum(word in _ENGLISH for word in words) >= 0.14 * len(words):
        return "en"
    if letters < ENOUGH_LETTERS or (len(words) < ENOUGH_WORDS and sample.isascii()):
        return None
    foreign = len(_LATIN.findall(sample)) < letters / 2  # another script: surely not English, whichever language it is
    language, certainty = _identifier().classify(sample)
    if language in NO_ANSWER:
        return None
    return str(language) if certainty >= SURE or (foreign and language != "en") else None


def foreign_language(line: str) -> str | None:
    """ISO 639-1 code of a line of prose that is surely not English; ``None`` for English, for short lines and for lists of names."""
    if len(line) < ENOUGH_LETTERS / 2:
        return None
    words = _WORD.findall(line)
    letters = sum(map(len, words))
    if letters < ENOUGH_LETTERS / 2 or (len(words) < ENOUGH_WORDS / 2 and line.isascii()):
        return None
    if sum(map(_ENGLISH.__contains__, map(str.casefold, words))) > LEFT_OVER * len(words):
        return None
    other_script = len(_LATIN.findall(line)) < letters / 2
    if not other_script and sum(word.islower() for word in words) < len(words) / 2:
        return None
    language, certainty = _identifier().classify(line[:SAMPLE])
    known = language not in NO_ANSWER and language != "en"
    return str(language) if known and (certainty >= SURE or other_script) else None


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

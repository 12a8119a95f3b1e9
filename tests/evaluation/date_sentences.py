"""Scores newsx.dates on sentences written for it, with the right values marked before anything was run.

    python -m tests.evaluation.date_sentences [--errors]

`tests/data/date_sentences.tsv` holds the day of publication, the half, and a sentence a line, read as a text of its own. Rules may be
written from half A; what is wrong of half B is not shown and not read.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from newsx.dates import find_dates, resolve

from .dates import agreement
from .figures import Figure

SENTENCES = Path(__file__).resolve().parents[1] / "data" / "date_sentences.tsv"
_MARK = re.compile(r"\[([^][|]+)\|([^][|]+)\](~?)")


@dataclass
class Marked:
    """A date of a sentence: its offsets, the values that are right, and whether it may be left out."""

    start: int
    end: int
    values: list[str]
    optional: bool

    def agrees(self, value: str | None) -> bool:
        """Return whether a value is one of the right ones, habits of notation left aside."""
        return any(agreement(right, value) for right in self.values)


@dataclass
class Sentence:
    """A sentence without its marks, its day of publication, its half and its dates."""

    day: str
    half: str
    text: str = ""
    dates: list[Marked] = field(default_factory=list)


def read_sentences(source: str) -> list[Sentence]:
    """Return the sentences of a file."""
    return [_unmark(*line.split("\t")) for line in source.splitlines() if line and not line.startswith("#")]


def _unmark(day: str, half: str, marked: str) -> Sentence:
    sentence, done = Sentence(day, half), 0
    for match in _MARK.finditer(marked):
        sentence.text += marked[done : match.start()]
        start = len(sentence.text)
        sentence.text += match[1]
        sentence.dates.append(Marked(start, len(sentence.text), match[2].split("~"), bool(match[3])))
        done = match.end()
    sentence.text += marked[done:]
    return sentence


@dataclass
class Score:
    """What was marked, found and right of some sentences, and a line for everything that was not."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    right_given: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def value_f1(self) -> float:
        """F1 of the values found in running text."""
        return 2 * self.right / max(1, self.wanted + self.found)


def score(sentences: list[Sentence]) -> Score:
    """Return the score of some sentences."""
    total = Score()
    for sentence in sentences:
        mentions = list(find_dates(sentence.text, anchor=sentence.day))
        for date in sentence.dates:
            here = [mention for mention in mentions if mention.start < date.end and date.start < mention.end]
            same = [mention for mention in here if (mention.start, mention.end) == (date.start, date.end)]
            if date.optional:
                mentions = [mention for mention in mentions if mention not in here]
                continue
            chosen = (same or here)[:1]
            mentions = [mention for mention in mentions if mention not in chosen]
            given = resolve(sentence.text, date.start, date.end, anchor=sentence.day)
            total.wanted += 1
            total.found += len(chosen)
            total.right += bool(chosen) and date.agrees(chosen[0].value)
            total.right_given += date.agrees(given.value)
            if not chosen or not date.agrees(chosen[0].value):
                got = f"{chosen[0].text!r} {chosen[0].value}" if chosen else "nothing"
                total.errors.append(f"{sentence.text[date.start : date.end]!r} {date.values}: {got} in {sentence.text}")
        total.found += len(mentions)
        total.errors += [f"not marked: {mention.text!r} {mention.value} in {sentence.text}" for mention in mentions]
    return total


def figures(_data: Path | None = None) -> list[Figure]:
    """Return the F1 of values in running text, and the share of right values given the span, of either half."""
    sentences = read_sentences(SENTENCES.read_text(encoding="utf-8"))
    found = []
    for half in "AB":
        total = score([sentence for sentence in sentences if sentence.half == half])
        found += [
            Figure(f"date sentences value F1, half {half}", total.value_f1, total.wanted),
            Figure(f"date sentences span, half {half}", total.right_given / total.wanted, total.wanted),
        ]
    return found


def main() -> None:
    """Print the figures, and with --errors what is wrong of half A."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for figure in figures():
        print(f"{figure.name:40} {100 * figure.value:5.1f} of {figure.count}")
    if options.errors:
        sentences = read_sentences(SENTENCES.read_text(encoding="utf-8"))
        print(*score([sentence for sentence in sentences if sentence.half == "A"]).errors, sep="\n")


if __name__ == "__main__":
    main()

"""A report as a whole, out of its claims."""

from __future__ import annotations

from datetime import date

from sayso.model import DocumentScene, When
from tests.claim.scenes import Page, claimer

MONDAY = When(from_day=date(2025, 3, 10), to_day=date(2025, 3, 10), precision="day", basis="relative")
SHELLED = (
    "On/ADP/IN/2/case Monday/PROPN/NNP/5/obl Russian/ADJ/JJ/4/amod troops/NOUN/NNS/5/nsubj "
    "shelled/VERB/VBD/0/root Nikopol/PROPN/NNP/5/obj and/CCONJ/CC/8/cc killed/VERB/VBD/5/conj nine/NUM/CD/8/obj"
)
ENTERED = "They/PRON/PRP/2/nsubj captured/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj"


def told() -> DocumentScene:
    """The scene of two sentences."""
    page = Page(SHELLED, ENTERED).place("Nikopol").place("Hirske").time("Monday", MONDAY)
    return claimer().tell(page.reading())[1]


def test_each_sentence_with_claims_is_a_beat_with_its_places_and_days() -> None:
    first, second = told().beats
    assert [place.text for place in first.places] == ["Nikopol"]
    assert [time.from_day for time in first.times] == [date(2025, 3, 10)]
    assert len(first.claims) == 2
    assert [place.text for place in second.places] == ["Hirske"]


def test_all_words_that_mean_a_participant_stand_together_in_text_order() -> None:
    (troops,) = [one for one in told().participants if one.name == "Russian armed forces"]
    assert [(mention.text, mention.basis) for mention in troops.mentions] == [
        ("Russian troops", "stated"),
        ("They", "resolved"),
    ]

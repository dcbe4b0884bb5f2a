"""Who says it by how the page is set."""

from __future__ import annotations

import pytest

from tests.claim.scenes import Page

DESTROYED = (
    "Two/NUM/CD/2/nummod houses/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass destroyed/VERB/VBN/0/root "
    "in/ADP/IN/6/case Nikopol/PROPN/NNP/4/obl"
)


READS = (
    ",/PUNCT/,/8/punct reads/VERB/VBZ/4/advcl a/DET/DT/10/det statement/NOUN/NN/8/obj by/ADP/IN/12/case "
    "rescuers/NOUN/NNS/8/obl"
)


def source_of(page: Page, trigger: str = "destroyed") -> str | None:
    sources = page.claim(trigger).sources
    return sources[0].name if sources else None


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        (",/PUNCT/,/8/punct doctors/NOUN/NNS/6/flat claimed/VERB/VBD/4/dep", "doctors"),
        (
            ",/PUNCT/,/8/punct wrote/VERB/VBD/4/dep DeepState/PROPN/NNP/8/obj on/ADP/IN/11/case Telegram/PROPN/NNP/8/obl",
            "DeepState",
        ),
        (",/PUNCT/,/10/punct per/ADP/IN/10/case the/DET/DT/10/det Observatory/PROPN/NNP/4/dep", "the Observatory"),
        (READS, "rescuers"),
    ],
)
def test_a_speaker_stands_with_a_verb_behind_the_last_comma(behind: str, name: str) -> None:
    assert source_of(Page(f"{DESTROYED} {behind}")) == name


def test_what_stands_before_the_clause_with_the_event_is_no_speaker_behind_the_comma() -> None:
    written = (
        "Rain/NOUN/NN/2/nsubj fell/VERB/VBD/0/root ,/PUNCT/,/7/punct and/CCONJ/CC/7/cc houses/NOUN/NNS/7/nsubj:pass "
        "were/AUX/VBD/7/aux:pass destroyed/VERB/VBN/2/conj"
    )
    assert source_of(Page(written)) is None


def test_a_name_in_brackets_at_the_end_says_it() -> None:
    behind = "(/PUNCT/-LRB-/8/punct governor/NOUN/NN/6/appos )/PUNCT/-RRB-/8/punct"
    assert source_of(Page(f"{DESTROYED} {behind}")) == "governor"


def test_a_place_in_brackets_says_nothing() -> None:
    behind = "(/PUNCT/-LRB-/8/punct Zaporizhzhia/PROPN/NNP/6/appos )/PUNCT/-RRB-/8/punct"
    assert source_of(Page(f"{DESTROYED} {behind}").place("Zaporizhzhia")) is None


def test_a_name_behind_a_quotation_and_a_dash_says_it() -> None:
    quoted = f"“/PUNCT/``/5/punct {' '.join(_later(DESTROYED))} ”/PUNCT/''/5/punct"
    signed = "–/PUNCT/:/3/punct Serhiy/PROPN/NNP/0/root Lysak/PROPN/NNP/2/flat"
    assert source_of(Page(quoted, signed).person("Serhiy Lysak")) == "Serhiy Lysak"


def test_a_line_that_ends_in_a_colon_names_who_is_quoted_below() -> None:
    lead = "From/ADP/IN/3/case the/DET/DT/3/det governor/NOUN/NN/0/root :/PUNCT/:/3/punct"
    quoted = f"“/PUNCT/``/5/punct {' '.join(_later(DESTROYED))} ”/PUNCT/''/5/punct"
    assert source_of(Page(lead, quoted).paragraph(1)) == "the governor"


def test_who_counts_the_dead_says_how_many() -> None:
    written = "Volunteers/NOUN/NNS/2/nsubj counted/VERB/VBD/0/root two/NUM/CD/4/nummod dead/ADJ/JJ/2/obj"
    assert source_of(Page(written), "dead") == "Volunteers"


def test_a_break_of_lines_is_no_part_of_a_speakers_name() -> None:
    page = Page(
        f"{DESTROYED} ,/PUNCT/,/9/punct Serhiy/PROPN/NNP/9/nsubj Lysak/PROPN/NNP/8/flat said/VERB/VBD/4/parataxis"
    )
    page.text = page.text.replace("Serhiy Lysak", "Serhiy\nLysak")
    assert source_of(page) == "Serhiy Lysak"


def test_who_accuses_is_the_doer_and_not_a_source_of_it() -> None:
    written = (
        "Kyiv/PROPN/NNP/2/nsubj accused/VERB/VBD/0/root Moscow/PROPN/NNP/2/obj of/SCONJ/IN/5/mark shelling/VERB/VBG/2/advcl "
        "Lyman/PROPN/NNP/5/obj"
    )
    claim = Page(written).claim("accused")
    assert (claim.event, claim.sources) == ("diplomacy.accusation", ())


def _later(written: str) -> list[str]:
    """The words with their heads moved by one, for a sentence that a quotation mark opens."""
    words = []
    for part in written.split():
        word, upos, xpos, head, deprel = part.rsplit("/", 4)
        words.append(f"{word}/{upos}/{xpos}/{int(head) + 1 if int(head) else 0}/{deprel}")
    return words

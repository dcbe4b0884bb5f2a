from __future__ import annotations

import pytest

from sayso.read import FurnitureRules
from sayso.read.language_detection import tell_language

UKRAINIAN = "Збройні сили повідомили, що ворог обстріляв околиці міста вночі."
FRENCH = (
    "Les forces gouvernementales ont repris la ville de Gao après trois jours de combats, a annoncé mardi un "
    "porte-parole de l'armée, qui fait état de douze morts dans les rangs des insurgés et de nombreux blessés parmi "
    "les habitants."
)
ARABIC = "أعلنت القوات الحكومية أنها سيطرت على المدينة بعد معارك استمرت ثلاثة أيام مع مقاتلي الجماعة"


@pytest.fixture
def known(rules: FurnitureRules) -> dict[str, frozenset[str]]:
    return {"en": rules.function_words}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that it had taken the town after a week of fighting.", "en"),
        (UKRAINIAN, "uk"),
        (FRENCH, "fr"),
        (ARABIC, "ar"),
    ],
)
def test_a_language_is_told_by_its_words_or_letters(text: str, language: str, known: dict[str, frozenset[str]]) -> None:
    assert tell_language(text, known) == language


@pytest.mark.parametrize("text", ["", "Bakhmut fell.", "Islamist fighters captured Bukavu on Monday."])
def test_a_few_words_tell_no_language(text: str, known: dict[str, frozenset[str]]) -> None:
    assert tell_language(text, known) is None


def test_the_language_with_most_function_words_is_told() -> None:
    words = {"de": frozenset({"die", "der", "und"}), "nl": frozenset({"de", "het", "en"})}
    assert tell_language("Die Armee und der Feind standen vor der Stadt", words) == "de"

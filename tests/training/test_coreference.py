"""Gold coreference as GUM writes it."""

from __future__ import annotations

from pathlib import Path

from training.coreference import read_coreference

ROWS = """# newdoc id = one
# sent_id = one-1
# text = The old army left.
1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(7-organization-new-nnnnn-cf1-3-coref
2\told\told\tADJ\tJJ\t_\t3\tamod\t_\t_
3\tarmy\tarmy\tNOUN\tNN\t_\t4\tnsubj\t_\tEntity=7)
4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = one-2
# text = It won.
1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(7-organization-giv:act-nnnnn-cf1-1-ana)
2\twon\twin\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def test_a_mention_is_known_by_its_head_word(tmp_path: Path) -> None:
    (tmp_path / "gold.conllu").write_text(ROWS, encoding="utf-8")

    (document,) = read_coreference(tmp_path / "gold.conllu")

    assert document.text == "The old army left. It won."
    assert document.heads == {8: "7", 19: "7"}

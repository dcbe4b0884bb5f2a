"""The model card: what the language core is, what it was trained on, what it scores, what it is bad at."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

RUNNERS = ("polnear", "ud", "ner", "factuality")
ROOT = Path(__file__).parents[1]
"""Where `benchmarks` lies, from which its runners are started; so the paths handed to them must be absolute."""

CARD = """# Model card: model-en

One transformer encoder with a head for each mark; it reads English news and says, word by word, who says what, which
words are names, how the words hang together, and how far a predicate is told as having happened. It is the language
core of Sayso and of no use without it.

- **Made by** `python -m training` in this repository, from seeds; weights under Apache-2.0.
- **Starts from** all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0): 6 layers, 384 wide, uncased vocabulary. The word
  table is frozen; word shape (case, digits, punctuation) and the beginnings of blocks are added as inputs.
- **Heads**: names (BIO over PER, ORG, LOC, FAC, NORP under a linear-chain CRF; a second head over weapons and
  platforms), attribution (one chain of source, cue
  and content under a linear-chain CRF, and biaffine links from each cue to its source and content), parts of speech
  (UPOS, Penn), dependency tree (biaffine arcs and relations), sentence beginnings, factuality.
- **Shipped as** ONNX: encoder, biaffine spaces and word table in int8 (dynamic, per channel, rounded in pairs),
  heads of labels in float32; {size:.1f} MB in all.
- **Plan of training**: {plan}

## Data

| data | used for | licence |
|---|---|---|
| UD English EWT 2.16 (train) | trees, parts of speech, sentence beginnings | CC BY-SA 4.0 |
| GUM, open genres (train) | the same | annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain |
| PolNeAR 1.0.0 (train) | attribution | published for this task; no licence stated. No text of it is shipped |
| core names: UNER-EWT, Broad Twitter, WNUT-17, CrossNER, WikiGold, GROBID, GUM, \
MEANTIME (train) | names | mixed open, share-alike among them |
| en-worldwide-newswire (train) | names, facilities, peoples | published for this task; no licence stated. No text of \
it is shipped |
| re3d, all but BBC Online | weapons and military platforms | open, stated for each source |
| Decompositional Semantics (UDS 1/2), EWT train | factuality | CC BY-SA 4.0 |

## Scores

On the dev parts, percent but for r. `float32` is the network as trained, `int8` what is shipped, run through the same
code that reads reports (gold words for trees; exact spans with quotation marks, spaces and punctuation trimmed at both
edges for attribution; each annotator's document scored by itself).

{table}

The dev parts were looked at while training was set up: they showed which stages were worth running, and which blend of
the weights before and after them reads best. Expect slightly less on text that nobody has looked at.

## What it is bad at

- Names are the weakest part: the vocabulary is uncased and small, the data mixes tweets and papers with news.
  Facilities are found seldom: the newspapers mark few, and call many hospitals and schools bodies.
- A name alone in a short sentence is told by its frame: what soldiers *capture* is read as a place, unless it has a
  title or two words as persons' names have.
- Contents that run over several paragraphs are cut short at times; a quotation without a speaker near it may get the
  wrong one.
- American political news taught it attribution: "the General Staff said in its morning update" is rarer there than
  "the senator said".
- Headlines, telegraphic style and machine-translated text parse worse than prose.
- Factuality was learned from web text; it is a hint beside the words of the lexicon, not a judge.
- It knows English only.
"""

SHOWN = {
    "polnear.source_f1": "attribution, source F1", "polnear.cue_f1": "attribution, cue F1",
    "polnear.content_f1": "attribution, content F1", "polnear.source_link_f1": "source with its cue, F1",
    "polnear.content_link_f1": "content with its cue, F1", "ud.ewt_las": "LAS, EWT (no subtypes)",
    "ud.gum_las": "LAS, open GUM (no subtypes)", "ud.ewt_upos": "UPOS, EWT", "ud.gum_upos": "UPOS, open GUM",
    "ner.f1": "names F1 (PER ORG LOC), core set",
    "ner.worldwide_f1": "names F1 (PER ORG LOC), newspapers of the world",
    "ner.worldwide_ORG_f1": "bodies F1, the same",
    "ner.worldwide_articles_f1": "names F1, the same, articles as one text",
    "ner.worldwide_FAC_f1": "facilities F1, the same", "ner.worldwide_NORP_f1": "peoples F1, the same",
    "factuality.pearson_r": "factuality, Pearson r (UDS)",
}  # fmt: skip
"""The scores that the card shows, and how it calls them."""


def measure(pack: Path, data: Path) -> dict[str, float]:
    """The scores of a pack folder named `model-en`, by `benchmark.metric`; both paths absolute."""
    found: dict[str, float] = {}
    environment = os.environ | {"SAYSO_PACKS": str(pack.parent), "OPENBLAS_NUM_THREADS": "1"}
    for name in RUNNERS:
        command = [sys.executable, "-m", "benchmarks", name, "--data", str(data)]
        ran = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        metrics: dict[str, float] = json.loads(ran.stdout.strip().splitlines()[-1])["metrics"]
        found |= {f"{name}.{key}": value for key, value in metrics.items()}
    return found


def _row(label: str, *scores: float, digits: int) -> str:
    return " | ".join([f"| {label}", *(f"{score:.{digits}f}" for score in scores)]) + " |"


def write_card(pack: Path, plan: str, scores: Mapping[str, Mapping[str, float]]) -> None:
    """Write `MODEL_CARD.md` into the pack, with a column for each network in `scores`: `float32`, `int8`, or one."""
    head = [" | ".join(["| measure", *scores]) + " |", "|---" * (1 + len(scores)) + "|"]
    rows = [
        _row(label, *(found[key] for found in scores.values()), digits=3 if key.endswith("_r") else 1)
        for key, label in SHOWN.items()
    ]
    size = sum(file.stat().st_size for file in pack.iterdir()) / 1e6
    card = CARD.format(size=size, plan=plan, table="\n".join([*head, *rows]))
    (pack / "MODEL_CARD.md").write_text(card, encoding="utf-8")

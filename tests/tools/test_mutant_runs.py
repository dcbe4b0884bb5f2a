"""Tests that run on a mutant: in a child, which sees the changed file, while the file itself comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAIN = "def more(x):\n    return x + 1\n"
LESS = "def more(x):\n    return x - 1\n"
NEVER = "def more(x):\n    while True:\n        pass\n"
RUN = """
import json, sys
sys.path[:0] = ["src"]
import p.user
from tools.mutant_runs import run_tests
for source in [None, *sys.argv[1:]]:
    outcome = run_tests("src/p/made.py", source, ["test_made.py"], limit=3)
    print(json.dumps([outcome.ended, outcome.failed]))
"""


def test_a_mutant_is_killed_survives_or_takes_too_long(tmp_path: Path) -> None:
    """The module under test is warm, and reached over another that has imported its function by name."""
    files = {
        "src/p/__init__.py": "",
        "src/p/made.py": PLAIN,
        "src/p/user.py": "from p.made import more\n\n\ndef twice(x):\n    return more(more(x))\n",
        "test_made.py": "from p.user import twice\n\n\ndef test_twice():\n    assert twice(1) == 3\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", RUN, LESS, NEVER, PLAIN.replace("x + 1", "1 + x")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert [json.loads(line) for line in ran.stdout.splitlines()] == [
        ["passed", None],
        ["failed", "test_made.py::test_twice"],
        ["timed-out", None],
        ["passed", None],
    ]
    assert (tmp_path / "src/p/made.py").read_text(encoding="utf-8") == PLAIN

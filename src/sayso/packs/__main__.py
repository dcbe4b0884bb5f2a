"""`python -m sayso.packs FOLDER…` writes the hashes of a pack's files into its manifest, after an edit."""

import sys
from pathlib import Path

from sayso.packs.pack import seal_pack

for argument in sys.argv[1:]:
    sys.stdout.write(seal_pack(Path(argument)).maker + "\n")

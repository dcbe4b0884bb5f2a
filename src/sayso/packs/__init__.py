"""Data packs: found, checked and loaded; and what stands in them: codebook, lexicon, parties, rules."""

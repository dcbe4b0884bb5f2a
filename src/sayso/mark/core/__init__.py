"""The language core: one encoder, and what its scores give: words, trees, names, and who says what."""

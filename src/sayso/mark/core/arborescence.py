"""Scores of all governors of all words -> the tree with the highest sum, with one word on the root.

The maximum spanning arborescence of Chu and Liu 1965 ("On the shortest arborescence of a directed graph") and Edmonds
1967 ("Optimum branchings"): each word takes its best governor, a circle is made one node, and so on until there is
none; then the circles are opened, the last first.

More than one word may then hang on the root, where a tree of Universal Dependencies has one. Gabow and Tarjan 1984
("Efficient algorithms for a family of matroid intersection problems") solve that; Zmigrod, Vieira and Cotterell 2020
("Please mind the root") show its use for parsing. The one is among those words: two branchings can exchange roots in a
component that no edge enters (Schrijver 2003, "Combinatorial optimization", chapter 53), so for a tree whose root is
another word there is one whose root is among them and that is no worse. Each of them is tried: that is exact, and quick
where two or three words are left on the root, as in nearly all sentences where more than one is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.base.arrays import IntArray

Matrix = NDArray[np.float64]


def best_tree(scores: NDArray[np.floating]) -> IntArray:
    """The governor of each word, 0 the root and `1 + word` a word, in the best tree with one word on the root.

    `scores[word, governor]` has the shape `[words, 1 + words]`; they are finite, and those of a word as its own
    governor are not looked at. Of trees with one sum any may come out. Each circle takes time by the number of words.
    """
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    best, most = _grow(square), -np.inf
    tops = np.flatnonzero(best == 0)
    if len(tops) == 1:
        return best
    words = np.arange(len(scores))
    for top in tops:
        alone = square.copy()
        alone[1:, 0] = -np.inf
        alone[top + 1, 0] = square[top + 1, 0]
        governors = _grow(alone)
        total = float(square[words + 1, governors].sum())
        if total > most:
            best, most = governors, total
    return best


@dataclass(frozen=True, slots=True)
class _Circle:
    """Nodes that were made one: the words in each, and the edge `(word, governor)` by which the circle enters it."""

    words: list[list[int]]
    edges: list[tuple[int, int]]


class _Graph:
    """The nodes that are left, 0 the root, with the scores `[node, governor]` between them; contracted in place."""

    def __init__(self, square: Matrix) -> None:
        self.scores = square.copy()
        self.nodes = list(range(1, len(square)))
        self.words = [[node] for node in range(len(square))]
        self.between = np.arange(square.size).reshape(square.shape)
        """The words between which the edge of two nodes runs: the governed one times the width, and the governor."""
        self.best: list[int] = square.argmax(1).tolist()

    def edge(self, node: int) -> tuple[int, int]:
        """The word of the node that its best edge governs, and the governor."""
        return divmod(int(self.between[node, self.best[node]]), len(self.scores))

    def circle(self) -> list[int]:
        """The nodes of a circle of best edges, each before its governor, or none."""
        seen = [0] * len(self.scores)
        seen[0] = -1
        for start in self.nodes:
            node = start
            while not seen[node]:
                seen[node] = start
                node = self.best[node]
            if seen[node] == start:
                circle = [node]
                while (node := self.best[node]) != circle[0]:
                    circle.append(node)
                return circle
        return []

    def contract(self, circle: list[int]) -> _Circle:
        """What the circle was; it becomes one node, under the number of its first.

        An edge into the circle takes the place of the circle's own edge into the same node: its score is the gain.
        """
        made = _Circle([self.words[node] for node in circle], [self.edge(node) for node in circle])
        here, gone, scores, between = circle[0], circle[1:], self.scores, self.between
        every, among = np.arange(len(scores)), np.array(circle)
        gains = scores[among] - scores[among, [self.best[node] for node in circle]][:, None]
        entry, leave = gains.argmax(0), among[scores[:, among].argmax(1)]
        scores[here], between[here] = gains[entry, every], between[among[entry], every]
        scores[:, here], between[:, here] = scores[every, leave], between[every, leave]
        scores[:, gone] = -np.inf
        scores[here, here] = -np.inf
        self.words[here] = [word for words in made.words for word in words]
        self.nodes = [node for node in self.nodes if node not in gone]
        self.best = [here if governor in gone else governor for governor in self.best]
        self.best[here] = int(scores[here].argmax())
        return made


def _grow(square: Matrix) -> IntArray:
    """The governor of each word in the best tree, with any number of words on the root."""
    graph, circles = _Graph(square), list[_Circle]()
    while circle := graph.circle():
        circles.append(graph.contract(circle))
    governors = [-1] * len(square)
    for node in graph.nodes:
        word, governor = graph.edge(node)
        governors[word] = governor
    for opened in reversed(circles):
        for words, (word, governor) in zip(opened.words, opened.edges, strict=True):
            if all(governors[inner] < 0 for inner in words):
                governors[word] = governor
    return np.array(governors[1:], dtype=np.int64)

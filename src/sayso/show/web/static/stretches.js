// @ts-check
/**
 * Stretches of a text on a page, in code points as the ledger counts them: what is selected, stretches drawn, and ends
 * moved by words and sentences.
 */

/** @typedef {[number, number]} Stretch from and to, in code points of the text on the page */

/** A text whose element has, in `data-start`, where in the article it begins. */
export class Stretches {
  /** @param {HTMLElement} text */
  constructor(text) {
    this.text = text;
    this.letters = [...(text.textContent ?? "")];
    this.origin = Number(text.dataset.start ?? 0);
  }

  /** @param {Stretch} stretch */
  words([start, end]) {
    return this.letters.slice(start, end).join("");
  }

  /** The stretch that is selected, without white space at its ends. @returns {Stretch | null} */
  selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.text.contains(range.startContainer) || !this.text.contains(range.endContainer)) return null;
    return this.trimmed([this.#point(range.startContainer, range.startOffset), this.#point(range.endContainer, range.endOffset)]);
  }

  /** @param {Stretch} stretch @returns {Stretch | null} */
  trimmed([start, end]) {
    while (start < end && /\s/.test(this.letters[start])) start += 1;
    while (end > start && /\s/.test(this.letters[end - 1])) end -= 1;
    return start < end ? [start, end] : null;
  }

  /** The stretch of an element in the text. @param {Element} element @returns {Stretch} */
  of(element) {
    const start = this.#point(element, 0);
    return [start, start + [...(element.textContent ?? "")].length];
  }

  /** @param {Node} node @param {number} offset */
  #point(node, offset) {
    const range = document.createRange();
    range.setStart(this.text, 0);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  }

  /** Draws a stretch under a name of `::highlight`, where the browser can; `null` takes it away. @param {string} name @param {Stretch | null} stretch */
  draw(name, stretch) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete(name);
    const range = stretch && this.range(stretch);
    if (range) CSS.highlights.set(name, new Highlight(range));
  }

  /** @param {Stretch} stretch */
  range([start, end]) {
    const units = (/** @type {number} */ points) => this.letters.slice(0, points).join("").length;
    const range = document.createRange();
    const walker = document.createTreeWalker(this.text, NodeFilter.SHOW_TEXT);
    let [at, begun] = [0, false];
    const [from, to] = [units(start), units(end)];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (!begun && from < at + length) {
        range.setStart(node, from - at);
        begun = true;
      }
      if (begun && to <= at + length) {
        range.setEnd(node, to - at);
        return range;
      }
      at += length;
    }
    return null;
  }

  /** The stretch with an end moved to the next end of a word. @param {Stretch} stretch @param {"start" | "end"} which @param {1 | -1} way @returns {Stretch} */
  moved([start, end], which, way) {
    const isWord = (/** @type {number} */ at) => /[\p{L}\p{N}'’-]/u.test(this.letters[at] ?? " ");
    const isEnd = (/** @type {number} */ at) => (which === "start" ? isWord(at) && !isWord(at - 1) : isWord(at - 1) && !isWord(at));
    let at = (which === "start" ? start : end) + way;
    while (at > 0 && at < this.letters.length && !isEnd(at)) at += way;
    at = Math.min(this.letters.length, Math.max(0, at));
    const moved = /** @type {Stretch} */ (which === "start" ? [at, end] : [start, at]);
    return moved[0] < moved[1] ? moved : [start, end];
  }

  /** The next sentence after a stretch, or the one before it. @param {Stretch} stretch @param {1 | -1} way @returns {Stretch} */
  sentence([start, end], way) {
    const ends = this.#sentenceEnds();
    let at = way > 0 ? ends.findIndex((close) => close > end) : ends.findLastIndex((close) => close <= start);
    for (; at >= 0 && at < ends.length; at += way) {
      const sentence = this.trimmed([at > 0 ? ends[at - 1] : 0, ends[at]]);
      if (sentence) return sentence;
    }
    return [start, end];
  }

  #sentenceEnds() {
    const ends = [];
    for (let at = 0; at < this.letters.length; at += 1) {
      const isEnd = this.letters[at] === "\n" || (/[.!?…]/.test(this.letters[at]) && /\s/.test(this.letters[at + 1] ?? " "));
      if (isEnd) ends.push(at + 1);
    }
    return [...ends, this.letters.length];
  }
}

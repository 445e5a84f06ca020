const wordStart = '\u2581';
const unknownId = 0;
// Ids that stand for no text: unknown, begin, end, and three that were never used.
const reservedCount = 6;
// Worse than any piece, so that a known way through the text always wins.
const unknownScore = -100;

/** A piece of text and its log probability. */
export type Piece = readonly [text: string, score: number];

interface Step {
  id: number;
  /** Where the piece begins. */
  start: number;
  score: number;
}

/** Cuts texts into the most probable pieces of a vocabulary (SentencePiece, unigram). */
export class SentenceTokeniser {
  readonly #pieces = new Map<string, { id: number; score: number }>();
  readonly #longest: number;

  constructor(vocabulary: readonly Piece[]) {
    let longest = 1;
    for (const [id, [text, score]] of vocabulary.entries()) {
      if (id < reservedCount) continue;
      this.#pieces.set(text, { id, score });
      longest = Math.max(longest, Array.from(text).length);
    }
    this.#longest = longest;
  }

  /** The ids of the pieces; runs of unknown characters become one. */
  encode(text: string): number[] {
    const normal = text.normalize('NFKC');
    if (normal === '') return [];
    const characters = Array.from((wordStart + normal).replaceAll(' ', wordStart));
    const steps = this.#bestSteps(characters);
    const ids: number[] = [];
    for (let end = characters.length; end > 0;) {
      const step = steps[end];
      if (step === undefined) break;
      if (step.id !== unknownId || ids.at(-1) !== unknownId) ids.push(step.id);
      end = step.start;
    }
    return ids.toReversed();
  }

  /** The last piece of the best way to each position. */
  #bestSteps(characters: readonly string[]): (Step | undefined)[] {
    const steps: (Step | undefined)[] = [undefined];
    for (let end = 1; end <= characters.length; end += 1) {
      const before = steps[end - 1]?.score ?? 0;
      let best: Step = { id: unknownId, start: end - 1, score: before + unknownScore };
      let text = '';
      const first = Math.max(0, end - this.#longest);
      for (let start = end - 1; start >= first; start -= 1) {
        text = characters[start] + text;
        const piece = this.#pieces.get(text);
        if (piece === undefined) continue;
        const score = (steps[start]?.score ?? 0) + piece.score;
        if (score > best.score) best = { id: piece.id, start, score };
      }
      steps.push(best);
    }
    return steps;
  }
}

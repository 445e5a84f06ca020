import { nearestName } from '../workflow/nearest-name.ts';

const maxComparisons = 20_000;

/**
 * Looks for names that were probably meant. It gives up after a number of comparisons, so that a
 * document of nothing but mistakes does not take quadratic time.
 */
export class NameSearch {
  #comparisons = 0;

  nearest(name: string, candidates: readonly string[]): string | undefined {
    this.#comparisons += candidates.length;
    return this.#comparisons > maxComparisons ? undefined : nearestName(name, candidates);
  }

  didYouMean(name: string, candidates: readonly string[]): string | undefined {
    const nearest = this.nearest(name, candidates);
    return nearest && `Did you mean "${nearest}"?`;
  }
}

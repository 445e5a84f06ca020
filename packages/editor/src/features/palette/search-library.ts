import { fuzzySearch } from '../../ui/fuzzy-search.ts';
import type { EntryFit } from './entry-fit.ts';
import {
  entriesForTypedModel,
  matchesFilter,
  type LibraryEntry,
  type LibraryFilter,
} from './library-entry.ts';

export interface LibrarySearch {
  typed: string;
  filter: LibraryFilter;
  /** How much an entry was used lately, from 0 to 1. */
  weight(entryId: string): number;
  /** How well an entry fits what is at hand, such as a wire; without it everything does. */
  fit?: EntryFit | undefined;
  providers: readonly string[];
  modelType: string | undefined;
}

/** Entries of the library that match, best first; a model that nobody lists can be named. */
export function searchLibrary(
  entries: readonly LibraryEntry[],
  { typed, filter, weight, fit, providers, modelType }: LibrarySearch,
): LibraryEntry[] {
  const ranks = new Map<string, number>();
  const left = entries.filter((entry) => {
    const rank = fit ? fit(entry) : 0;
    if (rank !== undefined) ranks.set(entry.id, rank);
    return rank !== undefined && matchesFilter(entry, filter);
  });
  const found = fuzzySearch(left, typed, {
    texts: ({ title, name, category, description }) => [title, name, category, description],
    // What fits exactly comes before what was only used often.
    preference: ({ id }) => (fit ? 0.5 / (1 + (ranks.get(id) ?? 0)) : 0) + 0.5 * weight(id),
  });
  return [...found, ...entriesForTypedModel(typed, { entries, providers, modelType })];
}

import { fuzzySearch } from '../../ui/fuzzy-search.ts';
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
  /** What can be connected with the wire at hand; all without one. */
  fits?: (entry: LibraryEntry) => boolean;
  providers: readonly string[];
  modelType: string | undefined;
}

/** Entries of the library that match, best first; a model that nobody lists can be named. */
export function searchLibrary(
  entries: readonly LibraryEntry[],
  { typed, filter, weight, fits = () => true, providers, modelType }: LibrarySearch,
): LibraryEntry[] {
  const left = entries.filter((entry) => matchesFilter(entry, filter) && fits(entry));
  const found = fuzzySearch(left, typed, {
    texts: ({ title, name, category, description }) => [title, name, category, description],
    preference: ({ id }) => weight(id),
  });
  return [...found, ...entriesForTypedModel(typed, { entries, providers, modelType })];
}

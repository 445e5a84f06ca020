import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { ModelSearchResult, ModelSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';

/** All that was asked of models is kept under it. */
export const modelsKey = ['models'] as const;

const freshMs = 5 * 60_000;

/** A provider that did not answer, and why. */
export type ProviderProblem = ModelSearchResult['problems'][number];

/** What the providers have found by now: each answers in its own time. */
export interface ModelSearch {
  models: readonly ModelSummary[];
  problems: readonly ProviderProblem[];
  /** Providers that have not answered yet. */
  pending: readonly string[];
  providers: readonly string[];
  /** Nobody could be asked. */
  error: Error | undefined;
  retry(): void;
}

const nothing: readonly string[] = [];

function useProviders() {
  const { client } = useEditor();
  return useQuery({ queryKey: ['settings'], queryFn: () => client.settings.get() });
}

function toProblem(provider: string, error: Error): ProviderProblem {
  return { provider, code: 'unreachable', message: error.message };
}

/** Asks every provider for models by words; all that they list for none. */
export function useModelSearch(words: string): ModelSearch {
  const { client } = useEditor();
  const settings = useProviders();
  const providers = settings.data?.providers ?? nothing;
  const query = words.trim();
  const found = useQueries({
    queries: providers.map((provider) => ({
      queryKey: [...modelsKey, provider, query],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.models.search({ query, provider }, signal),
      staleTime: freshMs,
      placeholderData: keepPreviousData,
    })),
    combine: (answers) => ({
      models: answers.flatMap(({ data }) => data?.models ?? []),
      problems: answers.flatMap(({ data, error }, index) =>
        error ? [toProblem(providers[index] ?? '', error)] : (data?.problems ?? []),
      ),
      pending: providers.filter(
        (_provider, index) => answers[index]?.isPending || answers[index]?.isPlaceholderData,
      ),
      refetch: () => answers.forEach((answer) => void answer.refetch()),
    }),
  });
  return {
    models: found.models,
    problems: found.problems,
    pending: settings.isPending ? ['the server'] : found.pending,
    providers,
    error: settings.error ?? undefined,
    retry() {
      if (settings.isError) void settings.refetch();
      found.refetch();
    },
  };
}

import { EngineError, type Provider } from '@catena/engine';
import type { ModelSearchResult } from '../api/models.ts';
import { summariseModel } from './summarise-model.ts';

/** Longer nobody waits for a list. */
const longestWaitMs = 15_000;

type Problem = ModelSearchResult['problems'][number];

function late(provider: string): EngineError {
  return new EngineError({
    code: 'provider-error',
    message: `The provider "${provider}" has not answered for ${longestWaitMs / 1000} seconds.`,
    hint: 'Try again, or look at the models of the others meanwhile.',
  });
}

function toProblem(provider: string, error: unknown): Problem {
  if (!EngineError.isInstance(error)) throw error;
  const { code, message, hint } = error;
  return { provider, code, message, ...(hint !== undefined && { hint }) };
}

async function searchOne(provider: Provider, query: string): Promise<ModelSearchResult> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late(provider.id)), longestWaitMs);
  });
  try {
    const found = await Promise.race([provider.search(query), tooLate]);
    return { models: found.map((model) => summariseModel(provider.id, model)), problems: [] };
  } catch (error) {
    return { models: [], problems: [toProblem(provider.id, error)] };
  } finally {
    clearTimeout(timer);
  }
}

/** What the providers find, in their order; one that fails hides nothing of the others. */
export async function searchModels(
  providers: readonly Provider[],
  query: string,
): Promise<ModelSearchResult> {
  const answers = await Promise.all(providers.map((provider) => searchOne(provider, query)));
  return {
    models: answers.flatMap(({ models }) => models),
    problems: answers.flatMap(({ problems }) => problems),
  };
}

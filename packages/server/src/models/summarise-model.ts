import { modelPorts, writePortType, type ModelDescription } from '@catena/engine';
import type { ModelSummary } from '../api/models.ts';
import { coverSourceOf } from './cover-source.ts';

const longestExample = 160;

/** The first text of an example that is for people: no address, no file. */
function exampleTextOf({ defaultExample }: ModelDescription): string | undefined {
  const texts = Object.values(defaultExample?.input ?? {}).filter(
    (value): value is string =>
      typeof value === 'string' && /\s/.test(value.trim()) && !/^(data|https?):/i.test(value),
  );
  const text = texts[0]?.trim().replace(/\s+/g, ' ');
  if (text === undefined || text.length <= longestExample) return text;
  return `${text.slice(0, longestExample)}…`;
}

function factsOf(model: ModelDescription): Partial<ModelSummary> {
  const { versionCreatedAt, licenceUrl, pageUrl, runCount, isOfficial, warmth, unavailable } =
    model;
  return {
    ...(versionCreatedAt !== undefined && { versionCreatedAt }),
    ...(licenceUrl !== undefined && { licenceUrl }),
    ...(pageUrl !== undefined && { pageUrl }),
    ...(runCount !== undefined && { runCount }),
    ...(isOfficial !== undefined && { isOfficial }),
    ...(warmth !== undefined && { warmth }),
    ...(unavailable !== undefined && { unavailable }),
  };
}

/** Whether a licence is named: an address, or words that there is none, say nothing in a list. */
function isStated(licence: string): boolean {
  return !/^https?:/i.test(licence) && licence !== 'not stated';
}

/** A model in short, as lists show it. */
export function summariseModel(provider: string, model: ModelDescription): ModelSummary {
  const { inputs, outputs } = modelPorts(model);
  const { description, card } = model;
  const exampleText = exampleTextOf(model);
  return {
    provider,
    model: model.model,
    version: model.version,
    title: model.title ?? model.model,
    ...(description !== undefined && { description }),
    ...(card && isStated(card.licence.weights) && { licence: card.licence.weights }),
    ...(card?.downloadBytes !== undefined && { downloadBytes: card.downloadBytes }),
    metered: model.metered,
    inputs: inputs.map(({ type }) => writePortType(type)),
    outputs: outputs.map(({ type }) => writePortType(type)),
    hasCover: coverSourceOf(model) !== undefined,
    ...(exampleText !== undefined && { exampleText }),
    ...factsOf(model),
  };
}

import { Command } from 'commander';
import {
  modelPorts,
  parseModelRef,
  type BaseType,
  type ModelDescription,
  type PortDescriptor,
  type Provider,
} from '@catena/engine';
import { loadConfig } from '../../config.ts';
import { createProviders } from '../../services.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { alignColumns } from '../text/align-columns.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { oneLine } from '../text/one-line.ts';
import { writePorts } from '../text/write-ports.ts';
import { UsageError } from '../errors/usage-error.ts';
import { jsonOption } from './common-options.ts';

/** A model and who runs it. */
interface Offer {
  provider: string;
  model: ModelDescription;
}

function licenceOf({ card }: ModelDescription): string {
  if (!card) return '';
  const { code, weights } = card.licence;
  return code === weights ? code : `${code}, weights ${weights}`;
}

function downloadOf({ card }: ModelDescription): string {
  return card?.downloadBytes === undefined ? 'no download' : formatBytes(card.downloadBytes);
}

function listModels(offers: readonly Offer[], terminal: Terminal): string[] {
  const { bold } = terminal.colors;
  const providers = [...new Set(offers.map(({ provider }) => provider))];
  return providers.flatMap((id) => {
    const models = offers.filter(({ provider }) => provider === id).map(({ model }) => model);
    const rows = models.map((model) => [
      `  ${model.model}`,
      downloadOf(model),
      licenceOf(model),
      oneLine(model.title ?? model.description ?? '', 90),
    ]);
    return [bold(`provider ${id}`), ...alignColumns(rows)];
  });
}

function cardLines({ card }: ModelDescription): string[] {
  if (!card) return [];
  return [
    card.summary,
    '',
    `Source:   ${card.source}`,
    `Licence:  code ${card.licence.code}, weights ${card.licence.weights}`,
    `Download: ${card.downloadBytes === undefined ? 'none' : `${formatBytes(card.downloadBytes)}, on first use`}`,
    ...(card.limits.length > 0 ? ['Limits:', ...card.limits.map((limit) => `  - ${limit}`)] : []),
  ];
}

const sampleNames: Partial<Record<BaseType, string>> = {
  image: 'picture.png',
  audio: 'sound.wav',
  video: 'video.mp4',
  file: 'file',
};

/** An input as it would stand in a workflow: files by name, not by content. */
function exampleInput(
  input: Readonly<Record<string, unknown>>,
  ports: readonly PortDescriptor[],
): Record<string, unknown> {
  const names = new Map(ports.map((port) => [port.name, sampleNames[port.type.base]]));
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const file = names.get(name);
      return [name, file === undefined ? value : { $file: file }];
    }),
  );
}

function describeModel({ provider, model }: Offer, terminal: Terminal): string[] {
  const { bold, dim } = terminal.colors;
  const { inputs, outputs } = modelPorts(model);
  const example = model.defaultExample;
  const input = example && exampleInput(example.input, inputs);
  const node = { type: 'predict', provider, model: model.model, ...(input && { input }) };
  return [
    `${bold(model.model)} ${dim(`version ${model.version}, provider ${provider}`)}`,
    ...(model.title === undefined ? [] : [model.title]),
    ...(model.description === undefined ? [] : [model.description]),
    ...cardLines(model),
    '',
    'Inputs:',
    ...alignColumns(writePorts(inputs, true)),
    'Outputs:',
    ...alignColumns(writePorts(outputs, false)),
    '',
    'As a node:',
    ...JSON.stringify(node, undefined, 2)
      .split('\n')
      .map((line) => `  ${oneLine(line.trimEnd()) && line.slice(0, 200)}`),
  ];
}

/** The model of this name at the first provider that has it. */
async function findExactly(
  providers: readonly Provider[],
  words: string,
): Promise<Offer | undefined> {
  const reference = parseModelRef(words);
  if (!reference) return undefined;
  let firstError: unknown;
  for (const provider of providers) {
    try {
      return { provider: provider.id, model: await provider.describe(reference) };
    } catch (error) {
      firstError ??= error;
    }
  }
  throw firstError;
}

/** What the providers find; one that fails hides the others only where all do. */
async function search(providers: readonly Provider[], words: string): Promise<Offer[]> {
  const answers = await Promise.allSettled(
    providers.map(async (provider) =>
      (await provider.search(words)).map((model) => ({ provider: provider.id, model })),
    ),
  );
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed && answers.every(({ status }) => status === 'rejected')) throw failed.reason;
  return found;
}

/** One model where a name is given, else all that match the words. */
async function findOffers(
  providers: readonly Provider[],
  words: string,
): Promise<{ offers: Offer[]; isOne: boolean }> {
  const exact = await findExactly(providers, words);
  if (exact) return { offers: [exact], isOne: true };
  const offers = await search(providers, words);
  const named = offers.find(({ model }) => model.model.split('/')[1] === words);
  if (named) return { offers: [named], isOne: true };
  if (offers.length > 0) return { offers, isOne: false };
  throw new UsageError({
    code: 'model-not-found',
    message: `No model matches "${words}".`,
    hint: 'catena models lists them all.',
  });
}

/** `catena models` */
export function createModelsCommand(terminal: Terminal): Command {
  return new Command('models')
    .description('List models: what they do, what they download, their licence')
    .argument('[words...]', 'a name such as catena/upscale, to see all of it; or words to look for')
    .addOption(jsonOption('descriptions as JSON'))
    .addHelpText('after', '\nExamples:\n  catena models\n  catena models upscale\n')
    .action(async (words: string[], flags: { json?: boolean }) => {
      const config = loadConfig(terminal.environment, { workingFolder: terminal.folder });
      const providers = createProviders(config);
      try {
        const { offers, isOne } = await findOffers(providers, words.join(' '));
        const [first] = offers;
        if (flags.json) {
          const records = offers.map(({ provider, model }) => ({ provider, ...model }));
          terminal.print(JSON.stringify(isOne ? records[0] : records, undefined, 2));
        } else if (isOne && first) terminal.print(...describeModel(first, terminal));
        else terminal.print(...listModels(offers, terminal));
      } finally {
        for (const provider of providers) await provider.close?.();
      }
    });
}

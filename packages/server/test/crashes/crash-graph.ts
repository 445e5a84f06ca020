import { parseWorkflow, type Workflow } from '@catena/engine';

/**
 * What the fan-out gets. `distinct`: every call has an input of its own. `equal`: all calls of a node are
 * the same, and each is wanted. `shared`: they are the same, and the cache makes one of them.
 */
export type CrashKind = 'distinct' | 'equal' | 'shared';

const width = 8;

/** Predictions that a run needs: two fans, and four more. */
export const neededPredictions: Readonly<Record<CrashKind, number>> = {
  distinct: 2 * width + 4,
  equal: 2 * width + 4,
  shared: 2 + 4,
};

/** Steps of a run, whatever the kind. */
export const stepCount = 3 * width + 6;

/** @param label - Tells the predictions of this run from those of others at the same server. */
export function wordsOf(kind: CrashKind, label: string): string[] {
  return Array.from({ length: width }, (_, index) =>
    kind === 'distinct' ? `${label} ${index}` : label,
  );
}

/** The text that comes out at the end. */
export function resultOf(kind: CrashKind, label: string): string {
  return wordsOf(kind, label)
    .map((word) => `<${word}>`)
    .join(' ');
}

function call(model: string, input: object): object {
  return { type: 'predict', provider: 'replicate', model, input };
}

/** Thirty steps: two fans of predictions with one of nodes between, and a file whose seed is drawn. */
export function crashWorkflow(): Workflow {
  const document = {
    catena: 1,
    inputs: { words: { type: 'text[]' } },
    nodes: {
      echo: call('test/echo', { text: { $from: 'inputs.words' } }),
      tag: {
        type: 'text.template',
        input: { template: '<{{word}}>', word: { $from: 'echo.text' } },
      },
      nap: call('test/sleep', { seconds: 0.2, steps: 1, text: { $from: 'tag.text' } }),
      all: { type: 'text.join', input: { texts: { $from: 'nap.output' }, separator: ' ' } },
      last: call('test/echo', { text: { $from: 'all.text' } }),
      bytes: call('test/bytes', { size: 200_000, seed: { $random: { maximum: 2_000_000 } } }),
      pass: call('test/echo', { file: { $from: 'bytes.output' } }),
      digest: call('test/digest', { file: { $from: 'pass.file' } }),
      sum: {
        type: 'text.template',
        input: { template: '{{text}}', text: { $from: 'digest.sha256' } },
      },
    },
    outputs: {
      text: { $from: 'last.text' },
      file: { $from: 'pass.file' },
      sum: { $from: 'sum.text' },
    },
  };
  const { workflow, issues } = parseWorkflow(JSON.stringify(document));
  if (!workflow) throw new Error(JSON.stringify(issues));
  return workflow;
}

import type { ModelSnippet } from './model-facts.ts';
import { quoteShell } from './quote-shell.ts';
import { tokenPlaceholder } from './snippet.ts';

/** Replicate's API by curl. */
export const replicateCurlSnippet: ModelSnippet = {
  id: 'replicate-curl',
  title: 'Replicate curl',
  words:
    'Replicate’s HTTP API. It waits up to a minute; a prediction that takes longer is asked for again at the address in `urls.get` of the answer.',
  write({ baseUrl, needsToken, model, input }) {
    return [
      `curl -sS --fail-with-body ${quoteShell(`${baseUrl}/v1/models/${model}/predictions`)} \\`,
      ...(needsToken ? [`  -H ${quoteShell(`authorization: Bearer ${tokenPlaceholder}`)} \\`] : []),
      "  -H 'content-type: application/json' \\",
      "  -H 'prefer: wait=60' \\",
      `  -d ${quoteShell(JSON.stringify({ input }, undefined, 2))}`,
      '',
    ].join('\n');
  },
};

import type { ModelSnippet } from './model-facts.ts';
import { tokenPlaceholder } from './snippet.ts';

/** Replicate's own client for JavaScript. */
export const replicateJsSnippet: ModelSnippet = {
  id: 'replicate-js',
  title: 'Replicate JS',
  words:
    'Replicate’s own client, `npm install replicate@1.4.0`, with another address. Files come as addresses where this server has no TLS.',
  fileName: 'run.mjs',
  write({ baseUrl, needsToken, model, input, givesFiles }) {
    const options = [
      `  baseUrl: ${JSON.stringify(`${baseUrl}/v1`)},`,
      `  auth: ${needsToken ? JSON.stringify(tokenPlaceholder) : '"none"'},`,
      ...(givesFiles && baseUrl.startsWith('http:') ? ['  useFileOutput: false,'] : []),
    ];
    return `// Save it as run.mjs, then: npm install replicate@1.4.0 && node run.mjs
import Replicate from "replicate";

const replicate = new Replicate({
${options.join('\n')}
});

const output = await replicate.run(${JSON.stringify(model)}, {
  input: ${JSON.stringify(input, undefined, 2).replaceAll('\n', '\n  ')},
});
console.log(output);
`;
  },
};

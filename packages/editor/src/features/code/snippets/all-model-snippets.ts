import type { ModelSnippet } from './model-facts.ts';
import { replicateCurlSnippet } from './replicate-curl-snippet.ts';
import { replicateJsSnippet } from './replicate-js-snippet.ts';
import { replicatePythonSnippet } from './replicate-python-snippet.ts';

/** The ways to call a published workflow as clients of Replicate do. */
export const allModelSnippets: readonly ModelSnippet[] = [
  replicateJsSnippet,
  replicatePythonSnippet,
  replicateCurlSnippet,
];

import { cliSnippet } from './cli-snippet.ts';
import { clientSnippet } from './client-snippet.ts';
import { curlSnippet } from './curl-snippet.ts';
import { fetchSnippet } from './fetch-snippet.ts';
import { pythonSnippet } from './python-snippet.ts';
import type { Snippet } from './snippet.ts';

/** The ways to use a workflow from elsewhere. */
export const allSnippets: readonly Snippet[] = [
  curlSnippet,
  fetchSnippet,
  clientSnippet,
  pythonSnippet,
  cliSnippet,
];

import { isBuiltin } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { build, parseAst, type Plugin } from 'vite';
import { findGlobals } from './find-globals.ts';

const entry = 'virtual:entry';

function entryPlugin(code: string): Plugin {
  return {
    name: 'entry',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith(entry) ? `\0${entry}` : undefined),
    load: (id) => (id === `\0${entry}` ? code : undefined),
  };
}

// Vite itself puts an empty module in their place, which fails only where it is used.
const refuseNode: Plugin = {
  name: 'refuse-node',
  enforce: 'pre',
  resolveId(id, importer) {
    if (isBuiltin(id)) this.error(`${importer ?? 'The entry'} imports ${id}, which browsers lack.`);
    return undefined;
  },
};

/**
 * Bundles a module for browsers, from source, as one script that sets the variable `bundle`.
 *
 * @param code - Of the module; relative imports start at `root`.
 * @throws Error where it or what it imports needs Node.
 */
export async function bundleForBrowser(code: string, root: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root,
    plugins: [entryPlugin(code), refuseNode],
    resolve: { conditions: ['@catena/source', 'browser', 'module', 'import', 'default'] },
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['iife'], name: 'bundle' },
    },
  });
  const [first] = Array.isArray(built) ? built : [];
  const chunks = first?.output.filter((output) => output.type === 'chunk') ?? [];
  const [chunk] = chunks;
  if (!chunk || chunks.length !== 1) throw new Error('The bundle is not one script.');
  if (chunk.imports.length > 0) throw new Error(`The bundle imports ${chunk.imports.join(', ')}.`);
  return chunk.code;
}

const nodeGlobals = ['process', 'Buffer', 'require', 'setImmediate', '__dirname', '__filename'];

/** Names that only Node has and a script uses without declaring them. */
export function nodeGlobalsIn(script: string): string[] {
  return findGlobals(parseAst(script), nodeGlobals);
}

/** What browsers and workers have beside the language itself, as far as the engine uses it. */
function webGlobals(): Record<string, unknown> {
  return {
    AbortController,
    AbortSignal,
    clearTimeout,
    crypto,
    MessageChannel,
    performance,
    queueMicrotask,
    setTimeout,
    structuredClone,
    TextDecoder,
    TextEncoder,
    URL,
  };
}

/**
 * Runs a script where there is nothing of Node.
 *
 * @param use - An expression that sees `bundle` and gives a promise of a text.
 */
export async function runInBrowser(script: string, use: string): Promise<string> {
  const context = createContext(webGlobals());
  runInContext(script, context);
  return (await runInContext(use, context)) as string;
}

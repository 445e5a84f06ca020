import { posix } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { ConvertSource } from '../weight-package.ts';
import { parseJsLiteral } from './js-literal.ts';
import { convertLayersModel } from './layers-model.ts';
import { assembleTfjsModel } from './tfjs-model.ts';

/**
 * Converts a model of nsfwjs, which wraps `model.json` and its shards into scripts: an object literal
 * and strings of base64.
 */
export async function convertNsfwjsModel(source: ConvertSource): Promise<Uint8Array> {
  const folder = posix.dirname(source.pathInside);
  const json = readExport(await readFile(source.path, 'utf8'));
  const model = await assembleTfjsModel(json, async (path) => {
    const script = await source.readSibling(posix.join(folder, `${path}.min.js`));
    const shard = readExport(new TextDecoder().decode(script));
    if (typeof shard !== 'string') throw new Error(`The shard "${path}" is not a text.`);
    return Buffer.from(shard, 'base64');
  });
  return convertLayersModel(model);
}

/** The literal that a bundled script exports. */
function readExport(script: string): unknown {
  for (const match of script.matchAll(/\.exports=(?=["{])/g)) {
    return parseJsLiteral(script, match.index + match[0].length);
  }
  throw new Error('The script exports no literal.');
}

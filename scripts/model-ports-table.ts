/**
 * Prints the ports that Catena derives from a folder of model schemas, for reading by eye. Files are
 * Replicate's model objects (`latest_version.openapi_schema`) or bare OpenAPI documents.
 *
 * Usage: node --conditions=@catena/source --import tsx scripts/model-ports-table.ts FOLDER
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PortDescriptor } from '../packages/engine/src/definition/port-descriptor.ts';
import { writePortType } from '../packages/engine/src/definition/port-type.ts';
import type { ModelDescription } from '../packages/engine/src/prediction/model-description.ts';
import { modelPorts } from '../packages/engine/src/typing/model-ports.ts';

type Json = Record<string, unknown>;

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function toDescription(file: string, content: Json): ModelDescription {
  const version = asObject(content['latest_version']);
  const owned = typeof content['owner'] === 'string' && typeof content['name'] === 'string';
  const example = asObject(content['default_example']);
  return {
    model: owned ? `${String(content['owner'])}/${String(content['name'])}` : file,
    version: '',
    openapiSchema: asObject(version['openapi_schema'] ?? content['openapi_schema'] ?? content),
    metered: true,
    ...(typeof content['description'] === 'string' && { description: content['description'] }),
    defaultExample: { input: asObject(example['input']), output: example['output'] },
  };
}

function boundsOf(port: PortDescriptor): string {
  const bounds = [
    port.minimum !== undefined && `>= ${port.minimum}`,
    port.maximum !== undefined && `<= ${port.maximum}`,
    port.minLength !== undefined && `length >= ${port.minLength}`,
    port.maxLength !== undefined && `length <= ${port.maxLength}`,
    port.enum && port.enum.map((choice) => JSON.stringify(choice)).join('|'),
  ];
  return bounds.filter(Boolean).join(' ');
}

function notesOf(port: PortDescriptor): string {
  const notes = [
    port.inferred && 'inferred',
    port.secret && 'secret',
    port.deprecated && 'deprecated',
    port.axis !== undefined && `axis ${port.axis}`,
    port.accept && `accepts ${port.accept.join(' ')}`,
  ];
  return notes.filter(Boolean).join(', ');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function toRow(model: string, direction: string, port: PortDescriptor): string[] {
  const preset = port.default === undefined ? '' : JSON.stringify(port.default);
  return [
    cut(model, 40),
    direction,
    cut(port.name, 32),
    writePortType(port.type),
    port.required ? 'required' : '',
    cut(preset, 24),
    cut(boundsOf(port), 44),
    notesOf(port),
  ];
}

const heading = ['model', '', 'port', 'type', 'required', 'default', 'bounds', 'notes'];

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('Usage: model-ports-table.ts FOLDER');
  const rows = [heading];
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  for (const file of files) {
    const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Json;
    const description = toDescription(file, content);
    const { inputs, outputs } = modelPorts(description);
    for (const port of inputs) rows.push(toRow(description.model, 'in', port));
    for (const port of outputs) rows.push(toRow(description.model, 'out', port));
  }
  const widths = heading.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

await main(process.argv[2]);

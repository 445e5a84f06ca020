import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { BaseType } from '../definition/port-type.ts';
import type { JsonSchema } from '../prediction/model-description.ts';
import { samplePng, sampleWav } from './sample-media.ts';

const sampleItems = 2;
const text = (words: string) => new TextEncoder().encode(words);

/** Bytes that stand for a file of a kind; there is no small real video, so its sample is none. */
const files: Partial<Record<BaseType, () => { bytes: Uint8Array; mediaType: string }>> = {
  image: () => ({ bytes: samplePng(64), mediaType: 'image/png' }),
  audio: () => ({ bytes: sampleWav(1000), mediaType: 'audio/wav' }),
  video: () => ({ bytes: text('sample video'), mediaType: 'video/mp4' }),
  file: () => ({ bytes: text('sample file'), mediaType: 'text/plain' }),
};

function sampleJson(schema: JsonSchema | undefined): unknown {
  const members = schema?.['properties'] as Record<string, JsonSchema> | undefined;
  if (members) {
    return Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, sampleJson(member)]),
    );
  }
  if (schema?.['type'] === 'array') return [];
  if (schema?.['type'] === 'string') return 'sample';
  if (schema?.['type'] === 'boolean') return true;
  return schema?.['type'] === undefined || schema['type'] === 'object' ? {} : 1;
}

function samplePlain(port: PortDescriptor): unknown {
  switch (port.type.base) {
    case 'text':
      return port.enum?.[0] ?? 'sample';
    case 'number':
    case 'integer':
      return port.enum?.[0] ?? port.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return sampleJson(port.schema);
  }
}

function nest(value: unknown, depth: number): unknown {
  return depth === 0 ? value : Array.from({ length: sampleItems }, () => nest(value, depth - 1));
}

/** An output that a model with these ports could have given; lists have two items. */
export async function sampleOutput(
  ports: readonly PortDescriptor[],
  artifacts: ArtifactStore,
): Promise<Record<string, unknown>> {
  const output: Record<string, unknown> = {};
  for (const port of ports) {
    const file = files[port.type.base]?.();
    const item: unknown = file
      ? await artifacts.put(file.bytes, { mediaType: file.mediaType })
      : samplePlain(port);
    output[port.name] = nest(item, port.type.depth);
  }
  return output;
}

import { z } from 'zod';
import { isArtifactRef, type ArtifactRef } from '../artifact/artifact-ref.ts';

const artifact = (kind: string) =>
  z.custom<ArtifactRef>(isArtifactRef, { error: `must be ${kind} file` }).meta({ port: kind });

/** Schemas of port types that plain zod has no word for. Texts, numbers, booleans and lists are plain zod. */
export const port = {
  image: () => artifact('image'),
  audio: () => artifact('audio'),
  video: () => artifact('video'),
  file: () => artifact('file'),
  json: () => z.unknown().meta({ port: 'json' }),
  any: () => z.unknown().meta({ port: 'any' }),
  /** A value whose type is that of whatever is connected; equal variables of a node have equal types. */
  item: (variable: string) => z.unknown().meta({ port: 'any', variable }),
};

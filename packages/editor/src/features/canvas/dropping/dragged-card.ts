import { z } from 'zod';

/** What a dragged entry of the library is known by; its content is JSON. */
export const draggedCardType = 'application/x-catena-node';

const nodeSchema = z.object({
  type: z.string().min(1),
  provider: z.string().optional(),
  model: z.string().optional(),
  workflow: z.string().optional(),
  title: z.string().optional(),
  input: z.record(z.string(), z.unknown()).optional(),
});

const otherSchema = z.object({
  card: z.enum(['input', 'output', 'note', 'frame']),
  /** Of an input: its port type. */
  type: z.string().optional(),
});

/** A card that is dragged from a library onto the canvas. */
export type DraggedCard =
  | ({ kind: 'node' } & z.infer<typeof nodeSchema>)
  | ({ kind: 'other' } & z.infer<typeof otherSchema>);

/** Reads what was dragged; undefined where it is no card. */
export function readDraggedCard(text: string): DraggedCard | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const other = otherSchema.safeParse(json);
  if (other.success) return { kind: 'other', ...other.data };
  const node = nodeSchema.safeParse(json);
  return node.success ? { kind: 'node', ...node.data } : undefined;
}

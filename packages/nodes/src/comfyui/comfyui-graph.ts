import { z } from 'zod';

/** A graph as ComfyUI's API takes it ("Save (API format)"): nodes by id. */
export const comfyuiGraphSchema = z.record(
  z.string(),
  z.looseObject({
    class_type: z.string(),
    inputs: z.record(z.string(), z.unknown()).default({}),
    _meta: z.looseObject({ title: z.string().optional() }).optional(),
  }),
);

/** A graph as ComfyUI's API takes it. */
export type ComfyuiGraph = z.infer<typeof comfyuiGraphSchema>;

/** A literal of the graph that has become a port: which one, and of what type. */
export const comfyuiFieldSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  title: z.string().optional(),
  default: z.unknown().optional(),
  required: z.boolean().optional(),
  /** Id of the node in the graph. */
  node: z.string(),
  /** Name of its input. */
  input: z.string(),
});

/** A literal of the graph that has become a port. */
export type ComfyuiField = z.infer<typeof comfyuiFieldSchema>;

/**
 * Whether a value in a graph comes from another node: `["4", 0]` where there is a node "4". Lists that
 * only look like it are literals.
 */
export function isComfyuiLink(value: unknown, graph: ComfyuiGraph): boolean {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'number' &&
    Object.hasOwn(graph, value[0])
  );
}

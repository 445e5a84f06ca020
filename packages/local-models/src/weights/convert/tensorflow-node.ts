import { z } from 'zod';

export const tensorflowNodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), z.unknown()).default({}),
});

/** A node of a frozen TensorFlow graph. */
export type TensorflowNode = z.infer<typeof tensorflowNodeSchema>;

// Values are JSON, so the member `then` never holds a function that an await would call.
// oxlint-disable unicorn/no-thenable
import { defineNode, port } from '@catena/engine';
import { z } from 'zod';
import { conditions } from './conditions.ts';

/** Routes a value to one of two branches. */
export const chooseBranch = defineNode({
  type: 'flow.choose',
  version: 1,
  title: 'Choose',
  description: 'Sends a value one way or the other. What hangs on the other way is skipped.',
  category: 'flow',
  input: z.object({
    value: port.item('T').meta({ title: 'Value', description: 'What is sent on.' }),
    condition: port.any().optional().meta({
      each: true,
      title: 'Condition',
      description: 'What is looked at. Left empty, it is the value itself.',
    }),
    operator: z
      .enum(Object.keys(conditions) as (keyof typeof conditions)[])
      .default('is-true')
      .meta({
        title: 'Operator',
        description:
          'What must hold. Empty, 0, "no" and "false" are not true. Texts contain texts, lists contain items.',
      }),
    to: port
      .any()
      .optional()
      .meta({ each: true, title: 'Compare with', description: 'The other side of a comparison.' }),
  }),
  output: z.object({
    then: port
      .item('T')
      .optional()
      .meta({ title: 'Then', description: 'The value, where the condition holds.' }),
    otherwise: port
      .item('T')
      .optional()
      .meta({ title: 'Otherwise', description: 'The value, where it does not.' }),
  }),
  run({ input: { value, condition, operator, to } }) {
    const holds = conditions[operator](condition === undefined ? value : condition, to);
    return holds ? { then: value } : { otherwise: value };
  },
});

import { defineNode } from '@catena/engine';
import { z } from 'zod';
import { toText } from './to-text.ts';

// As the engine finds the ports of a template.
const placeholder = /\{\{\s*([A-Za-z][A-Za-z0-9_-]{0,63})\s*\}\}/g;

/** Puts values into a text with `{{names}}`. */
export const fillTemplate = defineNode({
  type: 'text.template',
  version: 1,
  title: 'Template',
  description: 'Writes a text with {{names}} in it. Each name becomes an input.',
  category: 'text',
  portsFrom: { kind: 'template', input: 'template' },
  input: z.looseObject({
    template: z.string().meta({
      title: 'Template',
      description: 'Text with {{names}} where the values go.',
      connectable: false,
    }),
  }),
  output: z.object({
    text: z.string().meta({ title: 'Text', description: 'The template with all values in place.' }),
  }),
  run({ input }) {
    const { template, ...values } = input;
    const text = template.replace(placeholder, (whole, name: string) =>
      Object.hasOwn(values, name) ? toText(values[name]) : whole,
    );
    return { text };
  },
});

import { defineNode } from '@catena/engine';
import { z } from 'zod';
import { compilePattern } from './compile-pattern.ts';

/** Replaces parts of a text. */
export const replaceText = defineNode({
  type: 'text.replace',
  version: 1,
  title: 'Replace in text',
  description: 'Replaces every occurrence of a text, or of what matches a regular expression.',
  category: 'text',
  input: z.object({
    text: z.string().meta({ title: 'Text', description: 'The text to change.' }),
    find: z
      .string()
      .min(1)
      .max(2000)
      .meta({ title: 'Find', description: 'What to replace, as it stands or as a pattern.' }),
    replacement: z.string().default('').meta({
      title: 'Replacement',
      description: 'What to put there, as it stands. Left empty, what was found is removed.',
    }),
    isPattern: z.boolean().default(false).meta({
      title: 'Is a pattern',
      description: 'Read what to find as a regular expression in RE2 syntax.',
    }),
    ignoreCase: z.boolean().default(false).meta({
      title: 'Ignore case',
      description: 'Treat capital and small letters alike; for patterns.',
    }),
  }),
  output: z.object({
    text: z.string().meta({ title: 'Text', description: 'The changed text.' }),
  }),
  run({ input }) {
    const { text, find, replacement, isPattern, ignoreCase } = input;
    if (!isPattern) return { text: text.replaceAll(find, () => replacement) };
    const matcher = compilePattern(find, { ignoreCase }).matcher(text);
    const parts: string[] = [];
    let end = 0;
    while (matcher.find()) {
      parts.push(text.slice(end, matcher.start()), replacement);
      end = matcher.end();
    }
    return { text: parts.join('') + text.slice(end) };
  },
});

import { defineNode, EngineError } from '@catena/engine';
import { z } from 'zod';
import { compilePattern } from './compile-pattern.ts';

/** Finds what matches a pattern in a text. */
export const pickPattern = defineNode({
  type: 'text.pick-pattern',
  version: 1,
  title: 'Pick by pattern',
  description:
    'Finds what matches a regular expression. Without a match and without a fallback, what hangs on the first match is skipped.',
  category: 'text',
  input: z.object({
    text: z.string().meta({ title: 'Text', description: 'The text to look through.' }),
    pattern: z
      .string()
      .min(1)
      .max(2000)
      .meta({ title: 'Pattern', description: 'Regular expression in RE2 syntax, such as \\d+.' }),
    group: z.int().min(0).max(99).default(0).meta({
      title: 'Group',
      description: 'Which bracketed part of the pattern to take; 0 takes all of it.',
    }),
    ignoreCase: z
      .boolean()
      .default(false)
      .meta({ title: 'Ignore case', description: 'Treat capital and small letters alike.' }),
    fallback: z
      .string()
      .optional()
      .meta({ title: 'Fallback', description: 'The first match where nothing matches.' }),
  }),
  output: z.object({
    match: z.string().optional().meta({ title: 'First match', description: 'The first match.' }),
    matches: z
      .array(z.string())
      .meta({ title: 'All matches', description: 'Every match, in order; may be empty.' }),
  }),
  run({ input }) {
    const { text, group, ignoreCase } = input;
    const pattern = compilePattern(input.pattern, { ignoreCase });
    if (group > pattern.groupCount()) {
      throw new EngineError({
        code: 'invalid-pattern',
        message: `The pattern has ${pattern.groupCount()} groups; group ${group} was asked for.`,
        hint: 'Put brackets around the part to take, or lower the group number.',
      });
    }
    const matches: string[] = [];
    const matcher = pattern.matcher(text);
    while (matcher.find()) matches.push(matcher.group(group) ?? '');
    const match = matches[0] ?? input.fallback;
    return { matches, ...(match !== undefined && { match }) };
  },
});

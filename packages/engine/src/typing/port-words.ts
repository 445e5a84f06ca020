import type { JsonSchema } from '../prediction/model-description.ts';

function toTitle(name: string): string {
  const spaced = name.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What a schema says of a port to people; a title that only repeats the name is made readable. */
export function portWords(
  name: string,
  schema: JsonSchema,
): { title: string; description?: string } {
  const { title, description } = schema;
  const own = typeof title === 'string' && title !== '' && title !== name ? title : toTitle(name);
  return {
    title: own,
    ...(typeof description === 'string' && description !== '' && { description }),
  };
}

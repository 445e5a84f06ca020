import type { Client, TemplateSummary } from '@catena/server/client';

/** Under which the templates are kept between screens. */
export const templatesKey = ['templates'] as const;

/** The templates of this server. */
export async function fetchTemplates({
  templates,
}: Pick<Client, 'templates'>): Promise<TemplateSummary[]> {
  return (await templates.list()).templates;
}

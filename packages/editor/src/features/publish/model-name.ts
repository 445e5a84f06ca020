/** Names that a published workflow may have. */
const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}\/[a-z0-9][a-z0-9._-]{0,99}$/;

/** Why something cannot be the name of a model; undefined where it can. */
export function modelNameProblem(name: string): string | undefined {
  if (namePattern.test(name)) return undefined;
  if (!name.includes('/')) return 'Needs an owner and a name, such as my/poster.';
  return 'Takes lowercase letters, digits, dots, - and _, with one / between owner and name.';
}

/** A name to begin with, made of the title of a workflow. */
export function suggestModelName(title: string | undefined): string {
  const slug = (title ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  return `my/${slug || 'workflow'}`;
}

import type { PortDescriptor } from '@catena/engine';

/** What a port is called on the screen: its title, else its name in words. */
export function portLabel({ title, name }: Pick<PortDescriptor, 'title' | 'name'>): string {
  if (title !== undefined && title.trim() !== '') return title;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

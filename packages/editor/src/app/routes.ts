import type { Screen } from '../document/view-store.ts';

/** What the address of the page names. */
export type Route =
  | { kind: 'home' }
  | { kind: 'workflows' }
  | { kind: 'runs' }
  | { kind: 'workflow'; id: string; screen: 'canvas' | 'form' }
  | { kind: 'run'; id: string }
  /** A document that was never saved, by the key of its tab. */
  | { kind: 'draft'; key: string; screen: 'canvas' | 'form' }
  | { kind: 'template'; id: string };

/** Reads the path and the query of an address; what it does not know is home. */
export function parseRoute(path: string, query: string): Route {
  const parameters = new URLSearchParams(query);
  const template = parameters.get('template');
  const [room = '', id = ''] = path.split('/').filter(Boolean).map(decode);
  const screen = parameters.get('view') === 'app' ? 'form' : 'canvas';
  if (room === 'workflows') return { kind: 'workflows' };
  if (room === 'runs') return { kind: 'runs' };
  if (room === 'w' && id) return { kind: 'workflow', id, screen };
  if (room === 'run' && id) return { kind: 'run', id };
  if (room === 'draft' && id) return { kind: 'draft', key: id, screen };
  return template ? { kind: 'template', id: template } : { kind: 'home' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What is on the page: the screen and the open document. */
export interface Place {
  screen: Screen;
  tab: { key: string; workflowId?: string; runId?: string } | undefined;
}

/** The address of a place. */
export function writeRoute({ screen, tab }: Place): string {
  if (screen === 'workflows' || screen === 'runs') return `/${screen}`;
  if (!tab) return '/';
  const part = encodeURIComponent;
  const view = screen === 'form' ? '?view=app' : '';
  if (tab.runId !== undefined) return `/run/${part(tab.runId)}`;
  if (tab.workflowId !== undefined) return `/w/${part(tab.workflowId)}${view}`;
  return `/draft/${part(tab.key)}${view}`;
}

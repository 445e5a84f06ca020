/** How a run stands, as the title and the icon of the page tell it. */
export type RunSign = 'running' | 'succeeded' | 'failed';

const marks: Readonly<Record<RunSign, string>> = { running: '▶', succeeded: '✓', failed: '✗' };
const tokens: Readonly<Record<RunSign, string>> = {
  running: '--state-running',
  succeeded: '--state-succeeded',
  failed: '--state-failed',
};

function drawIcon(sign: RunSign): string {
  const color = getComputedStyle(document.documentElement).getPropertyValue(tokens[sign]).trim();
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">` +
    `<rect width="32" height="32" rx="8" fill="#15181e"/><circle cx="16" cy="16" r="9" fill="${color}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Shows in the title and the icon of the page how the run stands; returns what takes it back. */
export function showRunInTitle(name: string, sign: RunSign | undefined): () => void {
  document.title = sign ? `${marks[sign]} ${name} · Catena` : `${name} · Catena`;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const before = icon?.getAttribute('href');
  if (icon && sign) icon.href = drawIcon(sign);
  return () => {
    document.title = 'Catena';
    if (icon && typeof before === 'string') icon.setAttribute('href', before);
  };
}

/** What decides how the parts of an SVG look; copying a page leaves out what style sheets say of them. */
const svgProperties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'visibility',
  'display',
];

/**
 * Writes into elements what a copy of them would lose: the looks of SVG parts, and that there is
 * nothing to scroll. Returns what takes it all back.
 */
export function fixStyles(root: HTMLElement): () => void {
  const before = new Map<HTMLElement | SVGElement, string | null>();
  const change = (element: HTMLElement | SVGElement, styles: Record<string, string>) => {
    before.set(element, element.getAttribute('style'));
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
  };
  for (const element of root.querySelectorAll<SVGElement>('svg *')) {
    const computed = getComputedStyle(element);
    const styles = svgProperties.map((name) => [name, computed.getPropertyValue(name)]);
    change(element, Object.fromEntries(styles) as Record<string, string>);
  }
  for (const element of root.querySelectorAll<HTMLElement>('div, ul, ol, pre, textarea, section')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (/auto|scroll/.test(overflowX + overflowY)) change(element, { overflow: 'hidden' });
  }
  return () => {
    for (const [element, style] of before) {
      if (style === null) element.removeAttribute('style');
      else element.setAttribute('style', style);
    }
  };
}

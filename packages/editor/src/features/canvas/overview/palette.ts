/** Colours of the theme as a canvas needs them; `var(--line)` and such are looked up once. */
export interface Palette {
  (color: string): string;
}

/** Makes what looks up the colours of the theme that is on now. */
export function createPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return (color) => {
    const before = known.get(color);
    if (before !== undefined) return before;
    const [, name] = /^var\((--[\w-]+)\)$/.exec(color) ?? [];
    const found = name === undefined ? color : style.getPropertyValue(name).trim();
    known.set(color, found);
    return found;
  };
}

/** Calls back when the theme changes; returns what ends that. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  const attributeFilter = ['data-mantine-color-scheme', 'class', 'style'];
  observer.observe(document.documentElement, { attributes: true, attributeFilter });
  return () => observer.disconnect();
}

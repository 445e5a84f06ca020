const titles: Readonly<Record<string, string>> = {
  local: 'Local',
  published: 'Published',
  replicate: 'Replicate',
  cog: 'Cog',
  test: 'Test',
};

/** Who runs a model, in a word. */
export function providerTitle(provider: string): string {
  return titles[provider] ?? provider.charAt(0).toUpperCase() + provider.slice(1);
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `1.2M runs`. */
export function describeRunCount(count: number): string {
  return count === 1 ? '1 run' : `${compact.format(count)} runs`;
}

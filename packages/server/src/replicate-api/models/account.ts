/** Who calls, as Replicate shows accounts: this server knows one only. */
export const account = {
  type: 'user',
  username: 'catena',
  name: 'Catena',
  github_url: null,
  avatar_url: null,
} as const;

/** What models run on here. */
export const hardware: readonly { name: string; sku: string }[] = [{ name: 'CPU', sku: 'cpu' }];

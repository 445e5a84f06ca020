/** An account at a provider of predictions that a token opens. */
export interface ProviderAccount {
  provider: string;
  title: string;
  /** Where a token comes from. */
  help: string;
}

/** Accounts that tokens can be kept for. */
export const providerAccounts: readonly ProviderAccount[] = [
  {
    provider: 'replicate',
    title: 'Replicate',
    help: 'Sign in to Replicate, open "API tokens" in the settings of your account, and create one. It begins with r8_.',
  },
];

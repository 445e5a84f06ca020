/** Whose token a text looks like, by the way it begins. */
const issuers: readonly (readonly [issuer: string, begin: string])[] = [
  ['Replicate', 'r8_'],
  ['Replicate webhook', 'whsec_'],
  ['OpenAI-style', 'sk-'],
  ['Hugging Face', 'hf_'],
  ['GitHub', 'ghp_'],
  ['GitHub', 'github_pat_'],
  ['Slack', 'xoxb-'],
  ['AWS', 'AKIA'],
];

// At least 16 characters with a digit among them: words such as "sk-learn-models" are no tokens.
const pattern =
  /(?<![A-Za-z0-9])(?:r8_|whsec_|sk-|hf_|ghp_|github_pat_|xoxb-|AKIA)(?=[A-Za-z_+/-]{0,80}[0-9])[A-Za-z0-9_+/-]{16,}/g;

/** Whose token stands somewhere in a text; undefined where none does. */
export function findToken(text: string): { issuer: string; begin: string } | undefined {
  const [token] = text.match(pattern) ?? [];
  const found = token && issuers.find(([, begin]) => token.startsWith(begin));
  return found ? { issuer: found[0], begin: found[1] } : undefined;
}

/** The text with the secret part of every token replaced. */
export function maskTokens(text: string): string {
  return text.replace(pattern, (token) => `${token.slice(0, 3)}…`);
}

/** Why bytes are no sound that can be read; the reader of a port turns it into an error that names the port. */
export class WavError extends Error {
  /** `corrupt`: the bytes are wrong; `unsupported`: they may be right, but are of another kind. */
  readonly kind: 'corrupt' | 'unsupported';

  constructor(kind: WavError['kind'], reason: string) {
    super(reason);
    this.name = 'WavError';
    this.kind = kind;
  }
}

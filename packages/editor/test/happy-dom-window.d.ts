interface Window {
  /** Of the environment that components are tested in. */
  readonly happyDOM: { setURL(url: string): void };
}

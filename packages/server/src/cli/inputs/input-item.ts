/** One value on its way from the command line into a run. */
export type InputItem =
  /** As typed, or a cell or line of a list file. */
  | { kind: 'text'; text: string }
  /** A file whose content is the value; absolute. */
  | { kind: 'file'; path: string }
  /** Already JSON; paths of files in it are relative to `folder`. */
  | { kind: 'value'; value: unknown; folder: string };

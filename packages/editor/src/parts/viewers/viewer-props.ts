/** What every viewer of a single value is given. */
export interface ViewerProps {
  value: unknown;
  /** Small, as on a node. */
  compact: boolean;
}

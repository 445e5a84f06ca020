import type { PortType } from '@catena/engine';

export interface ValueViewProps {
  /** An artifact, a text, a number, JSON, or a list of them. */
  value: unknown;
  /** Of the port that it comes from; helps where the value does not say what it is. */
  type?: PortType | undefined;
  /** Small, as on a node. */
  compact?: boolean;
}

/** Shows a value with the viewer for its kind. */
export function ValueView({ value }: ValueViewProps) {
  return <span>{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}

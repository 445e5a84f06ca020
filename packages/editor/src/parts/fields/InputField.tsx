import type { PortDescriptor } from '@catena/engine';

export interface InputFieldProps {
  nodeId: string;
  port: PortDescriptor;
  /** Small, as on a node: no description, no label of its own beside what the row has. */
  compact?: boolean;
}

/** What feeds an input of a node: a control for its value, or where its wire comes from. */
export function InputField({ port }: InputFieldProps) {
  return <span>{port.title ?? port.name}</span>;
}

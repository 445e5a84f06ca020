import type { PortDescriptor } from '@catena/engine';

/** What every control for a value is given. */
export interface FieldProps {
  port: PortDescriptor;
  /** As it stands in the document; undefined where it is not set. */
  value: unknown;
  /** Undefined takes the value away, so that the default holds. */
  onChange: (value: unknown) => void;
  /** What was changed is complete: typing or sweeping has ended. */
  onSettle: () => void;
  /** Takes the place of `onChange` where a control may be given several values at once, such as files. */
  onMany?: ((values: readonly unknown[]) => void) | undefined;
  /** Whether it is one of a list, which takes it away by itself. */
  isItem?: boolean;
  /** Id of the control, for its label. */
  id: string;
  /** Names the control where no label stands beside it. */
  label: string;
  /** Id of the text that says what is wrong. */
  errorId?: string | undefined;
  isDisabled: boolean;
  /** Whether a number may not be drawn for each run: a default stands for itself. */
  isFixed?: boolean;
  /** Small, as on a node: light controls, so that many of them can be on screen. */
  compact: boolean;
}

/** The attributes that every control has in common. */
export function controlAttributes({ id, label, errorId, isDisabled }: FieldProps) {
  return {
    id,
    'aria-label': label,
    'aria-invalid': errorId === undefined ? undefined : true,
    'aria-describedby': errorId,
    disabled: isDisabled,
  } as const;
}

import { ActionIcon, Tooltip, type ActionIconProps, type FloatingPosition } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';

interface IconButtonProps
  extends
    Omit<ActionIconProps, 'children'>,
    Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps | 'children'> {
  /** What it does, in words: the tooltip and the name for screen readers. */
  label: string;
  /** Shown in the tooltip behind the label, e.g. a key. */
  hint?: ReactNode;
  children: ReactNode;
  tooltipPosition?: FloatingPosition;
}

/** A button with an icon alone; its words come as a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, hint, children, tooltipPosition = 'bottom', ...rest } = props;
  const words =
    hint === undefined ? (
      label
    ) : (
      <span>
        {label}&ensp;{hint}
      </span>
    );
  return (
    <Tooltip label={words} position={tooltipPosition}>
      <ActionIcon size={30} aria-label={label} {...rest}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

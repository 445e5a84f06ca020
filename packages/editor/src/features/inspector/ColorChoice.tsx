import { ColorSwatch, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { cardColors } from '../../document/layout.ts';
import styles from './inspector.module.css';

const paints: Readonly<Record<(typeof cardColors)[number], string>> = {
  grey: '#8c96a5',
  blue: 'var(--port-image)',
  teal: 'var(--port-boolean)',
  green: 'var(--port-mask)',
  yellow: 'var(--port-text)',
  orange: 'var(--port-audio)',
  red: 'var(--danger)',
  pink: 'var(--state-person)',
  violet: 'var(--port-video)',
};

export interface ColorChoiceProps {
  value: string | undefined;
  isDisabled: boolean;
  onChange: (color: string | undefined) => void;
}

/** Chooses the colour of a card, a frame or a note; the chosen one again takes it away. */
export function ColorChoice({ value, isDisabled, onChange }: ColorChoiceProps) {
  return (
    <div className={styles['swatches']} role="group" aria-label="Colour">
      {cardColors.map((color) => (
        <UnstyledButton
          key={color}
          aria-label={color}
          aria-pressed={color === value}
          disabled={isDisabled}
          onClick={() => onChange(color === value ? undefined : color)}
        >
          <ColorSwatch component="span" size={24} color={paints[color]} withShadow={false}>
            {color === value && <IconCheck size={14} />}
          </ColorSwatch>
        </UnstyledButton>
      ))}
    </div>
  );
}

import type { PortType } from '@catena/engine';
import { describePortType, portAppearances } from './port-appearance.ts';

export interface PortMarkProps {
  type: PortType;
  /** Pixels. @defaultValue 12 */
  size?: number;
  /** Told by something beside it already; hidden from screen readers. */
  decorative?: boolean;
}

/** The shape and colour of a type of port; a list is its shape doubled. */
export function PortMark({ type, size = 12, decorative = false }: PortMarkProps) {
  const { color, path, filled } = portAppearances[type.base];
  const isList = type.depth > 0;
  const label = describePortType(type);
  const paint = filled
    ? { fill: 'currentColor', fillRule: 'evenodd' as const }
    : { fill: 'none', stroke: 'currentColor', strokeWidth: 1.75, strokeLinecap: 'round' as const };
  return (
    <svg
      width={isList ? (size * 16) / 12 : size}
      height={size}
      viewBox={isList ? '0 0 16 12' : '0 0 12 12'}
      style={{ color, flex: 'none', display: 'block' }}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {!decorative && <title>{label}</title>}
      {isList && (
        <path
          d={path}
          transform="translate(7 1.5) scale(0.75)"
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinecap="round"
          opacity={0.7}
        />
      )}
      <path d={path} {...(isList && { transform: 'translate(0 1.5) scale(0.75)' })} {...paint} />
    </svg>
  );
}

import type { PortDescriptor } from '@catena/engine';

const mostSliderSteps = 200;

/** How far one key press or one notch of a slider goes: 1, or a hundredth of the range, rounded. */
export function numberStep({ type, minimum, maximum }: PortDescriptor): number {
  if (type.base === 'integer') return 1;
  if (minimum === undefined || maximum === undefined || maximum <= minimum) return 0.1;
  const exact = (maximum - minimum) / 100;
  return Math.min(1, 10 ** Math.floor(Math.log10(exact)));
}

/** Whether the range of a number is small enough to be swept over. */
export function hasSlider(port: PortDescriptor): boolean {
  const { minimum, maximum } = port;
  if (minimum === undefined || maximum === undefined || maximum <= minimum) return false;
  return (maximum - minimum) / numberStep(port) <= mostSliderSteps;
}

/** A number moved by whole steps, without the dust of binary fractions, within the bounds. */
export function stepNumber(from: number, steps: number, port: PortDescriptor): number {
  const moved = Number((from + steps * numberStep(port)).toPrecision(12));
  const { minimum = -Infinity, maximum = Infinity } = port;
  return Math.min(maximum, Math.max(minimum, moved));
}

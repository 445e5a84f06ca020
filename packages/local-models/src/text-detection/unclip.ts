import type { RotatedBox } from './rotated-box.ts';

/**
 * Grows a box by the same distance on all sides: area × ratio ÷ perimeter. The detector is trained on
 * shrunken lines of text, and this undoes the shrinking.
 *
 * @see https://arxiv.org/abs/1911.08947
 */
export function unclip(box: RotatedBox, ratio: number): RotatedBox {
  const perimeter = 2 * (box.width + box.height);
  const distance = perimeter === 0 ? 0 : (box.width * box.height * ratio) / perimeter;
  return { ...box, width: box.width + 2 * distance, height: box.height + 2 * distance };
}

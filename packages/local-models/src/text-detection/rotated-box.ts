/** A rectangle that may be turned, in pixels; y grows downward. */
export interface RotatedBox {
  centerX: number;
  centerY: number;
  /** Along the direction of reading. */
  width: number;
  height: number;
  /** From the x axis to the direction of reading, clockwise on the screen. */
  angleRadians: number;
}

/** Upright bounds in whole pixels, cut to a page of the given size. */
export function uprightBounds(
  box: RotatedBox,
  page: { width: number; height: number },
): { left: number; top: number; width: number; height: number } {
  const cosine = Math.abs(Math.cos(box.angleRadians));
  const sine = Math.abs(Math.sin(box.angleRadians));
  const halfWidth = (box.width * cosine + box.height * sine) / 2;
  const halfHeight = (box.width * sine + box.height * cosine) / 2;
  const left = clamp(Math.floor(box.centerX - halfWidth), 0, page.width - 1);
  const top = clamp(Math.floor(box.centerY - halfHeight), 0, page.height - 1);
  const right = clamp(Math.ceil(box.centerX + halfWidth), left + 1, page.width);
  const bottom = clamp(Math.ceil(box.centerY + halfHeight), top + 1, page.height);
  return { left, top, width: right - left, height: bottom - top };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

export interface Size {
  width: number;
  height: number;
}

/** How a picture is fitted whole into a square, with bars on two sides. */
export interface Letterbox {
  /** Size of the picture inside the square. */
  scaled: Size;
  /** Fills the square with the scaled picture (8-bit RGB); bars are black. */
  place(pixels: Uint8Array, convert: (value: number) => number): Float32Array;
  /** From pixels of the square to pixels of the picture. */
  toPicture(x: number, y: number): { x: number; y: number };
  /** Pixels of the picture to one pixel of the square. */
  factor: number;
}

export function letterbox(picture: Size, side: number): Letterbox {
  const factor = Math.max(picture.width, picture.height) / side;
  const width = Math.max(1, Math.round(picture.width / factor));
  const height = Math.max(1, Math.round(picture.height / factor));
  const left = Math.floor((side - width) / 2);
  const top = Math.floor((side - height) / 2);
  return {
    scaled: { width, height },
    factor,
    place(pixels, convert) {
      const square = new Float32Array(side * side * 3).fill(convert(0));
      for (let y = 0; y < height; y += 1) {
        const from = y * width * 3;
        const to = ((top + y) * side + left) * 3;
        for (let index = 0; index < width * 3; index += 1) {
          square[to + index] = convert(pixels[from + index] ?? 0);
        }
      }
      return square;
    },
    toPicture: (x, y) => ({ x: (x - left) * factor, y: (y - top) * factor }),
  };
}

export type Colour = readonly [red: number, green: number, blue: number];

// Hue in degrees from the first colour, saturation and lightness: dark to light, with one accent.
const recipe = [
  { turn: 0, saturation: 0.55, lightness: 0.17 },
  { turn: 28, saturation: 0.6, lightness: 0.42 },
  { turn: 165, saturation: 0.62, lightness: 0.6 },
  { turn: 50, saturation: 0.5, lightness: 0.87 },
] as const;

export const paletteSize = recipe.length;

/** Colours that go together; `hue` is any number of degrees, `spread` stretches their distance. */
export function makePalette(hue: number, spread: number): readonly Colour[] {
  return recipe.map(({ turn, saturation, lightness }) =>
    fromHsl(hue + turn * spread, saturation, lightness),
  );
}

function fromHsl(hue: number, saturation: number, lightness: number): Colour {
  const strength = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const position = (((offset + hue / 30) % 12) + 12) % 12;
    const slope = Math.max(-1, Math.min(position - 3, 9 - position, 1));
    return (lightness - strength * slope) * 255;
  };
  return [channel(0), channel(8), channel(4)];
}

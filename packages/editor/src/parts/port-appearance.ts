import type { BaseType, PortType } from '@catena/engine';

/** How a type of port looks, wherever it is shown. */
export interface PortAppearance {
  /** The type as a word in sentences. */
  label: string;
  /** Several of them. */
  plural: string;
  /** Told beside the shape where there is no room for the word. */
  letter: string;
  /** A colour of tokens.css. */
  color: string;
  /** An SVG path on a grid of 12 × 12. */
  path: string;
  /** Whether the shape is a surface; else it is a line. */
  filled: boolean;
}

const circle = 'M6 1.25a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 1 0 0-9.5Z';
const star = 'M6 1v10M1.67 3.5l8.66 5M10.33 3.5l-8.66 5';

/** The look of every base type: shape, letter and colour, never colour alone. */
export const portAppearances: Readonly<Record<BaseType, PortAppearance>> = {
  text: {
    label: 'text',
    plural: 'texts',
    letter: 'T',
    color: 'var(--port-text)',
    path: circle,
    filled: true,
  },
  number: {
    label: 'number',
    plural: 'numbers',
    letter: 'N',
    color: 'var(--port-number)',
    path: circle,
    filled: false,
  },
  integer: {
    label: 'whole number',
    plural: 'whole numbers',
    letter: '#',
    color: 'var(--port-number)',
    // A ring around a dot: filled like a text, and still another shape.
    path: `${circle}M6 3.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 1 1 0-4.8ZM6 5a1 1 0 1 0 0 2 1 1 0 1 0 0-2Z`,
    filled: true,
  },
  boolean: {
    label: 'yes or no',
    plural: 'yes or no',
    letter: 'B',
    color: 'var(--port-boolean)',
    path: 'M3.25 1.75h5.5a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-5.5a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5Z',
    filled: false,
  },
  image: {
    label: 'image',
    plural: 'images',
    letter: 'I',
    color: 'var(--port-image)',
    path: 'M6 .5 11.5 6 6 11.5.5 6Z',
    filled: true,
  },
  audio: {
    label: 'sound',
    plural: 'sounds',
    letter: 'A',
    color: 'var(--port-audio)',
    path: 'M6 1 11.5 10.75H.5Z',
    filled: true,
  },
  video: {
    label: 'video',
    plural: 'videos',
    letter: 'V',
    color: 'var(--port-video)',
    path: 'M1.5.5 11.25 6 1.5 11.5Z',
    filled: true,
  },
  file: {
    label: 'file',
    plural: 'files',
    letter: 'F',
    color: 'var(--port-file)',
    path: 'M1.5 1.5h9v9h-9Z',
    filled: true,
  },
  json: {
    label: 'JSON',
    plural: 'JSON values',
    letter: 'J',
    color: 'var(--port-any)',
    path: star,
    filled: false,
  },
  any: {
    label: 'anything',
    plural: 'any values',
    letter: '*',
    color: 'var(--port-any)',
    path: star,
    filled: false,
  },
};

/** A type in words: `image`, `list of images`, `list of lists of images`. */
export function describePortType({ base, depth }: PortType): string {
  const { label, plural } = portAppearances[base];
  if (depth === 0) return label;
  return depth === 1 ? `list of ${plural}` : `list of ${'lists of '.repeat(depth - 1)}${plural}`;
}

import { createElement } from 'react';
import {
  IconArrowBarRight,
  IconArrowBarToRight,
  IconArrowsSplit2,
  IconBraces,
  IconCube,
  IconHash,
  IconList,
  IconPhoto,
  IconQuestionMark,
  IconSparkles,
  IconTypography,
  IconWaveSine,
  IconFile,
  IconMovie,
  type Icon,
} from '@tabler/icons-react';

export interface CategoryIconProps {
  category: string | undefined;
  /** Pixels. */
  size: number;
  stroke: number;
}

/** By category of node types, and for cards that are no nodes. */
const icons: Readonly<Record<string, Icon>> = {
  model: IconSparkles,
  image: IconPhoto,
  audio: IconWaveSine,
  video: IconMovie,
  text: IconTypography,
  list: IconList,
  number: IconHash,
  json: IconBraces,
  file: IconFile,
  flow: IconArrowsSplit2,
  input: IconArrowBarRight,
  output: IconArrowBarToRight,
};

/** The icon of a category; of one that is not listed a cube, of a type that is not known a question mark. */
export function CategoryIcon({ category, size, stroke }: CategoryIconProps) {
  const known = category === undefined ? IconQuestionMark : (icons[category] ?? IconCube);
  return createElement(known, { size, stroke, 'aria-hidden': true });
}

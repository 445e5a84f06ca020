import {
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

/** By category of node types; others have {@link otherIcon}. */
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
};

/** The icon of a category of node types; undefined for a type that is not known. */
export function categoryIcon(category: string | undefined): Icon {
  return category === undefined ? IconQuestionMark : (icons[category] ?? IconCube);
}

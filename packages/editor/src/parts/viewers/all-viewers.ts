import type { ComponentType } from 'react';
import type { BaseType } from '@catena/engine';
import { AudioViewer } from './AudioViewer.tsx';
import { FileViewer } from './FileViewer.tsx';
import { ImageViewer } from './ImageViewer.tsx';
import { JsonViewer } from './JsonViewer.tsx';
import { ScalarViewer } from './ScalarViewer.tsx';
import { TextViewer } from './TextViewer.tsx';
import { VideoViewer } from './VideoViewer.tsx';
import type { ViewerProps } from './viewer-props.ts';

/** What shows a single value of each kind. */
export const allViewers: Readonly<Record<BaseType, ComponentType<ViewerProps>>> = {
  text: TextViewer,
  number: ScalarViewer,
  integer: ScalarViewer,
  boolean: ScalarViewer,
  image: ImageViewer,
  audio: AudioViewer,
  video: VideoViewer,
  file: FileViewer,
  json: JsonViewer,
  any: JsonViewer,
};

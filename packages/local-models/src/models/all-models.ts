import { abstractArt } from './abstract-art.ts';
import { detectFaces } from './detect-faces.ts';
import { detectLanguage } from './detect-language.ts';
import { embedText } from './embed-text.ts';
import type { LocalModel } from './local-model.ts';
import { nsfw } from './nsfw.ts';
import { ocr } from './ocr.ts';
import { personMask } from './person-mask.ts';
import { speak } from './speak.ts';
import { transcribe } from './transcribe.ts';
import { upscale } from './upscale.ts';
import { vad } from './vad.ts';

/** Every model that runs on this machine. */
export const allModels: readonly LocalModel[] = [
  upscale,
  detectFaces,
  personMask,
  nsfw,
  embedText,
  abstractArt,
  ocr,
  transcribe,
  speak,
  vad,
  detectLanguage,
];

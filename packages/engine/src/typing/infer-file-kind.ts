/** What a file is, as far as types go. */
export type FileKind = 'image' | 'audio' | 'video' | 'file';

/** All that may tell what a `uri` of a model's schema is. */
export interface FileHints {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  /** Declared media types, e.g. `image/*`. */
  accept?: readonly string[] | undefined;
  /** A value it had once: an address, or a list of them. */
  example?: unknown;
  /** Outputs: the model's name and title. */
  modelName?: string | undefined;
  /** Outputs: the model's description. */
  modelDescription?: string | undefined;
  /** Outputs: the names of the model's inputs, and the words of their enums. */
  inputWords?: readonly string[] | undefined;
}

const extensions: Readonly<Record<FileKind, string>> = {
  image: 'png jpg jpeg webp gif avif bmp tif tiff svg heic',
  audio: 'mp3 wav flac ogg oga opus m4a aac aiff mid midi',
  video: 'mp4 webm mov mkv avi m4v mpg mpeg',
  file: 'zip tar gz json txt csv pdf glb gltf obj ply stl usdz fbx npy npz safetensors onnx srt vtt tsv parquet',
};

const kindByExtension = new Map(
  Object.entries(extensions).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as FileKind] as const),
  ),
);

const words: Readonly<Record<FileKind, string>> = {
  image:
    'image images img imgs picture pictures photo photos photograph portrait mask masks frame frames selfie drawing sketch thumbnail logo painting illustration face headshot garment poster depth canny scribble inpainting inpaint txt2img img2img sdxl',
  audio:
    'audio audios sound sounds voice voices speech song songs music musical melody speaker vocal vocals singing tts wav mp3 narration podcast',
  video: 'video videos movie movies film footage animation mp4 webm txt2vid img2vid',
  file: 'zip tar archive mesh weights lora loras pdf csv tsv document spreadsheet embedding 3d srt vtt txt npz npy glb gltf stl ply safetensors',
};

const kindByWord = new Map(
  Object.entries(words).flatMap(([kind, list]) =>
    list.split(' ').map((word) => [word, kind as FileKind] as const),
  ),
);

/** Input names and choices that say what comes out; kept apart, since they mean nothing on an input. */
const outputWords: Readonly<Record<Exclude<FileKind, 'file'>, RegExp>> = {
  video: /^(fps|num_frames|frames_per_second|frame_rate|video_length|mp4|webm|camera_fixed)$/,
  audio: /^(bpm|sample_rate|mp3|wav|flac|voice|voice_id|speaker|music_length|lyrics)$/,
  image:
    /^(width|height|image_dimensions|png|webp|jpg|jpeg|num_inference_steps|guidance_scale|scheduler|megapixels)$/,
};

function kindOfMediaType(mediaType: string): FileKind | undefined {
  const [family] = mediaType.trim().toLowerCase().split('/');
  return family === 'image' || family === 'audio' || family === 'video' ? family : undefined;
}

function kindOfAccepted(accept: readonly string[]): FileKind | undefined {
  if (accept.length === 0) return undefined;
  const kinds = new Set(accept.map((entry) => kindOfMediaType(entry) ?? kindOfAddress(entry)));
  const [kind] = kinds;
  return kinds.size === 1 && kind ? kind : 'file';
}

function kindOfAddress(address: string): FileKind | undefined {
  const [, mediaType] = /^data:([^;,]*)/.exec(address.slice(0, 100)) ?? [];
  if (mediaType !== undefined) return kindOfMediaType(mediaType);
  const [path = ''] = address.split(/[?#]/);
  const [, extension = ''] = /\.([A-Za-z0-9]{2,11})$/.exec(path) ?? [];
  return kindByExtension.get(extension.toLowerCase());
}

function kindOfExample(example: unknown): FileKind | undefined {
  let value = example;
  for (let depth = 0; Array.isArray(value) && depth < 8; depth += 1) value = value[0] as unknown;
  return typeof value === 'string' ? kindOfAddress(value) : undefined;
}

function splitWords(text: string): string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

// The last word names the thing: an `image_to_video` is a video, a `video_frame` a picture.
function kindOfName(name: string | undefined): FileKind | undefined {
  const kinds = splitWords(name ?? '').map((word) =>
    word === 'clip' ? 'video' : (kindByWord.get(word.replace(/\d+$/, '')) ?? kindByWord.get(word)),
  );
  return kinds.findLast((kind) => kind !== undefined);
}

// In a sentence the thing itself comes first, what it is for later.
function kindOfSentence(text: string | undefined): FileKind | undefined {
  return splitWords(text ?? '')
    .map((word) => kindByWord.get(word))
    .find((kind) => kind !== undefined);
}

// "turns text to speech", "image-to-video": what stands after the "to" is what comes out.
function kindOfGoal(text: string): FileKind | undefined {
  const [, goal = ''] =
    /\b(?:to|into|generates?|generation of|creates?)[\s-]+(?:an?\s+|new\s+|your\s+)?(\w+)/i.exec(
      text,
    ) ?? [];
  return kindByWord.get(goal.toLowerCase());
}

function kindOfInputs(inputWords: readonly string[]): FileKind | undefined {
  const kinds = ['video', 'audio', 'image'] as const;
  return kinds.find((kind) => inputWords.some((word) => outputWords[kind].test(word)));
}

function kindOfModel(hints: FileHints): FileKind | undefined {
  const { modelName = '', modelDescription = '', inputWords = [] } = hints;
  return (
    kindOfName(modelName) ??
    kindOfGoal(modelDescription) ??
    kindOfInputs(inputWords) ??
    kindOfSentence(modelDescription)
  );
}

/**
 * Guesses whether a file is a picture, a sound or a video. Declared media types are no guess; after
 * them an example's own ending says most, then the port's name, title and description, then, for
 * outputs, the model's words. `file` where nothing tells.
 */
export function inferFileKind(hints: FileHints): { kind: FileKind; inferred: boolean } {
  const declared = kindOfAccepted(hints.accept ?? []);
  if (declared) return { kind: declared, inferred: false };
  const kind =
    kindOfExample(hints.example) ??
    kindOfName(hints.name) ??
    kindOfName(hints.title) ??
    kindOfSentence(hints.description) ??
    kindOfModel(hints) ??
    'file';
  return { kind, inferred: true };
}

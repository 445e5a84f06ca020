import mime from 'mime';

// Where the registry's first choice is not what people expect.
const preferred: Readonly<Record<string, string>> = {
  'application/octet-stream': 'bin',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'video/ogg': 'ogv',
};

/** The extension of files of a media type, without the dot; `bin` where there is none. */
export function fileExtension(mediaType: string): string {
  return preferred[mediaType] ?? mime.getExtension(mediaType) ?? 'bin';
}

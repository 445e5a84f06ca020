import type { ModelDescription } from '@catena/engine';

const dataPicture = /^data:image\/(png|jpeg|webp|gif|avif);base64,/i;
const addressOfPicture = /^https?:\/\/[^?#]+\.(png|jpe?g|webp|gif|avif)([?#].*)?$/i;

function picturesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return dataPicture.test(value) || addressOfPicture.test(value) ? [value] : [];
  }
  if (Array.isArray(value)) return value.flatMap(picturesIn);
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(picturesIn)
    : [];
}

/** Where a picture of a model comes from: its cover, else what its example gave or was made from. */
export function coverSourceOf(model: ModelDescription): string | undefined {
  const { coverUrl, defaultExample } = model;
  if (coverUrl !== undefined && /^https?:\/\//i.test(coverUrl)) return coverUrl;
  return picturesIn([defaultExample?.output, defaultExample?.input])[0];
}

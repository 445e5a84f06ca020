import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { valueKind } from '../../parts/viewers/value-kind.ts';
import type { ViewerItem } from './list-viewer-items.ts';

/** The picture of an item; undefined where it is none. */
export function pictureOf(item: ViewerItem | undefined): ArtifactRef | undefined {
  if (!item || !isArtifactRef(item.value)) return undefined;
  return valueKind(item.value) === 'image' ? item.value : undefined;
}

/** What an item is called among the others. */
export function labelOf({ title, place }: ViewerItem): string {
  return place.length > 0 ? `${title} ${place.join('.')}` : title;
}

import { isArtifactRef, type Workflow } from '@catena/engine';
import { writeCardId } from '../../../document/card-id.ts';
import { nodeRunOf, type RunView } from '../../../runs/node-run.ts';

/** Stored pictures that cards show, by card. */
export type PreviewIds = ReadonlyMap<string, string>;

function firstPicture(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isArtifactRef(first) || !first.mediaType.startsWith('image/')) return undefined;
  return first.$artifact;
}

function pictureOfNode(view: RunView, nodeId: string): string | undefined {
  for (const { output } of nodeRunOf(view, nodeId)?.steps ?? []) {
    for (const value of Object.values(output ?? {})) {
      const found = firstPicture(value);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Which pictures the cards show in a run; those of inputs stand in the document. */
export function readPreviews(
  { nodes, inputs = {}, outputs = {} }: Workflow,
  view: RunView | undefined,
): PreviewIds {
  const found = new Map<string, string>();
  const add = (card: string, id: string | undefined) => id !== undefined && found.set(card, id);
  for (const [name, input] of Object.entries(inputs)) {
    add(writeCardId({ kind: 'input', name }), firstPicture(input.default));
  }
  if (!view) return found;
  for (const id of Object.keys(nodes)) add(id, pictureOfNode(view, id));
  for (const name of Object.keys(outputs)) {
    add(writeCardId({ kind: 'output', name }), firstPicture(view.outputs[name]));
  }
  return found;
}

/** Pixels; what a tile has room for. */
const previewWidth = 160;

/** Fetches pictures when they are first painted, and keeps them. */
export class PreviewImages {
  readonly #urlOf: (id: string, width: number) => string;
  readonly #onLoad: () => void;
  readonly #images = new Map<string, HTMLImageElement>();
  /** Raised with each picture that has come. */
  version = 0;

  constructor(urlOf: (id: string, width: number) => string, onLoad: () => void) {
    this.#urlOf = urlOf;
    this.#onLoad = onLoad;
  }

  /** The picture, once it is there. */
  take(id: string): HTMLImageElement | undefined {
    const known = this.#images.get(id);
    if (known) return known.complete && known.naturalWidth > 0 ? known : undefined;
    const image = new Image();
    this.#images.set(id, image);
    image.addEventListener('load', () => {
      this.version += 1;
      this.#onLoad();
    });
    image.src = this.#urlOf(id, previewWidth);
    return undefined;
  }
}

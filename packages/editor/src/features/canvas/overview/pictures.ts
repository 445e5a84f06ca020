import type { Workflow } from '@catena/engine';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import { nodeRunOf, type NodeRunStatus, type RunView } from '../../../runs/node-run.ts';
import type { RunsStore } from '../../../runs/runs-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import { createPicture, type PictureSource, type Statuses } from './create-picture.ts';
import type { Picture } from './paint-scene.ts';
import { createPalette } from './palette.ts';
import { readPreviews, type PreviewIds, type PreviewImages } from './previews.ts';
import { sceneOf } from './scene.ts';

/** What pictures are made of, as it is at the moment. */
export interface PicturesSource {
  tab: Pick<OpenDocument, 'key' | 'document' | 'analysis'>;
  canvas: CanvasStore;
  runs: RunsStore;
  /** Missing where cards are drawn without their pictures. */
  previews?: PreviewImages;
}

function readStatuses(view: RunView | undefined, nodeIds: readonly string[]): Statuses {
  const statuses = new Map<string, NodeRunStatus>();
  for (const id of view ? nodeIds : []) {
    const status = view && nodeRunOf(view, id)?.status;
    if (status !== undefined) statuses.set(id, status);
  }
  return statuses;
}

function isSameMap<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
): boolean {
  return one.size === other.size && [...one].every(([id, value]) => other.get(id) === value);
}

function isSameSource(one: PictureSource, other: PictureSource): boolean {
  return (
    one.scene === other.scene &&
    one.palette === other.palette &&
    one.analysis.ports === other.analysis.ports &&
    one.analysis.issuesByNode === other.analysis.issuesByNode &&
    isSameMap(one.statuses, other.statuses) &&
    one.previewVersion === other.previewVersion &&
    isSameMap(one.previewIds, other.previewIds)
  );
}

const noPreviews: PreviewIds = new Map();

/** Takes pictures; the same one while nothing that it shows has changed. */
export class Pictures {
  readonly #from: PicturesSource;
  #palette = createPalette();
  #read: { workflow: Workflow; view: RunView | undefined; ids: PreviewIds } | undefined;
  #last: { source: PictureSource; picture: Picture } | undefined;

  constructor(from: PicturesSource) {
    this.#from = from;
  }

  take(): Picture {
    const { tab, canvas, runs, previews } = this.#from;
    const { workflow } = tab.document.getState();
    const { typed, ports, issuesByNode } = tab.analysis.getState();
    const view = runs.getState().views.get(tab.key);
    const source: PictureSource = {
      scene: sceneOf(workflow, canvas.getState().sizes),
      palette: this.#palette,
      statuses: readStatuses(view, Object.keys(workflow.nodes)),
      analysis: { typed, ports, issuesByNode },
      previews,
      previewVersion: previews?.version ?? 0,
      previewIds: previews ? this.#previewIds(workflow, view) : noPreviews,
    };
    if (!this.#last || !isSameSource(this.#last.source, source)) {
      this.#last = { source, picture: createPicture(source) };
    }
    return this.#last.picture;
  }

  /** Reads the run only when it, or what the document names, has changed. */
  #previewIds(workflow: Workflow, view: RunView | undefined): PreviewIds {
    const known = this.#read;
    if (known?.workflow !== workflow || known.view !== view) {
      this.#read = { workflow, view, ids: readPreviews(workflow, view) };
    }
    return this.#read?.ids ?? noPreviews;
  }

  /** The theme has changed. */
  forgetColors(): void {
    this.#palette = createPalette();
  }
}

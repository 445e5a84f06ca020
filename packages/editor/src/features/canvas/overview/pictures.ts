import type { OpenDocument } from '../../../document/workspace-store.ts';
import { nodeRunOf, type NodeRunStatus, type RunView } from '../../../runs/node-run.ts';
import type { RunsStore } from '../../../runs/runs-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import { createPicture, type PictureSource, type Statuses } from './create-picture.ts';
import type { Picture } from './paint-scene.ts';
import { createPalette } from './palette.ts';
import { sceneOf } from './scene.ts';

/** What pictures are made of, as it is at the moment. */
export interface PicturesSource {
  tab: Pick<OpenDocument, 'key' | 'document' | 'analysis'>;
  canvas: CanvasStore;
  runs: RunsStore;
}

function readStatuses(view: RunView | undefined, nodeIds: readonly string[]): Statuses {
  const statuses = new Map<string, NodeRunStatus>();
  for (const id of view ? nodeIds : []) {
    const status = view && nodeRunOf(view, id)?.status;
    if (status !== undefined) statuses.set(id, status);
  }
  return statuses;
}

function isSameMap(one: Statuses, other: Statuses): boolean {
  return one.size === other.size && [...one].every(([id, status]) => other.get(id) === status);
}

function isSameSource(one: PictureSource, other: PictureSource): boolean {
  return (
    one.scene === other.scene &&
    one.palette === other.palette &&
    one.analysis.ports === other.analysis.ports &&
    one.analysis.issuesByNode === other.analysis.issuesByNode &&
    isSameMap(one.statuses, other.statuses)
  );
}

/** Takes pictures; the same one while nothing that it shows has changed. */
export class Pictures {
  readonly #from: PicturesSource;
  #palette = createPalette();
  #last: { source: PictureSource; picture: Picture } | undefined;

  constructor(from: PicturesSource) {
    this.#from = from;
  }

  take(): Picture {
    const { tab, canvas, runs } = this.#from;
    const { workflow } = tab.document.getState();
    const { typed, ports, issuesByNode } = tab.analysis.getState();
    const source = {
      scene: sceneOf(workflow, canvas.getState().sizes),
      palette: this.#palette,
      statuses: readStatuses(runs.getState().views.get(tab.key), Object.keys(workflow.nodes)),
      analysis: { typed, ports, issuesByNode },
    };
    if (!this.#last || !isSameSource(this.#last.source, source)) {
      this.#last = { source, picture: createPicture(source) };
    }
    return this.#last.picture;
  }

  /** The theme has changed. */
  forgetColors(): void {
    this.#palette = createPalette();
  }
}

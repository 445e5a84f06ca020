import type { AnalysisState } from '../../../document/analysis-store.ts';
import { titleOfCard } from '../../../document/cards.ts';
import { readLayout } from '../../../document/layout.ts';
import { portAppearances } from '../../../parts/port-appearance.ts';
import { statusAppearances } from '../../../parts/status-appearance.ts';
import type { NodeRunStatus } from '../../../runs/node-run.ts';
import { baseAt } from '../wires/wire-color.ts';
import type { CardPaint, Picture } from './paint-scene.ts';
import type { Palette } from './palette.ts';
import type { PreviewIds, PreviewImages } from './previews.ts';
import type { Scene, SceneWire } from './scene.ts';

/** States of nodes in the run that is shown. */
export type Statuses = ReadonlyMap<string, NodeRunStatus>;

/** What a picture is made of. */
export interface PictureSource {
  scene: Scene;
  palette: Palette;
  analysis: Pick<AnalysisState, 'typed' | 'ports' | 'issuesByNode'>;
  statuses: Statuses;
  previews?: PreviewImages | undefined;
  /** Raised with each picture that has come. */
  previewVersion: number;
  previewIds: PreviewIds;
}

/** The colours that cards can be given, as in `Card.module.css`. */
const paints: Readonly<Record<string, string>> = {
  grey: '#8c96a5',
  blue: 'var(--port-image)',
  teal: 'var(--port-boolean)',
  green: 'var(--port-mask)',
  yellow: 'var(--port-text)',
  orange: 'var(--port-audio)',
  red: 'var(--danger)',
  pink: 'var(--state-person)',
  violet: 'var(--port-video)',
};

/** How the cards and wires of a scene look, from the document, what is derived from it, and its run. */
export function createPicture(source: PictureSource): Picture {
  const { scene, palette, analysis, statuses, previews, previewIds } = source;
  const { workflow } = scene;
  const { looks } = readLayout(workflow);
  const wireColors = new Map<SceneWire['edge'], string>();
  const titles = new Map<string, string>();

  function wireColor({ edge }: SceneWire): string {
    const known = wireColors.get(edge);
    if (known !== undefined) return known;
    const from = { card: edge.source, port: edge.sourcePort };
    const { color } = portAppearances[baseAt(from, analysis, workflow)];
    wireColors.set(edge, color);
    return color;
  }

  function lookOf(card: string): CardPaint | undefined {
    const node = workflow.nodes[card];
    const status = statuses.get(card);
    const color = looks[card]?.color;
    const issues = analysis.issuesByNode.get(card);
    const isFaint = node?.mute === true || node?.bypass === true;
    if (!issues && status === undefined && color === undefined && !isFaint) return undefined;
    return {
      state: status && statusAppearances[status].color,
      color: color === undefined ? undefined : paints[color],
      isWrong: issues?.some(({ severity }) => severity === 'error'),
      isFaint,
    };
  }

  function titleOf(card: string): string {
    const known = titles.get(card) ?? titleOfCard(workflow, card);
    titles.set(card, known);
    return known;
  }

  function previewOf(card: string): HTMLImageElement | undefined {
    const id = previewIds.get(card);
    return id === undefined ? undefined : previews?.take(id);
  }

  return { scene, palette, wireColor, lookOf, titleOf, previewOf };
}

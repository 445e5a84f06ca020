import { expect } from 'vitest';
import { isArtifactRef, type ArtifactRef, type RunResult } from '@catena/engine';
import { filesOf, itemsOf } from './open-example.ts';
import { wordErrorRate } from './word-error-rate.ts';

/** What holds of an example. */
interface Expectation {
  /** Looks at a run with the inputs that the workflow brings along. */
  check(result: RunResult): void;
  /** A line that `run.ts` prints. */
  prints: RegExp;
}

/** Of the words; models that listen and speak are not perfect, and machines round differently. */
const mostWordErrors = 0.15;

function fileOf(value: unknown): ArtifactRef {
  if (!isArtifactRef(value)) throw new TypeError(`${JSON.stringify(value)} is no file.`);
  return value;
}

function expectSeconds(value: unknown, least: number, most: number): void {
  const { mediaType, durationMs = 0 } = fileOf(value);
  expect(mediaType).toBe('audio/wav');
  expect(durationMs / 1000).toBeGreaterThan(least);
  expect(durationMs / 1000).toBeLessThan(most);
}

/** Steps of a node that were not skipped. */
function taken({ snapshot }: RunResult, node: string): string[] {
  const steps = snapshot.nodes[node]?.steps ?? [];
  return steps.filter(({ status }) => status !== 'skipped').map(({ id }) => id);
}

const showcase: Expectation = {
  check({ outputs }) {
    const lines = [
      'a quiet morning by the sea',
      'carnival in the old town',
      'waiting for the last train',
    ];
    expect(outputs['lines']).toEqual(lines);
    expect(outputs['sharp-note']).toMatchObject({ mediaType: 'image/png', width: 600 });
    const postcards = filesOf(outputs['postcards']);
    expect(postcards).toHaveLength(3);
    for (const card of postcards) expect(card).toMatchObject({ width: 512, height: 512 });
    expect(new Set(postcards.map(({ $artifact }) => $artifact)).size).toBe(3);
    expect(outputs['sheet']).toMatchObject({ mediaType: 'image/png', width: 1036, height: 394 });
    expectSeconds(outputs['speech'], 4, 12);
    const errors = wordErrorRate(String(outputs['transcript']), lines.join(' '));
    expect(errors).toBeLessThanOrEqual(mostWordErrors);
  },
  prints: /^succeeded: .*morning/m,
};

const facesContactSheet: Expectation = {
  check({ outputs, snapshot }) {
    const faces = itemsOf(outputs['faces']);
    expect(faces.map((photo) => itemsOf(photo).length)).toEqual([3, 0, 1]);
    for (const { width = 0, height = 0 } of filesOf(faces)) {
      expect(Math.min(width, height)).toBeGreaterThan(100);
      expect(width / height).toBeCloseTo(1, 0);
    }
    expect(snapshot.nodes['score']?.steps).toHaveLength(4);
    expect(outputs['sheet']).toMatchObject({ mediaType: 'image/png', width: 1030, height: 294 });
  },
  prints: /^photo 2: faces found: 0$/m,
};

const scanToVoice: Expectation = {
  check({ outputs }) {
    expect(outputs['sharp-scan']).toMatchObject({ width: 380, height: 224 });
    expect(outputs['text']).toContain('CORNER CAFE');
    expect(outputs['text']).toContain('2 coffee');
    expect(outputs['total']).toBe('10.20');
    expectSeconds(outputs['speech'], 2, 8);
  },
  prints: /^total: 10\.20$/m,
};

const meetingNotes: Expectation = {
  check({ outputs }) {
    const notes = String(outputs['notes']).split('\n');
    expect(notes).toHaveLength(4);
    const starts = notes.map((line) => Number(/^(\d+\.\d) s: /.exec(line)?.[1]));
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    const said = [
      'Good morning everyone, let us begin with the budget.',
      'We spent less than planned on travel this year.',
      'Then we can buy the new printer in January.',
      'I will send the order before the end of the week.',
    ];
    const heard = notes.map((line) => line.replace(/^[^:]*: /, ''));
    const errors = wordErrorRate(heard.join(' '), said.join(' '));
    expect(errors).toBeLessThanOrEqual(mostWordErrors);
    expectSeconds(outputs['recording'], 10, 25);
  },
  prints: /^\d\.\d s: .*Monday/m,
};

const privacyGate: Expectation = {
  check(result) {
    expect(taken(result, 'hidden')).toEqual(['hidden[1]']);
    expect(taken(result, 'web')).toEqual(['web[0]']);
    expect(taken(result, 'check')).toEqual(['check[0]']);
    const { outputs } = result;
    expect(outputs['published']).toMatchObject([
      { mediaType: 'image/webp', width: 600, height: 400 },
    ]);
    expect(outputs['rating']).toEqual(['neutral']);
    expect(outputs['overview']).toMatchObject({ mediaType: 'image/png', width: 697, height: 394 });
  },
  prints: /^web\[1\]: skipped \(not-taken at gate\[1\]\)$/m,
};

const languageDesk: Expectation = {
  check(result) {
    const { outputs } = result;
    expect(outputs['languages']).toEqual(['en', 'de', 'fr', 'en', 'es']);
    expect(taken(result, 'speak')).toEqual(['speak[0]', 'speak[3]']);
    expect(taken(result, 'pass-on')).toEqual(['pass-on[1]', 'pass-on[2]', 'pass-on[4]']);
    expect(String(outputs['to-translate']).split('\n')).toEqual([
      '[de] Könnten Sie mir bitte die Rechnung noch einmal schicken?',
      '[fr] Où se trouve la gare la plus proche ?',
      '[es] ¿Cuándo abre la tienda el domingo?',
    ]);
    expectSeconds(outputs['voice-message'], 4, 12);
  },
  prints: /^second run: succeeded/m,
};

const workflowInWorkflow: Expectation = {
  check({ outputs, snapshot }) {
    expect(itemsOf(outputs['faces']).map((photo) => itemsOf(photo).length)).toEqual([3, 1]);
    expect(outputs['close']).toMatchObject({ mediaType: 'image/png', width: 1030 });
    expect(outputs['wide']).toMatchObject({ mediaType: 'image/png', width: 1030 });
    for (const id of ['close', 'wide']) {
      expect(snapshot.nodes[id]?.steps).toHaveLength(2);
      expect(snapshot.nodes[`${id}/sharpen`]?.steps).toHaveLength(4);
    }
  },
  prints: /^close\/sharpen: 4 steps$/m,
};

/** By the folder of the example. */
export const expectations: Readonly<Record<string, Expectation>> = {
  showcase,
  'faces-contact-sheet': facesContactSheet,
  'scan-to-voice': scanToVoice,
  'meeting-notes': meetingNotes,
  'privacy-gate': privacyGate,
  'language-desk': languageDesk,
  'workflow-in-workflow': workflowInWorkflow,
};

import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { NodeSnapshot, StepSnapshot } from '@catena/engine';
import { toNodeProgress, type NodeProgress } from './node-progress.ts';
import { NoticeBoard } from './notice-board.ts';
import { renderFrame, type Frame } from './render-frame.ts';

const colors = pc.createColors(false);

function step(id: string, status: StepSnapshot['status'], more: Partial<StepSnapshot> = {}) {
  return { id, status, attempt: 1, ...more };
}

function node(id: string, snapshot: NodeSnapshot): NodeProgress {
  return toNodeProgress({ id, title: undefined }, snapshot, 'this-run');
}

function draw(nodes: NodeProgress[], more: Partial<Frame> = {}): string[] {
  const board = new NoticeBoard();
  const defaults = {
    elapsedMs: 4200,
    nowMs: 10_000,
    canceling: false,
    ended: false,
    tick: 0,
    rows: 40,
  };
  return renderFrame({ nodes, board, colors, ...defaults, ...more });
}

describe('renderFrame', () => {
  it('shows a line for each node and the sum', () => {
    const lines = draw([
      node('done', {
        expanded: true,
        steps: [step('done', 'succeeded', { startedAt: 1000, endedAt: 3000 })],
      }),
      node('reused', {
        expanded: true,
        steps: [step('reused', 'cached', { cachedFrom: { runId: 'before', step: 'reused' } })],
      }),
      node('later', { expanded: false, steps: [] }),
    ]);
    expect(lines).toEqual([
      '✓ done   ████████████ 1/1  computed, 2.0 s',
      '● reused ████████████ 1/1  from the cache (run before)',
      '· later  ░░░░░░░░░░░░ 0/?  waiting',
      '2 of 2+ steps · 1 from the cache · 4.2 s',
    ]);
  });

  it('tells starting from running, and how far it is', () => {
    const board = new NoticeBoard();
    const running = node('upscale', {
      expanded: true,
      steps: [step('upscale', 'running', { startedAt: 8000 })],
    });
    board.addNotice({
      type: 'progress',
      step: 'upscale',
      status: 'starting',
      phase: 'fetching weights',
      fraction: 0.437,
    });
    expect(draw([running], { board })[0]).toContain('fetching weights 43 %, 2.0 s');
    board.addNotice({ type: 'progress', step: 'upscale', status: 'processing', fraction: 0.5 });
    expect(draw([running], { board })[0]).toContain('██████░░░░░░ 0/1  running 50 %');
    const queued = node('queued', { expanded: true, steps: [step('queued', 'queued')] });
    expect(draw([queued])[0]).toContain('queued');
  });

  it('lists failures with what to do', () => {
    const error = {
      code: 'corrupt-image',
      message: 'No picture.',
      hint: 'Look.',
      retryable: false,
    };
    const steps = [
      step('read[0]', 'failed', { error }),
      step('read[1]', 'skipped', { skipped: { kind: 'upstream-failed', origin: 'x' } }),
    ];
    const lines = draw([node('read', { expanded: true, steps })]);
    expect(lines).toContain('✗ read[0]: No picture.');
    expect(lines).toContain('    hint: Look.');
    expect(lines[0]).toContain('1 failed, 1 skipped');
  });

  it('shows what is under way where not all fits', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      node(`n${index}`, {
        expanded: true,
        steps: [step(`n${index}`, index === 40 ? 'running' : 'succeeded')],
      }),
    );
    const lines = draw(many, { rows: 10 });
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.some((line) => line.includes(' n40 '))).toBe(true);
    expect(lines.some((line) => line.includes('more nodes'))).toBe(true);
  });

  it('says that it is ending', () => {
    expect(draw([], { canceling: true })[0]).toContain('Ctrl-C again');
  });
});

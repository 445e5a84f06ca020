// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestEditor } from '../../test/finding-harness.tsx';
import { runView, stepRun } from '../../test/run-view.ts';
import { NodeResult } from './NodeResult.tsx';
import { ValueView } from './ValueView.tsx';

const empty: Workflow = { catena: 1, nodes: {} };
const sha256 = 'b'.repeat(64);
const file = (mediaType: string, more: object = {}) => ({
  $artifact: sha256,
  mediaType,
  sizeBytes: 1400,
  ...more,
});

async function show(value: unknown, props: Partial<Parameters<typeof ValueView>[0]> = {}) {
  const editor = await createTestEditor(empty);
  return editor.show(<ValueView value={value} {...props} />);
}

describe('a value', () => {
  afterEach(cleanup);

  it('that is a picture is shown whole with its size under it', async () => {
    await show(file('image/png', { width: 800, height: 640 }));
    const picture = screen.getByRole('img', { name: 'Picture, 800 × 640' });
    expect(picture.getAttribute('src')).toBe(`http://editor.test/api/artifacts/${sha256}`);
    expect(screen.getByText('800 × 640, PNG, 1.4 kB')).toBeDefined();
  });

  it('that is a picture on a node is asked for small', async () => {
    await show(file('image/png', { width: 800, height: 640 }), { compact: true });
    expect(screen.getByRole('img').getAttribute('src')).toContain('/preview?width=');
    expect(screen.getByText('800 × 640')).toBeDefined();
  });

  it('that is a picture without a preview is shown itself, and missed in words', async () => {
    await show(file('image/tiff'), { compact: true });
    fireEvent.error(screen.getByRole('img'));
    expect(screen.getByRole('img').getAttribute('src')).not.toContain('preview');
    fireEvent.error(screen.getByRole('img'));
    expect(screen.getByText('This picture is no longer stored.')).toBeDefined();
  });

  it('that is a video plays without sound while the pointer is over it', async () => {
    await show(file('video/mp4', { width: 640, height: 360 }), { compact: true });
    const video = screen.getByLabelText('Video, 640 × 360, MP4, 1.4 kB');
    const play = vi.spyOn(video as HTMLVideoElement, 'play').mockResolvedValue();
    fireEvent.pointerEnter(video);
    expect(play).toHaveBeenCalledOnce();
    expect((video as HTMLVideoElement).muted).toBe(true);
  });

  it('that is a long text folds', async () => {
    await show('word '.repeat(400), { compact: true });
    const unfold = screen.getByRole('button', { name: 'Show all 2,000 characters' });
    fireEvent.click(unfold);
    expect(screen.getByRole('button', { name: 'Fold' })).toBeDefined();
  });

  it('that is JSON is a tree, with files in it named', async () => {
    await show({ score: 0.5, boxes: [{ left: 1 }], file: file('audio/wav', { durationMs: 4200 }) });
    expect(screen.getByText('{ 3 }')).toBeDefined();
    expect(screen.getByText('[ 1 ]')).toBeDefined();
    expect(screen.getByText('0:04, WAV, 1.4 kB')).toBeDefined();
  });

  it('that is another file is named and offered', async () => {
    await show(file('application/pdf'));
    const link = screen.getByRole('link', { name: 'Download result.pdf' });
    expect(link.getAttribute('href')).toContain(sha256);
  });

  it('that is a list says how many there are, lists in it too', async () => {
    const opened: number[] = [];
    await show([['a', 'b'], []], { onOpen: (index) => opened.push(index) });
    expect(screen.getAllByText('2 items')).toHaveLength(2);
    expect(screen.getByText('No items')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Open item 2 of 2' }));
    expect(opened).toEqual([1]);
  });
});

it.each([
  ['a picture', file('image/png', { width: 8, height: 8 })],
  ['a text', 'once'],
  ['a sound', file('audio/wav')],
])(
  'opens %s large with a click, and with the keyboard, since it is a button',
  async (_what, value) => {
    const opened: number[] = [];
    await show(value, { compact: true, onOpen: (index) => opened.push(index) });
    const button = screen.getByRole('button', { name: 'Open large' });
    expect(button.tabIndex).toBe(0);
    fireEvent.click(button);
    expect(opened).toEqual([0]);
    cleanup();
  },
);

describe('the result of a node', () => {
  afterEach(cleanup);

  it('with many steps says how many are there and how many failed', async () => {
    const editor = await createTestEditor(empty);
    const error = { code: 'too-large', message: 'The image is too large.', retryable: false };
    const { nodes } = runView([
      stepRun('up', { index: [0], output: { text: 'one' } }),
      stepRun('up', { index: [1], status: 'failed', error }),
      stepRun('up', { index: [2], status: 'running', startedAt: 0 }),
    ]);
    const run = nodes.get('up');
    if (!run) throw new Error('No run.');
    editor.show(<NodeResult run={run} port="text" />);
    expect(screen.getByText('1 of 3')).toBeDefined();
    expect(screen.getByText(', 1 failed')).toBeDefined();
    expect(screen.getByText('Failed: The image is too large.')).toBeDefined();
    expect(screen.getByText('one')).toBeDefined();
  });

  it('shows a text while it still grows', async () => {
    const editor = await createTestEditor(empty);
    const { nodes } = runView([stepRun('up', { status: 'running', text: 'Once upon' })]);
    const run = nodes.get('up');
    if (!run) throw new Error('No run.');
    editor.show(<NodeResult run={run} port="text" />);
    expect(screen.getByText('Once upon')).toBeDefined();
  });
});

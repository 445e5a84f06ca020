// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { runView, stepRun } from '../../../test/run-view.ts';
import { Viewer } from './Viewer.tsx';

const picture = (digit: string) => ({
  $artifact: digit.repeat(64),
  mediaType: 'image/png',
  sizeBytes: 2000,
  width: 40,
  height: 30,
});

const workflow: Workflow = {
  catena: 1,
  nodes: {
    small: { type: 'image.resize', title: 'Make small' },
    words: { type: 'text.join', title: 'Put together' },
  },
};

async function open(card = 'small', index = 0) {
  const editor = await createTestEditor(workflow);
  editor.tab.analysis.flush();
  const view = runView([
    stepRun('small', { index: [0], output: { image: picture('a') } }),
    stepRun('small', { index: [1], output: { image: picture('b') }, draws: { seed: 7 } }),
    stepRun('words', { output: { text: 'all of it' } }),
  ]);
  editor.runs.setState({ views: new Map([[editor.tab.key, view]]) });
  const closed: true[] = [];
  editor.show(<Viewer card={card} index={index} onClose={() => closed.push(true)} />);
  return { editor, closed };
}

const press = (key: string) => fireEvent.keyDown(document.body, { key });

describe('the viewer', () => {
  afterEach(cleanup);

  it('begins at what was opened and goes through all results with the arrow keys', async () => {
    await open('small', 1);
    expect(await screen.findByText('2 of 3')).toBeDefined();
    press('ArrowRight');
    expect(await screen.findByRole('heading', { name: 'Put together' })).toBeDefined();
    expect(screen.getAllByText('all of it').length).toBeGreaterThan(0);
    press('ArrowRight');
    expect(await screen.findByText('1 of 3')).toBeDefined();
    press('End');
    expect(await screen.findByText('3 of 3')).toBeDefined();
  });

  it('tells what is known of a result', async () => {
    await open('small', 1);
    const facts = await screen.findByLabelText('Facts');
    for (const words of ['Make small', '40 × 30', 'image/png', '2 kB', 'seed 7', 'run-1']) {
      expect(facts.textContent).toContain(words);
    }
  });

  it('zooms with keys and shows the real size', async () => {
    await open();
    const frame = await screen.findByTestId('picture-frame');
    const scale = () => (frame.firstElementChild as HTMLElement).style.transform;
    press('0');
    await waitFor(() => expect(scale()).toContain('scale(1)'));
    press('+');
    await waitFor(() => expect(scale()).toContain('scale(1.25)'));
  });

  it('compares two pictures with a slider', async () => {
    await open('small', 1);
    await screen.findByText('2 of 3');
    press('c');
    const slider = await screen.findByRole('slider', { name: /first picture ends/ });
    fireEvent.change(slider, { target: { value: '30' } });
    const other = screen.getByRole('img', { name: 'Make small 1' });
    await waitFor(() => expect(other.style.clipPath).toBe('inset(0 70% 0 0)'));
    press('c');
    await waitFor(() => expect(screen.queryByRole('slider')).toBeNull());
  });

  it('offers the file and closes with Escape', async () => {
    const { closed } = await open();
    expect(await screen.findByRole('link', { name: 'Download Make-small.png' })).toBeDefined();
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await waitFor(() => expect(closed).toHaveLength(1));
  });
});

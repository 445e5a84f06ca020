// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { lazyPart, onPartFailed, retryParts } from './lazy-part.ts';

let isAway: boolean;
let fetched: number;

beforeEach(() => {
  isAway = true;
  fetched = 0;
  // React tells of errors that a boundary has caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function makePart() {
  return lazyPart<{ name: string }>(() => {
    fetched += 1;
    if (isAway) return Promise.reject(new Error('It could not be fetched.'));
    return Promise.resolve(({ name }) => <p>Here is {name}.</p>);
  });
}

function show(Part = makePart(), onError?: (message: string) => void) {
  return render(
    <MantineProvider env="test">
      <ErrorBoundary what="The part" {...(onError && { onError })}>
        <Suspense fallback="Loading">
          <Part name="what was asked for" />
        </Suspense>
      </ErrorBoundary>
    </MantineProvider>,
  );
}

it('fetches a part again when that is asked for', async () => {
  show();
  const again = await screen.findByRole('button', { name: 'Try again' });
  fireEvent.click(again);
  await vi.waitFor(() => expect(fetched).toBe(2));
  expect(await screen.findByText('It could not be fetched.')).toBeDefined();
  isAway = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Here is what was asked for.')).toBeDefined();
});

it('fetches a part again by itself when the server is back', async () => {
  const failures: true[] = [];
  const stop = onPartFailed(() => failures.push(true));
  show();
  await screen.findByText('It could not be fetched.');
  expect(failures).toEqual([true]);
  isAway = false;
  act(() => retryParts());
  expect(await screen.findByText('Here is what was asked for.')).toBeDefined();
  stop();
});

it('fetches a part again when it is opened again, where its failure was only told', async () => {
  const told: string[] = [];
  const Part = makePart();
  const { unmount } = show(Part, (message) => told.push(message));
  await vi.waitFor(() =>
    expect(told).toEqual(['The part cannot be shown: It could not be fetched.']),
  );
  unmount();
  isAway = false;
  show(Part);
  expect(await screen.findByText('Here is what was asked for.')).toBeDefined();
});

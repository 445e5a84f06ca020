import { setTimeout as pause } from 'node:timers/promises';
import { createServices, loadConfig, startServer } from '@catena/server';
import { copyRuns } from '../copy-runs.ts';
import { inDataFolder } from '../data-folder.ts';
import { percentile } from '../percentile.ts';

/** How long it took to fetch a page of the list. */
export interface PageTimes {
  page: string;
  p50Ms: number;
  p95Ms: number;
  listed: number;
}

interface Listed {
  runs: { id: string; status: string }[];
  nextCursor?: string;
}

const rounds = 100;
const warmRounds = 20;
const pageSize = 50;

/** Runs of which the rest are copies: of two workflows, one of which fails. */
const samples = ['{"is": "json"}', '{"is": "no'].map((text, index) => ({
  catena: 1,
  name: `Sample ${index}`,
  nodes: { parse: { type: 'json.parse', input: { text } } },
  outputs: { value: { $from: 'parse.value' } },
}));

async function fetchPage(url: string, query: string): Promise<Listed> {
  const response = await fetch(`${url}/api/runs?limit=${pageSize}${query}`);
  if (!response.ok) throw new Error(`The list was answered with ${response.status}.`);
  return (await response.json()) as Listed;
}

async function timesOf(page: string, fetchOnce: () => Promise<Listed>): Promise<PageTimes> {
  for (let round = 0; round < warmRounds; round += 1) await fetchOnce();
  const times: number[] = [];
  let listed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    listed = (await fetchOnce()).runs.length;
    times.push(performance.now() - begin);
    await pause(1);
  }
  return { page, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), listed };
}

/** Follows the cursor to the last page, and gives back the one that leads there. */
async function deepCursor(url: string): Promise<string> {
  let cursor = '';
  for (;;) {
    const { nextCursor } = await fetchPage(url, cursor && `&cursor=${cursor}`);
    if (nextCursor === undefined) return cursor;
    cursor = encodeURIComponent(nextCursor);
  }
}

async function runSamples(url: string): Promise<void> {
  for (const workflow of samples) {
    const saved = await fetch(`${url}/api/workflows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ workflow }),
    });
    const { id: workflowId } = (await saved.json()) as { id: string };
    const response = await fetch(`${url}/api/runs?wait=60`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ workflowId }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}

/** Fetches pages of the list of runs from a server that has many. */
export function measureHistory({ runs }: { runs: number }): Promise<PageTimes[]> {
  return inDataFolder(async (dataFolder) => {
    const serve = async () =>
      startServer(await createServices(loadConfig({ CATENA_LOG: 'error' }, { dataFolder })));
    const first = await serve();
    await runSamples(first.url);
    await first.stop();
    copyRuns(dataFolder, runs);
    const server = await serve();
    const { url } = server;
    const { runs: newest } = await fetchPage(url, '');
    const workflow = (newest[0] as { workflowId?: string } | undefined)?.workflowId ?? '';
    const cursor = await deepCursor(url);
    const pages = [
      await timesOf('the first page', () => fetchPage(url, '')),
      await timesOf('failed runs', () => fetchPage(url, '&status=failed')),
      await timesOf('runs of one workflow', () => fetchPage(url, `&workflowId=${workflow}`)),
      await timesOf('both filters', () => fetchPage(url, `&status=failed&workflowId=${workflow}`)),
      await timesOf('a status of none', () => fetchPage(url, '&status=canceled')),
      await timesOf('the last page', () => fetchPage(url, `&cursor=${cursor}`)),
    ];
    await server.stop();
    return pages;
  });
}

// How smoothly the editor draws large graphs, beside a bare React Flow page and ComfyUI's litegraph, in Chromium.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { build, preview } from 'vite';
import { createCatenaPage } from './canvas/catena-page.ts';
import { measureCanvas, type CanvasFigures } from './canvas/measure-canvas.ts';
import { createPeer, type CanvasUnderTest } from './canvas/open-page.ts';
import { printReport } from './report.ts';

const counts = process.argv.includes('--large') ? [1_000, 5_000] : [1_000];
const configFile = fileURLToPath(new URL('canvas/vite.config.ts', import.meta.url));
const catena = fileURLToPath(new URL('../scripts/catena.mjs', import.meta.url));

/** Builds the peers' pages and serves them; returns where. */
async function servePeers(): Promise<{ base: string; close(): Promise<void> }> {
  await build({ configFile, logLevel: 'silent' });
  const server = await preview({
    configFile,
    logLevel: 'silent',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.httpServer.address();
  if (typeof address !== 'object' || !address) throw new Error('The pages are not served.');
  return { base: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

/** A server of Catena with data of its own. */
async function serveCatena(): Promise<{ base: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-bench-'));
  const child = spawn(process.execPath, [catena, 'serve', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const base = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = /^listening on (http\S+)/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on('exit', () => reject(new Error('The server did not start.')));
  });
  return {
    base,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CATENA_BROWSER'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-precise-memory-info',
    ],
  });
}

function toRow(figures: CanvasFigures): (string | number)[] {
  const { name, count, firstRenderMs, heapMegabytes, frames } = figures;
  const shown = ['panAtOne', 'dragAtOne', 'typeAtOne', 'panWhole', 'dragWhole'] as const;
  return [
    name,
    count,
    Math.round(firstRenderMs),
    Math.round(heapMegabytes),
    ...shown.map((key) => {
      const found = frames[key];
      return found ? `${found.p50Ms.toFixed(0)}/${found.p95Ms.toFixed(0)}` : '-';
    }),
  ];
}

const [peers, server] = await Promise.all([servePeers(), serveCatena()]);
const canvases: CanvasUnderTest[] = [
  createPeer({ name: 'React Flow, bare', path: 'react-flow.html', base: peers.base }),
  createPeer({
    name: 'React Flow, visible only',
    path: 'react-flow.html',
    base: peers.base,
    query: '&visible=1',
    field: '.react-flow__node input',
  }),
  createPeer({ name: 'litegraph', path: 'litegraph.html', base: peers.base, panBy: 'drag' }),
  createCatenaPage(server.base),
];
const all: CanvasFigures[] = [];
try {
  for (const count of counts) {
    for (const canvas of canvases) {
      // Not measured: the aim is set by React Flow with the visible nodes only, which is faster there.
      if (canvas.name === 'React Flow, bare' && count > 1_000) continue;
      // A browser of its own for each: no heap and no cache is shared.
      const browser = await launch();
      all.push(await measureCanvas(browser, canvas, count));
      await browser.close();
    }
  }
} finally {
  await Promise.all([peers.close(), server.close()]);
}

interface Comparison {
  key: keyof CanvasFigures['frames'];
  peer: CanvasFigures;
  what: string;
  slack: number;
}

const find = (name: string, count: number) =>
  all.find((figures) => figures.name === name && figures.count === count);
const aims = counts.flatMap((count) => {
  const ours = find('Catena', count);
  const visible = find('React Flow, visible only', count);
  const lite = find('litegraph', count);
  if (!ours || !visible || !lite) return [];
  const over = ({ key, peer, what, slack }: Comparison) => ({
    what: `${count} nodes, ${what}: p95 of a frame over that of ${peer.name}`,
    value: (ours.frames[key]?.p95Ms ?? Number.NaN) / (peer.frames[key]?.p95Ms ?? Number.NaN),
    atMost: slack,
  });
  return [
    over({ key: 'panAtOne', peer: visible, what: 'pan at zoom 1', slack: 1.1 }),
    over({ key: 'dragAtOne', peer: visible, what: 'drag at zoom 1', slack: 1.1 }),
    over({ key: 'panWhole', peer: lite, what: 'pan with the whole graph in view', slack: 1 }),
    over({ key: 'dragWhole', peer: lite, what: 'drag with the whole graph in view', slack: 1 }),
  ];
});

printReport({
  name: 'canvas',
  about:
    'nodes with five inputs and about 1.6 edges each, in headless Chromium without a GPU; milliseconds, frames as p50/p95',
  columns: [
    'canvas',
    'nodes',
    'first render',
    'heap MB',
    'pan z1',
    'drag z1',
    'type z1',
    'pan all',
    'drag all',
  ],
  rows: all.map(toRow),
  aims,
  figures: all,
});

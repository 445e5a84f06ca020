import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { openServer, type ServerBench } from '../open-server.ts';
import { expectHealthy, send, sendBytes } from './raw-request.ts';

let bench: ServerBench;
const marker = 'this-must-not-be-seen';

beforeAll(async () => {
  bench = await openServer();
  await writeFile(join(bench.services.config.dataFolder, 'marker.json'), marker);
});
afterAll(() => bench.close());
afterEach(() => expectHealthy(bench.url));

const ups = ['..', '../..', '../marker.json', '../../marker.json', '../../../../../../etc/passwd'];
const encodings: ((path: string) => string)[] = [
  (path) => encodeURIComponent(path),
  (path) => path.replaceAll('.', '%2e').replaceAll('/', '%2f'),
  (path) => path.replaceAll('/', '%5c'),
  (path) => path.replaceAll('/', '%252f').replaceAll('.', '%252e'),
  (path) => `x%00${encodeURIComponent(path)}`,
  (path) => `....%2f%2f${encodeURIComponent(path)}`,
];
const strange = [
  '%00',
  '%ff',
  '%E0%A4%A',
  '%',
  'a'.repeat(10_000),
  '%F0%9F%92%A5',
  "'%20or%201=1--",
];

/** Every place of a path where somebody's text stands. */
function placesOfIds(): { method: string; before: string; after: string }[] {
  const { paths = {} } = createApp(bench.services).getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '', version: '' },
  });
  return Object.entries(paths).flatMap(([path, methods]) =>
    [...path.matchAll(/\{\w+\}/g)].flatMap((match) =>
      Object.keys(methods ?? {}).map((method) => ({
        method: method.toUpperCase(),
        before: path.slice(0, match.index).replaceAll(/\{\w+\}/g, '1'),
        after: path.slice(match.index + match[0].length).replaceAll(/\{\w+\}/g, '1'),
      })),
    ),
  );
}

it('finds nothing outside of where it looks, in the place of every id', async () => {
  const places = placesOfIds();
  expect(places.length).toBeGreaterThan(15);
  const ids = [...ups.flatMap((path) => encodings.map((encode) => encode(path))), ...strange];
  const odd: string[] = [];
  for (const { method, before, after } of places) {
    for (const id of ids) {
      const headers = { 'content-type': 'application/json' };
      const body = method === 'GET' || method === 'DELETE' ? undefined : '{}';
      const path = `${before}${id}${after}`;
      const answer = await send(`${bench.url}${path}`, { method, headers, ...(body && { body }) });
      const refused = answer.status >= 400 && answer.status < 500;
      const isProblem = answer.headers['content-type'] === 'application/problem+json';
      const leaks = answer.text.includes(marker) || answer.text.includes('root:');
      if (!refused || !isProblem || leaks)
        odd.push(`${method} ${path.slice(0, 100)}: ${answer.status}`);
    }
  }
  expect(odd).toEqual([]);
});

it('serves no file beside the editor', async () => {
  const targets = [
    ...ups.map((path) => `/${path}`),
    ...ups.map((path) => `/assets/${path}`),
    ...ups.flatMap((path) => encodings.map((encode) => `/${encode(path)}`)),
    ...ups.map((path) => `/api/reference/${encodeURIComponent(path)}`),
    '//etc/passwd',
    '/..\\..\\package.json',
    '/../package.json',
    '/%2e%2e/package.json',
  ];
  for (const target of targets) {
    const text = await sendBytes(bench.port, (socket) => {
      socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    });
    expect(text).toMatch(/^HTTP\/1\.1 /);
    expect([target, /root:|"name": "@catena|this-must-not/.test(text)]).toEqual([target, false]);
  }
});

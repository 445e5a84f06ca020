import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '@catena/engine';
import { openServer, type ServerBench } from '../open-server.ts';

let bench: ServerBench;
beforeAll(async () => void (bench = await openServer()));
afterAll(() => bench.close());

const script = '<script>fetch("/api/settings")</script>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="alert(1)">${script}<image href="file:///etc/passwd" width="9" height="9"/><rect width="40" height="20" fill="red"/></svg>`;

/** What would run in a page of its own if a browser showed it as its sender says. */
const active: readonly [string, string, string][] = [
  ['an SVG', 'image/svg+xml', svg],
  ['an SVG behind a comment', 'image/svg+xml', `<!-- ${'x'.repeat(3000)} -->${svg}`],
  ['a page', 'text/html', `<!doctype html><html><body>${script}</body></html>`],
  ['a page that says that it is a text', 'text/plain', `<!doctype html><html>${script}</html>`],
  ['XML', 'application/xml', '<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>'],
  [
    'a page of XHTML',
    'application/xhtml+xml',
    `<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`,
  ],
  ['a script', 'text/javascript', 'alert(1)'],
  ['a PDF', 'application/pdf', '%PDF-1.4\n1 0 obj'],
  ['something unknown', 'application/octet-stream', '\u0000\u0001\u0002'],
  ['a type that nobody knows', 'x-world/x-vrml', '\u0000\u0001\u0003'],
];

async function put(content: string, type: string): Promise<ArtifactRef> {
  return bench.client.artifacts.upload(new Blob([content], { type }));
}

describe('a file that could script', () => {
  it.each(active)('is served inert: %s', async (_what, type, content) => {
    const { $artifact } = await put(content, type);
    const response = await fetch(`${bench.url}/api/artifacts/${$artifact}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const shown = response.headers.get('content-disposition');
    const served = response.headers.get('content-type') ?? '';
    // Nothing but a plain text may be shown in a page of its own.
    expect(shown === 'attachment' || served.startsWith('text/plain')).toBe(true);
    expect((await bench.client.health()).status).toBe('ok');
  });

  it('is attached even where a name is asked for', async () => {
    const { $artifact } = await put(svg, 'image/svg+xml');
    const response = await fetch(`${bench.url}/api/artifacts/${$artifact}?download=a.svg`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="a.svg"/);
  });

  it('has a preview of pixels, made without its scripts and links', async () => {
    const { $artifact } = await put(svg, 'image/svg+xml');
    const response = await fetch(bench.client.artifacts.previewUrl($artifact, 64));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).not.toContain('script');
  });
});

describe('a file that cannot script', () => {
  it.each([
    ['a text', 'text/plain', 'hello'],
    ['a GIF', 'image/gif', 'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'],
  ])('is shown: %s', async (_what, type, content) => {
    const { $artifact } = await put(content, type);
    const response = await fetch(`${bench.url}/api/artifacts/${$artifact}`);
    expect(response.headers.get('content-disposition')).toBe('inline');
    expect(response.headers.get('content-type')).toContain(type);
  });
});

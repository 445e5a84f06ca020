import { describe, expect, it } from 'vitest';
import { parseRoute, writeRoute, type Place } from './routes.ts';

describe('addresses', () => {
  it.each([
    ['/', '', { kind: 'home' }],
    ['/workflows', '', { kind: 'workflows' }],
    ['/runs', '', { kind: 'runs' }],
    ['/w/abc', '', { kind: 'workflow', id: 'abc', screen: 'canvas' }],
    ['/w/abc', '?view=app', { kind: 'workflow', id: 'abc', screen: 'form' }],
    ['/run/r%2F1', '', { kind: 'run', id: 'r/1' }],
    ['/draft/k', '', { kind: 'draft', key: 'k', screen: 'canvas' }],
    ['/', '?template=showcase', { kind: 'template', id: 'showcase' }],
    ['/nowhere/else', '', { kind: 'home' }],
    ['/w/%E0%A4', '', { kind: 'workflow', id: '%E0%A4', screen: 'canvas' }],
  ])('reads %s%s', (path, query, route) => {
    expect(parseRoute(path, query)).toEqual(route);
  });

  it.each<[Place, string]>([
    [{ screen: 'runs', tab: undefined }, '/runs'],
    [{ screen: 'canvas', tab: undefined }, '/'],
    [{ screen: 'canvas', tab: { key: 'k' } }, '/draft/k'],
    [{ screen: 'form', tab: { key: 'k', workflowId: 'a b' } }, '/w/a%20b?view=app'],
    [{ screen: 'canvas', tab: { key: 'k', workflowId: 'a', runId: 'r' } }, '/run/r'],
    [{ screen: 'workflows', tab: { key: 'k' } }, '/workflows'],
  ])('writes %j', (place, address) => {
    expect(writeRoute(place)).toBe(address);
    const { pathname, search } = new URL(address, 'http://x');
    expect(parseRoute(pathname, search).kind).not.toBe(address === '/' ? 'draft' : 'home');
  });
});

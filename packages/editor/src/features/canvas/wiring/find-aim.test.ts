import { describe, expect, it } from 'vitest';
import { findCardAt, findNearPort, type CardPlace } from './find-aim.ts';

const place = (card: string, x: number, ports: Record<string, number>): CardPlace => ({
  card,
  at: [x, 0],
  size: { width: 200, height: 120 },
  dots: Object.entries(ports).map(([port, y]) => ({ port, at: [x, y] as const })),
});

const places = [place('a', 0, { image: 40, size: 70 }), place('b', 400, { text: 40 })];
const fits = ({ port }: { port: string }) =>
  port === 'size' ? ('fits' as const) : ('refused' as const);

describe('the port under a loose end', () => {
  it('is the one that fits, though another is nearer', () => {
    expect(findNearPort(places, [-10, 54], () => 'fits')).toMatchObject({ port: 'image' });
    expect(findNearPort(places, [-16, 52], fits)).toMatchObject({ card: 'a', port: 'size' });
  });

  it('is a refused one where the end lies right upon it', () => {
    expect(findNearPort(places, [2, 42], fits)).toMatchObject({
      port: 'image',
      verdict: 'refused',
    });
  });

  it('is none where nothing is within reach', () => {
    expect(findNearPort(places, [-31, 40], () => 'fits')).toBeUndefined();
    expect(findNearPort(places, [400, 20], fits)).toBeUndefined();
  });
});

it('finds the card above others at a point', () => {
  const above = { ...place('c', 100, {}), at: [100, 0] as const };
  expect(findCardAt([...places, above], [150, 60])?.card).toBe('c');
  expect(findCardAt(places, [50, 60])?.card).toBe('a');
  expect(findCardAt(places, [300, 60])).toBeUndefined();
});

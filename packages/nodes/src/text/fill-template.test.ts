import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { fillTemplate } from './fill-template.ts';

async function fill(template: string, values: Record<string, unknown>) {
  return (await runNode(fillTemplate, { template, ...values })).output['text'];
}

it('puts each value where its name stands, as often as it stands there', async () => {
  expect(await fill('{{a}} and {{ b-2 }} and {{a}}', { a: 'x', 'b-2': 'y' })).toBe('x and y and x');
});

it('writes numbers, truth values and lists as people do, and the rest as JSON', async () => {
  const values = { a: 1.5, b: false, c: ['x', 2, null], d: { k: [1] }, e: null };
  expect(await fill('{{a}}|{{b}}|{{c}}|{{d}}|{{e}}', values)).toBe('1.5|false|x, 2, |{"k":[1]}|');
});

it('does not read values as templates or replacement patterns', async () => {
  expect(await fill('{{a}}{{b}}', { a: '{{b}}', b: '$&' })).toBe('{{b}}$&');
});

it('leaves what is no known name as it stands', async () => {
  expect(await fill('{{toString}} {{template}} {x} {{}}', {})).toBe(
    '{{toString}} {{template}} {x} {{}}',
  );
});

it('refuses files', async () => {
  await expect(fill('{{a}}', { a: imageRef() })).rejects.toMatchObject({ code: 'not-a-text' });
});

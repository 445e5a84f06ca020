import { parseWorkflow } from '@catena/engine';
import { footprintOf, type Footprint } from '../memory.ts';

/** A document of so many bytes: one long text in a node. */
function longDocument(bytes: number): string {
  const empty = { catena: 1, nodes: { text: { type: 'text.join', input: { text: '' } } } };
  return JSON.stringify(empty).replace('""', `"${'x'.repeat(bytes)}"`);
}

/** Gives the reader a text that is too long; the text itself is there before the measurement begins. */
export async function measureRefusal({
  bytes,
}: {
  bytes: number;
}): Promise<Footprint & { refusal: string }> {
  const text = longDocument(bytes);
  // Makes one flat text of it, as one that was read from a file.
  const flat = Buffer.from(text).toString('latin1');
  let refusal = '';
  const footprint = await footprintOf(() => {
    refusal = parseWorkflow(flat).issues[0]?.code ?? 'read';
  });
  return { ...footprint, refusal };
}

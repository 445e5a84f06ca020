import { afterAll, describe, expect, it } from 'vitest';
import { createLocal } from '../src/index.ts';
import { ModelBench } from './run-model.ts';

const bench = new ModelBench(createLocal());
afterAll(() => bench.provider.close?.());

interface LanguageOutput {
  language: string;
  score: number;
  candidates: { language: string; score: number }[];
}

async function detect(text: string, most?: number): Promise<LanguageOutput> {
  const input = most === undefined ? { text } : { text, most_candidates: most };
  return (await bench.output('catena/detect-language', input)) as LanguageOutput;
}

describe('catena/detect-language', () => {
  it.each([
    ['en', 'The ferry leaves the harbour at half past six in the evening.'],
    ['de', 'Morgen früh gehen wir zusammen auf den Markt.'],
    ['fr', 'Nous avons oublié nos clés dans la voiture hier soir.'],
    ['es', 'Mi hermana vive en una casa pequeña cerca del mar.'],
    ['it', 'Domani mattina prendiamo il treno per andare in montagna.'],
    ['pl', 'Wczoraj wieczorem czytaliśmy książkę przy kominku.'],
    ['ru', 'Завтра мы поедем на дачу к бабушке.'],
    ['ja', '明日の朝、駅で会いましょう。'],
  ])('knows %s', async (language, text) => {
    const output = await detect(text);
    expect(output.language).toBe(language);
    expect(output.score).toBeGreaterThan(0.5);
    expect(output.candidates[0]).toEqual({ language, score: output.score });
  });

  it('names as many candidates as asked, best first', async () => {
    const { candidates } = await detect('Guten Tag und hello', 5);
    expect(candidates).toHaveLength(5);
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('leaves text without words undetermined', async () => {
    expect(await detect('12:30 — 14:00 !')).toEqual({ language: 'und', score: 0, candidates: [] });
  });
});

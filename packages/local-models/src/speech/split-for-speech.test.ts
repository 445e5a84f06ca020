import { describe, expect, it } from 'vitest';
import { splitForSpeech } from './split-for-speech.ts';
import { toSpeakable } from './to-speakable.ts';

describe('splitForSpeech', () => {
  it('cuts after sentences but not after abbreviations', () => {
    expect(splitForSpeech('Dr. Grey left. Mrs. Low stayed! Why? No. 7 is free.')).toEqual([
      'Dr. Grey left.',
      'Mrs. Low stayed!',
      'Why?',
      'No. 7 is free.',
    ]);
  });

  it('cuts sentences of any length into parts without losing a word', () => {
    const text = Array.from({ length: 400 }, (_, index) => `word${index},`).join(' ');
    const parts = splitForSpeech(text);
    expect(parts.join(' ')).toBe(text);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(300);
  });
});

describe('toSpeakable', () => {
  it('writes typographic signs and accents in ASCII', () => {
    expect(toSpeakable('“Zoë’s café” — naïve…')).toBe('"Zoe\'s cafe" , naive...');
  });

  it('drops zero bytes and what has no ASCII form', () => {
    expect(toSpeakable('a\0b 你好 🎉')).toBe('a b');
  });
});

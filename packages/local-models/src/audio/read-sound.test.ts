import { describe, expect, it } from 'vitest';
import { encodeWav } from './encode-wav.ts';
import { parseSound } from './read-sound.ts';

describe('parseSound', () => {
  it.each([
    ['text', Buffer.from('This is no sound.'), 'corrupt-audio'],
    ['nothing', Buffer.alloc(0), 'corrupt-audio'],
    ['MP3 with tags', Buffer.from('ID3\u0003'), 'unsupported-audio'],
    ['bare MP3', Buffer.of(0xff, 0xfb, 0x90, 0x64), 'unsupported-audio'],
    ['Ogg', Buffer.from('OggS'), 'unsupported-audio'],
    ['M4A', Buffer.from('\0\0\0\u0018ftypM4A '), 'unsupported-audio'],
  ])('names the port and what is wrong with %s', (_name, bytes, code) => {
    expect(() => parseSound(bytes, 'speech')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('"speech"') }),
    );
  });

  it('reads a WAV file', () => {
    const bytes = encodeWav({ sampleRateHz: 8000, channels: [new Float32Array(10)] });
    expect(parseSound(bytes, 'audio').channels[0]).toHaveLength(10);
  });
});

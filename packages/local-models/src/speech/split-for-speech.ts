const longestCharacters = 300;
/** A full stop after one of these does not end a sentence. */
const abbreviation = /(?:\b(?:mr|mrs|ms|dr|prof|st|vs|no|jr|sr|[a-z])|\b[a-z]\.[a-z])\.$/i;

/** Cuts text into sentences, so that a pause stands between them; a very long one is cut at a comma or space. */
export function splitForSpeech(text: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const sentence = segment.trim();
    const last = sentences.at(-1);
    if (last !== undefined && abbreviation.test(last)) {
      sentences[sentences.length - 1] = `${last} ${sentence}`;
    } else {
      sentences.push(sentence);
    }
  }
  return sentences.filter((sentence) => /[a-z0-9]/i.test(sentence)).flatMap(cutLong);
}

function cutLong(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > longestCharacters) {
    const head = rest.slice(0, longestCharacters);
    const pause = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '), head.lastIndexOf(': '));
    const space = head.lastIndexOf(' ');
    const end = pause > longestCharacters / 2 ? pause + 1 : space > 0 ? space : longestCharacters;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}

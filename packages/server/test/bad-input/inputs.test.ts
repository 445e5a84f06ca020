import { afterAll, beforeAll, describe, it } from 'vitest';
import { createTestFolder, type TestFolder } from '../run-catena.ts';
import { expectRefusal } from './bad-input.ts';

let folder: TestFolder;

const workflow = {
  catena: 1,
  inputs: {
    names: { type: 'text[]', default: ['Ada'] },
    count: { type: 'integer', default: 1, minimum: 1, maximum: 5 },
    photo: { type: 'image', default: 'https://example.com/photo.png' },
  },
  nodes: { all: { type: 'text.join', input: { texts: { $from: 'inputs.names' } } } },
  outputs: { text: { $from: 'all.text' } },
};

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', workflow);
  await folder.write('open-quote.csv', 'name,age\nAda,36\n"Grace,45\n');
  await folder.write('ragged.csv', 'name,age\nAda\nGrace,45,46\n');
  await folder.write('bytes.txt', new Uint8Array([0x41, 0xff, 0xfe, 0x1b, 0x5b, 0x32, 0x4a, 0x0a]));
  await folder.write('bytes.csv', new Uint8Array([0x41, 0xff, 0xfe, 0x0a, 0x42, 0xff, 0x0a]));
  await folder.write('object.json', { names: ['Ada'] });
  await folder.write('letter.png', 'This is a letter, not a picture.\n');
  await folder.write('pictures/cat.txt', 'a cat');
});

afterAll(() => folder.remove());

describe('--input', () => {
  it.each([
    ['nmes=Ada', 'unknown-input', ['"nmes"'], 'Did you mean names?'],
    ['count=many', 'invalid-input', ['count', 'whole number', '"many"'], 'Write it like 12'],
    [
      'count=9',
      'invalid-inputs',
      ['"count"', 'at most 5', '9'],
      'count (integer, 1 to 5, optional)',
    ],
    ['photo=cat.png', 'invalid-input', ['photo', '"cat.png"'], '--input photo=@cat.png'],
    [
      'photo=@letter.png',
      'invalid-inputs',
      ['"photo"', 'an image', 'text/plain'],
      'its content, not its name',
    ],
    ['names=@nowhere.md', 'input-not-found', ['nowhere.md'], 'relative to the folder you are in'],
    ['names=@pictures/cta.txt', 'input-not-found', ['pictures/cta.txt'], 'pictures/cat.txt'],
    ['names=@pictures/*.png', 'input-not-found', ['No file matches pictures/*.png'], 'Quote'],
    ['names=@pictures', 'invalid-input', ['pictures is a folder'], "'@pictures/*'"],
    [
      'names=@open-quote.csv#name',
      'invalid-input',
      ['open-quote.csv', 'row 3'],
      'Close every quote',
    ],
    [
      'names=@ragged.csv#name',
      'invalid-input',
      ['ragged.csv', 'row 2', '2 fields'],
      'as many cells',
    ],
    ['names=@bytes.txt', 'invalid-input', ['bytes.txt', 'UTF-8'], 'text file'],
    ['names=@bytes.csv', 'invalid-input', ['bytes.csv', 'UTF-8'], 'text file'],
    ['names=@object.json', 'invalid-input', ['object.json', 'no list'], '["first", "second"]'],
    ['names', 'invalid-input', ['--input names', 'no name and value'], '--input name=value'],
    ['=Ada', 'invalid-input', ['--input =Ada', 'no name and value'], '--input name=value'],
  ])('%s is refused', async (flag, code, says, hint) => {
    await expectRefusal(folder, ['run', '.', '--input', flag], { code, says, hint });
  });

  it('is missed where an input has no default', async () => {
    const inputs = { photos: { type: 'image[]' } };
    await folder.write('needs.json', { ...workflow, inputs: { ...workflow.inputs, ...inputs } });
    await expectRefusal(folder, ['run', 'needs.json'], {
      code: 'missing-input',
      says: ['"photos"', 'image[]'],
      hint: "--input photos='@folder/*'",
    });
  });
});

describe('a command line', () => {
  it.each([
    [['rnu', '.'], 'usage-unknown-command', "'rnu'", 'Did you mean run?'],
    [['run', '.', '--fersh'], 'usage-unknown-option', "'--fersh'", 'Did you mean --fresh?'],
    [['run', '.', '--max-steps', '0'], 'usage-invalid-argument', 'at least 1', '--help'],
    [['run', '.', '--input'], 'usage-option-missing-argument', '--input', '--help'],
    [['nodes', 'text.jion'], 'unknown-node-type', '"text.jion"', 'Did you mean text.join?'],
    [['models', 'upsacle'], 'model-not-found', 'upsacle', 'catena models lists them all'],
  ])('%j is refused', async (parameters, code, words, hint) => {
    await expectRefusal(folder, parameters, { code, says: [words], hint });
  });
});

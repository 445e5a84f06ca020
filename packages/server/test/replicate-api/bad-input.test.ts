import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReplicate, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
beforeAll(async () => void (bench = await openReplicate()));
afterAll(() => bench.close());

const notFound = '{"detail":"The requested resource could not be found.","status":404}\n';

/** A problem of the input, as it was recorded. */
const invalid = (detail: string, fields: readonly [string, string, string][]) =>
  `${JSON.stringify({
    detail,
    status: 422,
    title: 'Input validation failed',
    invalid_fields: fields.map(([type, field, description]) => ({ type, field, description })),
  })}\n`;

const noVersion =
  '{"title":"Invalid version or not permitted","detail":"The specified version does not exist (or perhaps you don\'t have permission to use it?)","status":422}\n';

/** What is asked for, and the answer to the byte. */
const cases: readonly [string, string, unknown, number, string][] = [
  [
    'a model in the place of a version',
    '/predictions',
    { model: 'test/echo', input: {} },
    422,
    '{"detail":"- version is required\\n- Additional property model is not allowed\\n","status":422,"title":"Input validation failed","invalid_fields":[{"type":"required","field":"","description":"version is required"},{"type":"additional_property_not_allowed","field":"","description":"Additional property model is not allowed"}]}\n',
  ],
  [
    'no required input',
    '/models/test/stream/predictions',
    { input: {} },
    422,
    '{"detail":"- input: text is required\\n","status":422,"title":"Input validation failed","invalid_fields":[{"type":"required","field":"input","description":"text is required"}]}\n',
  ],
  [
    'a choice that there is not',
    '/models/test/echo/predictions',
    { input: { choice: 'pink' } },
    422,
    invalid('- input.choice: choice must be one of the following: "red", "green", "blue"\n', [
      ['enum', 'input.choice', 'choice must be one of the following: "red", "green", "blue"'],
    ]),
  ],
  [
    'two violations',
    '/models/test/echo/predictions',
    { input: { integer: null, choice: 'pink' } },
    422,
    invalid(
      '- input.integer: Invalid type. Expected: integer, given: null\n- input.choice: choice must be one of the following: "red", "green", "blue"\n',
      [
        ['invalid_type', 'input.integer', 'Invalid type. Expected: integer, given: null'],
        ['enum', 'input.choice', 'choice must be one of the following: "red", "green", "blue"'],
      ],
    ),
  ],
  [
    'an empty address of a file',
    '/models/test/echo/predictions',
    { input: { image: '' } },
    422,
    invalid("- input.image: Does not match format 'uri'\n", [
      ['format', 'input.image', "Does not match format 'uri'"],
    ]),
  ],
  [
    'a path in the place of an address',
    '/models/test/echo/predictions',
    { input: { files: ['./a.png'] } },
    422,
    invalid("- input.files.0: Does not match format 'uri'\n", [
      ['format', 'input.files.0', "Does not match format 'uri'"],
    ]),
  ],
  [
    'a number out of bounds',
    '/models/test/echo/predictions',
    { input: { integer: 11 } },
    422,
    invalid('- input.integer: Must be less than or equal to 10\n', [
      ['number_lte', 'input.integer', 'Must be less than or equal to 10'],
    ]),
  ],
  [
    'a fraction in the place of a whole number',
    '/models/test/echo/predictions',
    { input: { integer: 1.5 } },
    422,
    invalid('- input.integer: Invalid type. Expected: integer, given: number\n', [
      ['invalid_type', 'input.integer', 'Invalid type. Expected: integer, given: number'],
    ]),
  ],
  [
    'an input that is no object',
    '/models/test/echo/predictions',
    { input: 'hello' },
    422,
    invalid('- input: Invalid type. Expected: object, given: string\n', [
      ['invalid_type', 'input', 'Invalid type. Expected: object, given: string'],
    ]),
  ],
  [
    'a body that is a list',
    '/models/test/echo/predictions',
    [],
    422,
    invalid('- Invalid type. Expected: object, given: array\n', [
      ['invalid_type', '', 'Invalid type. Expected: object, given: array'],
    ]),
  ],
  [
    'no body',
    '/predictions',
    undefined,
    422,
    invalid('- version is required\n- input is required\n', [
      ['required', '', 'version is required'],
      ['required', '', 'input is required'],
    ]),
  ],
  [
    'a version beside a model in the path',
    '/models/test/echo/predictions',
    { version: 'x', input: {} },
    422,
    invalid('- Additional property version is not allowed\n', [
      ['additional_property_not_allowed', '', 'Additional property version is not allowed'],
    ]),
  ],
  [
    'a kind of webhook that there is not',
    '/models/test/echo/predictions',
    { input: {}, webhook_events_filter: ['end'] },
    422,
    invalid(
      '- webhook_events_filter.0: webhook_events_filter.0 must be one of the following: "start", "output", "logs", "completed"\n',
      [
        [
          'enum',
          'webhook_events_filter.0',
          'webhook_events_filter.0 must be one of the following: "start", "output", "logs", "completed"',
        ],
      ],
    ),
  ],
  ['an unknown version', '/predictions', { version: 'a'.repeat(64), input: {} }, 422, noVersion],
  ['the word latest', '/predictions', { version: 'test/echo:latest', input: {} }, 422, noVersion],
  ['an unknown model', '/models/no/model/predictions', { input: {} }, 404, notFound],
  ['an unknown deployment', '/deployments/no/such/predictions', { input: {} }, 404, notFound],
];

describe('a create is refused in the words of Replicate', () => {
  it.each(cases)('for %s', async (_title, path, body, status, text) => {
    const answer = await bench.call('POST', path, { body });
    expect(answer).toMatchObject({ status, text });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('and nothing is started by it', async () => {
    const { json } = await bench.call('GET', '/predictions');
    expect(json['results']).toEqual([]);
  });
});

describe('a request is refused', () => {
  it('whose body is no JSON', async () => {
    const answer = await fetch(`${bench.url}/v1/predictions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input": ',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 400,
      detail: expect.any(String) as string,
    });
  });

  it('whose data cannot be read', async () => {
    const input = { image: 'data:image/png;base64,%%%' };
    const { status, json } = await bench.predict('test/echo', input);
    expect(status).toBe(422);
    expect(json['detail']).toBe("- input.image: Does not match format 'uri'\n");
  });

  it.each(['1', '3s', '25h', 'soon', '-5', '1h1h'])('to be canceled after %s', async (after) => {
    const headers = { 'cancel-after': after };
    const { status, json } = await bench.predict('test/echo', {}, { headers });
    expect({ status, title: json['title'] }).toEqual({
      status: 422,
      title: 'Invalid Cancel-After',
    });
  });

  it.each([
    'http://10.0.0.1/hook',
    'http://169.254.169.254/latest',
    'https://[fd00::1]/hook',
    'ftp://example.com/hook',
    'http://user:secret@example.com/hook',
  ])('to send webhooks to %s', async (webhook) => {
    const { status, json } = await bench.predict('test/echo', {}, { body: { webhook } });
    expect(status).toBe(422);
    expect(json['detail']).toBe(
      '- webhook: Must be an address on the public internet or on this machine\n',
    );
  });

  it('that comes from a page of another site, and nothing is said to browsers of other origins', async () => {
    const headers = { origin: 'https://example.com' };
    const answer = await bench.predict('test/echo', {}, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('for what there is not', async () => {
    expect(await bench.call('GET', '/nothing')).toMatchObject({ status: 404, text: notFound });
  });
});

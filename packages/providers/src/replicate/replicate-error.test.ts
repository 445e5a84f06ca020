import { describe, expect, it } from 'vitest';
import { toReplicateError } from './replicate-error.ts';

const about = 'model acme/painter';

function errorOf(status: number, json: unknown, headers: Record<string, string> = {}) {
  const body = typeof json === 'string' ? json : JSON.stringify(json);
  return toReplicateError({ status, headers, body }, { about });
}

describe('an answer that is no success', () => {
  it('says what to do about the token, the credit and the permission', () => {
    const refused = errorOf(401, { title: 'Unauthenticated', detail: 'no', status: 401 });
    expect(refused).toMatchObject({ code: 'token-refused', effect: 'none', retryable: false });
    expect(refused.hint).toContain('REPLICATE_API_TOKEN');
    const poor = errorOf(402, { title: 'Insufficient credit', detail: 'You have no credit.' });
    expect(poor).toMatchObject({ code: 'insufficient-credit', effect: 'none' });
    expect(poor.message).toContain('You have no credit.');
    expect(errorOf(403, {})).toMatchObject({ code: 'not-permitted', effect: 'none' });
  });

  it('tells a model that is missing from a version that may not be used', () => {
    const detail = 'The requested resource could not be found.';
    expect(errorOf(404, { detail, status: 404 })).toMatchObject({ code: 'model-not-found' });
    const version = {
      title: 'Invalid version or not permitted',
      detail:
        "The specified version does not exist (or perhaps you don't have permission to use it?)",
      status: 422,
    };
    expect(errorOf(422, version)).toMatchObject({ code: 'version-not-available' });
  });

  it('names every input that is wrong, and the first as a detail', () => {
    const error = errorOf(422, {
      title: 'Input validation failed',
      detail: '- input.scale: Must be less than or equal to 8\n- input: prompt is required\n',
      invalid_fields: [{ type: 'number_lte', field: 'input.scale', description: 'x' }],
    });
    expect(error).toMatchObject({
      code: 'invalid-model-input',
      effect: 'none',
      details: { field: 'scale' },
    });
    expect(error.message).toContain('input.scale: Must be less than or equal to 8; input: prompt');
  });

  it.each([
    ['the body', { detail: 'Request was throttled.', retry_after: 7 }, { 'retry-after': '9' }, 7],
    ['the header', { detail: 'Request was throttled.' }, { 'retry-after': '9' }, 9],
    ['the words', { detail: 'Your rate limit resets in ~30s.' }, {}, 30],
    ['the older words', { detail: 'Expected available in 1 second.' }, {}, 1],
  ])(
    'learns from %s when to call again',
    (_where, body, headers: Record<string, string>, seconds) => {
      expect(errorOf(429, body, headers)).toMatchObject({
        code: 'rate-limited',
        effect: 'none',
        retryable: true,
        retryAfterMs: seconds * 1000,
      });
    },
  );

  it('leaves open what a failure of the server has done', () => {
    for (const status of [500, 502, 503, 504, 408]) {
      expect(errorOf(status, '<html>Bad gateway</html>')).toMatchObject({
        code: 'provider-unavailable',
        effect: 'unknown',
        retryable: true,
      });
    }
    expect(errorOf(418, '')).toMatchObject({ code: 'provider-error', effect: 'none' });
  });
});

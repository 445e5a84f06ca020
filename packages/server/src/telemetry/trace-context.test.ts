import { expect, it } from 'vitest';
import { isTraceparent, readTraceparent, writeTraceparent } from './trace-context.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

it('reads a traceparent and writes it as it was', () => {
  const read = readTraceparent(traceparent);
  expect(read).toMatchObject({ isRemote: true, traceFlags: 1 });
  expect(read && writeTraceparent(read)).toBe(traceparent);
});

it.each([
  ['nothing', ''],
  ['another length', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01'],
  ['letters beyond f', '00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01'],
  ['an id of zeros', '00-00000000000000000000000000000000-b7ad6b7169203331-01'],
  ['a span of zeros', '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01'],
  ['the version that is none', 'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
  ['more after it', `${traceparent}\nx: y`],
])('takes %s for none', (_what, text) => {
  expect(isTraceparent(text)).toBe(false);
  expect(readTraceparent(text)).toBeUndefined();
});

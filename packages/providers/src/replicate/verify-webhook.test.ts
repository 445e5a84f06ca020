import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './verify-webhook.ts';

// From the tests of the official client.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const delivery = {
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  body: '{"test": 2432232314}',
};
const sentAt = 1_614_265_330_000;

describe('a delivery of a webhook', () => {
  it('is genuine where its signature is right and it is young', () => {
    expect(verifyWebhook(delivery, secret, sentAt + 1000)).toBe(true);
  });

  it('may carry several signatures, of which one has to be right', () => {
    const right = delivery.headers['webhook-signature'];
    const headers = { ...delivery.headers, 'webhook-signature': `v1,AAAA v2,x ${right}` };
    expect(verifyWebhook({ ...delivery, headers }, secret, sentAt)).toBe(true);
  });

  it('is refused when it is older than five minutes, or from the future', () => {
    expect(verifyWebhook(delivery, secret, sentAt + 301_000)).toBe(false);
    expect(verifyWebhook(delivery, secret, sentAt - 301_000)).toBe(false);
  });

  it('is refused when anything that was signed is different', () => {
    const body = '{"test": 2432232315}';
    expect(verifyWebhook({ ...delivery, body }, secret, sentAt)).toBe(false);
    expect(verifyWebhook(delivery, 'whsec_AAAA', sentAt)).toBe(false);
    expect(verifyWebhook({ ...delivery, headers: {} }, secret, sentAt)).toBe(false);
    const headers = { ...delivery.headers, 'webhook-timestamp': 'soon' };
    expect(verifyWebhook({ ...delivery, headers }, secret, sentAt)).toBe(false);
  });
});

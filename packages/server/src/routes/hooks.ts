import { createRouter, type Router } from './create-router.ts';
import { checkContentLength, limitBody } from '../middleware/limit-body.ts';
import { webhookPath, type SignedWebhookInbox } from '../webhooks/signed-webhook-inbox.ts';

/** Services send whole predictions, logs included. */
const maxBytes = 16 * 1024 ** 2;

/** Where services call back. What is not signed by them is refused. */
export function hookRoutes(inbox: SignedWebhookInbox): Router {
  return createRouter().post(webhookPath, async (context) => {
    const { req } = context;
    checkContentLength(req.header('content-length'), maxBytes);
    const pieces: Uint8Array[] = [];
    for await (const piece of limitBody(req.raw.body, maxBytes)) pieces.push(piece);
    const body = Buffer.concat(pieces).toString('utf8');
    const isGenuine = await inbox.deliver({ headers: req.header(), body });
    return context.body(null, isGenuine ? 204 : 401);
  }) as Router;
}

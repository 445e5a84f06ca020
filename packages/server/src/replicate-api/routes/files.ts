import { serveContent } from '../../artifacts/serve-content.ts';
import { limitBody } from '../../middleware/limit-body.ts';
import { toFileObject } from '../files/file-service.ts';
import { fileTooLarge, largestUploadBytes } from '../files/read-upload.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';
import { baseUrlOf, pagePlaceOf, toPageObject } from './request-facts.ts';

/** `/v1/files` */
export function fileRoutes({ files, artifacts, publicUrl }: ReplicateServices): ReplicateRouter {
  return (
    createReplicateRouter()
      .post('/files', async (context) => {
        if (Number(context.req.header('content-length') ?? 0) > largestUploadBytes) {
          throw fileTooLarge();
        }
        const body = limitBody(context.req.raw.body, largestUploadBytes, context.get('pace'));
        const file = await files.create(body, context.req.header('content-type'));
        return context.json(toFileObject(file, baseUrlOf(context, publicUrl)), 201);
      })
      .get('/files', (context) => {
        const baseUrl = baseUrlOf(context, publicUrl);
        const page = files.list(pagePlaceOf(context));
        return context.json(
          toPageObject(context, page, { baseUrl, show: (file) => toFileObject(file, baseUrl) }),
        );
      })
      .get('/files/:id', (context) => {
        const file = files.get(context.req.param('id'));
        return context.json(toFileObject(file, baseUrlOf(context, publicUrl)));
      })
      .delete('/files/:id', (context) => {
        files.delete(context.req.param('id'));
        return context.body(null, 204);
      })
      // Needs no token: what is signed says who may read the file, and until when.
      .get('/files/:id/download', async (context) => {
        const id = context.req.param('id');
        const { owner = '', expiry = '', signature = '' } = context.req.query();
        await files.checkTicket(id, { owner, expiry, signature });
        return serveContent(artifacts, await files.content(id), context.req.raw);
      })
  );
}

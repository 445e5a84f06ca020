import type { Context } from 'hono';
import type { AppEnvironment } from '../../middleware/app-environment.ts';
import { checkRelease, readChange, readCreation } from '../deployments/check-deployment.ts';
import { isDisabled, type Deployment } from '../deployments/deployment-store.ts';
import { ReplicateError, resourceNotFound } from '../errors/replicate-error.ts';
import { account, hardware } from '../models/account.ts';
import { pageOfList } from '../models/page-of-list.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';
import { readJson } from './read-json.ts';
import { baseUrlOf, pagePlaceOf, toPageObject } from './request-facts.ts';

type RouteContext = Context<AppEnvironment>;

const skus = hardware.map(({ sku }) => sku);

function toObject(deployment: Deployment) {
  return {
    owner: deployment.owner,
    name: deployment.name,
    current_release: {
      number: deployment.number,
      model: deployment.model,
      version: deployment.version,
      created_at: new Date(deployment.releasedAt).toISOString(),
      created_by: account,
      configuration: {
        hardware: deployment.hardware,
        min_instances: deployment.minInstances,
        max_instances: deployment.maxInstances,
      },
    },
  };
}

/** A deployment without instances runs nothing: what is under way ends. */
function cancelDeployment({ database, predictions }: ReplicateServices, deployment: string): void {
  const underWay = database.all<{ id: string }>(
    `select id from prediction where deployment = ? and status in ('starting', 'processing')`,
    [deployment],
  );
  for (const { id } of underWay) predictions.cancel(id);
}

/** `/v1/deployments`, but for their predictions. */
export function deploymentRoutes(services: ReplicateServices): ReplicateRouter {
  const { deployments, hosted, publicUrl } = services;
  const find = (context: RouteContext): Deployment => {
    const { owner = '', name = '' } = context.req.param() as { owner?: string; name?: string };
    const found = deployments.get(owner, name);
    if (!found) throw resourceNotFound();
    return found;
  };
  return createReplicateRouter()
    .get('/deployments', (context) => {
      const page = pageOfList(deployments.list(), pagePlaceOf(context), (one) => ({
        at: one.releasedAt,
        id: Buffer.from(`${one.owner}/${one.name}`).toString('base64url').slice(-100),
      }));
      return context.json(
        toPageObject(context, page, { baseUrl: baseUrlOf(context, publicUrl), show: toObject }),
      );
    })
    .post('/deployments', async (context) => {
      const { name, release } = readCreation(await readJson(context));
      if (deployments.get(account.username, name)) {
        throw new ReplicateError({
          title: 'Deployment exists',
          detail: `There is a deployment ${account.username}/${name} already`,
          status: 409,
        });
      }
      await checkRelease(release, hosted, skus);
      return context.json(toObject(deployments.release(account.username, name, release)));
    })
    .get('/deployments/:owner/:name', (context) => context.json(toObject(find(context))))
    .patch('/deployments/:owner/:name', async (context) => {
      const current = find(context);
      const release = readChange(await readJson(context), current);
      await checkRelease(release, hosted, skus);
      const { owner, name } = current;
      const changed = deployments.release(owner, name, release);
      if (isDisabled(changed)) cancelDeployment(services, `${owner}/${name}`);
      return context.json(toObject(changed));
    })
    .delete('/deployments/:owner/:name', (context) => {
      const { owner, name } = find(context);
      deployments.delete(owner, name);
      return context.body(null, 204);
    });
}

import type { ElkNode } from 'elkjs/lib/elk-api.js';

/** Lays a graph out in a worker, so that the page goes on; in place where there are no workers. */
export async function layOut(graph: ElkNode): Promise<ElkNode> {
  if (typeof Worker === 'undefined') {
    const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
    return new Elk().layout(graph);
  }
  const [{ default: Elk }, { default: workerUrl }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  const elk = new Elk({ workerUrl });
  try {
    return await elk.layout(graph);
  } finally {
    elk.terminateWorker();
  }
}

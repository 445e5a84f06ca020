import type { Client, WorkflowSummary } from '@catena/server/client';

const pageSize = 200;
const mostPages = 25;

/** Every saved workflow, newest change first. */
export async function listWorkflows({
  workflows,
}: Pick<Client, 'workflows'>): Promise<WorkflowSummary[]> {
  const found: WorkflowSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await workflows.list({
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    });
    found.push(...answer.workflows);
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  return found;
}

/** Orders in which workflows can be listed. */
export const workflowOrders = [
  { value: 'changed', label: 'Last changed' },
  { value: 'created', label: 'Newest' },
  { value: 'name', label: 'Name' },
] as const;

export type WorkflowOrder = (typeof workflowOrders)[number]['value'];

type Compare = (left: WorkflowSummary, right: WorkflowSummary) => number;

const comparisons: Readonly<Record<WorkflowOrder, Compare>> = {
  changed: (left, right) => right.updatedAt.localeCompare(left.updatedAt),
  created: (left, right) => right.createdAt.localeCompare(left.createdAt),
  name: (left, right) => left.name.localeCompare(right.name, undefined, { numeric: true }),
};

/** The workflows whose name or description has all words of a search, in an order. */
export function arrangeWorkflows(
  workflows: readonly WorkflowSummary[],
  { search, order }: { search: string; order: WorkflowOrder },
): WorkflowSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return workflows
    .filter(({ name, description = '' }) => {
      const text = `${name} ${description}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(comparisons[order]);
}

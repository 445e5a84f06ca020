import type { Workflow } from '@catena/engine';

/** Gives a workflow another name; an empty one takes the name away. */
export function setName(name: string): (workflow: Workflow) => Workflow {
  return (workflow) => {
    const next = name.trim();
    if (next === (workflow.name ?? '')) return workflow;
    if (next) return { ...workflow, name: next };
    const { name: _name, ...unnamed } = workflow;
    return unnamed;
  };
}

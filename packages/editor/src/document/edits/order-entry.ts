import type { Edit } from './compose-edits.ts';

/** Puts an input or an output of the workflow at another place of the form, counted from 0. */
export function orderEntry(section: 'inputs' | 'outputs', name: string, index: number): Edit {
  return (workflow) => {
    const entries = Object.entries<unknown>(workflow[section] ?? {});
    const from = entries.findIndex(([key]) => key === name);
    const entry = entries[from];
    const to = Math.min(Math.max(0, Math.trunc(index)), entries.length - 1);
    if (!entry || from === to) return workflow;
    const next = entries.toSpliced(from, 1).toSpliced(to, 0, entry);
    return { ...workflow, [section]: Object.fromEntries(next) };
  };
}

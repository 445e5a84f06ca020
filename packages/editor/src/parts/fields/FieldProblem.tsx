import { IconAlertTriangle } from '@tabler/icons-react';
import type { InputProblem } from './input-problem.ts';
import styles from './fields.module.css';

export interface FieldProblemProps {
  id: string;
  problem: InputProblem;
  compact?: boolean;
}

/** What is wrong with an input, under its control. */
export function FieldProblem({ id, problem, compact = false }: FieldProblemProps) {
  return (
    <div
      id={id}
      className={`${styles['error']} ${compact ? styles['oneLine'] : ''}`}
      data-severity={problem.severity}
    >
      <IconAlertTriangle size={14} aria-hidden />
      <span>{compact ? problem.short : problem.text}</span>
    </div>
  );
}

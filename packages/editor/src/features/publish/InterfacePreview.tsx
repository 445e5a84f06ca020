import { parsePortType, type PortType } from '@catena/engine';
import { useAnalysis, useDocument } from '../../document/editor-context.ts';
import { describePortType } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import styles from './PublishDialog.module.css';

interface PortLine {
  name: string;
  type: PortType;
  words: string;
}

const anything: PortType = { base: 'any', depth: 0 };

function showDefault(value: unknown): string {
  if (value === undefined) return 'needed';
  const text = typeof value === 'object' ? 'has a default' : `default ${JSON.stringify(value)}`;
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function Lines({ title, lines, empty }: { title: string; lines: PortLine[]; empty: string }) {
  return (
    <section className={styles['side']}>
      <h3 className={styles['heading']}>{title}</h3>
      {lines.length === 0 && <p className={styles['words']}>{empty}</p>}
      <ul className={styles['lines']}>
        {lines.map(({ name, type, words }) => (
          <li key={name}>
            <PortMark type={type} decorative />
            <code>{name}</code>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the model will take and give. */
export function InterfacePreview() {
  const inputs = useDocument(({ workflow }) => workflow.inputs);
  const outputs = useDocument(({ workflow }) => workflow.outputs);
  const typed = useAnalysis((state) => state.typed.outputs);
  const taken = Object.entries(inputs ?? {}).map(([name, input]): PortLine => {
    const type = parsePortType(input.type) ?? anything;
    return { name, type, words: `${describePortType(type)}, ${showDefault(input.default)}` };
  });
  const given = Object.keys(outputs ?? {}).map((name): PortLine => {
    const type = typed.get(name)?.type ?? anything;
    return { name, type, words: describePortType(type) };
  });
  return (
    <div className={styles['interface']}>
      <Lines title="Takes" lines={taken} empty="Nothing: each call gives what the canvas says." />
      <Lines
        title="Gives"
        lines={given}
        empty="Nothing yet. Add an output to the workflow first: a model gives something."
      />
    </div>
  );
}

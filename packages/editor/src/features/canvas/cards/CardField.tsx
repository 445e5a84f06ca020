import { Suspense, type ComponentProps } from 'react';
import { lazyPart } from '../../../ui/lazy-part.ts';
import styles from './Card.module.css';

/** Controls are fetched when a card is first shown whole: the first look at a graph is from afar. */
const InputField = lazyPart(
  async () => (await import('../../../parts/fields/InputField.tsx')).InputField,
);
const DefaultField = lazyPart(
  async () => (await import('../../../parts/DefaultField.tsx')).DefaultField,
);

const place = <span className={styles['awaited']} />;

/** The control of a node's input, in the room that it takes. */
export function CardField(props: ComponentProps<typeof InputField>) {
  return (
    <Suspense fallback={place}>
      <InputField {...props} />
    </Suspense>
  );
}

/** The control of a workflow input's default value. */
export function CardDefaultField(props: ComponentProps<typeof DefaultField>) {
  return (
    <Suspense fallback={place}>
      <DefaultField {...props} />
    </Suspense>
  );
}

import { useDocument } from '../../../document/editor-context.ts';
import { titleOfCard } from '../../../document/cards.ts';
import styles from './Card.module.css';

/** What a card is called by screen readers, e.g. "Upscale, node, done, 2 inputs". */
export function CardLabel({
  card,
  words,
}: {
  card: string;
  words: readonly (string | undefined)[];
}) {
  const title = useDocument((state) => titleOfCard(state.workflow, card));
  const text = [title, ...words].filter((part) => part !== undefined && part !== '').join(', ');
  return (
    <span id={`label-${card}`} className={styles['label']}>
      {text}
    </span>
  );
}

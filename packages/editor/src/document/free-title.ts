import type { Workflow } from '@catena/engine';
import { listCards, titleOfCard } from './cards.ts';

/** A title that no other card has: numbered where it is taken. */
export function freeTitle(workflow: Workflow, title: string): string {
  const taken = new Set(listCards(workflow).map((card) => titleOfCard(workflow, card)));
  let free = title;
  for (let number = 2; taken.has(free); number += 1) free = `${title} ${number}`;
  return free;
}

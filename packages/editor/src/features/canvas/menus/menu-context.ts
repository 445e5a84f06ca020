import { createContext, useContext } from 'react';
import type { ScreenPoint } from '../../../document/view-store.ts';

/** What a menu on the canvas is about, and where it opens. */
export type MenuTarget =
  | { kind: 'card'; card: string; at: ScreenPoint }
  | { kind: 'wire'; edge: string; at: ScreenPoint }
  | { kind: 'pane'; at: ScreenPoint }
  | { kind: 'selection'; at: ScreenPoint };

export const MenuContext = createContext<(target: MenuTarget) => void>(() => undefined);

/** Opens a menu on the canvas. */
export function useOpenMenu(): (target: MenuTarget) => void {
  return useContext(MenuContext);
}

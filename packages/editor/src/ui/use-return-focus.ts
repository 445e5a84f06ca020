import { useEffect, useRef } from 'react';

/** When the component goes, the keyboard goes back to where it was before, unless it went on already. */
export function useReturnFocus(): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current ??= document.activeElement;
    return () => {
      const { current } = before;
      // The field that had it is gone with the component; nothing has taken it since.
      setTimeout(() => {
        const isFree = !document.activeElement || document.activeElement === document.body;
        if (isFree && current instanceof HTMLElement) current.focus({ preventScroll: true });
      });
    };
  }, []);
}

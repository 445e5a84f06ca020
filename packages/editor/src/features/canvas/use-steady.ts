import { useRef } from 'react';
import { equalJson } from '../../document/equal-json.ts';

/**
 * A selector whose answer stays the same object while it says the same. For what is derived anew with
 * every change of the document, though little of it is different.
 */
export function useSteady<State, Value>(
  selector: (state: State) => Value,
): (state: State) => Value {
  const last = useRef<{ value: Value }>(undefined);
  return (state) => {
    const value = selector(state);
    if (last.current && equalJson(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
}

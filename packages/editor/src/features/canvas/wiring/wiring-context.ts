import { createContext } from 'react';
import type { Wiring } from './wiring.ts';

/** What begins wires on the canvas around a component. */
export const WiringContext = createContext<Wiring | undefined>(undefined);

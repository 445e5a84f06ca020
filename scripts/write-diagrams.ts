/** Writes the diagrams of the state machines: run it again after changing one of them. */
import { writeFile } from 'node:fs/promises';
import { stateDiagrams } from '../packages/engine/test/state-diagrams.ts';

await writeFile(new URL('../docs/state-machines.md', import.meta.url), stateDiagrams());

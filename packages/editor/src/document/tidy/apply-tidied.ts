import { parseEdgeId } from '../card-id.ts';
import { composeEdits, type Edit } from '../edits/compose-edits.ts';
import { placeCards } from '../edits/place-cards.ts';
import { setFrame } from '../edits/set-frame.ts';
import { setReroute } from '../edits/set-reroute.ts';
import { readLayout } from '../layout.ts';
import type { Tidied } from './tidy.ts';

/** Puts everything where `tidy` wants it. Points of edges that led around things are given up. */
export function applyTidied({ positions, frameSizes }: Tidied): Edit {
  return (workflow) => {
    const stale = Object.keys(readLayout(workflow).reroutes).filter((id) =>
      Object.hasOwn(positions, parseEdgeId(id).card),
    );
    return composeEdits(
      placeCards(positions),
      ...Object.entries(frameSizes).map(([frame, size]) => setFrame(frame, { size })),
      ...stale.map((id) => setReroute(id, [])),
    )(workflow);
  };
}

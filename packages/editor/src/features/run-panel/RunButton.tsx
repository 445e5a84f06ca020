import { Button } from '@mantine/core';

/** Runs the open workflow. */
export function RunButton() {
  return <Button size="xs">Run</Button>;
}

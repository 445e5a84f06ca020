import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { useEditor } from '../document/editor-context.ts';
import type { Connection } from './connection.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import classes from './ConnectionBanner.module.css';

const retryMs = 5_000;

function Unreachable() {
  const { client } = useEditor();
  const { refetch, isFetching } = useQuery({
    queryKey: ['health'],
    queryFn: () => client.health(),
    refetchInterval: retryMs,
    refetchIntervalInBackground: true,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  });
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX className={classes.icon} size={18} aria-hidden />
      <span className={classes.words}>
        <strong>The server cannot be reached.</strong> You can go on editing: changes are kept in
        this browser and saved once it answers.
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={isFetching}
        onClick={() => void refetch()}
      >
        Try again
      </Button>
    </div>
  );
}

const TokenPrompt = lazyPart(async () => (await import('./TokenPrompt.tsx')).TokenPrompt);

/** Says when the server does not answer or does not let this page in, and offers the way out. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const status = useStore(connection, (state) => state.status);

  if (status === 'unreachable') return <Unreachable />;
  if (status !== 'unauthorized') return null;
  return (
    <Suspense>
      <TokenPrompt connection={connection} />
    </Suspense>
  );
}

import { Button } from '@mantine/core';
import { IconDeviceDesktop, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEditor, useTab, useView } from '../../document/editor-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { fetchTemplates, templatesKey } from './list-templates.ts';
import classes from './WelcomeBanner.module.css';

/** Says to newcomers what they see and that it costs nothing, until they have read it. */
export function WelcomeBanner() {
  const { client, view } = useEditor();
  const { templateId } = useTab();
  const seen = useView(({ seenHints }) => seenHints['welcome'] === true);
  const { data: templates } = useQuery({
    queryKey: templatesKey,
    queryFn: () => fetchTemplates(client),
    staleTime: Infinity,
    enabled: !seen && templateId !== undefined,
  });
  const template = templates?.find(({ id }) => id === templateId);
  if (seen || !template || template.metered) return null;
  const dismiss = () =>
    view.setState(({ seenHints }) => ({ seenHints: { ...seenHints, welcome: true } }));
  return (
    <section className={classes.banner} aria-label="Welcome">
      <span className={classes.words}>
        <IconDeviceDesktop className={classes.icon} size={17} stroke={1.7} aria-hidden />
        <span>
          <strong>Welcome to Catena.</strong> Every model in this workflow runs on this machine: no
          account, nothing to pay.
        </span>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          dismiss();
          view.setState({ screen: 'workflows' });
        }}
      >
        See all templates
      </Button>
      <IconButton label="Close the welcome" size={26} onClick={dismiss}>
        <IconX size={15} />
      </IconButton>
    </section>
  );
}

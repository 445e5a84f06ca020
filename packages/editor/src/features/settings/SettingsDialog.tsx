import { Modal, Tabs } from '@mantine/core';
import {
  IconAdjustments,
  IconGauge,
  IconInfoCircle,
  IconKey,
  IconKeyboard,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Settings } from '@catena/server/client';
import { useEditor, useView } from '../../document/editor-context.ts';
import { KeySettings } from '../../parts/KeySettings.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { AboutSection } from './AboutSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { LimitsSection } from './LimitsSection.tsx';
import { SecretsSection } from './SecretsSection.tsx';
import { describeProblem, useSettings } from './use-settings.ts';
import styles from './settings.module.css';

/** Shows a section once the settings of the server are known. */
function fromServer(Section: ComponentType<{ settings: Settings }>): ComponentType {
  return function ServerSection() {
    const { data, error, refetch } = useSettings();
    if (data) return <Section settings={data} />;
    if (!error) return <LoadingState what="Loading the settings" rows={4} />;
    return (
      <ErrorState title="The settings could not be loaded." onRetry={() => void refetch()}>
        {describeProblem(error)}
      </ErrorState>
    );
  };
}

interface SettingsSection {
  id: string;
  label: string;
  icon: TablerIcon;
  content: ComponentType;
}

const sections: readonly SettingsSection[] = [
  { id: 'general', label: 'General', icon: IconAdjustments, content: GeneralSection },
  { id: 'keys', label: 'Keys', icon: IconKeyboard, content: KeySettings },
  {
    id: 'secrets',
    label: 'Providers and secrets',
    icon: IconKey,
    content: fromServer(SecretsSection),
  },
  { id: 'limits', label: 'Limits', icon: IconGauge, content: fromServer(LimitsSection) },
  { id: 'about', label: 'About', icon: IconInfoCircle, content: fromServer(AboutSection) },
];

/** What the editor and the server keep to, by section. */
export function SettingsDialog() {
  const { view } = useEditor();
  const wanted = useView(({ overlay }) =>
    overlay?.kind === 'settings' ? overlay.section : undefined,
  );
  const isNarrow = useMedia('(max-width: 760px)');
  const open = sections.find(({ id }) => id === wanted) ?? sections[0];
  return (
    <Modal opened size={920} title="Settings" onClose={() => view.hide()}>
      <Tabs
        orientation={isNarrow ? 'horizontal' : 'vertical'}
        keepMounted={false}
        value={open?.id ?? null}
        classNames={{
          root: styles['tabs'] ?? '',
          list: styles['list'] ?? '',
          panel: styles['panel'] ?? '',
          tabLabel: styles['tabLabel'] ?? '',
        }}
        onChange={(section) => section !== null && view.show({ kind: 'settings', section })}
      >
        <Tabs.List>
          {sections.map(({ id, label, icon: SectionIcon }) => (
            <Tabs.Tab
              key={id}
              value={id}
              leftSection={<SectionIcon size={16} stroke={1.6} aria-hidden />}
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {sections.map(({ id, label, content: Content }) => (
          <Tabs.Panel key={id} value={id}>
            <h2 className={styles['title']}>{label}</h2>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Modal>
  );
}

import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './ui/mantine-styles.ts';
import '@mantine/notifications/styles.css';
import '@xyflow/react/dist/base.css';
import './ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createEditor } from './app/create-editor.ts';
import { noClipboard } from './app/no-clipboard.ts';
import { createNotifier } from './app/notifier.ts';
import { preloadParts } from './app/preload.ts';
import { startEditor } from './app/start-editor.ts';

const root = document.getElementById('root');
if (root) {
  const editor = createEditor({
    baseUrl: window.location.origin,
    fetch: (input, init) => fetch(input, init),
    notifier: createNotifier(),
    storage: window.localStorage,
    clipboard: window.navigator.clipboard ?? noClipboard,
    isSystemDark: () => window.matchMedia('(prefers-color-scheme: dark)').matches,
  });
  createRoot(root).render(<App editor={editor} />);
  void startEditor(editor, window).finally(preloadParts);
}

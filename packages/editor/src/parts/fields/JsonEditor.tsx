import { useComputedColorScheme } from '@mantine/core';
import { json } from '@codemirror/lang-json';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import styles from './JsonEditor.module.css';

export interface JsonEditorProps {
  text: string;
  label: string;
  placeholder?: string;
  isDisabled?: boolean;
  isInvalid?: boolean;
  onChange?: (text: string) => void;
  onBlur?: () => void;
}

const look = EditorView.theme({
  '&': { backgroundColor: 'transparent !important', color: 'var(--text)', fontSize: '12px' },
  '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'transparent !important',
    color: 'var(--muted)',
    border: 'none',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--muted)' },
});

const setup = { lineNumbers: false, highlightActiveLine: false, searchKeymap: false } as const;

/** Edits JSON with colours, brackets and folding. Tab leaves it, as it leaves other fields. */
export function JsonEditor(props: JsonEditorProps) {
  const {
    text,
    label,
    placeholder,
    isDisabled = false,
    isInvalid = false,
    onChange,
    onBlur,
  } = props;
  const theme = useComputedColorScheme('dark');
  const named = EditorView.contentAttributes.of({
    'aria-label': label,
    ...(isInvalid && { 'aria-invalid': 'true' }),
  });
  return (
    <div className={styles['editor']} data-invalid={isInvalid}>
      <CodeMirror
        value={text}
        theme={theme}
        extensions={[json(), look, named, EditorView.lineWrapping]}
        basicSetup={{ ...setup, foldGutter: text.length > 400 }}
        indentWithTab={false}
        maxHeight="420px"
        readOnly={isDisabled}
        {...(placeholder !== undefined && { placeholder })}
        {...(onChange && { onChange })}
        {...(onBlur && { onBlur })}
      />
    </div>
  );
}

import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type VariantColorsResolver,
} from '@mantine/core';

/** Filled in the accent, text on it must be dark in the dark theme. */
const resolveColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isPrimary = input.color === undefined || input.color === input.theme.primaryColor;
  if (input.variant !== 'filled' || !isPrimary) return colors;
  return {
    ...colors,
    background: 'var(--accent)',
    hover: 'var(--accent-hover)',
    color: 'var(--on-accent)',
  };
};

/** Mantine in Catena's look: its sizes and radii; its greys are those of tokens.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  primaryColor: 'indigo',
  variantColorResolver: resolveColors,
  colors: {
    dark: [
      '#e8ebf0',
      '#c4cad4',
      '#9ba5b4',
      '#6b7585',
      '#2a303b',
      '#232833',
      '#1c2028',
      '#15181e',
      '#0e1014',
      '#0a0c0f',
    ],
    gray: [
      '#f6f7f9',
      '#eef0f4',
      '#e6e9ef',
      '#dde1e8',
      '#cdd3dd',
      '#a3adbb',
      '#7b8695',
      '#596273',
      '#3a4250',
      '#171a20',
    ],
  },
  defaultRadius: 'md',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  headings: { fontWeight: '600', fontFamily: "'Inter Variable', system-ui, sans-serif" },
  components: {
    Tooltip: { defaultProps: { openDelay: 500, withArrow: true } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Modal: {
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.5, blur: 2 },
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { title: { fontSize: 15, fontWeight: 600 } },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 100 },
        // An element in a menu that is no item of it.
        withInitialFocusPlaceholder: false,
      },
    },
    Button: { styles: { label: { fontWeight: 600 } } },
  },
});

const variables = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-anchor': 'var(--accent)',
};

/** Mantine's own colours, taken from the tokens. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: variables,
});

import { Anchor, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e6f4f3',
  '#cfe8e6',
  '#a3d5d1',
  '#77c2bd',
  '#4fb3b3',
  '#2f9896',
  '#158080',
  '#0b6e6e',
  '#085858',
  '#043f3f',
];
const ink: MantineColorsTuple = [
  '#dbe3e8',
  '#b4c1ca',
  '#93a3af',
  '#61737f',
  '#3a4b58',
  '#293945',
  '#1b2934',
  '#12202b',
  '#0c1720',
  '#070f16',
];
const gray: MantineColorsTuple = [
  '#f7f9fa',
  '#eef2f4',
  '#e1e7eb',
  '#cfd8de',
  '#b3c0c9',
  '#8b9ba7',
  '#5c6d79',
  '#475763',
  '#2c3a45',
  '#12202b',
];

/** Teal on paper by day, lighter teal on ink by night; filled controls stay dark enough for white text. Shades are chosen so that text keeps 4.5:1. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { teal, dark: ink, gray },
  black: '#12202b',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }) },
});

/** Our own tokens beside Mantine's, and quiet text dark enough to read. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f9fa',
    '--mantine-color-dimmed': '#4b5c68',
    '--mantine-color-placeholder': '#5c6d79',
    '--st-surface': '#ffffff',
    '--st-line': '#dbe3e8',
    '--st-good': '#0b6e6e',
    '--st-good-soft': '#e0f1f0',
    '--st-info': '#1f5c8f',
    '--st-info-soft': '#e6f0f8',
    '--st-warn': '#8a4b00',
    '--st-warn-soft': '#fdf1df',
    '--st-bad': '#a3211f',
    '--st-bad-soft': '#fdeaea',
    '--st-quiet': '#475763',
    '--st-quiet-soft': '#eef2f4',
  },
  dark: {
    '--mantine-color-dimmed': '#a5b4bf',
    '--mantine-color-placeholder': '#93a3af',
    '--st-surface': '#182631',
    '--st-line': '#2c3d49',
    '--st-good': '#7fd3cf',
    '--st-good-soft': '#12403f',
    '--st-info': '#9fcdf2',
    '--st-info-soft': '#16364f',
    '--st-warn': '#f3c37c',
    '--st-warn-soft': '#46310f',
    '--st-bad': '#ff9d98',
    '--st-bad-soft': '#4d1c1d',
    '--st-quiet': '#b4c1ca',
    '--st-quiet-soft': '#24343f',
  },
});

import {
  Accordion,
  ActionIcon,
  Button,
  Checkbox,
  Combobox,
  createTheme,
  type CSSVariablesResolver,
  Drawer,
  Input,
  InputWrapper,
  Loader,
  type MantineColorsTuple,
  type MantineThemeOverride,
  Modal,
  NumberInput,
  Popover,
  Radio,
  SegmentedControl,
  Switch,
  Tabs,
  Tooltip,
} from '@mantine/core';
import './styles/mantine.css';
import classes from './mantine.module.css';

const shades = (hue: number, chroma: number): MantineColorsTuple => {
  const steps = [0.97, 0.93, 0.87, 0.8, 0.72, 0.62, 0.52, 0.46, 0.415, 0.36].map(
    (lightness) => `oklch(${lightness} ${(chroma * Math.min(1, (1 - lightness) * 2.6)).toFixed(3)} ${hue})`,
  );
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = ''] = steps;
  return [a, b, c, d, e, f, g, h, i, j];
};

/** Mantine's parts in our look. The colours themselves are the tokens: the resolver below points every variable at them. */
export const mantineTheme: MantineThemeOverride = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 8, dark: 6 },
  colors: { spruce: shades(165, 0.09), red: shades(27, 0.19), green: shades(150, 0.14), yellow: shades(82, 0.14), orange: shades(57, 0.14) },
  fontFamily: 'var(--y-font)',
  fontFamilyMonospace: 'var(--y-mono)',
  headings: { fontFamily: 'var(--y-font)', fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.3334', sm: '1.4286', md: '1.4286', lg: '1.5', xl: '1.3334' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '20px', xl: '32px' },
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: { xs: 'none', sm: 'none', md: 'var(--y-shadow-float)', lg: 'var(--y-shadow-float)', xl: 'var(--y-shadow-float)' },
  components: {
    Input: Input.extend({ defaultProps: { size: 'sm' }, classNames: { input: classes.input ?? '', wrapper: classes.inputBox ?? '' } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'], withAsterisk: false },
      classNames: { label: classes.label ?? '', error: classes.error ?? '', description: classes.description ?? '', root: classes.wrapper ?? '' },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { hideControls: true, decimalSeparator: ',', thousandSeparator: '\u202f' } }),
    Button: Button.extend({ defaultProps: { variant: 'default' }, classNames: { root: classes.button ?? '' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' }, classNames: { root: classes.actionIcon ?? '' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'sm' }, classNames: { input: classes.mark ?? '' } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' }, classNames: { radio: classes.mark ?? '' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm', withThumbIndicator: false } }),
    Combobox: Combobox.extend({
      defaultProps: { offset: 4, shadow: 'md' },
      classNames: { dropdown: classes.dropdown ?? '', option: classes.option ?? '', search: classes.search ?? '' },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'md', radius: 'lg', offset: 4, transitionProps: { duration: 120 } },
      classNames: { dropdown: classes.dropdown ?? '' },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: { duration: 120 } }, classNames: { tooltip: classes.tooltip ?? '' } }),
    Modal: Modal.extend({
      defaultProps: { radius: 'xl', centered: true, overlayProps: { color: 'var(--y-veil)', backgroundOpacity: 1 }, transitionProps: { duration: 180 } },
      classNames: { content: classes.dialog ?? '', title: classes.dialogTitle ?? '' },
    }),
    Drawer: Drawer.extend({
      defaultProps: { overlayProps: { color: 'var(--y-veil)', backgroundOpacity: 1 }, transitionProps: { duration: 180 } },
      classNames: { content: classes.dialog ?? '', title: classes.dialogTitle ?? '' },
    }),
    Tabs: Tabs.extend({ classNames: { tab: classes.tab ?? '', list: classes.tabList ?? '' } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', radius: 'md' },
      classNames: { root: classes.segments ?? '', indicator: classes.segment ?? '', label: classes.segmentLabel ?? '' },
    }),
    Accordion: Accordion.extend({ classNames: { control: classes.accordion ?? '' } }),
    Loader: Loader.extend({ defaultProps: { type: 'dots', size: 'sm' } }),
  },
});

const shared: Record<string, string> = {
  '--mantine-color-body': 'var(--y-paper)',
  '--mantine-color-text': 'var(--y-ink)',
  '--mantine-color-bright': 'var(--y-ink)',
  '--mantine-color-dimmed': 'var(--y-ink-3)',
  '--mantine-color-placeholder': 'var(--y-ink-3)',
  '--mantine-color-anchor': 'var(--y-accent-text)',
  '--mantine-color-error': 'var(--y-red-text)',
  '--mantine-color-success': 'var(--y-green-text)',
  '--mantine-color-default': 'var(--y-surface)',
  '--mantine-color-default-hover': 'var(--y-surface)',
  '--mantine-color-default-color': 'var(--y-ink)',
  '--mantine-color-default-border': 'var(--y-line)',
  '--mantine-color-disabled': 'var(--y-sunken)',
  '--mantine-color-disabled-color': 'var(--y-ink-3)',
  '--mantine-color-disabled-border': 'var(--y-line)',
  '--mantine-primary-color-filled': 'var(--y-accent)',
  '--mantine-primary-color-filled-hover': 'var(--y-accent-hover)',
  '--mantine-primary-color-light': 'var(--y-accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--y-accent-soft)',
  '--mantine-primary-color-light-color': 'var(--y-accent-text)',
  '--mantine-primary-color-contrast': 'var(--y-accent-ink)',
  '--mantine-color-spruce-filled': 'var(--y-accent)',
  '--mantine-color-spruce-filled-hover': 'var(--y-accent-hover)',
  '--mantine-color-spruce-light': 'var(--y-accent-soft)',
  '--mantine-color-spruce-light-hover': 'var(--y-accent-soft)',
  '--mantine-color-spruce-light-color': 'var(--y-accent-text)',
  '--mantine-color-spruce-text': 'var(--y-accent-text)',
  '--mantine-color-spruce-outline': 'var(--y-accent-text)',
  '--mantine-color-red-filled': 'var(--y-red)',
  '--mantine-color-red-light': 'var(--y-red-soft)',
  '--mantine-color-red-light-color': 'var(--y-red-text)',
  '--mantine-color-red-text': 'var(--y-red-text)',
  '--mantine-color-gray-light': 'var(--y-hover)',
  '--mantine-color-gray-light-hover': 'var(--y-hover)',
  '--mantine-color-gray-light-color': 'var(--y-ink-2)',
  '--mantine-color-gray-text': 'var(--y-ink-2)',
};

/** Points the library's colour variables at our tokens, in both themes alike: the tokens carry both. */
export const mantineVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });

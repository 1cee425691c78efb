export {
  Button,
  type ButtonLook,
  ButtonLink,
  type ButtonLinkProps,
  type ButtonProps,
  type ButtonSize,
  buttonClass,
  IconButton,
  type IconButtonProps,
} from './plain/button.tsx';
export { type ConfirmInput, ConfirmHost, confirm } from './plain/confirm.tsx';
export { cx } from './plain/cx.ts';
export { Dialog, type DialogProps } from './plain/dialog.tsx';
export { EmptyState, type EmptyStateProps } from './plain/empty-state.tsx';
export { ErrorPanel, type ErrorPanelProps, RequestId } from './plain/error-panel.tsx';
export {
  Check,
  type CheckProps,
  Field,
  type FieldParts,
  type FieldProps,
  PasswordField,
  SelectField,
  type SelectFieldProps,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
} from './plain/field.tsx';
export { type FilterChip, FilterChips, type FilterChipsProps } from './plain/filter-chips.tsx';
export { FormShell, type FormShellProps, type SubmitError } from './plain/form-shell.tsx';
export { icon16, icon20, icon32 } from './plain/icon.ts';
export { Kbd, keyName } from './plain/kbd.tsx';
export { KeyHelp, openKeyHelp } from './plain/key-help.tsx';
export { Anchor, type AnchorProps, LinkProvider } from './plain/link.tsx';
export { Menu, type MenuGroup, type MenuItem, type MenuProps, type MenuTriggerProps } from './plain/menu.tsx';
export { Breadcrumbs, type Crumb, PageHeader, type PageHeaderProps } from './plain/page-header.tsx';
export { PictureBox, type PictureBoxProps } from './plain/picture-box.tsx';
export {
  isTheme,
  LocaleSwitch,
  type LocaleSwitchProps,
  THEMES,
  type Theme,
  ThemeSwitch,
  type ThemeSwitchProps,
  useLocaleGroup,
  useThemeGroup,
} from './plain/preferences.tsx';
export { Popover, type PopoverProps, type PopoverTriggerProps } from './plain/popover.tsx';
export { Price, type PriceProps } from './plain/price.tsx';
export { ProgressBar, type ProgressBarProps } from './plain/progress.tsx';
export { Rating, type RatingProps } from './plain/rating.tsx';
export { type Shortcut, useShortcuts } from './plain/shortcuts.ts';
export { Skeleton, SkeletonForm, type SkeletonProps, SkeletonText, SkeletonTile } from './plain/skeleton.tsx';
export { StatusBadge, type StatusBadgeProps, type StatusTone } from './plain/status-badge.tsx';
export { createStore, type Store, useStore } from './plain/store.ts';
export { type ToastInput, Toasts, toast, UNDO_MS, undoToast } from './plain/toast.tsx';
export { Tooltips } from './plain/tooltips.tsx';

import { useTranslations } from '@yarmarka/i18n/react';
import { type ReactNode, useState } from 'react';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import classes from './key-help.module.css';
import { useShortcutGroups, useShortcuts } from './shortcuts.ts';
import { createStore, useStore } from './store.ts';

const opened = createStore(false);

/** Opens the list of keys from a button or a command. */
export const openKeyHelp = (): void => opened.set(true);

/** The list of keys that work here, behind `?`. Mount it once. */
export function KeyHelp(): ReactNode {
  const t = useTranslations('common');
  const open = useStore(opened);
  const groups = useShortcutGroups();
  const [everywhere] = useState(() => t('keys.everywhere'));
  useShortcuts(everywhere, [{ keys: '?', label: t('keys.help'), run: openKeyHelp }]);
  if (!open) return null;
  const merged = new Map<string, Map<string, string>>();
  for (const group of groups) {
    const known = merged.get(group.title) ?? new Map<string, string>();
    for (const shortcut of group.shortcuts) if (!shortcut.disabled) known.set(shortcut.keys, shortcut.label);
    merged.set(group.title, known);
  }
  return (
    <Dialog title={t('keys.title')} closeLabel={t('actions.close')} onClose={() => opened.set(false)} width={640}>
      <div className={classes.groups}>
        {[...merged].map(([title, keys]) => (
          <section key={title}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.list}>
              {[...keys].map(([chord, label]) => (
                <div key={chord} className={classes.row}>
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={chord} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

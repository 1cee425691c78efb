import { IconLayoutGrid } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, icon16, Menu } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { LookState } from './use-look.ts';

/** How dense the sheet is, and the widths of its columns: what the mouse does at their edges, said and done from here too. */
export function LookMenu({ look, ofView, change, leave, onWidth }: LookState & { onWidth: (key: '[' | ']' | '=') => void }): ReactNode {
  const t = useTranslations('admin.grid.look');
  const dense = (density: 'normal' | 'compact') => ({
    id: density,
    label: t(density),
    checked: look.density === density,
    onSelect: () => change({ ...look, density }),
  });
  const width = (id: 'wider' | 'narrower' | 'fit', keys: '[' | ']' | '=') => ({ id, label: t(id), keys, onSelect: () => onWidth(keys) });
  return (
    <Menu
      align="end"
      width={300}
      trigger={(props) => (
        <Button {...props} size="s" look="quiet" icon={<IconLayoutGrid {...icon16} />}>
          {t('title')}
        </Button>
      )}
      groups={[
        { id: 'density', label: t('density'), items: [dense('normal'), dense('compact')] },
        {
          id: 'widths',
          label: t('widths'),
          items: [
            width('wider', ']'),
            width('narrower', '['),
            width('fit', '='),
            { id: 'even', label: t('even'), disabled: look.widths.size === 0, onSelect: () => change({ ...look, widths: new Map() }) },
            ...(ofView ? [{ id: 'leave', label: t('leave'), onSelect: leave }] : []),
          ],
        },
      ]}
    />
  );
}

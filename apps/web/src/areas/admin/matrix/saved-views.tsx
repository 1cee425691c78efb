import { IconBookmark } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Dialog, FormShell, icon16, Menu, TextField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSession } from '../../../lib/session.ts';

type Saved = { readonly name: string; readonly search: string };

const read = (place: string): readonly Saved[] => {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? (kept as Saved[]).filter((one) => typeof one?.name === 'string' && typeof one?.search === 'string') : [];
  } catch {
    return [];
  }
};

/** Views of the grid under names of one's own, kept in this browser for this person. */
export function SavedViews(): ReactNode {
  const t = useTranslations('admin.grid.views');
  const common = useTranslations('common.actions');
  const { search } = useLocation();
  const navigate = useNavigate();
  const person = useSession()?.id ?? '';
  const storage = `yarmarka-matrix-views-${person}`;
  const [views, setViews] = useState(() => read(storage));
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const keep = (next: readonly Saved[]) => {
    window.localStorage.setItem(storage, JSON.stringify(next));
    setViews(next);
  };
  return (
    <>
      <Menu
        align="end"
        trigger={(props) => (
          <Button {...props} size="s" look="quiet" icon={<IconBookmark {...icon16} />}>
            {t('title')}
          </Button>
        )}
        groups={[
          ...(views.length > 0
            ? [
                {
                  id: 'views',
                  items: views.map((view) => ({
                    id: view.name,
                    label: view.name,
                    checked: view.search === search,
                    onSelect: () => void navigate({ search: view.search }),
                  })),
                },
              ]
            : []),
          {
            id: 'keep',
            items: [
              { id: 'save', label: t('save'), onSelect: () => setNaming(true) },
              ...views
                .filter((view) => view.search === search)
                .map((view) => ({ id: `drop-${view.name}`, label: t('drop', { name: view.name }), onSelect: () => keep(views.filter((one) => one !== view)) })),
            ],
          },
        ]}
      />
      {naming ? (
        <Dialog title={t('save')} closeLabel={common('close')} onClose={() => setNaming(false)} width={380}>
          <FormShell
            submit={t('submit')}
            pending={false}
            submitError={null}
            onSubmit={() => {
              if (name.trim() === '') return;
              keep([...views.filter((one) => one.name !== name.trim()), { name: name.trim(), search }]);
              setName('');
              setNaming(false);
            }}
          >
            <TextField label={t('name')} hint={t('hint')} value={name} required maxLength={60} onChange={(event) => setName(event.target.value)} />
          </FormShell>
        </Dialog>
      ) : null}
    </>
  );
}

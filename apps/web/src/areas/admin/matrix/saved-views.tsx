import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconBookmark } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, Check, Dialog, FormShell, icon16, Menu, type MenuGroup, TextField, toast } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useSession } from '../../../lib/session.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { forgetLocalViews, readLocalViews, viewSearch, withLook } from './local-views.ts';
import { isPlain, printLook } from './look.ts';
import { gridQueries } from './queries.ts';
import type { LookState } from './use-look.ts';

type Edited = {
  readonly id?: string;
  readonly name: string;
  readonly search: string;
  readonly shared: boolean;
  readonly start: boolean;
  readonly look: boolean;
};

/** Views of the grid under names: the person's own, on every computer, and those that all administrators share. */
export function SavedViews({ look }: { look: LookState }): ReactNode {
  const t = useTranslations('admin.grid.views');
  const common = useTranslations('common.actions');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const errors = useErrorWords();
  const location = useLocation();
  const navigate = useNavigate();
  const person = useSession()?.id ?? '';
  const [editing, setEditing] = useState<Edited | null>(null);
  const { data } = useQuery(gridQueries(trpc).views);
  const done = { onSuccess: (views: typeof data) => queryClient.setQueryData(trpc.taxonomy.savedViews.queryKey(), views) };
  const keep = useMutation(trpc.taxonomy.keepView.mutationOptions(done));
  const drop = useMutation(trpc.taxonomy.dropView.mutationOptions({ ...done, onError: errors.toast }));
  const search = viewSearch(location.search);
  // A look that the address holds already is part of the view anyway.
  const offersLook = !look.ofView && !isPlain(look.look);
  const own = data?.own ?? [];
  const shared = data?.shared ?? [];
  const current = [...own.map((view) => ({ ...view, shared: false })), ...shared.map((view) => ({ ...view, shared: true }))].find(
    (view) => view.search === search,
  );

  const takeOver = useEffectEvent(async () => {
    const kept = readLocalViews(person);
    if (kept.length === 0) return;
    for (const { name, search: address } of kept) await client.taxonomy.keepView.mutate({ name: name.slice(0, 60), search: viewSearch(address) });
    forgetLocalViews(person);
    await queryClient.invalidateQueries(trpc.taxonomy.savedViews.queryFilter());
  });
  useEffect(() => {
    // What could not be taken over stays in the browser until the next visit.
    takeOver().catch(() => undefined);
  }, []);

  const listed = (views: readonly { readonly id: string; readonly name: string; readonly search: string; readonly start: boolean }[]) =>
    views.map((view) => ({
      id: view.id,
      label: view.name,
      checked: view.search === search,
      ...(view.start ? { hint: t('start') } : {}),
      onSelect: () => void navigate({ search: view.search }),
    }));
  const groups: MenuGroup[] = [
    ...(own.length > 0 ? [{ id: 'own', label: t('own'), items: listed(own) }] : []),
    ...(shared.length > 0 ? [{ id: 'shared', label: t('all'), items: listed(shared) }] : []),
    {
      id: 'keep',
      items: [
        ...(current ? [{ id: 'edit', label: t('edit', { name: current.name }), onSelect: () => setEditing({ ...current, look: false }) }] : []),
        ...(current ? [] : [{ id: 'save', label: t('save'), onSelect: () => setEditing({ name: '', search, shared: false, start: false, look: offersLook }) }]),
        {
          id: 'link',
          label: t('link'),
          onSelect: () => void navigator.clipboard.writeText(`${window.location.origin}${location.pathname}${search}`).then(() => toast({ text: t('linked') })),
        },
        ...(current
          ? [
              {
                id: 'drop',
                label: t('drop', { name: current.name }),
                danger: true,
                onSelect: () =>
                  drop.mutate(
                    { id: current.id },
                    {
                      onSuccess: () =>
                        toast({
                          text: t('dropped', { name: current.name }),
                          action: {
                            label: common('undo'),
                            run: () => keep.mutate({ name: current.name, search: current.search, shared: current.shared, start: current.start }),
                          },
                        }),
                    },
                  ),
              },
            ]
          : []),
      ],
    },
  ];
  return (
    <>
      <Menu
        align="end"
        width={320}
        trigger={(props) => (
          <Button {...props} size="s" look="quiet" icon={<IconBookmark {...icon16} />}>
            {current ? current.name : t('title')}
          </Button>
        )}
        groups={groups}
      />
      {editing ? (
        <Dialog
          title={editing.id ? t('edit', { name: current?.name ?? editing.name }) : t('save')}
          closeLabel={common('close')}
          onClose={() => setEditing(null)}
          width={400}
        >
          <FormShell
            submit={t('submit')}
            pending={keep.isPending}
            submitError={errors.submitError(keep.error)}
            onSubmit={() => {
              if (editing.name.trim() === '') return;
              const { id, name, search: plain, shared: forAll, start } = editing;
              const address = editing.look ? withLook(plain, printLook(look.look)) : plain;
              const onSuccess = () => {
                setEditing(null);
                if (address !== search) void navigate({ search: address }, { replace: true });
              };
              keep.mutate({ ...(id ? { id } : {}), name: name.trim(), search: address, shared: forAll, start }, { onSuccess });
            }}
          >
            <TextField
              label={t('name')}
              hint={t('hint')}
              value={editing.name}
              required
              maxLength={60}
              data-autofocus
              onChange={(event) => setEditing({ ...editing, name: event.target.value })}
            />
            {offersLook && editing.id === undefined ? (
              <Check label={t('look')} checked={editing.look} onChange={(event) => setEditing({ ...editing, look: event.target.checked })} />
            ) : null}
            <Check label={t('shared')} checked={editing.shared} onChange={(event) => setEditing({ ...editing, shared: event.target.checked, start: false })} />
            {editing.shared ? (
              <Check label={t('first')} checked={editing.start} onChange={(event) => setEditing({ ...editing, start: event.target.checked })} />
            ) : null}
          </FormShell>
        </Dialog>
      ) : null}
    </>
  );
}

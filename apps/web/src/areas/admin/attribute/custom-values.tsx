import { useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { labelKey } from '@yarmarka/taxonomy/check';
import { Button, type Column, DataTable, Dialog, EmptyState, toast } from '@yarmarka/ui';
import type { inferRouterOutputs } from '@trpc/server';
import { type ReactNode, useState } from 'react';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { keyFrom } from '../categories/category-dialogs.tsx';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useDraft, useDraftEdits } from '../parts/draft.ts';
import pick from '../parts/inspector/dialogs.module.css';
import { joinEdit } from '../parts/join-edit.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { SearchField } from '../parts/search-field.tsx';
import type { Change } from '../parts/types.ts';
import type { ShownOption } from './draft-options.ts';
import type { AttributeRow } from './pick-attribute.tsx';

type Custom = inferRouterOutputs<AppRouter>['dictionary']['customValues'][number];
const FOUND = 30;

/** What sellers typed instead of an option: made options, or synonyms of those there are. The values called so follow once the draft is published. */
export function CustomValues({ attribute, options, onClose }: { attribute: AttributeRow; options: readonly ShownOption[]; onClose: () => void }): ReactNode {
  const t = useTranslations('admin.work');
  const common = useTranslations('common.actions');
  const format = useFormats();
  const label = useLabel();
  const draft = useDraft();
  const { edit, create } = useDraftEdits();
  const words = useErrorWords();
  const query = useQuery(useTRPC().dictionary.customValues.queryOptions({ attributeNo: attribute.no }));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [linking, setLinking] = useState<Custom | null>(null);
  const listKey = attribute.listKey ?? attribute.key;
  const names = new Set(options.filter((o) => o.state !== 'stored').flatMap((o) => [o.ru, o.en, ...o.synonyms].map(labelKey)));
  const promote = (texts: readonly string[]) => {
    const keys = new Set(options.map((o) => o.key));
    const save = texts
      .filter((text) => !names.has(labelKey(text)))
      .map((text, n): Change => {
        let key = `${listKey}__${keyFrom(text, '_') || 'x'}`.slice(0, 180);
        while (keys.has(key)) key = `${key}_${n + 2}`;
        keys.add(key);
        return { kind: 'entry', entry: { listKey, key, label: { ru: text, en: text }, position: options.length + n + 1 } };
      });
    if (save.length === 0) return;
    create({ save }).then(
      () => {
        setSelected(new Set());
        toast({ tone: 'success', text: t('custom.promoted', { count: save.length }) });
      },
      (error: unknown) => words.toast(error),
    );
  };
  const link = (value: Custom, option: ShownOption) => {
    const change: Change = { kind: 'entry_edit', edit: { listKey, key: option.key, synonyms: [...option.synonyms, value.text] } };
    edit({ save: [joinEdit(change, draft?.changes.map((c) => c.change) ?? [])] });
    toast({ tone: 'success', text: t('custom.linked', { value: value.text, option: label(option) }) });
    setLinking(null);
  };
  const columns: readonly Column<Custom>[] = [
    { id: 'value', header: t('custom.value'), width: 'minmax(160px, 2fr)', phone: 'title', cell: (row) => row.text },
    { id: 'cards', header: t('custom.cards'), width: '96px', align: 'end', cell: (row) => format.number(row.cards) },
    {
      id: 'act',
      header: '',
      width: '240px',
      phone: 'value',
      cell: (row) =>
        names.has(labelKey(row.text)) ? (
          <span className={classes.quiet}>{t('custom.inDraft')}</span>
        ) : (
          <span className={classes.actions}>
            <Button size="s" onClick={() => promote([row.text])}>
              {t('custom.promote')}
            </Button>
            <Button size="s" look="plain" onClick={() => setLinking(row)}>
              {t('custom.synonym')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <Dialog title={t('custom.title', { name: label(attribute) })} closeLabel={common('close')} onClose={onClose} width={720} side="top">
      {linking ? (
        <PickOption
          title={t('custom.synonymOf', { name: linking.text })}
          options={options}
          onPick={(option) => link(linking, option)}
          onBack={() => setLinking(null)}
        />
      ) : (
        <div className={classes.stack}>
          <p className={classes.note}>{t('custom.note')}</p>
          <DataTable
            label={t('custom.title', { name: label(attribute) })}
            columns={columns}
            rows={query.data ?? []}
            loading={query.isPending}
            height={420}
            rowId={(row) => row.text}
            rowName={(row) => row.text}
            selected={selected}
            onSelectedChange={setSelected}
            bulkActions={(chosen) => (
              <Button size="s" onClick={() => promote([...chosen])}>
                {t('custom.promote')}
              </Button>
            )}
            empty={<EmptyState title={t('custom.none')} />}
            error={query.isError ? <ListError error={query.error} onRetry={() => void query.refetch()} /> : undefined}
          />
        </div>
      )}
    </Dialog>
  );
}

function PickOption({
  title,
  options,
  onPick,
  onBack,
}: {
  title: string;
  options: readonly ShownOption[];
  onPick: (option: ShownOption) => void;
  onBack: () => void;
}): ReactNode {
  const common = useTranslations('common.actions');
  const label = useLabel();
  const [query, setQuery] = useState('');
  const asked = labelKey(query);
  const found = options.filter((o) => !o.retired && [o.ru, o.en, ...o.synonyms].some((name) => labelKey(name).includes(asked))).slice(0, FOUND);
  return (
    <div className={pick.picker}>
      <p>{title}</p>
      <SearchField label={title} value={query} onChange={setQuery} shortcut={false} />
      <ul role="list" className={pick.results} aria-label={title}>
        {found.map((o) => (
          <li key={o.key}>
            <button type="button" className={pick.result} onClick={() => onPick(o)}>
              <span className={pick.resultName}>{label(o)}</span>
              <span className={pick.key}>{o.key}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button onClick={onBack}>{common('back')}</Button>
      </div>
    </div>
  );
}

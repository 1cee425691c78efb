import { IconArrowDown, IconArrowUp, IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import { labelKey } from '@yarmarka/taxonomy/check';
import { toBase, UNIT_BY_CODE } from '@yarmarka/taxonomy/schemas';
import { Button, Check, type Column, DataTable, EmptyState, IconButton, icon16, icon20, Menu, StatusBadge, toast } from '@yarmarka/ui';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { useDraft, useDraftEdits } from '../parts/draft.ts';
import { joinEdit } from '../parts/join-edit.ts';
import { useLabel } from '../parts/label.ts';
import { ListError } from '../parts/list-error.tsx';
import classes from '../parts/lists.module.css';
import { SearchField } from '../parts/search-field.tsx';
import type { Change } from '../parts/types.ts';
import { useUrlState } from '../parts/url-state.ts';
import { CustomValues } from './custom-values.tsx';
import { type ShownOption, shownOptions } from './draft-options.ts';
import { MergeOptions } from './merge-options.tsx';
import { OptionDialog } from './option-dialog.tsx';
import type { AttributeRow } from './pick-attribute.tsx';
import { SheetDialog } from './sheet-dialog.tsx';

/** As many edits as one request takes. */
const AT_ONCE = 5000;
/** A sheet of more lines than this is slow to type in; it opens with what the search shows. */
const SHEET_LINES = 3000;

type Opened =
  | { readonly kind: 'option'; readonly key: string }
  | { readonly kind: 'sheet'; readonly keys: ReadonlySet<string> | null }
  | { readonly kind: 'merge'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'custom' };

/** The options of a list attribute with the draft laid over them: found, sorted, merged, retired, edited as a sheet. */
export function Options({ attribute, onAdd }: { attribute: AttributeRow; onAdd: () => void }): ReactNode {
  const t = useTranslations('admin.dictionary.attribute');
  const w = useTranslations('admin.work');
  const format = useFormats();
  const locale = useLocale();
  const label = useLabel();
  const url = useUrlState();
  const draft = useDraft();
  const { edit } = useDraftEdits();
  const trpc = useTRPC();
  const list = useQuery(trpc.dictionary.options.queryOptions({ attributeNo: attribute.no }));
  const sharing = useQuery(trpc.dictionary.sharing.queryOptions({ attributeNo: attribute.no })).data ?? [];
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened | null>(null);
  const listKey = attribute.listKey ?? attribute.key;
  const query = useDeferredValue(url.get('q'));
  const withRetired = url.get('retired') === '1';
  const all = useMemo(() => shownOptions(list.data ?? [], draft, listKey), [list.data, draft, listKey]);
  const asked = labelKey(query);
  const rows = useMemo(
    () => all.filter((o) => (withRetired || !o.retired) && (asked === '' || [o.ru, o.en, o.key, ...o.synonyms].some((name) => labelKey(name).includes(asked)))),
    [all, asked, withRetired],
  );
  const live = useMemo(() => all.filter((o) => !o.retired), [all]);
  const byKey = useMemo(() => new Map(all.map((o) => [o.key, o])), [all]);

  const save = (changes: readonly Change[]) => {
    const held = draft?.changes.map((c) => c.change) ?? [];
    const joined = changes.map((change) => joinEdit(change, held));
    for (let i = 0; i < joined.length; i += AT_ONCE) edit({ save: joined.slice(i, i + AT_ONCE) });
  };
  const order = (sorted: readonly ShownOption[]) => {
    const changes = sorted.flatMap((o, n): Change[] => (o.position === n + 1 ? [] : [{ kind: 'entry_edit', edit: { listKey, key: o.key, position: n + 1 } }]));
    save(changes);
    if (changes.length > 0) toast({ tone: 'success', text: w('options.sortNote') });
  };
  const byName = (of: 'ru' | 'en') => order(live.toSorted((a, b) => a[of].localeCompare(b[of], of, { numeric: true })));
  const base = (o: ShownOption): number => {
    const unit = o.unit === null ? undefined : UNIT_BY_CODE.get(o.unit);
    return o.number === null ? Number.POSITIVE_INFINITY : unit ? toBase(o.number, unit) : o.number;
  };
  const shift = (keys: ReadonlySet<string>, by: -1 | 1) => order(shifted(live, keys, by));
  const retire = (keys: ReadonlySet<string>, retired: boolean) => {
    const fresh = new Set(all.filter((o) => o.state === 'new' && keys.has(o.key)).map((o) => o.key));
    // What only the draft knows is not retired but taken out of it.
    if (retired && fresh.size > 0) edit({ remove: [...fresh].flatMap((key) => [`entry:${listKey}:${key}`, `entry_edit:${listKey}:${key}`]) });
    save([...keys].filter((key) => !retired || !fresh.has(key)).map((key) => ({ kind: 'entry_edit', edit: { listKey, key, retired } })));
    setSelected(new Set());
    toast({ tone: 'success', text: w('inDraft') });
  };

  const columns: readonly Column<ShownOption>[] = [
    {
      id: 'name',
      header: t('optionColumns.name'),
      width: 'minmax(250px, 3fr)',
      phone: 'title',
      cell: (row) => (
        <span className={classes.named}>
          {row.swatch ? <span className={classes.swatch} style={{ background: row.swatch }} role="img" aria-label={row.swatch} /> : null}
          {label(row)}
          {row.state === 'stored' ? null : (
            <StatusBadge bare tone="changed">
              {row.state === 'new' ? w('options.draftNew') : w('options.draftChanged')}
            </StatusBadge>
          )}
          {row.retired ? (
            <StatusBadge bare tone="quiet">
              {row.mergedInto === null ? w('retired') : w('mergedInto', { name: label(byKey.get(row.mergedInto) ?? row) })}
            </StatusBadge>
          ) : null}
        </span>
      ),
    },
    { id: 'other', header: t('optionColumns.other'), width: 'minmax(80px, 1.2fr)', cell: (row) => (locale === 'ru' ? row.en : row.ru) },
    { id: 'synonyms', header: t('optionColumns.synonyms'), width: 'minmax(76px, 1fr)', phone: 'hide', cell: (row) => row.synonyms.join(', ') },
    {
      id: 'quantity',
      header: t('optionColumns.quantity'),
      width: '104px',
      align: 'end',
      phone: 'hide',
      cell: (row) => (row.number === null ? '' : `${format.number(row.number)}\u00a0${row.unit ? (UNIT_BY_CODE.get(row.unit)?.[locale] ?? row.unit) : ''}`),
    },
  ];
  const chosen = (keys: ReadonlySet<string>) => all.filter((o) => keys.has(o.key));
  const edited = opened?.kind === 'option' ? byKey.get(opened.key) : undefined;
  return (
    <section className={classes.section} aria-label={t('options')}>
      <div className={classes.head}>
        <h2>
          {t('options')} <span className={classes.quiet}>{t('optionsCount', { count: live.length })}</span>
        </h2>
        <span className={classes.actions}>
          <Button size="s" onClick={() => setOpened({ kind: 'sheet', keys: null })}>
            {w('options.sheet')}
          </Button>
          <Menu
            align="end"
            width={250}
            groups={[
              {
                id: 'sort',
                label: w('options.sort'),
                items: [
                  { id: 'ru', label: w('options.sortRu'), onSelect: () => byName('ru') },
                  { id: 'en', label: w('options.sortEn'), onSelect: () => byName('en') },
                  { id: 'number', label: w('options.sortNumber'), onSelect: () => order(live.toSorted((a, b) => base(a) - base(b))) },
                ],
              },
              {
                id: 'more',
                items: [
                  { id: 'custom', label: w('custom.action'), onSelect: () => setOpened({ kind: 'custom' }) },
                  { id: 'files', label: w('options.files'), href: paths.admin.exchange() },
                ],
              },
            ]}
            trigger={(trigger) => (
              <IconButton {...trigger} look="plain" label={w('menu')}>
                <IconDots {...icon20} />
              </IconButton>
            )}
          />
          <Button size="s" icon={<IconPlus {...icon16} />} onClick={onAdd}>
            {t('addOption')}
          </Button>
        </span>
      </div>
      {sharing.length > 0 ? (
        <p className={classes.note}>
          {w('options.sharing', { names: sharing.slice(0, 4).map(label).join(', ') })}
          {sharing.length > 4 ? ` ${w('options.more', { count: sharing.length - 4 })}` : ''}
        </p>
      ) : null}
      <div className={classes.filters}>
        <SearchField label={t('findOption')} value={url.get('q')} onChange={(q) => url.set({ q }, { replace: true })} />
        <Check
          label={w('options.showRetired')}
          checked={withRetired}
          onChange={(event) => url.set({ retired: event.target.checked ? '1' : null }, { replace: true })}
        />
      </div>
      <DataTable
        label={t('options')}
        columns={columns}
        rows={rows}
        loading={list.isPending}
        height={520}
        rowId={(row) => row.key}
        rowName={label}
        rowTone={(row) => (row.state === 'stored' ? (row.retired ? 'quiet' : undefined) : 'changed')}
        selected={selected}
        onSelectedChange={setSelected}
        onOpen={(row) => setOpened({ kind: 'option', key: row.key })}
        bulkActions={(keys) => (
          <>
            <Button size="s" onClick={() => setOpened({ kind: 'sheet', keys })}>
              {w('options.sheet')}
            </Button>
            {chosen(keys).filter((o) => !o.retired && o.token > 0).length > 1 ? (
              <Button size="s" onClick={() => setOpened({ kind: 'merge', keys })}>
                {w('options.merge')}
              </Button>
            ) : null}
            <Button size="s" onClick={() => retire(keys, !chosen(keys).every((o) => o.retired))}>
              {chosen(keys).every((o) => o.retired) ? w('options.back') : w('options.retire')}
            </Button>
            <IconButton look="plain" label={w('options.up')} onClick={() => shift(keys, -1)}>
              <IconArrowUp {...icon20} />
            </IconButton>
            <IconButton look="plain" label={w('options.down')} onClick={() => shift(keys, 1)}>
              <IconArrowDown {...icon20} />
            </IconButton>
          </>
        )}
        empty={<EmptyState title={query === '' ? t('noOptions') : t('noOption', { query })} />}
        error={list.isError ? <ListError error={list.error} onRetry={() => void list.refetch()} /> : undefined}
      />
      {edited ? <OptionDialog key={edited.key} attribute={attribute} option={edited} onClose={() => setOpened(null)} /> : null}
      {opened?.kind === 'sheet' ? (
        <SheetDialog
          attribute={attribute}
          options={opened.keys ? chosen(opened.keys) : asked === '' && live.length <= SHEET_LINES ? live : rows.slice(0, SHEET_LINES)}
          whole={opened.keys === null && asked === '' && !withRetired && live.length <= SHEET_LINES}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {opened?.kind === 'merge' ? (
        <MergeOptions
          listKey={listKey}
          options={chosen(opened.keys).filter((o) => !o.retired && o.token > 0)}
          onClose={() => {
            setOpened(null);
            setSelected(new Set());
          }}
        />
      ) : null}
      {opened?.kind === 'custom' ? <CustomValues attribute={attribute} options={all} onClose={() => setOpened(null)} /> : null}
    </section>
  );
}

/** The list with the chosen options one place up or down, keeping together. */
function shifted(list: readonly ShownOption[], keys: ReadonlySet<string>, by: -1 | 1): ShownOption[] {
  const out = [...list];
  const walk = by < 0 ? out.map((_, i) => i) : out.map((_, i) => out.length - 1 - i);
  for (const i of walk) {
    const [here, there] = [out[i], out[i + by]];
    if (here && there && keys.has(here.key) && !keys.has(there.key)) {
      out[i] = there;
      out[i + by] = here;
    }
  }
  return out;
}

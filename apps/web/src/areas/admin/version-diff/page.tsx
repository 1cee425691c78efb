import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, EmptyState, ErrorPanel, PageHeader } from '@yarmarka/ui/plain';
import type { inferRouterOutputs } from '@trpc/server';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { type AppRouter, useTRPC } from '../../../lib/trpc.ts';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import { askedVersions } from '../parts/asked-versions.ts';
import { DiffPicker } from '../parts/diff-picker.tsx';
import { type DiffLine, DiffRows, DiffTable, EditLines } from '../parts/diff-table.tsx';
import { isCellField, useFieldText } from '../parts/field-text.ts';
import { useLabel } from '../parts/label.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { useChangeText } from '../parts/use-change-text.ts';
import { useNames } from '../parts/use-names.ts';
import { useUrlState } from '../parts/url-state.ts';
import classes from '../parts/lists.module.css';

type Diff = inferRouterOutputs<AppRouter>['operations']['versionDiff'];
const NO_GROUPS: Parameters<typeof useNames>[1] = [];

/** What differs between any two versions: tree and dictionary in sentences, rules field by field. */
export function Page(): ReactNode {
  const t = useTranslations('admin.diff');
  const review = useTranslations('admin.review');
  const words = useErrorWords();
  const { get } = useUrlState();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.taxonomy.counts.queryOptions());
  const newest = counts?.version;
  const { from, to, swapped, known } = askedVersions(get('from'), get('to'), newest ?? 0);
  const query = useInfiniteQuery(
    trpc.operations.versionDiff.infiniteQueryOptions({ from, to }, { getNextPageParam: (page) => page.next, enabled: known, retry: false }),
  );
  const pages = query.data?.pages ?? [];
  const first = pages[0];
  const empty = first !== undefined && first.rules.length === 0 && first.edits.length === 0 && first.categoriesChanged === 0;
  const title = known || newest === undefined ? t('title', { from: String(from), to: String(to) }) : t('open');
  return (
    <>
      <Head title={title} noindex />
      <MatrixBar />
      <PageHeader
        title={title}
        crumbs={[{ label: review('history'), href: paths.admin.changes() }]}
        lead={first ? t('categories', { count: first.categoriesChanged }) : undefined}
      />
      <DiffPicker key={`${from} ${to}`} from={from} to={to} newest={newest} />
      {swapped && known ? <p className={classes.quiet}>{t('swapped')}</p> : null}
      {newest !== undefined && !known ? <EmptyState title={t('noSuch')} text={t('range', { newest: String(newest) })} /> : null}
      {query.isError ? <ErrorPanel text={words.say(query.error)} requestId={serverErrorOf(query.error).requestId} /> : null}
      {empty ? <EmptyState title={t('none')} /> : null}
      {first && first.edits.length > 0 ? <Edits diff={first} /> : null}
      {pages.some((page) => page.rules.length > 0) ? <Rules pages={pages} /> : null}
      {query.hasNextPage ? (
        <div>
          <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Edits({ diff }: { diff: Diff }): ReactNode {
  const t = useTranslations('admin.diff');
  const textOf = useChangeText(diff);
  return (
    <section className={classes.section} aria-labelledby="edits-title">
      <h2 id="edits-title">{t('edits')}</h2>
      <EditLines
        lines={diff.edits.map((one) => ({
          key: `${one.version} ${one.target}`,
          text: (
            <>
              {textOf(one.change)} <span className={classes.quiet}>{t('inVersion', { version: String(one.version) })}</span>
            </>
          ),
        }))}
      />
    </section>
  );
}

function Rules({ pages }: { pages: readonly Diff[] }): ReactNode {
  const t = useTranslations('admin.diff');
  return (
    <section className={classes.section}>
      <h2>{t('rules')}</h2>
      <DiffTable label={t('rules')}>
        {pages.map((page, index) => (
          // biome-ignore lint: pages only ever grow at the end
          <RuleRows key={index} diff={page} />
        ))}
      </DiffTable>
    </section>
  );
}

function RuleRows({ diff }: { diff: Diff }): ReactNode {
  const t = useTranslations('admin.diff');
  const review = useTranslations('admin.review');
  const words = useTranslations('taxonomy.field');
  const label = useLabel();
  const { data: groups } = useQuery(useTRPC().taxonomy.groups.queryOptions());
  const text = useFieldText(useNames(diff, groups ?? NO_GROUPS));
  const opText = (side: Diff['rules'][number]['old']): string => (side === null ? t('noRule') : side.op === 'exclude' ? t('excluded') : t('ownRule'));
  return (
    <>
      {diff.rules.map((rule) => {
        const attribute = diff.attributes[rule.attributeNo];
        const about = { unitFamily: attribute?.unitFamily ?? null, unit: attribute?.unit ?? undefined };
        const name = `${label(diff.categories[rule.categoryId] ?? { ru: `№ ${rule.categoryId}`, en: `No. ${rule.categoryId}` })} › ${label(attribute ?? { ru: `№ ${rule.attributeNo}`, en: `No. ${rule.attributeNo}` })}`;
        const lines: DiffLine[] = [
          ...(rule.old?.op === rule.new?.op ? [] : [{ key: 'op', field: review('rule'), was: opText(rule.old), becomes: opText(rule.new) }]),
          ...rule.fields.flatMap((one) => {
            const { field } = one;
            if (!isCellField(field)) return [];
            const say = (value: unknown) => (value === null || value === undefined ? review('inherits') : text(field, value, about));
            return [{ key: one.field, field: words(field), was: say(one.old), becomes: say(one.new) }];
          }),
        ];
        const key = `${rule.categoryId} ${rule.attributeNo}`;
        return <DiffRows key={key} name={name} href={paths.admin.categories({ c: rule.categoryId, a: rule.attributeNo })} lines={lines} />;
      })}
    </>
  );
}

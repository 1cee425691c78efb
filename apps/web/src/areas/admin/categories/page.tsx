import { IconHierarchy2 } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, cx, EmptyState, icon16, icon32, PageHeader } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { redirect } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { serverErrorOf } from '../../../lib/errors.ts';
import { ensure } from '../../../lib/query.ts';
import { Head } from '../../../shell/head.tsx';
import { useDraftEdits } from '../parts/draft.ts';
import { useDictionaryNews } from '../parts/dictionary-news.ts';
import { MatrixBar } from '../parts/matrix-bar.tsx';
import { newCategories } from '../parts/new-categories.ts';
import { useUrlState } from '../parts/url-state.ts';
import classes from './categories.module.css';
import { CategoryPane } from './category-pane.tsx';
import { CreateDialog } from './category-dialogs.tsx';
import { CategoryTree } from './tree.tsx';
import { useDraftTree } from './use-draft-tree.ts';

const idOf = (text: string | null): number | null => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null);

export const loader = loadWith(async ({ trpc, queryClient }, { request }) => {
  const { pathname, searchParams } = new URL(request.url);
  const id = idOf(searchParams.get('c'));
  const draft = ensure(queryClient, trpc.operations.myDraft.queryOptions());
  const category = async (id: number) => {
    // One that the draft creates is read with its place there, by the pane.
    if (newCategories((await draft)?.changes.map(({ change }) => change) ?? []).has(id))
      return ensure(queryClient, trpc.taxonomy.draftCells.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
    return Promise.all([
      ensure(queryClient, trpc.taxonomy.category.queryOptions({ id })),
      ensure(queryClient, trpc.taxonomy.effectiveCells.queryOptions({ categoryId: id })),
    ]);
  };
  const all = Promise.all([
    ensure(queryClient, trpc.taxonomy.tree.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY })),
    draft,
    ...(id === null ? [] : [category(id), ensure(queryClient, trpc.taxonomy.groups.queryOptions())]),
  ]);
  try {
    await all;
  } catch (error) {
    // The way back may lead to a category that was in the draft only and is not any more: the tree is still there.
    if (id === null || serverErrorOf(error).kind !== 'not_found') throw error;
    searchParams.delete('c');
    searchParams.delete('a');
    return redirect(`${pathname}?${searchParams.toString()}`);
  }
  return null;
});

/** The tree on the left, one category's effective schema beside it, the rule of one cell on the right. The address holds all three. */
export function Page(): ReactNode {
  useDictionaryNews();
  const t = useTranslations('admin.categories');
  const url = useUrlState();
  const id = idOf(url.get('c'));
  const { edit } = useDraftEdits();
  const [creating, setCreating] = useState(false);
  const [awaited, setAwaited] = useState<string | null>(null);
  const { held } = useDraftTree();
  // A new category is opened as soon as the server has given it its number.
  const arrived = [...newCategories(held).values()].find((one) => one.key === awaited)?.id;
  const open = useEffectEvent((c: number) => {
    setAwaited(null);
    url.set({ c: String(c), a: null, f: null });
  });
  useEffect(() => {
    if (arrived !== undefined) open(arrived);
  }, [arrived]);
  return (
    <>
      <MatrixBar />
      <div className={cx(classes.page, id !== null && classes.chosen)}>
        <div className={classes.treePane}>
          <CategoryTree
            selected={id}
            query={url.get('q')}
            onQuery={(q) => url.set({ q }, { replace: true })}
            onSelect={(c) => url.set({ c: String(c), f: null })}
            edit={edit}
          />
        </div>
        <div className={classes.main}>
          {id === null ? (
            <>
              <Head title={t('title')} noindex />
              <PageHeader title={t('title')} actions={<Button onClick={() => setCreating(true)}>{t('newRoot')}</Button>} />
              <div className={classes.pick}>
                <EmptyState icon={<IconHierarchy2 {...icon32} />} title={t('pickTitle')} text={t('pickText')} />
              </div>
              {creating ? <CreateDialog parent={null} onCreate={setAwaited} onClose={() => setCreating(false)} /> : null}
            </>
          ) : (
            <>
              <div className={classes.back}>
                <Button size="s" icon={<IconHierarchy2 {...icon16} />} onClick={() => url.set({ c: null, a: null })}>
                  {t('showTree')}
                </Button>
              </div>
              <CategoryPane key={id} id={id} edit={edit} onCreate={setAwaited} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

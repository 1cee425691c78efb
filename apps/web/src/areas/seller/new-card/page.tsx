import { useMutation } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, PageHeader } from '@yarmarka/ui/plain';
import { type ReactNode, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { CategoryPicker, type PickedCategory } from '../../../parts/category-picker/category-picker.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';

export const loader = loadWith(({ trpc, queryClient }) => void queryClient.query(trpc.taxonomy.tree.queryOptions(undefined, { staleTime: 600_000 })));

/** The first step of a new product: what is it? */
export function Page(): ReactNode {
  const t = useTranslations('seller.newProduct');
  const products = useTranslations('seller.products');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const errors = useErrorWords();
  const [picked, setPicked] = useState<PickedCategory | null>(null);
  const running = useRef(false);
  const create = useMutation(
    // oxlint-disable-next-line react/refs -- its callbacks run after the answer, never while drawing
    trpc.catalog.createDraft.mutationOptions({
      // It counts as running until the card's page is there, so that nobody asks for a second draft meanwhile.
      onSuccess: ({ cardId }) => navigate(paths.seller.card(cardId)),
      onError: errors.toast,
      onSettled: () => {
        running.current = false;
      },
    }),
  );
  // Keys and clicks may come faster than the button is drawn anew.
  const start = (category: PickedCategory) => {
    if (running.current) return;
    running.current = true;
    create.mutate({ categoryId: category.id });
  };
  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        crumbs={[{ label: products('title'), href: paths.seller.cards() }]}
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button look="main" disabled={picked === null} pending={create.isPending} onClick={() => picked && start(picked)}>
            {picked ? t('create', { name: picked.label }) : t('none')}
          </Button>
        }
      />
      <div style={{ maxWidth: 720 }}>
        <CategoryPicker autoFocus value={picked?.id ?? null} onPick={setPicked} onConfirm={start} height={520} />
        <p role="status" style={{ color: 'var(--y-ink-3)' }}>
          {picked?.trail ?? ' '}
        </p>
      </div>
    </>
  );
}

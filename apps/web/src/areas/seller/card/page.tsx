import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { loadWith } from '../../../lib/api.ts';
import { ensure } from '../../../lib/query.ts';
import { notFound } from '../../../lib/errors.ts';
import { Head } from '../../../shell/head.tsx';
import { CardForm } from './card-form.tsx';
import { useCard } from './use-card.ts';

const idOf = (text: string | undefined): number => {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id <= 0) throw notFound();
  return id;
};

export const loader = loadWith(async ({ trpc, queryClient }, { params }) => {
  const cardId = idOf(params.id);
  const { card } = await queryClient.query({ ...trpc.catalog.sellerCard.queryOptions({ cardId }), staleTime: 0 });
  await Promise.all([
    ensure(queryClient, trpc.taxonomy.formSchema.queryOptions({ categoryId: card.categoryId })),
    ensure(queryClient, trpc.catalog.verdicts.queryOptions({ cardId })),
  ]);
});

export function Page(): ReactNode {
  const cardId = idOf(useParams().id);
  return <Form key={cardId} cardId={cardId} />;
}

function Form({ cardId }: { cardId: number }): ReactNode {
  const t = useTranslations('seller.card');
  const locale = useLocale();
  const editor = useCard(cardId);
  const name = editor.state.card[1];
  const text = typeof name === 'object' && !Array.isArray(name) ? (name as { ru?: string; en?: string }) : {};
  const title = text[locale] || text.ru || text.en || t('untitled');
  return (
    <>
      <Head title={title} noindex />
      <CardForm key={editor.data.card.status + String(editor.data.card.version)} editor={editor} title={title} />
    </>
  );
}

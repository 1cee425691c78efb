import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { Button, FileDrop, PageHeader } from '@yarmarka/ui';
import { type ReactNode, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { SHEETS, uploadFile } from '../../../lib/upload.ts';
import { CategoryPicker, type PickedCategory } from '../../../parts/category-picker/category-picker.tsx';
import { Head } from '../../../shell/head.tsx';
import { paths } from '../../../shell/paths.ts';
import classes from './new-import.module.css';

/** The first step of an upload: which products, which file. */
export function Page(): ReactNode {
  const t = useTranslations('seller.imports.file');
  const imports = useTranslations('seller.imports');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const navigate = useNavigate();
  const errors = useErrorWords();
  const [params] = useSearchParams();
  const asked = Number(params.get('category')) || null;
  const [picked, setPicked] = useState<PickedCategory | null>(null);
  const known = useQuery(trpc.taxonomy.category.queryOptions({ id: asked ?? 1 }, { enabled: asked !== null })).data;
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const categoryId = picked?.id ?? known?.id ?? null;
  const trail = picked?.trail ?? known?.trail.map((step) => (locale === 'ru' ? step.ru : step.en) || step.ru).join(' › ');

  const start = useMutation({
    mutationFn: async ({ sheet, category }: { sheet: File; category: number }) => {
      const { id } = await uploadFile(sheet, 'sheet', setShare);
      return client.imports.createImport.mutate({ fileId: id, categoryId: category });
    },
    // It counts as running until the import's page is there.
    onSuccess: ({ id }) => navigate(paths.seller.import(id)),
    onSettled: () => setShare(null),
  });
  const submit = () => {
    setTried(true);
    if (file && categoryId !== null) start.mutate({ sheet: file, category: categoryId });
    else if (!file) input.current?.focus();
  };

  return (
    <>
      <Head title={t('title')} noindex />
      <PageHeader
        crumbs={[{ label: imports('title'), href: paths.seller.imports() }]}
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button look="main" pending={start.isPending} onClick={submit}>
            {t('submit')}
          </Button>
        }
      />
      <div className={classes.columns}>
        <section aria-labelledby="file-title">
          <h2 id="file-title" className={classes.title}>
            {t('file')}
          </h2>
          <FileDrop
            ref={input}
            file={file}
            onPick={(next) => {
              setFile(next);
              start.reset();
            }}
            accept={SHEETS}
            prompt={t('drop')}
            limit={t('limit')}
            share={share}
            error={start.error ? errors.say(start.error) : tried && !file ? t('needFile') : undefined}
          />
        </section>
        <section aria-labelledby="category-title">
          <h2 id="category-title" className={classes.title}>
            {t('category')}
          </h2>
          <p role="status" className={classes.trail}>
            {trail ?? t('needCategory')}
          </p>
          <CategoryPicker value={categoryId} onPick={setPicked} height={360} />
        </section>
      </div>
    </>
  );
}

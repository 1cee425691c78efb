import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '@yarmarka/i18n/react';
import { Button, FileDrop } from '@yarmarka/ui';
import { type ReactNode, useRef, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { SHEETS, uploadFile } from '../../../lib/upload.ts';
import { useDraftCells } from '../parts/draft.ts';
import classes from './exchange.module.css';
import { Outcome } from './outcome.tsx';

/** Takes an edited file: uploads, compares, shows what differs. */
export function ImportPanel(): ReactNode {
  const t = useTranslations('admin.exchange.back');
  const errors = useErrorWords();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const draft = useDraftCells();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const compare = useMutation({
    mutationFn: async (sheet: File) => {
      const { id } = await uploadFile(sheet, 'sheet', setShare);
      setShare(null);
      return client.exchange.importExchange.mutate({ fileId: id, name: sheet.name.slice(0, 200) });
    },
    onSuccess: ({ changeSetId }) => {
      if (changeSetId === null) return;
      void queryClient.invalidateQueries(trpc.taxonomy.draftCells.queryFilter());
      void queryClient.invalidateQueries(trpc.operations.myDraft.queryFilter());
    },
    onSettled: () => setShare(null),
  });
  const take = (next: File | null) => {
    setFile(next);
    compare.reset();
  };
  if (compare.data) return <Outcome result={compare.data} onAgain={() => take(null)} />;
  const open = draft && draft.cells.length + draft.helps.length + draft.others > 0 ? draft : null;
  return (
    <section aria-labelledby="import-title" className={classes.panel}>
      <h2 id="import-title" className={classes.heading}>
        {t('title')}
      </h2>
      <FileDrop
        ref={input}
        file={file}
        onPick={take}
        accept={SHEETS}
        prompt={t('drop')}
        limit={t('limit')}
        share={share}
        error={compare.error ? errors.say(compare.error) : tried && !file ? t('needFile') : undefined}
      />
      {open ? <p className={classes.note}>{t('otherDraft', { title: open.title })}</p> : null}
      <div className={classes.foot}>
        <p role="status" className={classes.size}>
          {compare.isPending && share === null ? t('comparing') : ''}
        </p>
        <Button
          look={file ? 'main' : 'plain'}
          pending={compare.isPending}
          onClick={() => {
            setTried(true);
            if (file) compare.mutate(file);
            else input.current?.focus();
          }}
        >
          {t('compare')}
        </Button>
      </div>
    </section>
  );
}

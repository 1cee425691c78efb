import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, cx, icon32, ProgressBar } from '@yarmarka/ui/plain';
import { type ReactNode, useRef, useState } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC, useTRPCClient } from '../../../lib/trpc.ts';
import { uploadFile } from '../../../lib/upload.ts';
import { useDraftCells } from '../parts/draft.ts';
import classes from './exchange.module.css';
import { Outcome } from './outcome.tsx';

/** Takes an edited file: uploads, compares, shows what differs. */
export function ImportPanel(): ReactNode {
  const t = useTranslations('admin.exchange.back');
  const format = useFormats();
  const errors = useErrorWords();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const draft = useDraftCells();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const compare = useMutation({
    mutationFn: async (sheet: File) => {
      const { id } = await uploadFile(sheet, 'sheet', setShare);
      setShare(null);
      return client.exchange.importExchange.mutate({ fileId: id, title: sheet.name.slice(0, 200) });
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
  const open = draft && draft.cells.length + draft.others > 0 ? draft : null;
  return (
    <section aria-labelledby="import-title" className={classes.panel}>
      <h2 id="import-title" className={classes.heading}>
        {t('title')}
      </h2>
      <div
        className={cx(classes.drop, over && classes.over, tried && !file && classes.wrong)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0] ?? null);
        }}
      >
        <IconFileSpreadsheet {...icon32} />
        {file ? (
          <p className={classes.name}>
            {file.name} <span>{format.bytes(file.size)}</span>
          </p>
        ) : (
          <p>{t('drop')}</p>
        )}
        <label className={classes.choose}>
          <input ref={input} type="file" accept=".csv,.txt,.xlsx,text/csv" className="y-hidden" onChange={(event) => take(event.target.files?.[0] ?? null)} />
          <span>{file ? t('another') : t('choose')}</span>
        </label>
        <p className={classes.limit}>{t('limit')}</p>
        {share !== null && file ? <ProgressBar label={t('uploading', { name: file.name })} share={share} /> : null}
      </div>
      {open ? <p className={classes.note}>{t('otherDraft', { title: open.title })}</p> : null}
      {compare.error ? (
        <p role="alert" className={classes.error}>
          {errors.say(compare.error)}
        </p>
      ) : tried && !file ? (
        <p role="alert" className={classes.error}>
          {t('needFile')}
        </p>
      ) : null}
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

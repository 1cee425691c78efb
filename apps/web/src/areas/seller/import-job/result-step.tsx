import { useMutation } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, ButtonLink } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { paths } from '../../../shell/paths.ts';
import { Figure, RowsTable } from './check-step.tsx';
import { ErrorFileButton } from './error-file-button.tsx';
import classes from './import.module.css';
import type { ImportJob } from './page.tsx';

/** What became of the file: figures, the way to review, the rows that were not taken. */
export function ResultStep({ job, onChanged }: { readonly job: ImportJob; readonly onChanged: () => void }): ReactNode {
  const t = useTranslations('seller.imports.result');
  const format = useFormats();
  const trpc = useTRPC();
  const errors = useErrorWords();
  const submit = useMutation(trpc.imports.submitImported.mutationOptions({ onSuccess: onChanged, onError: errors.toast }));
  const failed = job.rowsInvalid + job.rowsRefused;
  const products = job.rowsCreated + job.rowsUpdated;
  const sent = job.submitting === 'done';
  return (
    <section className={classes.block} aria-labelledby="result-title">
      <div className={classes.blockHead}>
        <div>
          <h2 id="result-title">{t('title')}</h2>
          <dl className={classes.figures}>
            <Figure value={format.number(job.rowsCreated)} label={t('created')} tone="good" />
            <Figure value={format.number(job.rowsUpdated)} label={t('updated')} tone="plain" />
            <Figure value={format.number(job.rowsUnchanged)} label={t('unchanged')} tone="plain" />
            <Figure value={format.number(failed)} label={t('failed')} tone={failed > 0 ? 'bad' : 'plain'} />
          </dl>
        </div>
        <div className={classes.actions}>
          <ButtonLink href={paths.seller.newImport({ category: job.categoryId })}>{t('again')}</ButtonLink>
          {sent && job.cardsIncomplete === 0 ? (
            <ButtonLink look="main" href={paths.seller.cards()}>
              {t('products')}
            </ButtonLink>
          ) : (
            <>
              <ButtonLink href={paths.seller.cards()}>{t('products')}</ButtonLink>
              <Button look="main" pending={submit.isPending} onClick={() => submit.mutate({ importId: job.id })}>
                {!sent && products > 0 ? t('submit', { count: products }) : t('submitAny')}
              </Button>
            </>
          )}
        </div>
      </div>
      {sent ? (
        <p role="status" className={classes.good}>
          {t('submitted', { count: job.cardsSubmitted })}
        </p>
      ) : null}
      {sent && job.cardsIncomplete > 0 ? <p className={classes.warning}>{t('incomplete', { count: job.cardsIncomplete })}</p> : null}
      {failed > 0 ? (
        <>
          <p className={classes.hint}>{t('downloadText')}</p>
          <ErrorFileButton job={job} label={t('download', { count: failed })} />
          <RowsTable job={job} group={null} onClear={() => undefined} />
        </>
      ) : null}
    </section>
  );
}

import { IconAlertTriangle, IconCalendar } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, icon20, toast } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { useErrorWords } from '../../../lib/error-words.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { useLabel } from '../parts/label.ts';
import type { Draft } from '../parts/types.ts';
import classes from './change-set.module.css';

/** The date of a set that waits for it. */
export function Scheduled({ set, onChanged }: { set: Draft; onChanged: () => Promise<unknown> }): ReactNode {
  const t = useTranslations('admin.publishing');
  const format = useFormats();
  const words = useErrorWords();
  const unschedule = useMutation(
    useTRPC().taxonomy.unscheduleChangeSet.mutationOptions({
      async onSuccess() {
        toast({ tone: 'success', text: t('unscheduled') });
        await onChanged();
      },
      onError: (error) => words.toast(error),
    }),
  );
  return (
    <section className={classes.panel} aria-label={t('title')}>
      <h2>
        <IconCalendar {...icon20} /> {t('scheduled', { date: set.publishAt ? format.dateTime(set.publishAt) : '' })}
      </h2>
      <p>{t('scheduledBy', { name: set.scheduledByName ?? set.scheduledBy ?? '' })}</p>
      <Button pending={unschedule.isPending} onClick={() => unschedule.mutate({ id: set.id })}>
        {t('unschedule')}
      </Button>
    </section>
  );
}

/** Why a set was not published at its date; conflicts and problems stand below, as they are now. */
export function Trouble({ trouble }: { trouble: NonNullable<Draft['trouble']> }): ReactNode {
  const t = useTranslations('admin.publishing');
  const format = useFormats();
  const label = useLabel();
  return (
    <section className={classes.refusal} aria-label={t('title')}>
      <h2>
        <IconAlertTriangle {...icon20} /> {t('trouble', { date: format.dateTime(trouble.at) })}
      </h2>
      <p>{t('troubleText')}</p>
      {trouble.blockers.length > 0 ? (
        <ul role="list">
          {trouble.blockers.map((one) => (
            <li key={one.code}>{label(one)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

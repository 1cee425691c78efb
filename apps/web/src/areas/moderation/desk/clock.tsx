import { IconClock } from '@tabler/icons-react';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { cx, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import classes from './queue.module.css';
import { useNow } from './use-now.ts';

const HOUR = 3_600_000;

/** How long until a task is due, or since when it is overdue; minutes are enough. */
export function DueClock({ dueAt, createdAt }: { readonly dueAt: string | Date; readonly createdAt: string | Date }): ReactNode {
  const t = useTranslations('moderation.task');
  const format = useFormats();
  const left = new Date(dueAt).getTime() - useNow();
  const whole = new Date(dueAt).getTime() - new Date(createdAt).getTime();
  const minutes = Math.max(60_000, Math.floor(Math.abs(left) / 60_000) * 60_000);
  const late = left < 0;
  const soon = !late && left < Math.min(HOUR, whole * 0.3);
  const time = format.duration(minutes);
  return (
    <span className={cx(classes.clock, late && classes.late, soon && classes.soon)} title={t('due', { when: format.dateTime(dueAt) })}>
      {late || soon ? <IconClock {...icon16} /> : null}
      {late ? t('overdue', { time }) : t('left', { time })}
    </span>
  );
}

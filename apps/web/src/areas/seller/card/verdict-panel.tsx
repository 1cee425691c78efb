import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormats, useLocale, useTranslations } from '@yarmarka/i18n/react';
import type { ReactNode } from 'react';
import { useTRPC } from '../../../lib/trpc.ts';
import classes from './notes.module.css';
import type { CardEditor } from './use-card.ts';

const TITLES = { declined: 'declined', partly_applied: 'partly', stale: 'stale' } as const;

/** The last verdict, as long as there is something to do about it: the reason on the whole, then field by field with the way there. */
export function VerdictPanel({ editor }: { readonly editor: CardEditor }): ReactNode {
  const { data, model, state } = editor;
  const t = useTranslations('seller.card.verdict');
  const locale = useLocale();
  const format = useFormats();
  const trpc = useTRPC();
  const verdicts = useSuspenseQuery(trpc.catalog.verdicts.queryOptions({ cardId: data.card.id })).data;
  const last = verdicts[0];
  const asks = data.card.status === 'changes_requested';
  const rejected = data.card.status === 'rejected';
  if (!last) return null;
  const other = last.status === 'declined' || last.status === 'partly_applied' || last.status === 'stale' ? TITLES[last.status] : null;
  if (!asks && !rejected && (other === null || last.kind === 'create')) return null;
  const refused = last.fields.filter((field) => field.verdict === 'refuse');
  const goTo = (no: number) => {
    const slot = document.querySelector<HTMLElement>(`[data-attribute="${no}"]`);
    slot?.scrollIntoView({ block: 'center' });
    slot?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
  };
  const whole = last.reason ?? null;
  return (
    <section aria-label={t('title')} className={classes.note} data-tone={rejected ? 'danger' : 'warning'}>
      <div>
        <strong>{asks ? t('title') : rejected ? t('rejected') : other ? t(other) : t('title')}</strong>{' '}
        {last.decidedAt ? <span className={classes.when}>{format.dateTime(last.decidedAt)}</span> : null}
        {whole || last.note ? (
          <p>
            {whole ? <span className={classes.reason}>{whole[locale]}</span> : null}
            {last.howToFix ? <span className={classes.fix}>{last.howToFix[locale]}</span> : null}
            {last.note ? <span className={classes.fix}>«{last.note}»</span> : null}
          </p>
        ) : null}
        {refused.length > 0 ? (
          <ul className={classes.fields}>
            {refused.map((field, index) => {
              const label = field.attributeNo === null ? t('whole') : (model.attributes.get(field.attributeNo)?.label ?? `#${field.attributeNo}`);
              const variant = /^variant:(\d+)$/.exec(field.target);
              const place = variant ? state.variants.findIndex((v) => v.id === Number(variant[1])) + 1 : 0;
              const no = field.attributeNo;
              return (
                <li key={`${field.target}/${field.attributeNo ?? index}`}>
                  {no === null ? (
                    <strong>{label}</strong>
                  ) : (
                    <button type="button" aria-label={t('field', { field: label })} onClick={() => goTo(no)}>
                      {label}
                    </button>
                  )}
                  {place > 0 ? ` · ${t('variant', { no: place })}` : ''}
                  {field.reason ? <span className={classes.reason}>{field.reason[locale]}</span> : null}
                  {field.howToFix ? <span className={classes.fix}>{field.howToFix[locale]}</span> : null}
                  {field.note ? <span className={classes.fix}>«{field.note}»</span> : null}
                </li>
              );
            })}
          </ul>
        ) : null}
      </div>
    </section>
  );
}

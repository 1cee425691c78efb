import { useTranslations } from '@yarmarka/i18n/react';
import { cx } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useState } from 'react';
import { groupState } from '../../../parts/schema-form/model.ts';
import classes from './group-nav.module.css';
import type { CardEditor } from './use-card.ts';

/** The groups of the form with how full they are; the one being read is marked. */
export function GroupNav({ editor }: { readonly editor: CardEditor }): ReactNode {
  const { model, state, problems, showAll } = editor;
  const t = useTranslations('seller.card');
  const [current, setCurrent] = useState(model.groups[0]?.key ?? '');
  const variantFields = [...model.axes, ...model.variantFields];
  const errorsOf = (nos: ReadonlySet<number>, ofVariants: boolean) =>
    problems.filter(
      (one) => nos.has(one.attr) && (one.variantId !== null) === ofVariants && (showAll || (one.code !== 'required' && one.code !== 'language_required')),
    ).length;
  const rows = [
    ...model.groups.map((group) => ({
      key: group.key,
      label: group.label,
      ...groupState(group.attributes, state.card),
      errors: errorsOf(new Set(group.attributes.map((a) => a.no)), false),
    })),
    {
      key: 'variants',
      label: t('variantsGroup'),
      ...sum(state.variants.map((v) => groupState(variantFields, v.attrs, state.card))),
      errors: errorsOf(new Set(variantFields.map((a) => a.no)), true),
    },
  ];
  const keys = rows.map((row) => row.key).join(' ');

  useEffect(() => {
    const sections = keys.split(' ').flatMap((key) => document.getElementById(`group-${key}`) ?? []);
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting);
        if (seen) setCurrent(seen.target.id.replace('group-', ''));
      },
      { rootMargin: '-15% 0px -70% 0px' },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [keys]);

  return (
    <nav aria-label={t('groups')} className={classes.nav}>
      <ul role="list">
        {rows.map((row) => (
          <li key={row.key}>
            <a
              href={`#group-${row.key}`}
              className={cx(classes.link, current === row.key && classes.current)}
              aria-current={current === row.key ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(`group-${row.key}`)?.scrollIntoView({ block: 'start' });
                setCurrent(row.key);
              }}
            >
              <span className={classes.label}>{row.label}</span>
              {row.errors > 0 ? (
                <span className={classes.errors}>
                  {row.errors}
                  <span className="y-hidden"> {t('errorsIn', { count: row.errors })}</span>
                </span>
              ) : row.total > 0 ? (
                <span className={cx(classes.count, row.filled === row.total && classes.full)}>{t('groupState', { filled: row.filled, total: row.total })}</span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const sum = (states: readonly { filled: number; total: number; missing: number }[]) => ({
  filled: states.reduce((n, s) => n + s.filled, 0),
  total: states.reduce((n, s) => n + s.total, 0),
  missing: states.reduce((n, s) => n + s.missing, 0),
});

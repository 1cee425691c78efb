import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../shell/paths.ts';
import { type Label, useLabel } from '../parts/label.ts';
import type { SuggestionsPage } from './words.ts';
import classes from './suggestions.module.css';

type Same = Extract<SuggestionsPage['items'][number]['evidence'], { kind: 'same' }>;

/** What two attributes share and where they differ: their options, and the categories of each, with the way there. */
export function TwinFacts({ evidence, page }: { evidence: Same; page: SuggestionsPage }): ReactNode {
  const t = useTranslations('admin.suggestions');
  const label = useLabel();
  const twins = page.twins[`${evidence.fromNo}:${evidence.intoNo}`];
  if (!twins) return null;
  const names = (list: readonly Label[], more = 0) => [...list.map(label), ...(more > 0 ? [t('more', { count: String(more) })] : [])].join(', ');
  const sides = [
    { no: evidence.fromNo, count: evidence.fromCategories, ...twins.from },
    { no: evidence.intoNo, count: evidence.intoCategories, ...twins.into },
  ];
  const nameOf = (no: number) => label(page.attributes[no] ?? { ru: `№ ${no}`, en: `No. ${no}` });
  return (
    <ul className={classes.facts}>
      {sides.map(({ no, count, categories }) => (
        <li key={no}>
          <Anchor href={paths.admin.attribute(no)}>{nameOf(no)}</Anchor> {t('same.side', { count })}
          {categories.length > 0 ? ': ' : ''}
          {categories.map((c, i) => (
            <span key={c.id}>
              {i > 0 ? ', ' : ''}
              <Anchor href={paths.admin.matrix({ c: c.id, a: no })} aria-label={t('same.matrixOf', { attribute: nameOf(no), category: label(c) })}>
                {label(c)}
              </Anchor>
            </span>
          ))}
          {count > categories.length ? `, ${t('more', { count: String(count - categories.length) })}` : ''}
        </li>
      ))}
      {twins.shared.length > 0 ? <li>{t('same.shared', { names: names(twins.shared) })}</li> : null}
      {sides.map(({ no, options, more }) =>
        options.length > 0 ? <li key={`only ${no}`}>{t('same.only', { attribute: nameOf(no), names: names(options, more) })}</li> : null,
      )}
    </ul>
  );
}

import { useTranslations } from '@yarmarka/i18n/react';
import { type GridCell, GridCellSample } from '@yarmarka/ui';
import { ATTRIBUTE_TYPES } from '@yarmarka/taxonomy/schemas';
import type { ReactNode } from 'react';
import { SIGNS } from './draw.ts';
import { TYPE_SIGNS } from './use-lines.ts';
import classes from './matrix.module.css';

const REQUIREMENTS = ['required', 'recommended', 'optional', 'required_if'] as const;
const MORE = ['filter', 'axis', 'variant', 'offer', 'narrowed'] as const;

/** Cells as the sheet draws them, by the word that each is explained with. */
const LOOKS: Readonly<Record<'own' | 'inherited' | 'pinned' | 'excluded' | 'empty' | 'changed' | 'other' | 'conflict' | 'refused', GridCell>> = {
  own: { text: SIGNS.required, tone: 'own', label: '' },
  inherited: { text: SIGNS.required, tone: 'inherited', label: '' },
  pinned: { text: SIGNS.required, tone: 'own', pinned: true, label: '' },
  excluded: { text: '', tone: 'excluded', label: '' },
  empty: { text: '', tone: 'empty', label: '' },
  changed: { text: SIGNS.required, tone: 'own', changed: true, label: '' },
  other: { text: SIGNS.required, tone: 'inherited', other: true, label: '' },
  conflict: { text: SIGNS.required, tone: 'inherited', conflict: true, label: '' },
  refused: { text: SIGNS.required, tone: 'inherited', refused: '', label: '' },
};

/** Every sign of the sheet with its words. */
export function Legend(): ReactNode {
  const t = useTranslations('admin.grid.legend');
  const requirement = useTranslations('taxonomy.requirement');
  const types = useTranslations('taxonomy.type');
  const sign = (text: string) => (
    <span aria-hidden="true" className={classes.legendSign}>
      {text}
    </span>
  );
  const part = (title: string, lines: readonly { readonly id: string; readonly shown: ReactNode; readonly words: string }[]) => (
    <section className={classes.legendPart}>
      <h2>{title}</h2>
      <dl>
        {lines.map((line) => (
          <div key={line.id}>
            <dt>{line.shown}</dt>
            <dd>{line.words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <div className={classes.legend}>
      {part(t('signs'), [
        ...REQUIREMENTS.map((id) => ({ id, shown: sign(SIGNS[id]), words: `${requirement(id)}: ${t(`requirement.${id}`)}` })),
        ...MORE.map((id) => ({ id, shown: sign(SIGNS[id]), words: t(`more.${id}`) })),
      ])}
      {part(
        t('looks'),
        (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).map((id) => ({ id, shown: <GridCellSample cell={LOOKS[id]} />, words: t(`look.${id}`) })),
      )}
      {part(
        t('heads'),
        ATTRIBUTE_TYPES.map((id) => ({ id, shown: sign(TYPE_SIGNS[id]), words: types(id) })),
      )}
      <p className={classes.quiet}>{t('bars')}</p>
    </div>
  );
}

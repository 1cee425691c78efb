import { IconArrowsHorizontal, IconCalendar, IconHash, IconLetterT, IconListCheck, IconToggleLeft } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { cx, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import type { AttributeType, CellFields } from '../types.ts';
import classes from './glyphs.module.css';

const SIGNS = { required: '●', recommended: '◐', optional: '○', required_if: '?' } as const;

/** ● required, ◐ recommended, ○ optional, ? conditional: the sign and the word. */
export function RequirementSign({ value }: { value: CellFields['requirement'] }): ReactNode {
  const t = useTranslations('taxonomy.requirement');
  const kind = value ?? 'optional';
  return (
    <span className={classes.sign}>
      <span aria-hidden="true" className={cx(classes.glyph, kind === 'required' && classes.strongGlyph)}>
        {SIGNS[kind]}
      </span>
      {t(kind)}
    </span>
  );
}

const TYPE_ICONS: Record<AttributeType, ReactNode> = {
  list: <IconListCheck {...icon16} />,
  number: <IconHash {...icon16} />,
  range: <IconArrowsHorizontal {...icon16} />,
  boolean: <IconToggleLeft {...icon16} />,
  text: <IconLetterT {...icon16} />,
  date: <IconCalendar {...icon16} />,
};

/** The attribute's type, named on hover and for readers. */
export function TypeIcon({ type }: { type: AttributeType }): ReactNode {
  const t = useTranslations('taxonomy.type');
  return (
    <span className={classes.typeIcon} role="img" aria-label={t(type)} data-tip={t(type)}>
      {TYPE_ICONS[type]}
    </span>
  );
}

import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { formatValue, type OptionLabel } from '@yarmarka/taxonomy/check';
import { RESERVED, type SchemaAttribute, type TextValue, type Value } from '@yarmarka/taxonomy/schemas';
import { PictureBox } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { pictureUrl } from '../../lib/pictures.ts';
import { LongText } from './long-text.tsx';
import classes from './value-view.module.css';

export interface ValueViewProps {
  readonly attribute: SchemaAttribute;
  readonly value: Value | undefined;
  readonly labelOf: OptionLabel;
  /** `#rrggbb` of an option that has a colour. */
  readonly swatchOf?: (token: number) => string | null | undefined;
  /** A text in two languages: the reader's one (the other where it is missing), or both under each other. */
  readonly languages?: 'own' | 'both';
}

const LANGUAGES = ['ru', 'en'] as const;
const isText = (value: Value): value is TextValue => typeof value === 'object' && !Array.isArray(value) && ('ru' in value || 'en' in value);

/** One attribute's value to look at: words with units, colours with their swatch, texts in the reader's language, pictures as pictures. */
export function ValueView({ attribute, value, labelOf, swatchOf, languages = 'own' }: ValueViewProps): ReactNode {
  const t = useTranslations('moderation.value');
  const locale = useLocale();
  if (value === undefined) return <span className={classes.none}>{t('none')}</span>;
  if (attribute.no === RESERVED.pictures) return <Thumbs ids={[value].flat().filter((id): id is string => typeof id === 'string')} />;
  if (isText(value)) {
    const held = LANGUAGES.filter((language) => value[language]);
    const shown = languages === 'both' ? held : held.includes(locale) ? [locale] : held.slice(0, 1);
    return (
      <>
        {shown.map((language) => (
          <span key={language} lang={language} className={classes.text}>
            {languages === 'both' || language !== locale ? <span className={classes.language}>{t(`language.${language}`)}</span> : null}
            <LongText text={value[language] ?? ''} />
          </span>
        ))}
      </>
    );
  }
  const tokens = [value].flat().filter((one): one is number => typeof one === 'number');
  const coloured = tokens.some((token) => swatchOf?.(token));
  if (!coloured) return <LongText text={formatValue(attribute, value, labelOf, locale)} />;
  return (
    <span className={classes.options}>
      {([value].flat() as (number | string | { readonly c: string })[]).map((one) => {
        const words = formatValue(attribute, typeof one === 'object' ? one : [one], labelOf, locale);
        const swatch = typeof one === 'number' ? swatchOf?.(one) : null;
        return (
          <span key={words} className={classes.option}>
            {swatch ? <span className={classes.swatch} style={{ background: swatch }} /> : null}
            {words}
          </span>
        );
      })}
    </span>
  );
}

function Thumbs({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const t = useTranslations('moderation.card');
  if (ids.length === 0) return <span className={classes.none}>{t('noPictures')}</span>;
  return (
    <span className={classes.thumbs}>
      {ids.map((id, index) => (
        <PictureBox key={id} src={pictureUrl(id, 160)} alt={t('picture', { index: String(index + 1), total: String(ids.length) })} />
      ))}
    </span>
  );
}

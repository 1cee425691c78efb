import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { cx, IconButton, icon16, TextArea } from '@yarmarka/ui/plain';
import { type ReactNode, useEffect, useState } from 'react';
import { helpAddressOf, helpEdit, shownHelp } from '../cell-help.ts';
import { type DraftEdit, type NewNames, useDraftCells } from '../draft.ts';
import { type Label, useLabel } from '../label.ts';
import type { CategoryInfo, Cell } from '../types.ts';
import classes from './inspector.module.css';

const LANGUAGES = ['ru', 'en'] as const;

/** What sellers read beside the field, in both languages: inherited until one of them is changed, then the category's own. */
export function HelpSection({
  category,
  cell,
  names,
  edit,
}: {
  category: CategoryInfo;
  cell: Cell;
  names: NewNames;
  edit: (edit: DraftEdit) => void;
}): ReactNode {
  const t = useTranslations('admin.inspector');
  const words = useTranslations('taxonomy.origin');
  const label = useLabel();
  const drafted = useDraftCells()?.helps ?? [];
  const { shown, inherited, published, change } = shownHelp(category, cell, drafted);
  const at = [category.id, cell.attribute.no] as const;
  const own = shown?.from === category.id;
  const text: Label = shown?.text ?? { ru: '', en: '' };
  const want = (wanted: Label | null) => {
    const next = helpEdit(wanted, { published, inherited: inherited?.text ?? null, at });
    if (next) edit({ save: [{ kind: 'help', help: next }], names });
    else if (change) edit({ remove: [helpAddressOf(at)] });
  };
  const giver = category.trail.find((one) => one.id === shown?.from);
  const above = drafted.some((one) => one.attributeNo === at[1] && one.categoryId === shown?.from);
  const origin = () => {
    if (change) return own ? words('draft') : `${words('draft')}: ${t('willInherit')}`;
    if (own) return words('own');
    if (!shown) return t('help.none');
    if (!giver) return t('help.described');
    return above ? `${words('inherited', { category: label(giver) })}, ${words('draft')}` : words('inherited', { category: label(giver) });
  };
  return (
    <fieldset className={classes.section}>
      <legend>{t('help.title')}</legend>
      <div className={cx(classes.field, classes.help, own && classes.own, change && classes.changed)} data-field="help">
        {LANGUAGES.map((language) => (
          <HelpBox
            key={language}
            label={t(`help.${language}`)}
            language={language}
            value={text[language]}
            onCommit={(typed) => {
              const next = { ...text, [language]: typed };
              want(next.ru === '' && next.en === '' ? null : next);
            }}
          />
        ))}
        <p className={classes.origin}>
          <span>{origin()}</span>
          {change || own ? (
            <IconButton
              size="s"
              label={change ? t('undoField', { field: t('help.field') }) : t('inheritField', { field: t('help.field') })}
              onClick={() => (change ? edit({ remove: [helpAddressOf(at)] }) : want(null))}
            >
              <IconArrowBackUp {...icon16} />
            </IconButton>
          ) : null}
        </p>
      </div>
    </fieldset>
  );
}

/** A text of some lines that counts when the field is left. */
function HelpBox({ label, language, value, onCommit }: { label: string; language: 'ru' | 'en'; value: string; onCommit: (value: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = () => {
    const text = typed.trim();
    if (text !== value) onCommit(text);
    else setTyped(value);
  };
  return <TextArea label={label} lang={language} rows={2} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={commit} />;
}

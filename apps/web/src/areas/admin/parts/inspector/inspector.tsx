import { IconBan, IconRestore, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, Button, icon16, IconButton } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../../shell/paths.ts';
import { fieldsOf, nextPatch, type ShownCell } from '../cell-model.ts';
import type { DraftEdit } from '../draft.ts';
import type { FieldNames } from '../field-text.ts';
import { type Label, useLabel } from '../label.ts';
import type { CategoryInfo, FieldPatch } from '../types.ts';
import { FieldRow } from './field-row.tsx';
import { HelpSection } from './help-section.tsx';
import classes from './inspector.module.css';
import { TypeIcon } from './glyphs.tsx';

const SECTIONS = ['duty', 'values', 'shop', 'form'] as const;

export interface InspectorProps {
  readonly category: CategoryInfo;
  readonly shown: ShownCell;
  /** All cells of the category: conditions choose among them. */
  readonly cells: readonly ShownCell[];
  readonly names: FieldNames;
  readonly groups: readonly (Label & { readonly key: string })[];
  readonly edit: (edit: DraftEdit) => void;
  readonly onClose: () => void;
}

/** One cell: every field with its value and origin, the category's own rule to set, free, exclude or remove. Edits go into the draft. */
export function Inspector({ category, shown, cells, names, groups, edit, onClose }: InspectorProps): ReactNode {
  const t = useTranslations('admin.inspector');
  const words = useTranslations('taxonomy');
  const label = useLabel();
  const { cell, state, change } = shown;
  const { attribute } = cell;
  const target = `rule:${category.id}:${attribute.no}`;
  const known = {
    categories: { [category.id]: { ru: category.ru, en: category.en } },
    attributes: {
      [attribute.no]: { ru: attribute.ru, en: attribute.en, type: attribute.type, unitFamily: attribute.unitFamily, unit: shown.fields.defaultUnit ?? null },
    },
  };
  const save = (op: 'set' | 'exclude' | 'remove', fields: FieldPatch) =>
    edit({ save: [{ kind: 'rule', edit: { categoryId: category.id, attributeNo: attribute.no, op, fields } }], names: known });
  const undo = () => edit({ remove: [target] });
  const set = (values: FieldPatch) => {
    const patch = nextPatch(shown, values);
    if (patch === null) undo();
    else save('set', patch);
  };
  const out = state === 'excluded' || state === 'will-exclude' || state === 'will-remove';
  const sections = fieldsOf(attribute, shown.fields);
  const note = {
    in: change ? (change.edit.op === 'remove' ? t('willRemove') : words('origin.draft')) : cell.own ? t('own') : t('inherited'),
    excluded: t('excludedText'),
    'will-exclude': t('willExclude'),
    'will-remove': t('willRemove'),
    'will-add': t('willAdd'),
  }[state];

  return (
    <section className={classes.inspector} aria-label={`${t('title')}: ${label(attribute)}`}>
      <header className={classes.head}>
        <div className={classes.title}>
          <TypeIcon type={attribute.type} />
          <h2>{label(attribute)}</h2>
          <IconButton label={t('close')} keys="escape" onClick={onClose}>
            <IconX {...icon16} />
          </IconButton>
        </div>
        <p className={classes.meta}>
          {attribute.key ? <code>{attribute.key}</code> : null}
          <Anchor href={paths.admin.attribute(attribute.no)}>{t('dictionary')}</Anchor>
        </p>
        <p className={change ? classes.draftNote : classes.note}>{note}</p>
        <div className={classes.actions}>
          {change ? (
            <Button size="s" icon={<IconRestore {...icon16} />} onClick={undo}>
              {t('undo')}
            </Button>
          ) : null}
          {state === 'excluded' ? (
            <Button size="s" look="main" onClick={() => save('remove', {})}>
              {t('include')}
            </Button>
          ) : null}
          {!out && cell.own?.op === 'set' && change?.edit.op !== 'remove' ? (
            <Button size="s" icon={<IconTrash {...icon16} />} onClick={() => save('remove', {})}>
              {t('remove')}
            </Button>
          ) : null}
          {!out && state !== 'will-add' && attribute.no >= 100 ? (
            <Button size="s" icon={<IconBan {...icon16} />} onClick={() => save('exclude', {})}>
              {t('exclude')}
            </Button>
          ) : null}
        </div>
      </header>
      {out ? null : (
        <div className={classes.body}>
          {SECTIONS.filter((section) => sections[section].length > 0).map((section) => (
            <fieldset key={section} className={classes.section}>
              <legend>{t(`sections.${section}`)}</legend>
              {sections[section].map((field) => (
                <FieldRow key={`${attribute.no}-${field}`} field={field} shown={shown} cells={cells} names={names} groups={groups} set={set} />
              ))}
            </fieldset>
          ))}
          <HelpSection key={`${category.id} ${attribute.no}`} category={category} cell={cell} names={known} edit={edit} />
        </div>
      )}
    </section>
  );
}

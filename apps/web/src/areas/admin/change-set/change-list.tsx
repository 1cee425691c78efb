import { IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { type HelpEdit, targetOf } from '@yarmarka/taxonomy/schemas';
import { Anchor, IconButton, icon16 } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { paths } from '../../../shell/paths.ts';
import { type DiffLine, DiffRows, DiffTable, EditLines } from '../parts/diff-table.tsx';
import { isCellField, useFieldText } from '../parts/field-text.ts';
import { newCategories } from '../parts/new-categories.ts';
import { useNames } from '../parts/use-names.ts';
import { type Label, useLabel } from '../parts/label.ts';
import type { Change, Draft, FieldPatch, RuleChange } from '../parts/types.ts';
import { useChangeText } from '../parts/use-change-text.ts';
import classes from './change-set.module.css';

type Row = Draft['changes'][number];
type CellRow = Omit<Row, 'change'> & { readonly change: Extract<Change, { kind: 'rule' | 'help' }> };
type Groups = readonly (Label & { readonly key: string })[];

/** What a rule had before: the base it was edited on for past change-sets, what is in force now for drafts. */
function beforeOf(set: Draft, target: string, past: boolean): { fields: FieldPatch; excluded: boolean; known: boolean } {
  const cell = set.cells[target];
  const row = set.changes.find((one) => one.target === target);
  if (past) {
    const base = row?.base as { readonly fields?: FieldPatch; readonly op?: string } | null | undefined;
    return { fields: base?.fields ?? {}, excluded: base?.op === 'exclude', known: Boolean(base) };
  }
  return { fields: cell?.fields ?? {}, excluded: cell?.excluded ?? false, known: cell !== undefined };
}

/** Every change, old and new, by category; what is marked stands out. */
export function ChangeList({
  set,
  groups,
  past = false,
  marked,
  onRemove,
}: {
  set: Draft;
  groups: Groups;
  past?: boolean;
  marked?: ReadonlySet<string>;
  onRemove?: (target: string) => void;
}): ReactNode {
  const t = useTranslations('admin.review');
  const label = useLabel();
  const textOf = useChangeText(set);
  const byCategory = new Map<number, CellRow[]>();
  const others: Row[] = [];
  for (const row of set.changes) {
    const { change } = row;
    if (change.kind !== 'rule' && change.kind !== 'help') others.push(row);
    else {
      const { categoryId } = change.kind === 'rule' ? change.edit : change.help;
      byCategory.set(categoryId, [...(byCategory.get(categoryId) ?? []), { ...row, change }]);
    }
  }
  // A new category has its page once it is published, or where my own draft makes it.
  const hidden = onRemove === undefined && set.publishedVersion === null ? newCategories(set.changes.map(({ change }) => change)) : new Map<number, unknown>();
  const nameOf = (id: number): string => label(set.categories[id] ?? { ru: `№ ${id}`, en: `No. ${id}` });
  return (
    <div className={classes.list}>
      {others.length > 0 ? (
        <section className={classes.group} aria-label={t('tree')}>
          <h2>{t('tree')}</h2>
          <EditLines
            lines={others.map(({ target, change }) => {
              const text = textOf(change);
              const tool = onRemove ? <Remove name={text} onRemove={() => onRemove(target)} /> : null;
              return { key: target, text, marked: marked?.has(target) ?? false, tool };
            })}
          />
        </section>
      ) : null}
      {[...byCategory].map(([id, rows]) => (
        <section key={id} className={classes.group} aria-label={nameOf(id)}>
          <h2>{hidden.has(id) ? nameOf(id) : <Anchor href={paths.admin.categories({ c: id })}>{nameOf(id)}</Anchor>}</h2>
          <DiffTable label={nameOf(id)} tools={onRemove !== undefined}>
            {rows.map(({ target, change, base }) => {
              const shared = { set, marked: marked?.has(target) ?? false, onRemove };
              return change.kind === 'rule' ? (
                <RuleRows key={target} {...shared} rule={change} groups={groups} past={past} />
              ) : (
                <HelpRows key={target} {...shared} edit={change.help} base={base} />
              );
            })}
          </DiffTable>
        </section>
      ))}
    </div>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }): ReactNode {
  const t = useTranslations('admin.review');
  return (
    <IconButton size="s" label={t('removeOne', { name })} onClick={onRemove}>
      <IconX {...icon16} />
    </IconButton>
  );
}

interface CellRows {
  readonly set: Draft;
  readonly marked: boolean;
  readonly onRemove: ((target: string) => void) | undefined;
}

/** The help text of a cell, language by language. */
function HelpRows({ set, edit, base, marked, onRemove }: CellRows & { edit: HelpEdit; base: unknown }): ReactNode {
  const t = useTranslations('admin.review');
  const words = useTranslations('admin.inspector.help');
  const label = useLabel();
  const { categoryId, attributeNo, help } = edit;
  const name = label(set.attributes[attributeNo] ?? { ru: `№ ${attributeNo}`, en: `No. ${attributeNo}` });
  const before = (base as { readonly help?: Label | null } | null)?.help ?? null;
  const say = (text: Label | null, language: 'ru' | 'en') => (text === null ? t('inherits') : text[language] || t('empty'));
  const lines = (['ru', 'en'] as const)
    .filter((language) => help === null || before?.[language] !== help[language])
    .map((language) => ({ key: language, field: words(`field_${language}`), was: say(before, language), becomes: say(help, language) }));
  return (
    <DiffRows
      name={name}
      href={paths.admin.categories({ c: categoryId, a: attributeNo })}
      lines={lines}
      marked={marked}
      tool={onRemove ? <Remove name={`${words('field')}: ${name}`} onRemove={() => onRemove(targetOf({ kind: 'help', help: edit }))} /> : undefined}
    />
  );
}

function RuleRows({ set, rule, groups, past, marked, onRemove }: CellRows & { rule: RuleChange; groups: Groups; past: boolean }): ReactNode {
  const t = useTranslations('admin.review');
  const words = useTranslations('taxonomy.field');
  const label = useLabel();
  const names = useNames(set, groups);
  const text = useFieldText(names);
  const { categoryId, attributeNo, op, fields } = rule.edit;
  const target = `rule:${categoryId}:${attributeNo}`;
  const attribute = set.attributes[attributeNo] ?? { ru: `№ ${attributeNo}`, en: `No. ${attributeNo}`, unitFamily: null, unit: null };
  const before = beforeOf(set, target, past);
  const unitCode = (fields.defaultUnit ?? before.fields.defaultUnit) as string | undefined;
  const about = { unitFamily: attribute.unitFamily, unit: unitCode ?? attribute.unit ?? undefined };
  const changed = op === 'set' ? Object.keys(fields).filter(isCellField) : [];
  const isNew = op === 'set' && !before.known;
  const lines: DiffLine[] = [
    ...(op === 'exclude' ? [{ key: 'op', field: '', was: '', becomes: t('op.exclude') }] : []),
    ...(op === 'remove'
      ? [{ key: 'op', field: '', was: before.excluded ? t('ops.exclude') : t('ops.set'), becomes: before.excluded ? t('op.reinclude') : t('op.remove') }]
      : []),
    ...(isNew ? [{ key: 'op', field: '', was: '', becomes: t('op.add') }] : []),
    ...changed.map((field) => ({
      key: field,
      field: words(field),
      was: before.fields[field] === undefined ? (past ? t('inherits') : t('empty')) : text(field, before.fields[field], about),
      becomes: fields[field] === null ? t('inherits') : text(field, fields[field], about),
    })),
  ];
  const name = label(attribute);
  return (
    <DiffRows
      name={name}
      href={paths.admin.categories({ c: categoryId, a: attributeNo })}
      lines={lines}
      marked={marked}
      tool={onRemove ? <Remove name={name} onRemove={() => onRemove(target)} /> : undefined}
    />
  );
}

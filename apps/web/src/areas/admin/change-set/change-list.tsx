import { IconX } from '@tabler/icons-react';
import { useTranslations } from '@yarmarka/i18n/react';
import { Anchor, cx, IconButton, icon16 } from '@yarmarka/ui/plain';
import { type ReactNode, useMemo } from 'react';
import { paths } from '../../../shell/paths.ts';
import { type FieldNames, useFieldText } from '../parts/field-text.ts';
import { type Label, useLabel } from '../parts/label.ts';
import { CELL_FIELDS } from '@yarmarka/taxonomy/schemas';
import type { CellField, Draft, FieldPatch, RuleChange } from '../parts/types.ts';
import { useChangeText } from '../parts/use-change-text.ts';
import classes from './change-set.module.css';

type Groups = readonly (Label & { readonly key: string })[];

/** Names for everything a change-set mentions. */
export function useSetNames(set: Draft, groups: Groups): FieldNames {
  return useMemo(() => {
    const byKey = new Map(groups.map((group) => [group.key, group]));
    return {
      attributes: (no) => {
        const found = set.attributes[no];
        return found && { ...found, unit: found.unit ?? undefined };
      },
      option: (token) => set.options[token],
      group: (key) => byKey.get(key),
    };
  }, [set, groups]);
}

const isField = (key: string): key is CellField => CELL_FIELDS.some((field) => field === key);

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
  const byCategory = new Map<number, RuleChange[]>();
  const others: Draft['changes'][number][] = [];
  for (const row of set.changes) {
    if (row.change.kind !== 'rule') others.push(row);
    else byCategory.set(row.change.edit.categoryId, [...(byCategory.get(row.change.edit.categoryId) ?? []), row.change]);
  }
  const nameOf = (id: number): string => label(set.categories[id] ?? { ru: `№ ${id}`, en: `No. ${id}` });
  return (
    <div className={classes.list}>
      {others.length > 0 ? (
        <section className={classes.group} aria-label={t('tree')}>
          <h2>{t('tree')}</h2>
          <ul role="list" className={classes.others}>
            {others.map(({ target, change }) => {
              const text = textOf(change);
              return (
                <li key={target} className={cx(classes.other, marked?.has(target) && classes.marked)}>
                  <span>{text}</span>
                  {onRemove ? <Remove name={text} onRemove={() => onRemove(target)} /> : null}
                </li>
              );
            })}
          </ul>
        </section>
      ) : null}
      {[...byCategory].map(([id, rules]) => (
        <section key={id} className={classes.group} aria-label={nameOf(id)}>
          <h2>
            <Anchor href={paths.admin.categories({ c: id })}>{nameOf(id)}</Anchor>
          </h2>
          <div className={classes.tableBox} tabIndex={0} role="region" aria-label={nameOf(id)}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('columns.what')}</th>
                  <th scope="col">{t('columns.field')}</th>
                  <th scope="col">{t('columns.was')}</th>
                  <th scope="col">{t('columns.becomes')}</th>
                  {onRemove ? <td aria-hidden="true" /> : null}
                </tr>
              </thead>
              {rules.map((rule) => (
                <RuleRows
                  key={rule.edit.attributeNo}
                  set={set}
                  rule={rule}
                  groups={groups}
                  past={past}
                  marked={marked?.has(`rule:${id}:${rule.edit.attributeNo}`) ?? false}
                  onRemove={onRemove}
                />
              ))}
            </table>
          </div>
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

function RuleRows({
  set,
  rule,
  groups,
  past,
  marked,
  onRemove,
}: {
  set: Draft;
  rule: RuleChange;
  groups: Groups;
  past: boolean;
  marked: boolean;
  onRemove: ((target: string) => void) | undefined;
}): ReactNode {
  const t = useTranslations('admin.review');
  const words = useTranslations('taxonomy.field');
  const label = useLabel();
  const names = useSetNames(set, groups);
  const text = useFieldText(names);
  const { categoryId, attributeNo, op, fields } = rule.edit;
  const target = `rule:${categoryId}:${attributeNo}`;
  const attribute = set.attributes[attributeNo] ?? { ru: `№ ${attributeNo}`, en: `No. ${attributeNo}`, unitFamily: null, unit: null };
  const before = beforeOf(set, target, past);
  const unitCode = (fields.defaultUnit ?? before.fields.defaultUnit) as string | undefined;
  const about = { unitFamily: attribute.unitFamily, unit: unitCode ?? attribute.unit ?? undefined };
  const changed = op === 'set' ? Object.keys(fields).filter(isField) : [];
  const isNew = op === 'set' && !before.known;
  const lines: { key: string; field: string; was: string; becomes: string }[] = [
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
    <tbody className={cx(classes.rule, marked && classes.marked)}>
      {lines.map((line, index) => (
        <tr key={line.key}>
          {index === 0 ? (
            <th scope="rowgroup" rowSpan={lines.length}>
              <Anchor href={paths.admin.categories({ c: categoryId, a: attributeNo })}>{name}</Anchor>
            </th>
          ) : null}
          <td>{line.field}</td>
          <td className={classes.was}>{line.was}</td>
          <td className={classes.becomes}>{line.becomes}</td>
          {onRemove && index === 0 ? (
            <td rowSpan={lines.length} className={classes.removeCell}>
              <Remove name={name} onRemove={() => onRemove(target)} />
            </td>
          ) : null}
        </tr>
      ))}
    </tbody>
  );
}

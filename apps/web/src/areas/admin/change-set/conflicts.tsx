import { IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats, useTranslations } from '@yarmarka/i18n/react';
import { Button, Check, icon20, TextField } from '@yarmarka/ui/plain';
import type { ReactNode } from 'react';
import { type FieldNames, isCellField, useFieldText } from '../parts/field-text.ts';
import { useTRPCClient } from '../../../lib/trpc.ts';
import { useLabel } from '../parts/label.ts';
import type { Draft } from '../parts/types.ts';
import classes from './change-set.module.css';
import type { ConflictCell } from './refusals.ts';
import { useChangeText } from '../parts/use-change-text.ts';

export type Decision = { readonly take: 'mine' | 'theirs' } | { readonly take: 'value'; readonly value: number | null };
/** By `conflictKey`: whose value stands. */
export type Decisions = Readonly<Record<string, Decision>>;
export const conflictKey = (conflict: ConflictCell): string => `${conflict.target} ${conflict.field}`;

/** Plain counts: for these a third value can be typed here; others are edited in their cell. */
const TYPED: ReadonlySet<string> = new Set(['position', 'facetPosition', 'maxLength', 'maxValues']);
const STATE_FIELDS = [
  'description',
  'position',
  'number',
  'unit',
  'swatch',
  'synonyms',
  'label',
  'parentId',
  'help',
  'type',
  'retired',
  'from',
  'into',
  'op',
] as const;
type StateField = (typeof STATE_FIELDS)[number];
const isStateField = (key: string): key is StateField => STATE_FIELDS.some((field) => field === key);

/** What somebody else published meanwhile: what it was, theirs, mine; each is decided for itself. */
export function Conflicts({
  conflicts,
  set,
  names,
  decisions,
  onDecide,
  onSettle,
  action,
  pending,
}: {
  conflicts: readonly ConflictCell[];
  set: Draft;
  names: FieldNames;
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
  onSettle: () => void;
  action: string;
  pending: boolean;
}): ReactNode {
  const t = useTranslations('admin.review');
  const words = useTranslations('taxonomy.field');
  const states = useTranslations('admin.kinds.fields');
  const textOf = useChangeText(set);
  const valueOf = useConflictValue(set, names);
  const targets = [...new Set(conflicts.map((one) => one.target))];
  const format = useFormats();
  const client = useTRPCClient();
  const { data: published = [] } = useQuery({
    queryKey: ['admin.publishedSince', set.id, set.baseVersion, targets],
    queryFn: () => client.operations.publishedSince.mutate({ version: set.baseVersion, targets }),
  });
  const ready = conflicts.every((one) => {
    const decision = decisions[conflictKey(one)];
    return decision !== undefined && (decision.take !== 'value' || decision.value !== null);
  });
  return (
    <section className={classes.refusal} role="alert">
      <h2>
        <IconGitMerge {...icon20} /> {t('conflictsTitle', { count: targets.length })}
      </h2>
      <p>{t('conflictsText')}</p>
      {targets.map((target) => {
        const change = set.changes.find((one) => one.target === target)?.change;
        const name = change ? textOf(change) : target;
        return (
          <section key={target} className={classes.conflict} aria-label={name}>
            <h3>{name}</h3>
            {published
              .filter((one) => one.target === target)
              .map((one) => (
                <p key={one.target} className={classes.was2}>
                  {t('publishedBy', { version: String(one.version), name: one.authorName ?? one.author, title: one.title, date: format.dateTime(one.at) })}
                </p>
              ))}
            {conflicts
              .filter((one) => one.target === target)
              .map((one) => {
                const key = conflictKey(one);
                const decision = decisions[key];
                const field = change?.kind === 'rule' && isCellField(one.field) ? words(one.field) : isStateField(one.field) ? states(one.field) : one.field;
                const decide = (next: Decision) => onDecide({ ...decisions, [key]: next });
                return (
                  <fieldset key={key} className={classes.decision}>
                    <legend>
                      {field} <span className={classes.was}>{`${t('base2')}: ${valueOf(one, one.base)}`}</span>
                    </legend>
                    <Check
                      kind="radio"
                      name={key}
                      label={t('keepMine')}
                      hint={valueOf(one, one.mine)}
                      checked={decision?.take === 'mine'}
                      onChange={() => decide({ take: 'mine' })}
                    />
                    <Check
                      kind="radio"
                      name={key}
                      label={t('takeTheirs')}
                      hint={valueOf(one, one.theirs)}
                      checked={decision?.take === 'theirs'}
                      onChange={() => decide({ take: 'theirs' })}
                    />
                    {TYPED.has(one.field) ? (
                      <span className={classes.other3}>
                        <Check
                          kind="radio"
                          name={key}
                          label={t('otherValue')}
                          checked={decision?.take === 'value'}
                          onChange={() => decide({ take: 'value', value: typeof one.mine === 'number' ? one.mine : null })}
                        />
                        {decision?.take === 'value' ? (
                          <TextField
                            label={`${t('otherValue')}: ${field}`}
                            labelHidden
                            type="number"
                            min={0}
                            value={decision.value ?? ''}
                            onChange={(event) => decide({ take: 'value', value: event.target.value === '' ? null : event.target.valueAsNumber })}
                          />
                        ) : null}
                      </span>
                    ) : null}
                  </fieldset>
                );
              })}
          </section>
        );
      })}
      <Button look="main" pending={pending} disabled={!ready} onClick={onSettle}>
        {action}
      </Button>
    </section>
  );
}

/** A side of a conflict in words. */
function useConflictValue(set: Draft, names: FieldNames): (conflict: ConflictCell, value: unknown) => string {
  const t = useTranslations('admin.review');
  const kinds = useTranslations('admin.kinds');
  const types = useTranslations('taxonomy.type');
  const label = useLabel();
  const text = useFieldText(names);
  return (conflict, value) => {
    const change = set.changes.find((one) => one.target === conflict.target)?.change;
    if (conflict.field === 'op') return t(`ops.${value === 'set' || value === 'exclude' || value === 'remove' ? value : 'none'}`);
    if (change?.kind === 'rule') {
      const about = set.attributes[change.edit.attributeNo];
      if (value === null || value === undefined || !isCellField(conflict.field)) return t('inherits');
      return text(conflict.field, value, { unitFamily: about?.unitFamily ?? null, unit: about?.unit ?? undefined });
    }
    if (conflict.field === 'parentId') {
      if (typeof value !== 'number') return kinds('top');
      return label(set.categories[value] ?? { ru: `№ ${value}`, en: `No. ${value}` });
    }
    if (conflict.field === 'retired') return kinds(value ? 'yes' : 'no');
    if (conflict.field === 'from' || conflict.field === 'into')
      return kinds(value === conflict.mine ? (conflict.field === 'from' ? 'merged' : 'kept') : value === conflict.theirs ? 'changed' : 'kept');
    if (conflict.field === 'type' && typeof value === 'string' && types.has(value as 'list')) return types(value as 'list');
    if (value === null || value === undefined) return t('empty');
    if (typeof value === 'object' && 'ru' in value && 'en' in value) return label({ ru: String(value.ru), en: String(value.en) });
    return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
  };
}

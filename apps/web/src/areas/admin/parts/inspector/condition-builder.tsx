import { IconPlus, IconX } from '@tabler/icons-react';
import { useLocale, useTranslations } from '@yarmarka/i18n/react';
import { baseOf, describeCondition, fromBase } from '@yarmarka/taxonomy/check';
import { LEVELS, NO_ENTRY, tokenOf, YES_ENTRY } from '@yarmarka/taxonomy/schemas';
import { Button, Check, IconButton, icon16, SelectField } from '@yarmarka/ui/plain';
import { type ReactNode, useState } from 'react';
import type { ShownCell } from '../cell-model.ts';
import { conditionWords, type FieldNames, unitFor } from '../field-text.ts';
import { useLabel } from '../label.ts';
import { type Atom, type Built, isNested, type Line } from './condition-lines.ts';
import classes from './dialogs.module.css';
import { NumberBox } from './number-box.tsx';
import { OptionsDialog } from './options-dialog.tsx';

/** The attributes a condition of this cell may name: others of the same or an outer level, in force here. */
export function namable(shown: ShownCell, cells: readonly ShownCell[]): readonly ShownCell[] {
  const level = LEVELS.indexOf(shown.fields.level ?? 'card');
  return cells.filter(
    (other) => other.cell.attribute.no !== shown.cell.attribute.no && other.state === 'in' && LEVELS.indexOf(other.fields.level ?? 'card') <= level,
  );
}

/** A condition in words: lines of attribute, relation and value, joined by "all" or "any". */
export function ConditionBuilder({
  built,
  onChange,
  shown,
  cells,
  names,
}: {
  built: Built;
  onChange: (built: Built) => void;
  shown: ShownCell;
  cells: readonly ShownCell[];
  names: FieldNames;
}): ReactNode {
  const t = useTranslations('admin.condition');
  const label = useLabel();
  const locale = useLocale();
  const choices = namable(shown, cells);
  const byNo = new Map(choices.map((one) => [one.cell.attribute.no, one]));
  const change = (index: number, line: Line) => onChange({ ...built, lines: built.lines.map((one, at) => (at === index ? line : one)) });
  return (
    <div className={classes.builder}>
      {built.lines.length > 1 ? (
        <SelectField
          label={t('intro')}
          value={built.joint}
          options={[
            { value: 'all', label: t('all') },
            { value: 'any', label: t('any') },
          ]}
          onChange={(event) => onChange({ ...built, joint: event.target.value === 'any' ? 'any' : 'all' })}
        />
      ) : null}
      <ul role="list" className={classes.lines}>
        {built.lines.map((line, index) => (
          <li key={index} className={classes.line}>
            {isNested(line) ? (
              <p className={classes.nested}>
                {describeCondition(line.nested, conditionWords(names, locale), locale)} <span className={classes.note}>{t('nested')}</span>
              </p>
            ) : (
              <>
                <SelectField
                  label={t('attribute')}
                  labelHidden
                  value={String(line.attr)}
                  options={[
                    { value: '0', label: t('choose') },
                    ...choices.map(({ cell }) => ({ value: String(cell.attribute.no), label: label(cell.attribute) })),
                  ]}
                  onChange={(event) => {
                    const type = byNo.get(Number(event.target.value))?.cell.attribute.type;
                    change(index, {
                      attr: Number(event.target.value),
                      kind: type === 'list' || type === 'boolean' ? 'in' : type === 'number' || type === 'range' ? 'min' : 'filled',
                      tokens: [],
                      number: null,
                    });
                  }}
                />
                <AtomEditor line={line} about={byNo.get(line.attr)} names={names} onChange={(next) => change(index, next)} />
              </>
            )}
            <IconButton
              label={t('removeLine', { name: isNested(line) ? '…' : label(names.attributes(line.attr) ?? { ru: '…', en: '…' }) })}
              onClick={() => onChange({ ...built, lines: built.lines.filter((_, at) => at !== index) })}
            >
              <IconX {...icon16} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        size="s"
        look="quiet"
        icon={<IconPlus {...icon16} />}
        onClick={() => onChange({ ...built, lines: [...built.lines, { attr: 0, kind: 'in', tokens: [], number: null }] })}
      >
        {t('add')}
      </Button>
    </div>
  );
}

function AtomEditor({
  line,
  about,
  names,
  onChange,
}: {
  line: Atom;
  about: ShownCell | undefined;
  names: FieldNames;
  onChange: (line: Atom) => void;
}): ReactNode {
  const t = useTranslations('admin.condition');
  const label = useLabel();
  const locale = useLocale();
  const [picking, setPicking] = useState(false);
  if (!about) return null;
  const { attribute } = about.cell;
  const numeric = attribute.type === 'number' || attribute.type === 'range';
  const kinds: readonly Atom['kind'][] =
    attribute.type === 'list' || attribute.type === 'boolean' ? ['in', 'filled'] : numeric ? ['min', 'max', 'filled'] : ['filled'];
  const kindLabels = { in: t('in'), filled: t('filled'), min: t('atLeast'), max: t('atMost') };
  const unit = unitFor(attribute.unitFamily, about.fields.defaultUnit ?? about.fields.units?.[0]);
  const flip = (token: number, on: boolean) =>
    onChange({ ...line, tokens: on ? [...line.tokens, token].sort((a, b) => a - b) : line.tokens.filter((one) => one !== token) });
  return (
    <>
      <SelectField
        label={t('relation')}
        labelHidden
        value={line.kind}
        options={kinds.map((kind) => ({ value: kind, label: kindLabels[kind] }))}
        onChange={(event) => onChange({ ...line, kind: kinds.find((kind) => kind === event.target.value) ?? 'filled' })}
      />
      {line.kind === 'in' && attribute.type === 'boolean' ? (
        <div className={classes.inline}>
          {[YES_ENTRY, NO_ENTRY].map((entry) => (
            <Check
              key={entry}
              label={t(entry === YES_ENTRY ? 'yes' : 'no')}
              checked={line.tokens.includes(tokenOf(attribute.no, entry))}
              onChange={(event) => flip(tokenOf(attribute.no, entry), event.target.checked)}
            />
          ))}
        </div>
      ) : null}
      {line.kind === 'in' && attribute.type === 'list' ? (
        <>
          <Button onClick={() => setPicking(true)} aria-label={`${t('options')}: ${label(attribute)}`}>
            {line.tokens.length === 0 ? t('options') : tokensText(line.tokens, names, label)}
          </Button>
          {picking ? (
            <OptionsDialog
              attribute={attribute}
              chosen={line.tokens}
              mustChoose
              onClose={() => setPicking(false)}
              onApply={(tokens) => {
                setPicking(false);
                onChange({ ...line, tokens: tokens ?? [] });
              }}
            />
          ) : null}
        </>
      ) : null}
      {line.kind === 'min' || line.kind === 'max' ? (
        <NumberBox
          labelHidden
          label={t('value')}
          after={unit?.[locale]}
          value={line.number === null ? null : fromBase(line.number, unit)}
          onCommit={(next) => onChange({ ...line, number: next === null ? null : baseOf(next, unit) })}
        />
      ) : null}
    </>
  );
}

const SHOWN = 3;

export function tokensText(tokens: readonly number[], names: FieldNames, label: (words: { ru: string; en: string }) => string): string {
  const named = tokens.slice(0, SHOWN).map((token) => {
    const words = names.option(token);
    return words ? label(words) : `#${token & 0xffff}`;
  });
  return tokens.length > SHOWN ? `${named.join(', ')} +${tokens.length - SHOWN}` : named.join(', ');
}

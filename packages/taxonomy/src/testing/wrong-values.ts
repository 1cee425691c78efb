import { CUSTOM_MAX } from '../check-value.ts';
import { baseOf, unitsOf } from '../quantity.ts';
import { type IssueCode, type NumberValue, type RangeValue, type SchemaAttribute, tokenOf, type Value } from '../schemas.ts';
import { UNITS } from '../units.ts';

/** A value wrong in one way, with the issue it must cause; `enforced`: only a full check sees it. */
export type WrongValue = { readonly label: string; readonly code: IssueCode; readonly value: Value; readonly enforced?: true };

/** Wrong values on purpose do not have the type of a value. */
const wrong = (label: string, code: IssueCode, value: unknown): WrongValue => ({ label, code, value: value as Value });

const HALF_PAIR = '\ud83e';

/** Values that differ from a valid one in one respect only. `tokens` are the options the attribute offers. */
export function wrongValues(a: SchemaAttribute, valid: Value, tokens: readonly number[]): WrongValue[] {
  const shared = [wrong('null', 'wrong_type', null), wrong('true', 'wrong_type', true), wrong('a strange object', 'wrong_type', { z: 1 })];
  switch (a.type) {
    case 'boolean':
      return [
        ...shared,
        wrong('a third entry', 'wrong_type', tokenOf(a.no, 3)),
        wrong('another attribute', 'wrong_type', tokenOf(a.no + 1, 1)),
        wrong('a word', 'wrong_type', 'yes'),
      ];
    case 'date':
      return [
        ...shared,
        ...['2026-02-29', '2026-13-01', '2026-1-1', '31.12.2026', '2026-04-31', '0000-01-01', '2026-12-31T00:00:00Z', '1900-02-29', ''].map((d) =>
          wrong(`date ${d}`, 'wrong_type', d),
        ),
      ];
    case 'list':
      return [...shared, ...(a.maxValues === 1 ? wrongItems(a, tokens).map((w) => w) : wrongArrays(a, valid, wrongItems(a, tokens), tokens))];
    case 'text':
      if (a.localised) return [...shared, ...wrongLocalised(a, valid as { readonly ru?: string; readonly en?: string })];
      return [...shared, wrong('a number', 'wrong_type', 5), ...(a.maxValues === 1 ? wrongTexts(a) : wrongArrays(a, valid, wrongTexts(a), []))];
    case 'number':
      return [...shared, wrong('a bare number', 'wrong_type', 5), ...wrongNumbers(a, valid as NumberValue)];
    case 'range':
      return [...shared, wrong('a bare number', 'wrong_type', 5), ...wrongRanges(a, valid as RangeValue)];
  }
}

function wrongItems(a: SchemaAttribute, tokens: readonly number[]): WrongValue[] {
  const custom = a.custom
    ? [
        wrong('an empty custom value', 'empty', { c: ' ' }),
        wrong('an untrimmed custom value', 'wrong_type', { c: 'sea green ' }),
        wrong('a long custom value', 'too_long', { c: '🦊'.repeat(CUSTOM_MAX + 1) }),
        wrong('a custom value with more in it', 'wrong_type', { c: 'x', d: 1 }),
        wrong('a custom value that cannot be stored', 'wrong_type', { c: `x${HALF_PAIR}` }),
      ]
    : [wrong('a custom value', 'custom_not_allowed', { c: 'sea green' })];
  const foreign = a.options === 'brands' ? [0, 65_537, -2_147_483_649] : [tokenOf(a.no + 1, 1), -5, 0];
  const own = tokenOf(a.no, 65_535);
  return [
    ...foreign.map((t) => wrong(`foreign token ${t}`, 'unknown_option', t)),
    ...(a.options === 'brands' || tokens.includes(own) ? [] : [wrong('an option not offered here', 'option_not_allowed', own)]),
    wrong('half a token', 'wrong_type', 1.5),
    wrong('a token in quotes', 'wrong_type', String(tokens[0] ?? 1)),
    ...custom,
  ];
}

function wrongTexts(a: SchemaAttribute): WrongValue[] {
  return [
    wrong('an empty text', 'empty', ''),
    wrong('a blank text', 'empty', ' \u00a0\n'),
    wrong('NUL', 'wrong_type', 'a\0b'),
    wrong('half a pair', 'wrong_type', `a${HALF_PAIR}b`),
    ...(a.maxLength === undefined
      ? []
      : [wrong('a long text', 'too_long', 'я'.repeat(a.maxLength + 1)), wrong('a long text beyond the basic plane', 'too_long', '🦊'.repeat(a.maxLength + 1))]),
    ...(a.pattern === undefined || new RegExp(a.pattern, 'u').test('\u2603') ? [] : [wrong('a text off the pattern', 'pattern', '\u2603')]),
  ];
}

function wrongArrays(a: SchemaAttribute, valid: Value, items: readonly WrongValue[], tokens: readonly number[]): WrongValue[] {
  const held: readonly unknown[] = Array.isArray(valid) ? valid : [valid];
  const spare = a.type === 'text' ? Array.from({ length: a.maxValues + 1 }, (_, i) => `picture ${i}`) : tokens.slice(0, a.maxValues + 1);
  return [
    wrong('a bare value', 'wrong_type', held[0]),
    wrong('an empty list', 'empty', []),
    wrong('a repeated value', 'repeated', [held[0], held[0]]),
    ...(spare.length > a.maxValues ? [wrong('too many', 'too_many', spare)] : []),
    ...items.map((w) => wrong(`[${w.label}]`, w.code, [w.value])),
  ];
}

function wrongLocalised(a: SchemaAttribute, valid: { readonly ru?: string; readonly en?: string }): WrongValue[] {
  const other = valid.ru ? 'ru' : 'en';
  const inside = wrongTexts(a)
    .filter((w) => w.code !== 'empty')
    .map((w) => wrong(`${other}: ${w.label}`, w.code, { ...valid, [other]: w.value }));
  const languages = (a.languages ?? []).map((l): WrongValue => {
    const rest = l === 'ru' ? 'en' : 'ru';
    return { ...wrong(`no ${l}`, 'language_required', { [rest]: valid[rest] ?? valid[l] }), enforced: true };
  });
  return [
    ...inside,
    ...languages,
    wrong('no language', 'empty', {}),
    wrong('blank in every language', 'empty', { ru: '', en: '\t' }),
    wrong('a third language', 'wrong_type', { ...valid, de: 'Sofa' }),
    wrong('a plain text', 'wrong_type', 'Sofa'),
    wrong('a number inside', 'wrong_type', { ...valid, ru: 5 }),
  ];
}

/** Units that are no business of the attribute. */
const foreignUnit = (a: SchemaAttribute): string => UNITS.find((u) => u.family !== a.family)?.code ?? 'parsec';

function wrongNumbers(a: SchemaAttribute, valid: NumberValue): WrongValue[] {
  const unit = unitsOf(a).find((u) => u.code === valid.u);
  const at = (n: number): NumberValue => {
    const v = unit ? (n - (unit.offset ?? 0)) / unit.factor : n;
    return { ...valid, n: baseOf(v, unit), v };
  };
  const { u, ...bare } = valid;
  const below = a.min === undefined ? undefined : at(a.min - 1 - Math.abs(a.min) * 1e-3);
  const above = a.max === undefined ? undefined : at(a.max + 1 + Math.abs(a.max) * 1e-3);
  return [
    wrong('base and typed number apart', 'wrong_type', { ...valid, n: valid.n + 1 }),
    wrong('base off in the 12th digit', 'wrong_type', { ...valid, n: valid.n === 0 ? 1e-9 : valid.n * (1 + 1e-11) }),
    wrong('a number in quotes', 'wrong_type', { ...valid, v: String(valid.v) }),
    wrong('no typed number', 'wrong_type', { n: valid.n, ...(u === undefined ? {} : { u }) }),
    wrong('something more', 'wrong_type', { ...valid, x: 1 }),
    wrong('a foreign unit', 'unit', { ...valid, u: foreignUnit(a) }),
    ...(u === undefined ? [] : [wrong('no unit', 'unit', bare)]),
    ...(below ? [wrong('below the least', 'too_small', below)] : []),
    ...(above ? [wrong('above the greatest', 'too_large', above)] : []),
  ];
}

function wrongRanges(a: SchemaAttribute, valid: RangeValue): WrongValue[] {
  const unit = unitsOf(a).find((u) => u.code === valid.u);
  const ends = (vf: number, vt: number): RangeValue => ({ ...valid, vf, vt, from: baseOf(vf, unit), to: baseOf(vt, unit) });
  const typed = (n: number): number => (unit ? (n - (unit.offset ?? 0)) / unit.factor : n);
  return [
    wrong('ends the wrong way round', 'ends_order', ends(valid.vt + 1, valid.vf)),
    wrong('base and typed end apart', 'wrong_type', { ...valid, to: valid.to + 1 }),
    wrong('one end missing', 'wrong_type', { from: valid.from, vf: valid.vf, u: valid.u }),
    wrong('a foreign unit', 'unit', { ...valid, u: foreignUnit(a) }),
    ...(a.min === undefined ? [] : [wrong('from below the least', 'too_small', ends(typed(a.min - 1 - Math.abs(a.min) * 1e-3), valid.vt))]),
    ...(a.max === undefined ? [] : [wrong('to above the greatest', 'too_large', ends(valid.vf, typed(a.max + 1 + Math.abs(a.max) * 1e-3)))]),
  ];
}

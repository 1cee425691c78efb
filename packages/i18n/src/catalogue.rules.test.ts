import compileIcu from 'icu-minify/compile';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { compileMessages } from './compile.ts';
import type { MessageTree } from './define.ts';
import { translator } from './index.ts';

const flatten = (tree: MessageTree, path: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}.${key}`, value] as [string, string]] : flatten(value, `${path}.${key}`),
  );

/** Argument names of a message, with the plural branches it offers. */
function argumentsOf(message: string): { names: string[]; plurals: string[][] } {
  const names = new Set<string>();
  const plurals: string[][] = [];
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [name, type, branches] = node;
    if (typeof name === 'string' && node.length > 1 && typeof type === 'number' && branches !== null && typeof branches === 'object') {
      names.add(name);
      if (type === 2) plurals.push(Object.keys(branches));
      for (const branch of Object.values(branches)) visit(branch);
      return;
    }
    if (node.length === 1 && typeof name === 'string') {
      names.add(name);
      return;
    }
    for (const part of node) visit(part);
  };
  const compiled = compileIcu(message);
  if (Array.isArray(compiled)) for (const part of compiled) visit(part);
  return { names: [...names].sort(), plurals };
}

const namespaces = Object.entries(catalogue).map(([name, { en, ru }]) => ({ name, en: flatten(en, name), ru: new Map(flatten(ru, name)) }));

describe('the message catalogue', () => {
  it.each(namespaces)('has the same keys in both languages: $name', ({ en, ru }) => {
    expect([...ru.keys()].sort()).toEqual(en.map(([key]) => key).sort());
  });

  it.each(namespaces)('takes the same arguments in both languages: $name', ({ en, ru }) => {
    for (const [key, text] of en) expect({ key, names: argumentsOf(ru.get(key) ?? '').names }).toEqual({ key, names: argumentsOf(text).names });
  });

  it.each(namespaces)('gives every Russian plural its one, few, many and other: $name', ({ ru }) => {
    for (const [key, text] of ru) {
      for (const branches of argumentsOf(text).plurals)
        expect({ key, branches }).toEqual({ key, branches: expect.arrayContaining(['one', 'few', 'many', 'other']) });
    }
  });

  it.each(namespaces)('has no untranslated, empty or bureaucratic text: $name', ({ en, ru }) => {
    for (const [key, text] of [...en, ...ru]) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe('');
    }
    for (const [key, text] of en) if (!key.endsWith('.ru')) expect(text.replace(/«[^»]*»|[А-ЯЁ]{2,5}/g, ''), key).not.toMatch(/[а-яё]/i);
    for (const [key, text] of ru) expect(text, key).not.toMatch(/[а-яё,] (Вы|Вас|Вам|Вами|Ваш)|осуществ|произвести|в целях/);
  });

  it('compiles as a whole for the browser', () => {
    for (const { en, ru } of Object.values(catalogue)) {
      expect(() => compileMessages(en)).not.toThrow();
      expect(() => compileMessages(ru)).not.toThrow();
    }
  });

  it('speaks Russian with the right plural', () => {
    const t = translator('ru', 'common.rating');
    expect([1, 3, 12].map((count) => t('reviews', { count }))).toEqual(['1 отзыв', '3 отзыва', '12 отзывов']);
    const attribute = translator('ru', 'admin.dictionary.attribute');
    expect([1, 24, 25].map((count) => attribute('categoriesCount', { count }))).toEqual(['1 категория', '24 категории', '25 категорий']);
    const check = translator('ru', 'seller.imports.check');
    expect([check('rowNos', { count: 1, rows: '6' }), check('rowNos', { count: 2, rows: '6, 8' })]).toEqual(['строка 6', 'строки 6, 8']);
    expect(translator('en')('errors.page.home')).toBe('Go to the home page');
  });

  it('refuses a message that is not valid ICU', () => {
    expect(() => compileMessages({ bad: { text: '{count, plural, one {x}' } })).toThrow('bad.text');
  });
});

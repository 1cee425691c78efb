import { expect, it } from 'vitest';
import { keepTyped, readTyped } from './typed-store.ts';

const storage = () => {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => void held.set(key, text),
    removeItem: (key: string) => void held.delete(key),
  };
};

it('what cannot be stored survives a reload as it was typed, and goes when it can be stored', () => {
  const keep = storage();
  const typed = new Map([
    ['card/12', { text: '{"from":"много","to":"","unit":"W"}', fields: 1 }],
    ['5/offer', { text: '["A-1","дорого","-3"]', fields: 2 }],
  ]);
  keepTyped(keep, 'k', typed);
  expect(readTyped(keep, 'k')).toEqual(typed);
  keepTyped(keep, 'k', new Map());
  expect(keep.held.size).toBe(0);
});

it('what another program left in the browser is no typed text', () => {
  const keep = storage();
  for (const text of ['{', '{}', '[1]', '[["a",null]]', '[["a",{"text":1,"fields":1}]]']) {
    keep.setItem('k', text);
    expect(readTyped(keep, 'k').size, text).toBe(0);
  }
});

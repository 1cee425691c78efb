import { describe, expect, it } from 'vitest';
import { matchScore, otherLayout } from './search-words.ts';

describe('finding a command by its words', () => {
  it('needs every word and prefers beginnings', () => {
    expect(matchScore('тов', 'Товары')).toBeGreaterThan(matchScore('вар', 'Товары'));
    expect(matchScore('загр тов', 'Загрузить товары')).toBeGreaterThan(0);
    expect(matchScore('загр цен', 'Загрузить товары')).toBe(0);
  });

  it('does not care about case and ё', () => {
    expect(matchScore('ВСЕ', 'Всё')).toBe(3);
  });

  it('forgives a forgotten keyboard layout in both directions', () => {
    expect(otherLayout('njdfhs')).toBe('товары');
    expect(matchScore('njdfh', 'Товары')).toBeGreaterThan(0);
    expect(matchScore('зкщвгс', 'Products')).toBeGreaterThan(0);
  });
});

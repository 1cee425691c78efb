import { expect, test } from 'vitest';
import { endsText, fieldText, readField, shownNumber } from './ranges.ts';

const kilograms = { min: 100, max: 9000, chosenMin: null, chosenMax: null, unit: { code: 'kg', factor: 1000, offset: 0, ru: 'кг', en: 'kg' }, date: false };
const days = { ...kilograms, unit: null, date: true };

test('a number is shown in the unit of the facet and read back into the base unit', () => {
  expect(shownNumber(kilograms, 1250)).toBe(1.25);
  expect(fieldText(kilograms, 1250)).toBe('1.25');
  expect(readField(kilograms, '1,25')).toBe(1250);
  expect(readField(kilograms, ' 1 000 ')).toBe(1_000_000);
});

test('a day is shown as the calendar writes it and read back as days since 1970', () => {
  expect(fieldText(days, 20_000)).toBe('2024-10-04');
  expect(readField(days, '2024-10-04')).toBe(20_000);
});

test('what is no number leaves its end open', () => {
  expect(readField(kilograms, '')).toBeNull();
  expect(readField(kilograms, 'много')).toBeNull();
  expect(readField(days, '2024-99-99')).toBeNull();
});

test('ends stand in order, whichever was typed first, and nothing chosen leaves nothing in the address', () => {
  expect(endsText(5, 1, '..')).toBe('1..5');
  expect(endsText(0, null, '-')).toBe('0-');
  expect(endsText(null, 7, '..')).toBe('..7');
  expect(endsText(null, null, '-')).toBe('');
});

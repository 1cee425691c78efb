import type { CategorySchema, SchemaAttribute } from '@yarmarka/taxonomy/schemas';
import { expect, test } from 'vitest';
import { statusAfterEdit } from './enforce-grace.ts';

const attribute = (no: number, requirement: SchemaAttribute['requirement']): SchemaAttribute => ({
  no,
  type: 'text',
  level: 'card',
  requirement,
  filterable: false,
  maxValues: 1,
  position: no,
  editable: true,
  ai: true,
});
const schema: CategorySchema = { format: 1, attributes: [attribute(100, 'required'), attribute(101, 'optional')] };

test('an accepted edit brings a card back to the shop once nothing required is wrong; other statuses stay', () => {
  expect(statusAfterEdit('suppressed', schema, [])).toBe('published');
  expect(statusAfterEdit('suppressed', schema, [101])).toBe('published');
  expect(statusAfterEdit('suppressed', schema, [100, 101])).toBe('suppressed');
  expect(statusAfterEdit('published', schema, [100])).toBe('published');
});

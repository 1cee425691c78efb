import { RESERVED, type SchemaAttribute } from './schemas.ts';

/**
 * The attributes every card has, as they stand before a rule tightens them. Sorted by number. Pictures are a plain text with room for many values: each value is
 * the id of a stored file, so no type of its own is needed.
 */
export const RESERVED_ATTRIBUTES: readonly SchemaAttribute[] = [
  { no: RESERVED.name, type: 'text', level: 'card', requirement: 'required', filterable: false, localised: true, maxLength: 250, maxValues: 1, position: 0, editable: true, ai: false },
  {
    no: RESERVED.description,
    type: 'text',
    level: 'card',
    requirement: 'recommended',
    filterable: false,
    localised: true,
    maxLength: 6000,
    maxValues: 1,
    position: 1,
    editable: true,
    ai: true,
  },
  {
    no: RESERVED.brand,
    type: 'list',
    level: 'card',
    requirement: 'recommended',
    filterable: true,
    facet: 'list',
    options: 'brands',
    custom: true,
    maxValues: 1,
    position: 2,
    editable: true,
    ai: false,
  },
  {
    no: RESERVED.gtin,
    type: 'text',
    level: 'variant',
    requirement: 'optional',
    filterable: false,
    maxLength: 14,
    pattern: '^(\\d{8}|\\d{12,14})$',
    maxValues: 1,
    position: 3,
    editable: true,
    ai: false,
  },
  { no: RESERVED.pictures, type: 'text', level: 'card', requirement: 'recommended', filterable: false, maxLength: 200, maxValues: 20, position: 4, editable: true, ai: false },
];

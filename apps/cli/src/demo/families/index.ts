import type { Family } from '../family.ts';
import { av } from './av.ts';
import { beauty } from './beauty.ts';
import { clothing } from './clothing.ts';
import { computers } from './computers.ts';
import { furniture } from './furniture.ts';
import { home } from './home.ts';
import { house } from './house.ts';
import { kids } from './kids.ts';
import { kitchen } from './kitchen.ts';
import { mobile } from './mobile.ts';
import { shoes } from './shoes.ts';
import { sport } from './sport.ts';
import { travel } from './travel.ts';

/** Every family of goods in the demo, one for each leaf of its category tree. */
export const assortment: readonly Family[] = [
  ...mobile,
  ...computers,
  ...av,
  ...kitchen,
  ...house,
  ...clothing,
  ...shoes,
  ...home,
  ...furniture,
  ...sport,
  ...travel,
  ...kids,
  ...beauty,
];

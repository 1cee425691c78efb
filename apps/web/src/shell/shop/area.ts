import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

/** What the shop gives to the shell. */
export interface ShopArea {
  readonly routes: readonly RouteObject[];
  /** The search of the header, with its suggestions; a plain form by default. */
  readonly Search?: ComponentType;
}

import type { ActivityJob, CommandPaletteProps } from '@yarmarka/ui';
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';

export type AreaId = 'seller' | 'moderation' | 'admin';

export interface NavItem {
  readonly href: string;
  readonly label: string;
  /** 20 px, from the icon set. */
  readonly icon: ReactNode;
  /** How many wait there; nothing when zero. */
  readonly count?: number | undefined;
  /** A sequence that leads there: `g p`. */
  readonly keys?: string;
  /** Only the exact address counts as being there. */
  readonly exact?: boolean;
}

export interface NavGroup {
  readonly id: string;
  readonly label?: string;
  readonly items: readonly NavItem[];
}

/** What an area gives to the shell: its pages below its path, and its navigation. */
export interface WorkplaceArea {
  readonly id: AreaId;
  /** Any of these roles opens it. */
  readonly roles: readonly string[];
  /** Children of the area's path, as react-router knows them; the index route is its first page. */
  readonly routes: readonly RouteObject[];
  /** A hook, so that labels follow the language and counts follow the data. */
  readonly useNav: () => readonly NavGroup[];
  /** A hook: long work of this area for the activity tray, from a query, so that every tab and every reload shows the same. */
  readonly useJobs?: () => readonly ActivityJob[];
  /** A hook: finds objects by name, SKU or id for the command palette. */
  readonly useObjects?: () => NonNullable<CommandPaletteProps['search']>;
  /** Where a person without a store gets one, and with it the role; open to everybody signed in. A path below the area's own. */
  readonly entrance?: string;
}

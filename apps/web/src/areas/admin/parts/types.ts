import type { AttributeType, CellField, CellFields, Change, GridAttribute } from '@yarmarka/taxonomy/schemas';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../../lib/trpc.ts';

type Outputs = inferRouterOutputs<AppRouter>;
export type Cell = Outputs['taxonomy']['effectiveCells'][number];
export type TreeNode = Outputs['taxonomy']['tree'][number];
export type Draft = NonNullable<Outputs['operations']['myDraft']>;
export type DraftCells = NonNullable<Outputs['taxonomy']['draftCells']>;
export type CategoryInfo = Outputs['taxonomy']['category'];
export type RuleChange = Extract<Change, { kind: 'rule' }>;
export type { AttributeType, CellField, CellFields, Change, GridAttribute };

/** What a rule patch may say: a value, or null to inherit again. */
export type FieldPatch = Readonly<Record<string, unknown>>;

import type { inferRouterOutputs } from '@trpc/server';
import type { LaneKey } from '@yarmarka/moderation/schemas';
import type { AppRouter } from '../../../lib/trpc.ts';

type Outputs = inferRouterOutputs<AppRouter>['moderation'];
export type Lane = Outputs['lanes'][number];
export type QueueTask = Outputs['tasks']['items'][number];
export type DeskTask = Outputs['deskTask'];
export type CardTask = Extract<DeskTask, { kind: 'card' }>;
export type SellerTask = Extract<DeskTask, { kind: 'seller' }>;
export type CardField = CardTask['fields'][number];
export type Finding = CardTask['checks'][number];
export type ReasonCode = Outputs['reasonCodes'][number];
export type MyDecision = Outputs['myDecisions']['items'][number];

/** What the queue is narrowed to; it stands in the address. */
export interface QueueView {
  readonly lanes: readonly LaneKey[];
  readonly mine: boolean;
}

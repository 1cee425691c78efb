import { actorLabel, type Ctx, invalid } from '@yarmarka/kernel';
import { Id, type Page, PageInput } from '@yarmarka/kernel/schemas';
import { OUTCOMES, TASK_KINDS, type Outcome, type TaskKind } from '@yarmarka/moderation/schemas';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Words } from './moderation-words.ts';

export const MyDecisionsInput = PageInput.extend({
  kind: z.enum(TASK_KINDS).optional(),
  outcome: z.array(z.enum(OUTCOMES)).max(OUTCOMES.length).optional(),
  sellerId: Id.optional(),
});
export type MyDecisionsInput = z.infer<typeof MyDecisionsInput>;
export type MyDecision = {
  readonly id: number;
  readonly taskId: number;
  readonly kind: TaskKind;
  readonly outcome: Outcome;
  readonly at: string;
  readonly reason: Words | null;
  readonly note: string | null;
  readonly card: { readonly id: number; readonly name: Words; readonly picture: string | null; readonly status: string } | null;
  readonly seller: { readonly id: number; readonly name: Words } | null;
};

const badCursor = () =>
  invalid('moderation.bad_cursor', 'This page of the list is no longer there. Start from the first.', 'Такой страницы списка больше нет. Начните с первой.');

/** What the caller has decided, newest first, from the journal. Pages by keyset. Error: `moderation.bad_cursor`. */
export async function listMyDecisions(ctx: Ctx, input: MyDecisionsInput): Promise<Page<MyDecision>> {
  if (input.cursor && !/^\d{1,15}$/.test(input.cursor)) throw badCursor();
  const rows = await ctx.read.execute<MyDecision & { id: string }>(sql`
    select a.id::text as id, t.id as "taskId", t.kind, a.to_state as outcome, a.occurred_at as at, a.note,
      case when r.code is not null then json_build_object('ru', r.text_ru, 'en', r.text_en) end as reason,
      case when c.id is not null then json_build_object('id', c.id, 'status', c.status, 'picture', c.attrs #>> '{5,0}', 'name', json_build_object(
        'ru', coalesce(c.attrs #>> '{1,ru}', c.attrs #>> '{1,en}', ''), 'en', coalesce(c.attrs #>> '{1,en}', c.attrs #>> '{1,ru}', ''))) end as card,
      case when s.id is not null then json_build_object('id', s.id, 'name', json_build_object('ru', s.name_ru, 'en', s.name_en)) end as seller
    from kernel.audit_log a join moderation.tasks t on t.id = a.entity_id::int
    left join moderation.reason_codes r on r.code = a.reason_code left join catalog.cards c on c.id = t.card_id left join accounts.sellers s on s.id = t.seller_id
    where a.actor = ${actorLabel(ctx.actor)} and a.entity = 'task' and a.action = 'task.decide'
      ${input.cursor ? sql`and a.id < ${input.cursor}::bigint` : sql``} ${input.kind ? sql`and t.kind = ${input.kind}` : sql``}
      ${input.sellerId === undefined ? sql`` : sql`and t.seller_id = ${input.sellerId}`}
      ${input.outcome && input.outcome.length > 0 ? sql`and a.to_state = any(${`{${input.outcome.join(',')}}`}::text[])` : sql``}
    order by a.id desc limit ${input.limit + 1}`);
  const items = rows.slice(0, input.limit).map((r) => ({ ...r, id: Number(r.id) }));
  return { items, next: rows.length > input.limit ? String(items.at(-1)?.id ?? '') : null };
}

export type MyDay = { readonly decided: number; readonly accepted: number };

/** How many the caller has decided within the last 24 hours, and how many of them went live or were approved. */
export async function getMyDay(ctx: Ctx): Promise<MyDay> {
  const [row] = await ctx.read.execute<MyDay>(sql`
    select count(*)::int as decided, count(*) filter (where to_state in ('applied', 'partly_applied', 'approved'))::int as accepted
    from kernel.audit_log where actor = ${actorLabel(ctx.actor)} and entity = 'task' and action = 'task.decide' and occurred_at > ${ctx.clock.now().toISOString()}::timestamptz - interval '24 hours'`);
  return row ?? { decided: 0, accepted: 0 };
}

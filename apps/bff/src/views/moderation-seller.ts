import { checkCompany, type FieldIssue } from '@yarmarka/accounts/schemas';
import type { Ctx } from '@yarmarka/kernel';
import type { SellerRecord, TaskSubject, TaskView } from '@yarmarka/moderation';
import { sql } from 'drizzle-orm';
import { decisionOf, type EarlierTask, type TaskDecision, type Words } from './moderation-words.ts';

type SellerSubject = Extract<TaskSubject, { kind: 'seller' }>;
export type SameCompany = { readonly id: number; readonly name: Words; readonly status: string; readonly by: 'inn' | 'account' };
export type ModerationSeller = {
  readonly kind: 'seller';
  readonly task: TaskView['task'];
  readonly seller: SellerSubject['seller'];
  readonly standing: SellerSubject['standing'];
  /** What the checksums of INN, KPP, OGRN, BIK and account say; none means all are right. */
  readonly issues: readonly FieldIssue[];
  /** Other sellers with the same INN or the same settlement account. */
  readonly same: readonly SameCompany[];
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: string; readonly confirmed: boolean }[];
  readonly record: SellerRecord | null;
  readonly earlier: readonly EarlierTask[];
  readonly decision: TaskDecision | null;
};

/** The desk's view of one seller task: data with the result of their checks, documents, checklist, doubles and earlier decisions. */
export async function moderationSeller(ctx: Ctx, view: TaskView, { seller, standing }: SellerSubject): Promise<ModerationSeller> {
  const { inn, accountNo } = seller.company;
  const [same, people, earlier] = await Promise.all([
    ctx.read.execute<SameCompany>(sql`
      select s.id, json_build_object('ru', s.name_ru, 'en', s.name_en) as name, s.status, case when s.inn = ${inn} then 'inn' else 'account' end as by
      from accounts.sellers s where s.id <> ${seller.id} and ((${inn} <> '' and s.inn = ${inn}) or (${accountNo} <> '' and s.account_no = ${accountNo})) order by s.id limit 10`),
    ctx.read.execute<ModerationSeller['people'][number]>(sql`
      select u.name, u.email, m.role, u.email_verified as confirmed from accounts.seller_members m join accounts.users u on u.id = m.user_id
      where m.seller_id = ${seller.id} order by m.role, u.name limit 20`),
    ctx.read.execute<EarlierTask>(sql`
      select t.id as "taskId", t.outcome, t.decided_at as at, u.name as by, a.reason_code as "reasonCode"
      from moderation.tasks t left join accounts.users u on t.decided_by = 'user:' || u.id
      left join lateral (select reason_code from kernel.audit_log where entity = 'task' and entity_id = t.id::text and action = 'task.decide' order by id desc limit 1) a on true
      where t.seller_id = ${seller.id} and t.kind = 'seller' and t.status = 'decided' and t.id <> ${view.task.id} order by t.id desc limit 20`),
  ]);
  return {
    kind: 'seller',
    task: view.task,
    seller,
    standing,
    issues: checkCompany(seller.company),
    same,
    people,
    record: view.sellerRecord,
    earlier,
    decision: view.task.status === 'decided' ? await decisionOf(ctx, view.task.id) : null,
  };
}

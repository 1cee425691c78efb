import type { Ctx } from '@yarmarka/kernel';
import type { ChangeSet } from '@yarmarka/taxonomy';
import { titleFor } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { namesOfActors } from './people.ts';

export const JournalInput = z.object({
  entity: z.string().max(80).optional(),
  entityId: z.string().max(200).optional(),
  action: z.string().max(80).optional(),
  /** A person's name or e-mail in part, or `system:NAME`. */
  actor: z.string().trim().max(200).optional(),
  cursor: z.number().int().positive().nullish(),
  limit: z.number().int().min(1).max(200).default(60),
});
export type JournalInput = z.infer<typeof JournalInput>;

export type JournalRow = {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  /** What the thing is called now, where it has a name. */
  readonly entityName: { readonly ru: string; readonly en: string } | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly reasonCode: string | null;
  /** The reason in words, where the code is one of the moderators' reasons. */
  readonly reason: { readonly ru: string; readonly en: string } | null;
  readonly note: string | null;
  readonly patch: string | null;
  readonly requestId: string;
};

const MOST_PATCH = 4000;

/** The journal, the newest first. */
export async function listJournal(ctx: Ctx, input: JournalInput): Promise<{ items: JournalRow[]; next: number | null }> {
  const where = [sql`true`];
  if (input.entity) where.push(sql`j.entity = ${input.entity}`);
  if (input.entityId) where.push(sql`j.entity_id = ${input.entityId}`);
  if (input.action) where.push(sql`j.action = ${input.action}`);
  if (input.actor) where.push(actorIs(input.actor));
  if (input.cursor) where.push(sql`j.id < ${input.cursor}`);
  type Named = { id: string; nameRu: string | null; nameEn: string | null; set: Pick<ChangeSet, 'title' | 'undoes' | 'source'> | null };
  const rows = await ctx.read.execute<Omit<JournalRow, 'actorName' | 'entityName' | 'id'> & Named>(sql`
    select j.id::text, to_char(j.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, j.actor, j.action, j.entity, j.entity_id as "entityId", j.from_state as "from",
      j.to_state as "to", j.reason_code as "reasonCode", j.note, left(jsonb_pretty(j.patch), ${MOST_PATCH}) as patch, j.request_id as "requestId",
      case when r.code is not null then jsonb_build_object('ru', r.text_ru, 'en', r.text_en) end as reason,
      coalesce(u.name, s.name_ru, c.label_ru, a.label_ru, f.name) as "nameRu", coalesce(u.name, s.name_en, c.label_en, a.label_en, f.name) as "nameEn",
      case when m.id is not null then jsonb_build_object('title', m.title, 'undoes', m.undoes, 'source', m.source) end as set
    from (select * from kernel.audit_log j where ${sql.join(where, sql` and `)} order by j.id desc limit ${input.limit + 1}) j
    left join accounts.users u on j.entity = 'user' and u.id = j.entity_id
    left join accounts.sellers s on j.entity = 'seller' and s.id::text = j.entity_id
    left join taxonomy.change_sets m on j.entity = 'matrix_change_set' and m.id::text = j.entity_id
    left join taxonomy.categories c on j.entity = 'category' and c.id::text = j.entity_id
    left join taxonomy.attributes a on j.entity = 'attribute' and a.no::text = j.entity_id
    left join files.files f on j.entity = 'file' and f.id = j.entity_id
    left join moderation.reason_codes r on r.code = j.reason_code
    order by j.id desc`);
  const page = rows.slice(0, input.limit);
  const names = await namesOfActors(
    ctx,
    page.map((r) => r.actor),
  );
  return {
    items: page.map(({ nameRu, nameEn, set, id, ...r }) => ({
      ...r,
      id: Number(id),
      actorName: names.get(r.actor) ?? null,
      entityName: set
        ? { ru: titleFor(set, 'ru'), en: titleFor(set, 'en') }
        : nameRu || nameEn
          ? { ru: nameRu || nameEn || '', en: nameEn || nameRu || '' }
          : null,
    })),
    next: rows.length > input.limit ? Number(page.at(-1)?.id ?? 0) : null,
  };
}

function actorIs(actor: string) {
  if (/^(system|user):|^anonymous$/.test(actor)) return sql`j.actor = ${actor}`;
  const like = `%${actor.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql`j.actor in (select 'user:' || id from accounts.users where lower(name) like ${like} or email like ${like} limit 200)`;
}

/** Every action and entity that stands in the journal, found by skipping along the indexes, whatever its length. */
export async function listJournalWords(ctx: Ctx): Promise<{ actions: string[]; entities: string[] }> {
  const distinct = async (column: 'action' | 'entity') => {
    const name = sql.raw(column);
    const rows = await ctx.read.execute<{ w: string }>(sql`
      with recursive w as ((select min(${name}) as w from kernel.audit_log) union all select (select min(j.${name}) from kernel.audit_log j where j.${name} > w.w) from w where w.w is not null)
      select w from w where w is not null`);
    return rows.map((r) => r.w);
  };
  return { actions: await distinct('action'), entities: await distinct('entity') };
}

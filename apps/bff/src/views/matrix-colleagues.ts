import type { Ctx } from '@yarmarka/kernel';
import { type ChangeSet, listWaiting } from '@yarmarka/taxonomy';
import { titleFor } from '@yarmarka/taxonomy/schemas';
import { sql } from 'drizzle-orm';
import { namesOfActors } from './people.ts';

export type WaitingSet = { readonly id: number; readonly title: string; readonly authorName: string | null };

/** Change-sets that wait for this administrator's approval. */
export async function listWaitingSets(ctx: Ctx): Promise<WaitingSet[]> {
  const rows = await listWaiting(ctx);
  const names = await namesOfActors(
    ctx,
    rows.map((r) => r.author),
  );
  return rows.map((r) => ({ id: r.id, title: titleFor(r, ctx.locale), authorName: names.get(r.author) ?? null }));
}

export type PublishedSince = {
  readonly target: string;
  readonly version: number;
  readonly title: string;
  readonly at: string;
  readonly author: string;
  readonly authorName: string | null;
};

/** The newest version after this one that touches each of these targets, and who published it; targets that none names are absent. */
export async function listPublishedSince(ctx: Ctx, input: { version: number; targets: readonly string[] }): Promise<PublishedSince[]> {
  const rows = await ctx.read.execute<Omit<PublishedSince, 'authorName'> & Pick<ChangeSet, 'undoes' | 'source'>>(sql`
    with wanted as (select jsonb_array_elements_text(${JSON.stringify(input.targets)}::jsonb) as target),
    touched as (
      select c.target, v.version from taxonomy.matrix_versions v join taxonomy.changes c on c.change_set_id = v.change_set_id where v.version > ${input.version}::int
      union all
      select w.target, x.version from wanted w
      join taxonomy.rules r on w.target like 'rule:%' and r.category_id = split_part(w.target, ':', 2)::int and r.attribute_no = split_part(w.target, ':', 3)::int
      cross join lateral (values (r.from_version), (r.to_version)) x(version) where x.version > ${input.version}::int)
    select distinct on (w.target) w.target, v.version, v.title, v.published_at as at, v.author, s.undoes, s.source
    from wanted w join touched t on t.target = w.target join taxonomy.matrix_versions v on v.version = t.version left join taxonomy.change_sets s on s.id = v.change_set_id
    order by w.target, v.version desc`);
  const names = await namesOfActors(
    ctx,
    rows.map((r) => r.author),
  );
  return rows.map(({ undoes, source, ...r }) => ({
    ...r,
    title: titleFor({ title: r.title, undoes, source }, ctx.locale),
    authorName: names.get(r.author) ?? null,
  }));
}

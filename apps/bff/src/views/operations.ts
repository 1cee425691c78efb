import { config, type Ctx, readHeartbeat } from '@yarmarka/kernel';
import { sql } from 'drizzle-orm';

export type QueueState = {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly retry: number;
  readonly failed: number;
  readonly done: number;
  readonly oldestWaitingAt: string | null;
};
export type FailedJob = {
  readonly queue: string;
  readonly id: string;
  readonly failedAt: string | null;
  readonly attempts: number;
  readonly error: string;
  readonly data: string;
};
export type DirtyQueue = {
  readonly queue: string;
  readonly count: number;
  readonly oldestAt: string;
  /** Records that could not be projected; they are tried again by themselves, less and less often. */
  readonly failing: number;
  readonly lastError: string | null;
};
export type ConsumerState = { readonly consumer: string; readonly behind: number; readonly lastError: string | null; readonly updatedAt: string };
export type DeadLetter = {
  readonly consumer: string;
  readonly seq: number;
  readonly error: string;
  readonly failedAt: string;
  readonly type: string;
  readonly key: string;
};
export type Work = {
  readonly queues: readonly QueueState[];
  readonly failed: readonly FailedJob[];
  readonly dirty: readonly DirtyQueue[];
  readonly consumers: readonly ConsumerState[];
  readonly deadLetters: readonly DeadLetter[];
};

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const FAILED_SHOWN = 100;

/** Queues, failed jobs, projections that wait, consumers and what they gave up on. */
export async function getWork(ctx: Ctx): Promise<Work> {
  const db = ctx.db;
  const { queues, failed } = await getJobs(ctx);
  const dirty = await db.execute<DirtyQueue>(
    sql`select queue, count(distinct id)::int as count, coalesce(${iso('min(marked_at) filter (where attempts = 0)')}, ${iso('now()')}) as "oldestAt",
      count(distinct id) filter (where attempts > 0)::int as failing, max(left(last_error, 2000)) as "lastError" from kernel.dirty group by queue order by queue`,
  );
  const consumers = await db.execute<ConsumerState>(sql`
    select c.consumer, greatest(0, (select coalesce(max(seq), 0) from kernel.outbox) - c.seq)::int as behind, c.last_error as "lastError", ${iso('c.updated_at')} as "updatedAt"
    from kernel.consumer_cursors c order by c.consumer`);
  const deadLetters = await db.execute<DeadLetter>(sql`
    select d.consumer, d.seq::int, left(d.error, 2000) as error, ${iso('d.failed_at')} as "failedAt", coalesce(o.type, '') as type, coalesce(o.key, '') as key
    from kernel.dead_letters d left join kernel.outbox o on o.seq = d.seq order by d.failed_at desc limit ${FAILED_SHOWN}`);
  return { queues, failed, dirty: [...dirty], consumers: [...consumers], deadLetters: [...deadLetters] };
}

/** The job tables are made by the first server or worker that starts; before that there are no queues. */
async function getJobs(ctx: Ctx): Promise<Pick<Work, 'queues' | 'failed'>> {
  const db = ctx.db;
  const [made] = await db.execute<{ ok: boolean }>(sql`select to_regclass('pgboss.job') is not null as ok`);
  if (!made?.ok) return { queues: [], failed: [] };
  const queues = await db.execute<QueueState>(sql`
    select q.name as queue, count(j.id) filter (where j.state = 'created')::int as waiting, count(j.id) filter (where j.state = 'active')::int as active,
      count(j.id) filter (where j.state = 'retry')::int as retry, count(j.id) filter (where j.state = 'failed')::int as failed, count(j.id) filter (where j.state = 'completed')::int as done,
      ${iso("min(j.created_on) filter (where j.state = 'created' and j.start_after <= now())")} as "oldestWaitingAt"
    from pgboss.queue q left join pgboss.job j on j.name = q.name where q.name not like '\\_\\_%' group by q.name order by q.name`);
  const failed = await db.execute<FailedJob>(sql`
    select name as queue, id::text, ${iso('completed_on')} as "failedAt", retry_count + 1 as attempts, left(coalesce(output ->> 'message', output ->> 'value', output::text, ''), 2000) as error, left(coalesce(data::text, ''), 500) as data
    from pgboss.job where state = 'failed' order by completed_on desc nulls last limit ${FAILED_SHOWN}`);
  return { queues: [...queues], failed: [...failed] };
}

export type PartState = 'ok' | 'slow' | 'down' | 'off';
export type Problem = {
  readonly code:
    | 'worker_silent'
    | 'worker_never'
    | 'outbox_waits'
    | 'projection_waits'
    | 'projection_fails'
    | 'jobs_failed'
    | 'version_stuck'
    | 'dead_letters'
    | 'consumer_fails'
    | 'search_down'
    | 'mail_fails';
  /** When it began, as far as is known. */
  readonly since: string | null;
  readonly count: number;
  readonly subject: string;
};
export type Health = {
  readonly at: string;
  readonly problems: readonly Problem[];
  readonly database: {
    readonly answerMs: number;
    readonly bytes: number;
    readonly version: string;
    readonly connections: number;
    readonly maxConnections: number;
  };
  readonly worker: { readonly state: PartState; readonly beatAt: string | null; readonly host: string | null; readonly startedAt: string | null };
  readonly outbox: { readonly waiting: number; readonly oldestAt: string | null; readonly lastSeq: number };
  readonly search: { readonly engine: 'postgres' | 'meilisearch'; readonly state: PartState; readonly documents: number; readonly answerMs: number };
  readonly mail: { readonly smtp: boolean; readonly failed: number; readonly waiting: number };
  readonly work: Work;
};

/** The worker writes its heartbeat every ten seconds; three missed ones are silence. */
const SILENT_MS = 35_000;
const LAG_MS = 60_000;
/** Averages are taken every five minutes, not at once. */
const PATIENT: Readonly<Record<string, number>> = { 'catalog.category_quality': 900_000 };

/** What is wrong now, since when, and the state of every part, for one screen. */
export async function getHealth(ctx: Ctx): Promise<Health> {
  const now = ctx.clock.now();
  const started = performance.now();
  const [db] = await ctx.db.execute<{ bytes: string; version: string; connections: number; max: number; documents: number }>(sql`
    select pg_database_size(current_database())::text as bytes, current_setting('server_version') as version, current_setting('max_connections')::int as max,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      (select greatest(reltuples, 0)::int from pg_class where oid = to_regclass('search.product_search')) as documents`);
  const answerMs = Math.round((performance.now() - started) * 10) / 10;
  const work = await getWork(ctx);
  const [outbox] = await ctx.db.execute<{ waiting: number; oldest: string | null; last: number }>(
    sql`select count(*)::int as waiting, ${iso('min(occurred_at)')} as oldest, (select coalesce(max(seq), 0)::int from kernel.outbox) as last from kernel.outbox where seq is null`,
  );
  const beat = await readHeartbeat(ctx);
  const silent = !beat || now.getTime() - Date.parse(beat.at) > SILENT_MS;
  const search = await probeSearch();
  const mailQueue = work.queues.find((q) => q.queue === 'messaging.send-mail');
  const late = (at: string | null, lagMs = LAG_MS) => at !== null && now.getTime() - Date.parse(at) > lagMs;
  const problems: Problem[] = [];
  if (silent) problems.push({ code: beat ? 'worker_silent' : 'worker_never', since: beat?.at ?? null, count: 0, subject: beat?.host ?? '' });
  if (search.state === 'down') problems.push({ code: 'search_down', since: null, count: 0, subject: search.engine });
  if (outbox?.oldest && late(outbox.oldest)) problems.push({ code: 'outbox_waits', since: outbox.oldest, count: outbox.waiting, subject: '' });
  for (const d of work.dirty)
    if (late(d.oldestAt, PATIENT[d.queue])) problems.push({ code: 'projection_waits', since: d.oldestAt, count: d.count, subject: d.queue });
  for (const d of work.dirty) if (d.failing > 0) problems.push({ code: 'projection_fails', since: null, count: d.failing, subject: d.queue });
  for (const c of work.consumers) if (c.lastError !== null) problems.push({ code: 'consumer_fails', since: c.updatedAt, count: c.behind, subject: c.consumer });
  for (const q of work.queues)
    if (q.failed > 0) {
      const first = work.failed.filter((f) => f.queue === q.queue).at(-1);
      problems.push({
        code: q.queue === 'messaging.send-mail' ? 'mail_fails' : 'jobs_failed',
        since: first?.failedAt ?? null,
        count: q.failed,
        subject: q.queue,
      });
    }
  problems.push(...(await stuckVersions(ctx)));
  if (work.deadLetters.length > 0)
    problems.push({ code: 'dead_letters', since: work.deadLetters.at(-1)?.failedAt ?? null, count: work.deadLetters.length, subject: '' });
  return {
    at: now.toISOString(),
    problems,
    database: { answerMs, bytes: Number(db?.bytes ?? 0), version: db?.version ?? '', connections: db?.connections ?? 0, maxConnections: db?.max ?? 0 },
    worker: { state: silent ? 'down' : 'ok', beatAt: beat?.at ?? null, host: beat?.host ?? null, startedAt: beat?.startedAt ?? null },
    outbox: { waiting: outbox?.waiting ?? 0, oldestAt: outbox?.oldest ?? null, lastSeq: outbox?.last ?? 0 },
    search: { ...search, documents: db?.documents ?? 0 },
    mail: { smtp: config().SMTP_URL !== undefined, failed: mailQueue?.failed ?? 0, waiting: (mailQueue?.waiting ?? 0) + (mailQueue?.retry ?? 0) },
    work,
  };
}

/** Versions that cards or offers have not followed to the end, while no job is there to go on: each names the version. */
async function stuckVersions(ctx: Ctx): Promise<Problem[]> {
  const [made] = await ctx.db.execute<{ ok: boolean }>(sql`select to_regclass('pgboss.job') is not null as ok`);
  if (!made?.ok) return [];
  const rows = await ctx.db.execute<{ version: number; since: string | null }>(sql`
    with todo as (select name, data from pgboss.job where state in ('created', 'retry', 'active')),
    open as (
      select version, started_at as at from catalog.conversion_runs where finished_at is null and not exists (select 1 from todo where name = 'catalog.convert-values')
      union all select version, started_at from offers.conversion_runs where finished_at is null and not exists (select 1 from todo where name = 'offers.convert-values')
      union all select (j.data ->> 'version')::int, j.completed_on from pgboss.job j where j.name = 'catalog.recompute-cards' and j.state = 'failed' and (j.data ->> 'version')::int > 0
        and not exists (select 1 from catalog.recomputed_versions r where r.version = (j.data ->> 'version')::int)
        and not exists (select 1 from todo t where t.name = j.name and t.data ->> 'version' = j.data ->> 'version'))
    select version, ${iso('min(at)')} as since from open group by version order by version limit 20`);
  return rows.map((r) => ({ code: 'version_stuck', since: r.since, count: 1, subject: String(r.version) }));
}

const PROBE_TIMEOUT_MS = 2000;

async function probeSearch(): Promise<{ engine: 'postgres' | 'meilisearch'; state: PartState; answerMs: number }> {
  const url = config().MEILI_URL;
  if (!url) return { engine: 'postgres', state: 'ok', answerMs: 0 };
  const started = performance.now();
  const ok = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) }).then(
    (r) => r.ok,
    () => false,
  );
  return { engine: 'meilisearch', state: ok ? 'ok' : 'down', answerMs: Math.round(performance.now() - started) };
}

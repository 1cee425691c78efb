import type postgres from 'postgres';

/** Prints our schemas from the system catalogue in a stable order: tables with columns, constraints, indexes, sequences, functions. */
export async function dumpSchema(client: postgres.Sql): Promise<string> {
  const mine = client`select oid, nspname from pg_namespace where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public', 'pgboss')`;
  const columns = await client`
    select n.nspname || '.' || c.relname as rel, a.attname as col, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as def, a.attidentity as identity, a.attgenerated as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid join (${mine}) n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`;
  const constraints = await client`
    select n.nspname || '.' || c.relname as rel, k.conname as name, pg_get_constraintdef(k.oid) as def
    from pg_constraint k join pg_class c on c.oid = k.conrelid join (${mine}) n on n.oid = c.relnamespace where k.contype <> 'n' order by 1, 2`;
  const indexes = await client`
    select n.nspname || '.' || c.relname as rel, pg_get_indexdef(i.indexrelid) as def
    from pg_index i join pg_class c on c.oid = i.indrelid join (${mine}) n on n.oid = c.relnamespace
    where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1, 2`;
  const options = await client`
    select n.nspname || '.' || c.relname as rel, array_to_string(c.reloptions, ', ') as opts from pg_class c join (${mine}) n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and c.reloptions is not null`;
  const functions = await client`
    select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') returns ' || pg_get_function_result(p.oid) as def
    from pg_proc p join (${mine}) n on n.oid = p.pronamespace order by 1`;
  const out: string[] = ['-- Printed from the system catalogue by `pnpm db:generate`; a test compares it with the migrated database.'];
  for (const rel of [...new Set(columns.map((c) => String(c.rel)))]) {
    const opts = String(options.find((o) => o.rel === rel)?.opts ?? '');
    out.push('', `table ${rel}${opts ? ` with (${opts})` : ''}`);
    for (const c of columns.filter((x) => x.rel === rel))
      out.push(
        `  ${c.col} ${c.type}${c.required ? ' not null' : ''}${c.identity ? ' identity' : ''}${c.def ? (c.generated ? ` generated ${c.def}` : ` default ${c.def}`) : ''}`,
      );
    for (const k of constraints.filter((x) => x.rel === rel)) out.push(`  constraint ${k.name} ${k.def}`);
    for (const i of indexes.filter((x) => x.rel === rel)) out.push(`  ${i.def}`);
  }
  out.push('', ...functions.map((f) => `function ${f.def}`), '');
  return out.join('\n');
}

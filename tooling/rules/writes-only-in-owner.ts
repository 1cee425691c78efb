import { readdirSync } from 'node:fs';
import type { Context, Node, Rule } from './ast.ts';
import { calleePath, placeOf } from './ast.ts';

/** A package's PostgreSQL schema has the package's name. */
const SCHEMAS = new Set(readdirSync(new URL('../../packages', import.meta.url)));
/** Migrations and test databases are built from outside. */
const EXEMPT = new Set(['db', 'testing']);
const WRITES = new Set(['insert', 'update', 'delete']);
const RAW_WRITE = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?"?([a-z_]+)"?\s*\.\s*"?([a-z_]+)/gi;
const OPEN_WRITE = /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?$/i;

/** Raw SQL that writes a table outside `owner`'s schema, as `schema.table`. */
export function foreignWrites(sql: string, owner: string): { owner: string; table: string }[] {
  return [...sql.matchAll(RAW_WRITE)]
    .map(([, schema = '', table = '']) => ({ owner: schema.toLowerCase(), table: `${schema.toLowerCase()}.${table}` }))
    .filter((write) => write.owner !== owner && SCHEMAS.has(write.owner));
}

/** Local name -> owner, for every table (or namespace of tables) imported from another package. */
function foreignTables(context: Context): { owner(node: Node): string | undefined; add(local: string, module: string): void } {
  const owners = new Map<string, string>();
  const own = placeOf(context);
  return {
    add(local, module) {
      const owner = /^@yarmarka\/([a-z0-9-]+)\/tables$/.exec(module)?.[1];
      if (owner !== undefined && !(own.kind === 'packages' && own.name === owner)) owners.set(local, owner);
    },
    owner: (node) => owners.get(calleePath(node)[0] ?? ''),
  };
}

/**
 * Only the owner writes its tables: no `.insert(x)`, `.update(x)`, `.delete(x)` where x comes from another package's `/tables`, and no raw `insert into`, `update`, `delete from`,
 * `merge into`, `truncate` or `copy` of a table in another package's schema, nor of an interpolated foreign table. The owner's verb is called instead.
 */
export const writesOnlyInOwner: Rule = {
  meta: { messages: { write: 'This writes {{table}}, which belongs to {{owner}}: call a verb of @yarmarka/{{owner}}.' } },
  create(context) {
    const own = placeOf(context);
    if (own.kind === 'packages' && EXEMPT.has(own.name)) return {};
    const tables = foreignTables(context);
    const report = (node: Node, table: string, owner: string) => context.report({ node, messageId: 'write', data: { table, owner } });
    const checkText = (node: Node, text: string) => {
      for (const { table, owner } of foreignWrites(text, own.kind === 'packages' ? own.name : '')) report(node, table, owner);
    };
    return {
      ImportDeclaration(node) {
        for (const specifier of node.specifiers) tables.add(specifier.local.name, node.source.value);
      },
      CallExpression(node) {
        const [table] = node.arguments;
        if (node.callee.type !== 'MemberExpression' || !table || !WRITES.has(calleePath(node.callee).at(-1) ?? '')) return;
        const owner = tables.owner(table);
        if (owner !== undefined) report(node, calleePath(table).join('.'), owner);
      },
      Literal(node) {
        if (typeof node.value === 'string') checkText(node, node.value);
      },
      TemplateLiteral(node) {
        checkText(node, node.quasis.map((q) => q.value.cooked ?? q.value.raw).join(' ? '));
        node.expressions.forEach((expression, i) => {
          const owner = tables.owner(expression);
          if (owner !== undefined && OPEN_WRITE.test(node.quasis[i]?.value.cooked ?? '')) report(node, calleePath(expression).join('.'), owner);
        });
      },
    };
  },
};

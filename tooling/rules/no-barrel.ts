import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Rule } from './ast.ts';
import { placeOf } from './ast.ts';

const USUAL = ['index', 'schemas', 'check', 'events', 'tables', 'testing'].map((door) => `src/${door}.ts`);
const doorsOf = new Map<string, ReadonlySet<string>>();

/** The files that a package's `exports` open. */
function doors(context: Context, dir: string): ReadonlySet<string> {
  const manifest = join(context.cwd, dir, 'package.json');
  const known = doorsOf.get(manifest);
  if (known) return known;
  const { exports = {} } = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { exports?: Record<string, string> }) : {};
  const found = new Set([...USUAL, ...Object.values(exports).map((target) => target.replace('./', ''))]);
  doorsOf.set(manifest, found);
  return found;
}

/** A file that only passes on other files' exports hides where things live: inside a package only its doors do that. */
export const noBarrel: Rule = {
  meta: { messages: { barrel: 'This file only re-exports: import from the files themselves; only a door in the exports of a package.json may pass on.' } },
  create(context) {
    const place = placeOf(context);
    return {
      Program(program) {
        if (place.kind === 'packages' && doors(context, `${place.kind}/${place.name}`).has(place.path)) return;
        const reExports = program.body.filter((s) => s.type === 'ExportAllDeclaration' || (s.type === 'ExportNamedDeclaration' && s.source !== null));
        const [first] = reExports;
        if (first && reExports.length === program.body.length) context.report({ node: first, messageId: 'barrel' });
      },
    };
  },
};

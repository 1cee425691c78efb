import type { Rule } from './ast.ts';
import { placeOf } from './ast.ts';

const DOORS = /^src\/(index|schemas|check|events|tables|testing)\.tsx?$/;

/** A file that only passes on other files' exports hides where things live: inside a package only its doors do that. */
export const noBarrel: Rule = {
  meta: {
    messages: {
      barrel:
        'This file only re-exports: import from the files themselves; only a door of a package (index, schemas, check, events, tables, testing) may pass on.',
    },
  },
  create(context) {
    const place = placeOf(context);
    return {
      Program(program) {
        if (place.kind === 'packages' && DOORS.test(place.path)) return;
        const reExports = program.body.filter((s) => s.type === 'ExportAllDeclaration' || (s.type === 'ExportNamedDeclaration' && s.source !== null));
        const [first] = reExports;
        if (first && reExports.length === program.body.length) context.report({ node: first, messageId: 'barrel' });
      },
    };
  },
};

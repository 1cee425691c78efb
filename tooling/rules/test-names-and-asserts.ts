import type { Call, Context, Func, Node, Rule } from './ast.ts';
import { calleePath, callsReachedFrom, importSources, isFunction, isTestFile, namedFunctions, placeOf, walk } from './ast.ts';

const TEST_MODULES = new Set(['vitest', '@playwright/test']);
/** Functions that make tests of our own: `const it = databaseTest()`. */
const TEST_MAKERS = /^(database|edge|browser|concurrency)Test$/;
const ASSERTING = /^(expect|assert|check|should)/;

/** Names in this file that declare a test: `it` and `test` of the runner (in e2e also of its support), and what a maker of tests returned. */
function testFunctions(program: Parameters<typeof importSources>[0], browser: boolean): Set<string> {
  const names = new Set<string>();
  for (const [local, module] of importSources(program)) if ((browser || TEST_MODULES.has(module)) && (local === 'it' || local === 'test')) names.add(local);
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      if (id.type === 'Identifier' && init?.type === 'CallExpression' && TEST_MAKERS.test(calleePath(init.callee).at(-1) ?? '')) names.add(id.name);
    }
  }
  return names;
}

function isTest(call: Call, names: ReadonlySet<string>): boolean {
  if (call.callee.type === 'CallExpression') return TEST_MAKERS.test(calleePath(call.callee.callee).at(-1) ?? '');
  const [first = ''] = calleePath(call.callee);
  return names.has(first) && call.callee.type === 'Identifier';
}

function titleOf(call: Call): string | undefined {
  const [title] = call.arguments;
  if (title?.type === 'Literal' && typeof title.value === 'string') return title.value;
  return title?.type === 'TemplateLiteral' && title.expressions.length === 0 ? (title.quasis[0]?.value.cooked ?? undefined) : undefined;
}

function asserts(context: Context, body: Func, functions: ReadonlyMap<string, Func>): boolean {
  return callsReachedFrom(context, body, functions).some((call) => {
    const path = calleePath(call.callee);
    return ASSERTING.test(path[0] ?? '') || ASSERTING.test(path.at(-1) ?? '') || path.join('.') === 'tester.run';
  });
}

/** The scope that a test's name must be unique in: the `describe` callback around it, or the file. */
function scopeOf(node: Node): Node | null {
  for (let parent: Node | null = node.parent; parent; parent = parent.parent) if (isFunction(parent) || parent.type === 'Program') return parent;
  return null;
}

/**
 * A test's name states a guarantee, so no two tests of one scope share it; and a test asserts something, itself or through functions of its file (a call whose name begins with
 * expect, assert, check or should). Unlike the runner's own rules this also knows tests made by databaseTest() and its like.
 */
export const testNamesAndAsserts: Rule = {
  meta: {
    messages: {
      twice: 'Another test here has this name: say what this one guarantees.',
      silent: 'This test asserts nothing, so it cannot fail.',
    },
  },
  create(context) {
    const { path } = placeOf(context);
    if (!isTestFile(path) && !path.startsWith('e2e/')) return {};
    return {
      Program(program) {
        const names = testFunctions(program, path.startsWith('e2e/'));
        const functions = namedFunctions(program);
        const seen = new Map<Node | null, Set<string>>();
        walk(context, program, (node) => {
          if (node.type !== 'CallExpression' || !isTest(node, names)) return undefined;
          const title = titleOf(node);
          const body = node.arguments.find((argument) => isFunction(argument));
          if (body && isFunction(body) && !asserts(context, body, functions)) context.report({ node, messageId: 'silent' });
          if (title === undefined) return undefined;
          const scope = scopeOf(node);
          const titles = seen.get(scope) ?? new Set<string>();
          seen.set(scope, titles);
          if (titles.has(title)) context.report({ node, messageId: 'twice' });
          titles.add(title);
          return undefined;
        });
      },
    };
  },
};

import { relative } from 'node:path';
import type { RuleTester } from 'oxlint/plugins-dev';

/** oxlint publishes the types of its plugin API only through RuleTester, so they are read off it here, once. */
export type Rule = Parameters<RuleTester['run']>[1];
export type Context = Parameters<Extract<Rule, { createOnce: unknown }>['createOnce']>[0];
export type Node = Parameters<Context['sourceCode']['getScope']>[0];
export type NodeOf<T extends Node['type']> = Node extends infer N ? (N extends { type: infer U } ? (T extends U ? N : never) : never) : never;
export type Func = NodeOf<'FunctionDeclaration'> | NodeOf<'ArrowFunctionExpression'>;
export type Call = NodeOf<'CallExpression'>;

export type Place = { readonly kind: 'packages' | 'apps' | 'other'; readonly name: string; readonly path: string };

/** Where a file stands in the workspace: `packages/catalog/src/x.ts` is package `catalog`, path `src/x.ts`. */
export function placeOf(context: Context): Place {
  const path = relative(context.cwd, context.filename).replaceAll('\\', '/');
  const [kind, name, ...rest] = path.split('/');
  if ((kind === 'packages' || kind === 'apps') && name !== undefined && rest.length > 0) return { kind, name, path: rest.join('/') };
  return { kind: 'other', name: '', path };
}

export function isTestFile(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The node and everything below it, parents first. `enter` may return false to leave a node's children out. */
export function walk(context: Context, node: Node, enter: (node: Node) => boolean | undefined): void {
  if (enter(node) === false) return;
  const children: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(node));
  for (const key of context.sourceCode.visitorKeys[node.type] ?? []) {
    const child = children[key];
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) walk(context, one, enter);
  }
}

export function isFunction(node: Node): node is Func {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

/** The names of a callee, outermost object first: `ctx.engine.upsert()` gives `['ctx', 'engine', 'upsert']`. A computed or called part gives `''`. */
export function calleePath(node: Node): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ThisExpression') return ['this'];
  if (node.type === 'MemberExpression') return [...calleePath(node.object), node.computed ? '' : node.property.type === 'Identifier' ? node.property.name : ''];
  if (node.type === 'ChainExpression' || node.type === 'TSNonNullExpression' || node.type === 'AwaitExpression' || node.type === 'ParenthesizedExpression') {
    return calleePath(node.type === 'AwaitExpression' ? node.argument : node.expression);
  }
  return [''];
}

export function calleeName(call: Call): string {
  return calleePath(call.callee).at(-1) ?? '';
}

/** Local name -> module, for every import binding of the file. */
export function importSources(program: NodeOf<'Program'>): Map<string, string> {
  const sources = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) sources.set(specifier.local.name, statement.source.value);
  }
  return sources;
}

/** The file's own functions by name (declarations, and constants that hold a function), where a call by name may be followed. */
export function namedFunctions(program: NodeOf<'Program'>): Map<string, Func> {
  const functions = new Map<string, Func>();
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) functions.set(declaration.id.name, declaration);
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init && isFunction(init)) functions.set(id.name, init);
  }
  return functions;
}

/** Every call inside `root`, and inside the functions of the same file that it calls by name, directly or through one another. */
export function callsReachedFrom(context: Context, root: Node, functions: ReadonlyMap<string, Func>): Call[] {
  const calls: Call[] = [];
  const seen = new Set<Node>();
  const queue: Node[] = [root];
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    walk(context, node, (inner) => {
      if (inner.type !== 'CallExpression') return undefined;
      calls.push(inner);
      const target = inner.callee.type === 'Identifier' ? functions.get(inner.callee.name) : undefined;
      if (target) queue.push(target);
      return undefined;
    });
  }
  return calls;
}

/** The calls of `withTx` below a node. */
export function transactionsIn(context: Context, root: Node): Call[] {
  const found: Call[] = [];
  walk(context, root, (node) => {
    if (node.type === 'CallExpression' && calleeName(node) === 'withTx') found.push(node);
    return undefined;
  });
  return found;
}

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Problem } from './problem.ts';

type Manifest = { readonly scripts?: Readonly<Record<string, string>>; readonly exports?: Readonly<Record<string, string>> };

const DOCUMENTS = ['README.md', 'docs/**/*.md', 'packages/*/README.md', 'apps/*/README.md', 'e2e/README.md', 'bench/README.md', 'tooling/README.md'];
const TOP = /^(?:\.\/)?(?:apps|packages|docs|e2e|bench|tooling|scripts|ops|\.github|\.ci)(?:\/|$)/;
const ROOT_FILE = /^[\w.-]+\.(?:ya?ml|json|ts|mjs|cjs|md)$|^(?:LICENSE|Dockerfile)$/;
/** Commands of pnpm and npm themselves, which are no scripts of ours. */
const BUILT_IN = new Set(['install', 'i', 'ci', 'add', 'exec', 'dlx', 'peers', 'outdated', 'why', 'list', 'approve-builds', 'version']);
/** Variables with these beginnings are ours: each must be read somewhere. */
const OWN_VARIABLE = /^(?:DATABASE|MEILI|KAFKA|SMTP|S3|AI|SENTRY|YARMARKA|MAIL|PUBLIC|TEST)_[A-Z_]+$/;
const READERS = ['packages/kernel/src/config.ts', 'packages/testing/src/**/*.ts', 'scripts/*', 'docker-compose.yml', '.ci/run'];

function manifest(path: string): Manifest {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : {};
}

/** The heading's anchor as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-');
}

function anchorsOf(path: string): Set<string> {
  return new Set([...readFileSync(path, 'utf8').matchAll(/^#{1,6}\s+(.+)$/gm)].map((m) => anchorOf(m[1] ?? '')));
}

/** A path as it stands in a sentence: without a line number, a symbol, or a closing full stop. */
function bare(text: string): string {
  return text.replace(/(?::\d+|#[\w-]+|[.,;])$/, '');
}

class Reader {
  readonly #root: string;
  readonly #scripts: Readonly<Record<string, string>>;
  #variables: string | undefined;

  constructor(root: string) {
    this.#root = root;
    this.#scripts = manifest(join(root, 'package.json')).scripts ?? {};
  }

  #exists(path: string): boolean {
    return path.includes('*') ? globSync(path, { cwd: this.#root }).length > 0 : existsSync(join(this.#root, path));
  }

  /** A link's target, seen from the document's folder. */
  link(document: string, target: string): string | undefined {
    if (/^(?:[a-z]+:|\/\/)/i.test(target)) return undefined;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? document : normalize(join(dirname(document), decodeURI(path)));
    if (!this.#exists(file)) return `links to ${target}, which does not exist`;
    if (anchor !== undefined && file.endsWith('.md') && !anchorsOf(join(this.#root, file)).has(anchor))
      return `links to ${target}, but no heading has that name`;
    return undefined;
  }

  /** A span of code: a path, a package's door, an environment variable. */
  span(document: string, text: string): string | undefined {
    if (/[<>{}\s$]|\.\.\.|…/.test(text)) return undefined;
    const path = bare(text);
    const door = /^@yarmarka\/([a-z0-9-]+)(?:\/(.+))?$/.exec(path);
    if (door) return this.#door(path, door[1] ?? '', door[2]);
    if (OWN_VARIABLE.test(text)) return this.#readVariables().includes(text) ? undefined : `names the variable ${text}, which nothing reads`;
    if (!TOP.test(path) && !ROOT_FILE.test(path)) return undefined;
    // A short name may be meant from the document's own folder, or as a file's name anywhere below it.
    const beside = join(dirname(document), path);
    if (this.#exists(path) || this.#exists(beside)) return undefined;
    if (!path.includes('/') && globSync(`**/${path}`, { cwd: join(this.#root, dirname(document)), exclude: ['**/node_modules'] }).length > 0) return undefined;
    return `names ${text}, which does not exist`;
  }

  /** A command line: the script of `pnpm x` or `npm run x`, the file of `node x`. */
  command(line: string): string | undefined {
    const words = line.trim().split(/\s+/);
    const at = words.findIndex((w) => w === 'pnpm' || w === 'npm' || w === 'node');
    const [tool, first = '', second = ''] = words.slice(at);
    if (at < 0) return undefined;
    if (tool === 'node') return TOP.test(first) && !this.#exists(bare(first)) ? `runs ${first}, which does not exist` : undefined;
    const filter = words.indexOf('--filter');
    if (filter > at) return this.#filtered(words[filter + 1] ?? '', words[filter + 2] ?? '');
    const script = bare(first === 'run' ? second : first);
    if (!/^[a-z][\w:.-]*$/.test(script) || (first !== 'run' && BUILT_IN.has(script))) return undefined;
    return script in this.#scripts ? undefined : `runs \`${tool} ${script}\`, which is no script of package.json`;
  }

  #door(text: string, name: string, door: string | undefined): string | undefined {
    const path = [`packages/${name}`, `apps/${name}`, name].find((dir) => this.#exists(`${dir}/package.json`));
    if (path === undefined) return `names ${text}, which is no package`;
    const { exports = {} } = manifest(join(this.#root, path, 'package.json'));
    return door === undefined || `./${door}` in exports || './*' in exports ? undefined : `names ${text}, which is no door of ${path}`;
  }

  #filtered(name: string, command: string): string | undefined {
    const short = name.replace('@yarmarka/', '');
    const dir = [`packages/${short}`, `apps/${short}`, short].find((d) => this.#exists(`${d}/package.json`));
    if (dir === undefined) return `runs a command of ${name}, which is no package`;
    const script = command === 'run' ? '' : command;
    return script === '' || script in (manifest(join(this.#root, dir, 'package.json')).scripts ?? {})
      ? undefined
      : `runs \`${script}\` of ${name}, which has no such script`;
  }

  #readVariables(): string {
    this.#variables ??= READERS.flatMap((pattern) => globSync(pattern, { cwd: this.#root }))
      .map((file) => readFileSync(join(this.#root, file), 'utf8'))
      .join('\n');
    return this.#variables;
  }
}

function checkDocument(reader: Reader, root: string, document: string): Problem[] {
  const problems: Problem[] = [];
  let fenced = false;
  for (const [index, text] of readFileSync(join(root, document), 'utf8').split('\n').entries()) {
    const report = (message: string | undefined) => {
      if (message !== undefined) problems.push({ file: document, line: index + 1, message });
    };
    if (/^\s*(?:```|~~~)/.test(text)) {
      fenced = !fenced;
      continue;
    }
    if (fenced) {
      for (const line of text.split(/&&|;|\|/))
        if (/^\s*(?:\$\s+|[A-Z_]+=\S+\s+)*(?:pnpm|npm|node)\s/.test(line)) report(reader.command(line.replace(/#.*/, '')));
      continue;
    }
    const prose = text.replaceAll(/`([^`]+)`/g, (_, code: string) => {
      report(/^(?:[A-Z_]+=\S+\s+)*(?:pnpm|npm|node)\s/.test(code) ? reader.command(code) : reader.span(document, code));
      return '';
    });
    for (const [, target = ''] of prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)) report(reader.link(document, target));
  }
  return problems;
}

/** Every path, link, package door, command and own environment variable that the documents name must exist. */
export function checkDocs(root: string): Problem[] {
  const reader = new Reader(root);
  return DOCUMENTS.flatMap((pattern) => globSync(pattern, { cwd: root }))
    .toSorted()
    .flatMap((document) => checkDocument(reader, root, document));
}

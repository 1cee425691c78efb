import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Something the operator can put right: printed as one sentence, exit code 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

export interface RunOptions {
  port: number;
  dataDir: string;
  demo: boolean;
  reset: boolean;
  yes: boolean;
  help: boolean;
}

export const help = `npm start -- [options]

  --port N     the port to serve on               YARMARKA_PORT or PORT   default 4000
  --data DIR   database, files and search index   YARMARKA_DATA           default .data
  --no-demo    leave a new database empty         YARMARKA_NO_DEMO=1
  --reset      delete everything in the data directory first (asks)
  --yes        do not ask
  --help       this text

Real parts in place of the embedded ones, one by one: DATABASE_URL, MEILI_URL and MEILI_KEY (or MEILI_BIN), SMTP_URL, AI_BASE_URL.`;

type Env = Readonly<Record<string, string | undefined>>;

function parsePort(text: string, source: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new StartError(`${source} must be a number from 1 to 65535, not "${text}".`);
  return port;
}

function isOn(text: string | undefined): boolean {
  return text !== undefined && !['', '0', 'false', 'no'].includes(text.toLowerCase());
}

/**
 * The command line, else the environment, else the defaults. A relative data directory is taken from the root of the repository.
 * @throws StartError
 */
export function parseOptions(argv: readonly string[], env: Env, root: string): RunOptions {
  let values: { port?: string | undefined; data?: string | undefined; 'no-demo'?: boolean; reset?: boolean; yes?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        reset: { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. See npm start -- --help.`);
  }
  const port = values.port ?? (env['YARMARKA_PORT'] || env['PORT'] || '4000');
  return {
    port: parsePort(port, values.port === undefined ? 'YARMARKA_PORT' : '--port'),
    dataDir: resolve(root, values.data ?? (env['YARMARKA_DATA'] || '.data')),
    demo: values['no-demo'] !== true && !isOn(env['YARMARKA_NO_DEMO']),
    reset: values.reset === true,
    yes: values.yes === true,
    help: values.help === true,
  };
}

export type Arguments = { readonly words: readonly string[]; readonly flags: ReadonlyMap<string, string | true> };

/** A mistake of the operator's: shown as one sentence. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

const SWITCHES = new Set(['help', 'yes', 'json', 'reset', 'effective', 'dry-run']);

/** `--name value`, `--name=value`, switches, and words in between. */
export function parseArguments(argv: readonly string[]): Arguments {
  const words: string[] = [];
  const flags = new Map<string, string | true>();
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? '';
    if (!arg.startsWith('--')) {
      words.push(arg);
      continue;
    }
    const [name = '', inline] = arg.slice(2).split(/=(.*)/s, 2);
    const next = argv[i + 1];
    if (inline !== undefined) flags.set(name, inline);
    else if (!SWITCHES.has(name) && next !== undefined && !next.startsWith('--')) {
      flags.set(name, next);
      i++;
    } else flags.set(name, true);
  }
  return { words, flags };
}

export function textFlag(args: Arguments, name: string): string | undefined {
  const v = args.flags.get(name);
  if (v === true) throw new OperatorError(`--${name} needs a value.`);
  return v;
}

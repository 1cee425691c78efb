import { AppError } from '@yarmarka/kernel';
import { parseArguments } from './arguments.ts';
import { COMMANDS, help } from './commands/index.ts';

const args = parseArguments(process.argv.slice(2));
const command = COMMANDS.find((c) => c.name.split(' ').every((word, i) => args.words[i] === word));
if (!command || args.flags.has('help')) {
  process.stdout.write(`${help(command)}\n`);
  process.exit(command || args.words.length === 0 || args.words[0] === 'help' ? 0 : 1);
}
try {
  await command.run({ ...args, words: args.words.slice(command.name.split(' ').length) });
} catch (error) {
  // A person reads this: one sentence for what we know, the whole error only for what we do not.
  const known = error instanceof AppError || (error instanceof Error && error.name === 'OperatorError');
  process.stderr.write(
    `${error instanceof AppError ? error.publicMessage.en : known && error instanceof Error ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}

import { tester } from '../tests/rule-tester.ts';
import { envOnlyInConfig } from './env-only-in-config.ts';

const filename = '/repo/packages/search/src/engine.ts';
const refused = (name: string, code: string) => ({ name, filename, code, errors: [{ messageId: 'env' }] });

tester.run('env-only-in-config', envOnlyInConfig, {
  valid: [
    { name: 'config()', filename, code: `const url = config().MEILI_URL;` },
    { name: 'another object’s env', filename, code: `const e = worker.env.NAME;` },
    { name: 'the rest of process', filename, code: `import { argv } from 'node:process'; process.exit(1);` },
  ],
  invalid: [
    refused('a member', `const url = process.env.MEILI_URL;`),
    refused('the whole', `run(process.env);`),
    refused('computed', `const url = process['env'].MEILI_URL;`),
    refused('through globalThis', `const url = globalThis.process.env.MEILI_URL;`),
    refused('destructured', `const { env } = process;`),
    refused('imported', `import { env } from 'node:process';`),
  ],
});

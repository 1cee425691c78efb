import { hasRealTaxonomy, type Kind, type Stack, startStack } from './stacks.ts';

/** Starts the stacks; specs read their addresses from the environment (fixtures.ts). A stack whose address already stands there is used as it is. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const started: Stack[] = [];
  const kinds: Kind[] = hasRealTaxonomy ? ['demo', 'taxonomy'] : ['demo'];
  for (const kind of kinds) {
    const [url, data] = [`E2E_${kind.toUpperCase()}_URL`, `E2E_${kind.toUpperCase()}_DATA`];
    if (process.env[url]) continue;
    const stack = await startStack(kind);
    started.push(stack);
    process.env[url] = stack.url;
    process.env[data] = stack.dataDir;
  }
  return async () => {
    for (const stack of started) await stack.stop();
  };
}

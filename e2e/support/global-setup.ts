import { hasRealTaxonomy, startStack } from './stacks.ts';

/** Starts the stacks; specs read their addresses from the environment (fixtures.ts). */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const demo = await startStack('demo');
  process.env.E2E_DEMO_URL = demo.url;
  process.env.E2E_DEMO_DATA = demo.dataDir;
  const taxonomy = hasRealTaxonomy ? await startStack('taxonomy') : undefined;
  if (taxonomy) {
    process.env.E2E_TAXONOMY_URL = taxonomy.url;
    process.env.E2E_TAXONOMY_DATA = taxonomy.dataDir;
  }
  return async () => {
    await taxonomy?.stop();
    await demo.stop();
  };
}

import { defineConfig } from 'vitest/config';

const lane = (name: string, include: string[], options: { database?: boolean; exclude?: string[]; timeoutMs?: number } = {}) => ({
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', '**/dist/**', ...(options.exclude ?? [])],
    environment: 'node' as const,
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent' },
    testTimeout: options.timeoutMs ?? 20_000,
    hookTimeout: 60_000,
    ...(options.database ? { globalSetup: ['packages/testing/src/global-setup.ts'] } : {}),
  },
});

const special = ['**/*.concurrency.test.ts', '**/*.edge.test.ts', '**/*.contract.test.ts', '**/*.faults.test.ts', '**/*.rules.test.ts', '**/*.rules.test.tsx'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      lane('rules', ['{packages,apps,tooling}/**/*.rules.test.{ts,tsx}', 'tooling/**/*.test.ts'], { timeoutMs: 60_000 }),
      lane('verbs', ['{packages,apps}/**/*.test.ts'], { database: true, exclude: special }),
      lane('concurrency', ['{packages,apps}/**/*.concurrency.test.ts'], { database: true, timeoutMs: 60_000 }),
      lane('edge', ['apps/**/*.edge.test.ts'], { database: true, timeoutMs: 60_000 }),
      lane('contract', ['{packages,apps}/**/*.contract.test.ts'], { database: true, timeoutMs: 300_000 }),
      lane('faults', ['{packages,apps,scripts}/**/*.faults.test.ts'], { database: true, timeoutMs: 300_000 }),
    ],
  },
});

import { runOnNode24 } from './bootstrap.mjs';

runOnNode24('scripts/run.ts', { tied: true });

import { runOnNode24 } from './bootstrap.mjs';

runOnNode24('apps/cli/src/main.ts');

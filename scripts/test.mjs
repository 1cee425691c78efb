import { runOnNode24 } from './bootstrap.mjs';

runOnNode24('scripts/test.ts');

export { beginBulkLoad, type BulkPlan, closeBulkLoad, findBulkLoad, finishBulkLoad, withBulkSession } from './bulk-load.ts';
export { LoopLocks } from './loop-locks.ts';
export { migrate } from './migrate.ts';
export { checkReachable, type Database, openDatabase, withRequestId } from './pools.ts';
export { dumpSchema } from './schema-dump.ts';

import { config, log } from '@yarmarka/kernel';
import { startWorker } from './worker.ts';

const settings = config();
if (!settings.DATABASE_URL) {
  log.error({}, 'DATABASE_URL is not set: the worker needs the database. `npm start` sets it.');
  process.exit(1);
}
const worker = await startWorker({ url: settings.DATABASE_URL, readUrl: settings.DATABASE_READ_URL });
log.info({}, 'worker.ready');
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void worker.stop().then(() => process.exit(0));
  });
}

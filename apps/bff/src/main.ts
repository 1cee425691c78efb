import { config, log } from '@yarmarka/kernel';
import { startServer } from './server.ts';

const settings = config();
if (!settings.DATABASE_URL) {
  log.error({}, 'DATABASE_URL is not set: the server needs the database. `npm start` sets it.');
  process.exit(1);
}
const server = await startServer({ ...settings, DATABASE_URL: settings.DATABASE_URL });
log.info({ port: server.port }, 'bff.ready');
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void server.stop().then(() => process.exit(0));
  });
}

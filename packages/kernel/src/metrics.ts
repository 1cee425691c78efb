import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'yarmarka_' });

export const httpSeconds = new Histogram({
  name: 'yarmarka_http_request_seconds',
  help: 'HTTP answers by route and status',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});
export const errorsTotal = new Counter({
  name: 'yarmarka_errors_total',
  help: 'Errors answered, by kind and reason',
  labelNames: ['kind', 'reason'],
  registers: [registry],
});
export const outboxUnpublished = new Gauge({ name: 'yarmarka_outbox_unpublished', help: 'Events waiting for the relay', registers: [registry] });
export const outboxOldestSeconds = new Gauge({
  name: 'yarmarka_outbox_oldest_age_seconds',
  help: 'Age of the oldest event waiting for the relay',
  registers: [registry],
});
export const dirtyRows = new Gauge({ name: 'yarmarka_dirty_rows', help: 'Ids waiting for projection', labelNames: ['queue'], registers: [registry] });
export const dirtyOldestSeconds = new Gauge({
  name: 'yarmarka_dirty_oldest_age_seconds',
  help: 'Age of the oldest id waiting for projection',
  labelNames: ['queue'],
  registers: [registry],
});
export const jobsGauge = new Gauge({ name: 'yarmarka_jobs', help: 'Jobs by queue and state', labelNames: ['queue', 'state'], registers: [registry] });
export const searchSeconds = new Histogram({
  name: 'yarmarka_search_seconds',
  help: 'Search engine answers',
  labelNames: ['engine', 'operation'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
  registers: [registry],
});

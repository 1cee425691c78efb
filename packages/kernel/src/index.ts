export {
  type Activity,
  type ActivityView,
  activityChanged,
  advanceActivity,
  finishActivity,
  listActivities,
  startActivity,
  withActivity,
} from './activity.ts';
export { ANONYMOUS, type Actor, actorLabel, hasRole, ROLES, type Role, systemActor } from './actor.ts';
export { type AuditEntry, audit } from './audit.ts';
export { type BulkSession, copyArray, copyRow } from './bulk.ts';
export { type Clock, fixedClock, systemClock } from './clock.ts';
export { type Config, config, parseConfig } from './config.ts';
export { asSystem, type Ctx, type CtxParts, createCtx, type Db, type Locale, withTx } from './ctx.ts';
export { countDirty, drainDirty, markDirty, markDirtyWhere, type Projection, type ProjectorLock } from './dirty.ts';
export {
  AppError,
  type Bilingual,
  conflict,
  denied,
  ERROR_KINDS,
  type ErrorDetails,
  type ErrorKind,
  forbidden,
  invalid,
  notFound,
  precondition,
  registerConstraint,
  translateDbError,
  unauthenticated,
  unavailable,
} from './error.ts';
export { type Heartbeat, HEARTBEAT_MS, readHeartbeat, writeHeartbeat } from './heartbeat.ts';
export { isUuid, newId } from './ids.ts';
export { defineJob, enqueue, type JobDefinition, type JobOptions, type JobQueue, type JobRuntime, openJobs } from './jobs.ts';
export { type Logger, log } from './log.ts';
export * as metrics from './metrics.ts';
export { CURRENCY, type Money, parsePrice } from './money.ts';
export {
  appendEvent,
  appendEvents,
  type Consumer,
  defineEvent,
  type EventType,
  lastSeq,
  listEventsAfter,
  on,
  OUTBOX_CHANNEL,
  receiveOnce,
  relayOutbox,
  runConsumer,
  type StoredEvent,
} from './outbox.ts';
export { REPLAY_JOB, replayDeadLetter, replayDeadLetterJob, retryJob } from './replay.ts';
export { readSetting, writeSetting } from './settings.ts';
export { WAKE_CHANNEL } from './wake.ts';

export { moderationConsumer } from './consumers.ts';
export { escalateTasks, escalateTasksJob, reconcileTasks, reconcileTasksJob } from './jobs.ts';
export { listReasonCodes, type ReasonCodeView } from './reason/reason-codes.ts';
export { type Claim, claimNextTask, claimTask, releaseTask, renewClaim } from './task/claim-task.ts';
export { type CardTaskDecided, decideCardTask } from './task/decide-card-task.ts';
export { decideSellerTask } from './task/decide-seller-task.ts';
export { type EarlierDecision, getTask, type SellerRecord, type TaskSubject, type TaskView } from './task/get-task.ts';
export { type LaneView, listLanes } from './task/list-lanes.ts';
export { type ListedTask, listTasks } from './task/list-tasks.ts';

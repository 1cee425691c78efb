/** Notified when there is new work for a worker: appended events, dirty ids. Workers poll as well, so a lost notice only delays. */
export const WAKE_CHANNEL = 'yarmarka_wake';

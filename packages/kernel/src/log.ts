import { pino } from 'pino';
import { config } from './config.ts';

export type Logger = {
  debug(o: object, m?: string): void;
  info(o: object, m?: string): void;
  warn(o: object, m?: string): void;
  error(o: object, m?: string): void;
  child(b: object): Logger;
};

/** Structured log. Personal data and secrets are cut by key before they are written. */
export const log: Logger = pino({
  level: config().LOG_LEVEL,
  base: null,
  redact: {
    paths: ['*.password', '*.token', '*.authorization', '*.cookie', '*.email', '*.secret', 'password', 'token', 'authorization', 'cookie', 'email', 'secret'],
    censor: '[cut]',
  },
});

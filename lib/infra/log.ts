import 'server-only';
import pino from 'pino';
import { env } from './env';

let logger: pino.Logger | undefined;

/** JSON lines on standard output. Never logs answers, keys, tokens or passwords. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: { app: 'cutscore' },
    redact: [
      '*.password',
      '*.token',
      '*.authorization',
      '*.cookie',
      '*.selected',
      '*.rationales',
      '*.optionIds',
    ],
  });
  return logger;
}

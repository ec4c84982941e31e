import { parseConnectionUrl } from './connection-url';

/** The administrator's connection. Only commands use it; the running application never sees it. */
export function administratorUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new Error(
      'DATABASE_URL is not set. It is the administrator’s connection (a superuser, or the owner of the database with\n' +
        'CREATEROLE), for example postgresql://postgres:password@localhost:5432/cutscore.',
    );
  }
  return parseConnectionUrl(url, 'DATABASE_URL').href;
}

/** Runs a command: its failure is printed as a sentence, with a stack only when DEBUG is set, and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const shown = error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : String(error);
    console.error(`\n${shown}\n`);
    // At once: a connection attempt that never got an answer would keep the process alive.
    process.exit(1);
  }
}

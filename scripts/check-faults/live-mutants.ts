import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GROUPS } from '../mutants';
import type { LiveMutant, Scene } from './fault';
import type { Line } from './faulty-line';

/*
 * What is done to the scene to see its checks fail. A check that holds on any of these would hold on nothing.
 */

/** What stands between does what nothing may do. */
export const betrayal = (name: string, kind: Line['betrayal']): LiveMutant => ({
  name,
  break: async ({ line }) => {
    line.betrayal = kind;
    return async () => {
      line.betrayal = 'none';
    };
  },
});

/** The server runs with these variables. */
export const environment = (name: string, given: Readonly<Record<string, string>>): LiveMutant => ({
  name,
  break: async ({ crowd }) => {
    crowd.overruling = given;
    return async () => {
      crowd.overruling = {};
    };
  },
});

/** A module of this folder, loaded before everything else. */
export const preload = (file: string): string =>
  `--import=${pathToFileURL(resolve('scripts/check-faults', file)).href}`;

/** Statements before and after, each by itself: some take no other beside them. */
export const statements = (
  name: string,
  before: readonly string[],
  after: readonly string[],
): LiveMutant => ({
  name,
  break: async ({ hall }) => {
    for (const sql of before) await hall.query(sql);
    return async () => {
      for (const sql of after) await hall.query(sql);
    };
  },
});

/** A mutant of scripts/mutants.ts that is a function of the database, put in place while everything runs. */
export function inDatabase(name: string): LiveMutant {
  return {
    name,
    break: async ({ hall }: Scene) => {
      const mutant = GROUPS.flatMap(({ mutants }) => mutants).find((each) => each.name === name);
      if (!mutant?.file.endsWith('.sql')) throw new Error(`“${name}” is no function of the database`);
      const source = readFileSync(mutant.file, 'utf8');
      if (source.split(mutant.find).length !== 2) throw new Error(`“${name}” no longer fits ${mutant.file}`);
      await hall.query(source.replace(mutant.find, () => mutant.replace));
      return async () => void (await hall.query(source));
    },
  };
}

const settings = (given: Readonly<Record<string, string>>) => ({
  set: [
    ...Object.entries(given).map(([name, value]) => `ALTER SYSTEM SET ${name} = ${value}`),
    'SELECT pg_reload_conf()',
  ],
  reset: [...Object.keys(given).map((name) => `ALTER SYSTEM RESET ${name}`), 'SELECT pg_reload_conf()'],
});

/** PostgreSQL acknowledges what it hasn't written yet, and writes as late as it can. */
const late = settings({ synchronous_commit: 'off', wal_writer_delay: "'10s'" });
export const ASYNCHRONOUS = statements('synchronous_commit off', late.set, late.reset);

/** Every save holds its connection for half a second. */
export const SLOW_SAVES = statements(
  'a save that holds its connection',
  [
    `CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END $$`,
    'CREATE TRIGGER hold BEFORE INSERT ON response_event FOR EACH ROW EXECUTE FUNCTION public.hold()',
  ],
  ['DROP TRIGGER hold ON response_event', 'DROP FUNCTION public.hold()'],
);

/** The server dies of what should let it finish. */
export const SUDDEN: LiveMutant = {
  name: 'ends without finishing what it has begun',
  break: async ({ crowd }) => {
    crowd.toldBy = 'SIGKILL';
    return async () => {
      crowd.toldBy = 'SIGTERM';
    };
  },
};

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExamHall } from '../exam-hall';
import { formatSeconds } from '../progress';
import type { LiveFault } from './fault';
import { betrayal } from './live-mutants';

const spareKb = 40_000;
const fullMs = 6000;

function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

/** Fills what is left of a disk with a file; gives back how to make room again. */
function fill(folder: string): () => void {
  const path = join(folder, 'ballast');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(64 * 1024, 1);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
  return () => rmSync(path, { force: true });
}

const answers = (hall: ExamHall): Promise<boolean> =>
  hall.query('SELECT 1').then(
    () => true,
    () => false,
  );

/** The database's files on a disk in memory that is hardly larger than they are. */
async function onSmallDisk<T>(hall: ExamHall, work: (folder: string) => Promise<T>): Promise<T> {
  const [row] = await hall.query<{ data_directory: string }>('SHOW data_directory');
  const folder = row?.data_directory ?? '';
  const aside = `${folder}.aside`;
  await hall.database.stop();
  const { uid, gid } = statSync(folder);
  const usedKb = Number(run('du', '-sk', folder).split('\t')[0]);
  run('mv', folder, aside);
  run('mkdir', folder);
  run(
    'mount',
    '-t',
    'tmpfs',
    '-o',
    `size=${usedKb + spareKb}k,mode=700,uid=${uid},gid=${gid}`,
    'tmpfs',
    folder,
  );
  try {
    run('cp', '-a', `${aside}/.`, folder);
    await hall.database.start();
    return await work(folder);
  } finally {
    await hall.database.stop();
    rmSync(aside, { recursive: true, force: true });
    run('cp', '-a', folder, aside);
    run('umount', folder);
    run('rmdir', folder);
    run('mv', aside, folder);
    await hall.database.start();
  }
}

function mayMount(): boolean {
  const tried = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return process.getuid?.() === 0 && tried.status === 0;
}

export const diskFull: LiveFault = {
  kind: 'live',
  missing: () => (mayMount() ? null : 'a disk of its own to fill, which only root may mount'),
  mutant: betrayal('what a full disk refused is called saved', 'hides'),
  play: ({ crowd, hall, line }) =>
    onSmallDisk(hall, async (folder) => {
      const refusedBefore = line.failures;
      let hadEnded = false;
      const finding = await crowd.answerWhile(async () => {
        await sleep(800);
        const makeRoom = fill(folder);
        // The rest of a segment of the log would last for minutes.
        await hall.query('SELECT pg_switch_wal()').catch(() => {});
        await sleep(fullMs);
        makeRoom();
        hadEnded = !(await answers(hall));
        if (hadEnded) await hall.database.start();
      });
      const refused = line.failures - refusedBefore;
      return {
        figures: `full for ${formatSeconds(fullMs)}, ${refused} saves answered with a failure${hadEnded ? ', PostgreSQL ended and was started again' : ''}: ${finding.figures}`,
        wrong: [...finding.wrong, ...(refused > 0 ? [] : ['nobody noticed the full disk'])],
      };
    }),
};

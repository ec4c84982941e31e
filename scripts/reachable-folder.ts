import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The user that PostgreSQL's processes run as; null means the user who started the command. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

interface FolderAccess {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** May a process of this user and group step through a folder with these permissions? (Other groups are not asked.) */
export function canTraverse(folder: FolderAccess, runAs: RunAs): boolean {
  if (runAs.uid === 0) return true;
  if (folder.uid === runAs.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === runAs.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

/** True when the user can step through the folder and everything above it. A folder that does not exist yet is skipped. */
export function isReachable(folder: string, runAs: RunAs | null): boolean {
  if (!runAs) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (existsSync(path) && !canTraverse(statSync(path), runAs)) return false;
    if (path === dirname(path)) return true;
  }
}

function makeFolder(folder: string, owner: RunAs | null): string {
  mkdirSync(folder, { recursive: true });
  if (owner) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  return folder;
}

/** Makes a folder beside the others in a temporary directory that the user can reach. */
function makeTemporary(runAs: RunAs): string {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find((path) => existsSync(path) && isReachable(path, runAs));
  if (!parent) {
    throw new Error(
      'PostgreSQL refuses to run as root, and the user it runs as can reach neither this checkout nor a temporary\n' +
        'directory. Move the checkout to a folder that other users may enter, or start the command as a normal user.',
    );
  }
  return mkdtempSync(join(parent, 'cutscore-'));
}

/**
 * A folder that PostgreSQL's user owns and can enter: `wanted` itself, or, when a folder above it is closed to that
 * user (a checkout below root's home), one in a temporary directory. The place is remembered in
 * `<wanted>.elsewhere`, so that the next start finds the same data.
 */
export function reachableFolder(wanted: string, runAs: RunAs | null): string {
  if (!runAs) return makeFolder(wanted, null);
  mkdirSync(dirname(wanted), { recursive: true });
  if (isReachable(dirname(wanted), runAs)) return makeFolder(wanted, runAs);
  const remembered = rememberedPlace(wanted);
  if (remembered && existsSync(remembered) && isReachable(dirname(remembered), runAs)) return remembered;
  const elsewhere = makeFolder(makeTemporary(runAs), runAs);
  writeFileSync(placeFile(wanted), elsewhere);
  return elsewhere;
}

function placeFile(wanted: string): string {
  return `${wanted}.elsewhere`;
}

/** Where `reachableFolder` put this folder's content if it could not stay here; null when it is here. */
export function rememberedPlace(wanted: string): string | null {
  return existsSync(placeFile(wanted)) ? readFileSync(placeFile(wanted), 'utf8').trim() : null;
}

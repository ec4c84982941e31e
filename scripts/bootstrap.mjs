// Runs before anything is installed: only what Node itself ships may be imported here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, 'package-lock.json');
const installedLockFile = join(root, 'node_modules', '.package-lock.json');
const stampFile = join(root, 'node_modules', '.cutscore-lock');
const oldestNode = [20, 19];

/** Ends the process with a readable sentence; a stack trace would help nobody here. */
function refuse(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  refuse(
    `Cutscore needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer one from https://nodejs.org, then run the same command again.',
  );
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/**
 * npm writes node_modules/.package-lock.json last, so without it an install was interrupted. A lock file that is
 * newer but equal to the one installed (a fresh checkout of the same commit) needs nothing.
 */
function installIsCurrent() {
  if (!existsSync(installedLockFile)) return false;
  if (statSync(installedLockFile).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash();
}

function install() {
  const startedAt = Date.now();
  console.log('Installing packages (npm ci); the first time takes a minute or two ...');
  const flags = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--progress=true'];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', flags, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) {
    refuse(
      'npm ci did not finish: its message is above. With a network again, run the same command once more.',
    );
  }
  writeFileSync(stampFile, lockHash());
  console.log(`Packages installed in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/**
 * Checks Node, installs what is missing and then runs a TypeScript script of this folder in this same process
 * (one process, so that a signal has one receiver).
 * @param {string} script file name beside this one, such as `demo.ts`
 */
export async function runScript(script) {
  checkNode();
  process.chdir(root);
  if (!installIsCurrent()) install();
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL(script, import.meta.url).href);
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** Which browser to use: what is there first, or exactly one kind by the environment variable CUTSCORE_CHROMIUM. */
type Kind = 'playwright' | 'system' | 'packaged';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium's sandbox needs a user other than root; the pages under test are our own. */
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** @sparticuz/chromium's folder for one version: its browser, its fonts and, where the system has none, its libraries. */
function packagedFolder(): string {
  const require = createRequire(import.meta.url);
  const { version } = require('../../node_modules/@sparticuz/chromium/package.json');
  return resolve('.cutscore', `chromium-${version}`);
}

/** The package unpacks into the temporary directory and trusts whatever it finds there, so it gets one of its own. */
async function unpackInto(folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const source = resolve('node_modules/@sparticuz/chromium/bin');
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(source, archive));
    }
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}

/** True when the system has every shared library that the browser links to (libnss3 is the one that lacks). */
function hasLibraries(browser: string): boolean {
  try {
    return !execFileSync('ldd', [browser], { encoding: 'utf8' }).includes('not found');
  } catch {
    return false;
  }
}

async function packagedBrowser(): Promise<LaunchOptions> {
  const folder = packagedFolder();
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    await unpackInto(unfinished);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  }
  const executablePath = join(folder, 'chromium');
  const libraries = hasLibraries(executablePath) ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { executablePath, args: rootFlags, env: { ...definedEnvironment(), ...libraries, ...fonts } };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

async function systemBrowser(): Promise<LaunchOptions | null> {
  const executablePath = systemBrowsers.find((path) => existsSync(path));
  return executablePath ? { executablePath, args: rootFlags } : null;
}

async function ownBrowser(): Promise<LaunchOptions | null> {
  return existsSync(chromium.executablePath()) ? { args: rootFlags } : null;
}

/** In the order in which they are tried. */
const finders = {
  playwright: ownBrowser,
  system: systemBrowser,
  packaged: packagedBrowser,
} as const satisfies Record<Kind, () => Promise<LaunchOptions | null>>;
const kinds: readonly Kind[] = ['playwright', 'system', 'packaged'];

/** The kinds to try: all of them, or the one that the environment variable names. */
function wantedKinds(): readonly Kind[] {
  const wanted = process.env.CUTSCORE_CHROMIUM;
  const chosen = wanted ? kinds.filter((kind) => kind === wanted) : kinds;
  if (chosen.length > 0) return chosen;
  throw new Error(`CUTSCORE_CHROMIUM is "${wanted}"; it can be ${kinds.join(', ')}.`);
}

/**
 * How to start a Chromium on this machine: Playwright's own if it was downloaded, else the system's, else the one that
 * the npm package carries, which needs neither a download nor root.
 */
export async function findChromium(): Promise<LaunchOptions> {
  for (const kind of wantedKinds()) {
    const options = await finders[kind]();
    if (options) return options;
  }
  throw new Error(
    `There is no Chromium of the kind that CUTSCORE_CHROMIUM names (${process.env.CUTSCORE_CHROMIUM}).`,
  );
}

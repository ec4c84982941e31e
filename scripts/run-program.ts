import { spawn } from 'node:child_process';

/** The command-line programs of our dependencies, run by Node itself: npx or a shell in between would swallow signals. */
export const programs = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  dependencyCruiser: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'node_modules/knip/bin/knip.js',
  next: 'node_modules/next/dist/bin/next',
  playwright: 'node_modules/@playwright/test/cli.js',
  prisma: 'node_modules/prisma/build/index.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
} as const;

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** 'screen' shows the output as it comes; 'capture' only returns it. */
  readonly output: 'screen' | 'capture';
  /** Where it runs; here unless told otherwise. */
  readonly cwd?: string;
  /** Ends the program early. */
  readonly signal?: AbortSignal;
}

export interface ProgramResult {
  /** The exit code; null when a signal ended the program or it could not be started. */
  readonly code: number | null;
  /** Standard output and error, interleaved; empty when it went to the screen. */
  readonly output: string;
}

/** Runs Node with these arguments to its end. Never throws: a program that can't start has code null and says why. */
export function runNode(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const target = options.output === 'screen' ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, [...args], {
      env: options.env ?? process.env,
      stdio: ['ignore', target, target],
      ...(options.cwd ? { cwd: options.cwd } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => {
      output += error.message;
    });
    child.once('close', (code) => resolve({ code, output }));
  });
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildFingerprint } from './build-fingerprint';
import { programs, runNode } from './run-program';

const stampFile = '.next/cutscore-build';

/** A build looks at no database and at no secret, but it parses the configuration. */
const buildEnvironment = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;

/**
 * Builds the application unless the last build was made of exactly these sources.
 * @returns true when it was built now. Throws when the build fails; its own output is on the screen then.
 */
export async function ensureBuild(signal?: AbortSignal): Promise<boolean> {
  const fingerprint = buildFingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint) return false;
  const { code } = await runNode([programs.next, 'build'], {
    output: 'screen',
    env: { ...process.env, ...buildEnvironment },
    ...(signal ? { signal } : {}),
  });
  if (code !== 0) throw new Error('The build did not finish; its message is above.');
  writeFileSync(stampFile, fingerprint);
  return true;
}

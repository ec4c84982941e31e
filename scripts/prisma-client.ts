import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programs, runNode } from './run-program';

const schemaFolder = 'prisma/schema';
const clientFolder = 'lib/generated/prisma';
const stampFile = join(clientFolder, '.schema-hash');

function schemaHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(schemaFolder).sort()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(schemaFolder, name)))
      .update('\0');
  }
  return hash.update(readFileSync('package-lock.json')).digest('hex');
}

/**
 * Generates Prisma's client into lib/generated/prisma unless it already fits the schema and the installed version.
 * @returns true when it was generated now
 */
export async function generateClient(): Promise<boolean> {
  const hash = schemaHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return false;
  const { code, output } = await runNode([programs.prisma, 'generate'], {
    output: 'capture',
    env: {
      ...process.env,
      // Generating needs no schema engine, yet Prisma downloads one unless it is told of an executable file.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (code !== 0) throw new Error(`prisma generate failed:\n${output}`);
  writeFileSync(stampFile, hash);
  return true;
}

import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TenantScope } from '@/lib/infra/tenant-scope';

const features = resolve('lib/features');
const files = ['data', 'commands'] as const;

/** Any read or write of a feature: the scope first, then whatever it needs. */
export type FeatureCall = (scope: TenantScope, ...rest: readonly unknown[]) => unknown;

/** `cohort/commands.enrol` */
export type ExportName = `${string}/${(typeof files)[number]}.${string}`;

/** Every function that a `data.ts` or `commands.ts` exports, found in the file system so that none can be forgotten. */
export async function loadFeatureExports(): Promise<ReadonlyMap<ExportName, FeatureCall>> {
  const found = new Map<ExportName, FeatureCall>();
  for (const noun of readdirSync(features).sort()) {
    for (const file of files) {
      const path = join(features, noun, `${file}.ts`);
      if (!existsSync(path)) continue;
      const module: Record<string, unknown> = await import(pathToFileURL(path).href);
      for (const [name, value] of Object.entries(module)) {
        if (typeof value === 'function') found.set(`${noun}/${file}.${name}`, value as FeatureCall);
      }
    }
  }
  return found;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/* Every door of the application, found in its source and its build, so that none can be forgotten. */

const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;
/** `/teach/cohorts/[cohortId]`: groups of folders are left out, as in an address. */
const patternOf = (file: string): string =>
  `/${file.replace(/(^|\/)(page\.tsx|route\.ts)$/, '')}`.replace(/\/\([^)]*\)/g, '') || '/';

const filesOf = (ending: string): readonly string[] =>
  readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.replaceAll('\\', '/').endsWith(ending),
  );

/** Patterns of all pages. */
export const listPages = (): readonly string[] =>
  filesOf('page.tsx')
    .map((file) => patternOf(file))
    .sort();

/** `PUT /api/v1/…`, one for every method that a file exports, however it does. */
export function listRoutes(): readonly string[] {
  return filesOf('route.ts')
    .flatMap((file) => {
      const source = readFileSync(join('app', file), 'utf8');
      const exported = METHODS.filter((method) =>
        new RegExp(
          `export (const|async function|function) ${method}\\b|export \\{[^}]*\\b${method}\\b[^}]*\\}`,
        ).test(source),
      );
      if (exported.length === 0) throw new Error(`app/${file} exports no method`);
      return exported.map((method) => `${method} ${patternOf(file)}`);
    })
    .sort();
}

export interface BuiltAction {
  /** `cohort.archiveCohort` */
  readonly name: string;
  /** What the browser sends as `Next-Action`. */
  readonly id: string;
  /** Patterns of pages that may send it. */
  readonly pages: readonly string[];
}

/** Every action that a file exports, with the id that this build gave it. */
export function listActions(): readonly BuiltAction[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  const built = Object.entries(manifest.node).map(
    ([id, { filename, exportedName, workers }]): BuiltAction => {
      const noun = /lib\/features\/([^/]+)\/actions\.ts$/.exec(filename.replaceAll('\\', '/'))?.[1];
      const pages = Object.keys(workers)
        .filter((worker) => worker.startsWith('app/') && worker.endsWith('/page'))
        .map((worker) => patternOf(`${worker.slice('app/'.length)}.tsx`))
        .sort();
      return { name: `${noun}.${exportedName}`, id, pages };
    },
  );
  const missing = listSourceActions().filter((name) => !built.some((action) => action.name === name));
  if (missing.length > 0) throw new Error(`The build has no action ${missing.join(', ')}: no page uses it`);
  return built.sort((a, b) => a.name.localeCompare(b.name));
}

/** Names of the actions that the source exports. */
export const listSourceActions = (): readonly string[] =>
  readdirSync('lib/features')
    .map((noun) => ({ noun, path: `lib/features/${noun}/actions.ts` }))
    .filter(({ path }) => existsSync(path))
    .flatMap(({ noun, path }) =>
      [...readFileSync(path, 'utf8').matchAll(/^export const (\w+) =/gm)].map(
        ([, name]) => `${noun}.${name}`,
      ),
    )
    .sort();

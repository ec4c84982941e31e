import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One function or view per file, `<schema>/<name>.sql`, with its owner, grants and triggers; or all policies of one
 * table, `<schema>/<table>.policies.sql`. The path says what a file owns: nothing else may stand in it.
 */
export interface FunctionFile {
  /** Below the folder, with `/` on every system. */
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  /** Paths of the files that have to be applied before this one. */
  readonly needs: readonly string[];
}

export const functionsFolder = 'prisma/functions';
/** The schemas whose every function, view and policy has a file. */
export const productSchemas = ['app', 'ctx', 'hr', 'identity', 'public'] as const;

const policiesEnding = '.policies.sql';

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function holdsPolicies(path: string): boolean {
  return path.endsWith(policiesEnding);
}

/** What a file is called in SQL; policies have no name that others could use. */
function nameOf(path: string): string | null {
  return holdsPolicies(path) ? null : path.replace(/\.sql$/, '').replace('/', '.');
}

/** Every `schema.name` that a text mentions outside its comments, also inside the bodies of functions. */
function mentions(text: string): ReadonlySet<string> {
  const code = text.replace(/--.*$/gm, '');
  return new Set(code.match(/\b[a-z_]+\.[a-z_0-9]+\b/g) ?? []);
}

/** Files with what they need, from what they mention: a header that somebody has to keep would be wrong before long. */
export function toFunctionFiles(texts: Readonly<Record<string, string>>): FunctionFile[] {
  const byName = new Map<string, string>();
  for (const path of Object.keys(texts)) {
    const name = nameOf(path);
    if (name) byName.set(name, path);
  }
  const files = Object.entries(texts).map(([path, text]) => {
    const needs = [...mentions(text)].flatMap((name) => byName.get(name) ?? []);
    return { path, text, hash: digest(text), needs: needs.filter((need) => need !== path).sort() };
  });
  return inOrder(files);
}

/** Each file after those that it needs, otherwise by path. Throws when some need each other in a circle. */
function inOrder(files: readonly FunctionFile[]): FunctionFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const ordered = new Set<FunctionFile>();
  const visit = (file: FunctionFile, way: readonly string[]): void => {
    if (ordered.has(file)) return;
    const begin = way.indexOf(file.path);
    if (begin >= 0) {
      throw new Error(
        `Files of ${functionsFolder} need each other in a circle: ${[...way.slice(begin), file.path].join(' -> ')}.`,
      );
    }
    for (const need of file.needs) {
      const needed = byPath.get(need);
      if (needed) visit(needed, [...way, file.path]);
    }
    ordered.add(file);
  };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) visit(file, []);
  return [...ordered];
}

/** The texts of a folder by their paths. */
export function readFunctionTexts(folder = functionsFolder): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const schema of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, schema))) {
      texts[`${schema}/${name}`] = readFileSync(join(folder, schema, name), 'utf8');
    }
  }
  return texts;
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { checkSync } from 'recheck';
import ts from 'typescript';

/**
 * Asks of every regular expression in the readers of sources whether some text makes it slow. Takes minutes, so it is no part of
 * the tests. An argument narrows it to files whose path holds it.
 */

/** Folders whose regular expressions meet text of strangers. */
const FOLDERS = ['lib/domain/scenario-import', 'lib/domain/text', 'lib/domain/item'];

interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return path.endsWith('.ts') && !path.endsWith('.test.ts') ? [path] : [];
  });
}

/** Literals as they are written, and patterns that are put together when a module is loaded. */
async function findPatterns(path: string): Promise<readonly Found[]> {
  const text = readFileSync(path, 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
      const literal = node.getText();
      const end = literal.lastIndexOf('/');
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ place: `${path}:${line}`, source: literal.slice(1, end), flags: literal.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Patterns that modules build with `new RegExp` while they are loaded. */
async function findBuilt(paths: readonly string[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  const Original = globalThis.RegExp;
  const spy = new Proxy(Original, {
    construct(target, [source, flags]: [string | RegExp, string?]) {
      const pattern = new target(source, flags);
      found.push({ place: 'built', source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  globalThis.RegExp = spy;
  try {
    for (const path of paths) await import(`../${path}`);
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
}

const paths = FOLDERS.flatMap(sourceFiles);
const builders = paths.filter((path) => readFileSync(path, 'utf8').includes('new RegExp('));
const only = process.argv[2];
const all = [...(await Promise.all(paths.map(findPatterns))).flat(), ...(await findBuilt(builders))].filter(
  ({ place }) => only === undefined || place.includes(only),
);
const started = performance.now();
const bad: string[] = [];
for (const { place, source, flags } of all) {
  const { status } = checkSync(source, flags, { timeout: 20_000 });
  if (status !== 'safe') bad.push(`${status} ${place} /${source}/${flags}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(bad.join('\n'));
console.log(`${all.length} regular expressions, ${bad.length} not safe, ${seconds} s`);
process.exitCode = bad.length > 0 ? 1 : 0;

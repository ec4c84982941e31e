import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the build reads: these folders and the files beside them. Generated code follows from prisma/schema. */
const folders = ['app', 'components', 'lib', 'prisma/schema', 'public'];
const rootFile = /^(package-lock\.json|tsconfig\.json|[\w-]+(\.config)?\.(ts|mjs|js))$/;
const notBuilt =
  /(\.test\.tsx?|\.md)$|^lib\/generated\/|^(vitest|playwright|prisma)\.config\.|^next-env\.d\.ts$/;

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** One hash over the paths and contents of everything that the build depends on, and over Node's major version. */
export function buildFingerprint(root = '.'): string {
  const atRoot = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && rootFile.test(entry.name),
  );
  const below = folders.flatMap((folder) => filesBelow(join(root, folder)));
  const paths = [...atRoot.map((entry) => entry.name), ...below.map((path) => relative(root, path))];
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const path of paths.filter((each) => !notBuilt.test(each)).sort()) {
    const content = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
    hash.update(`${path}\0${content}\0`);
  }
  return hash.digest('hex');
}

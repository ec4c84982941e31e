import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Draws the folders of the application and who imports whom as a Mermaid diagram and keeps it in docs/architecture.md between
 * two marks. `npm run picture` writes it; the architecture test fails while it is out of date.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const DOCUMENT = `${ROOT}docs/architecture.md`;
const START = '<!-- picture:start -->';
const END = '<!-- picture:end -->';

interface Cruised {
  readonly modules: readonly { source: string; dependencies: readonly { resolved: string }[] }[];
}

/** The room that a file lives in: its layer, and for features and screens the noun. */
function roomOf(path: string): string | null {
  const feature = /^lib\/features\/([^/]+)\//.exec(path);
  if (feature) return `features/${feature[1]}`;
  if (path.startsWith('lib/domain/')) return 'domain';
  if (path.startsWith('lib/infra/')) return 'infra';
  if (path.startsWith('lib/ui/')) return 'lib/ui';
  if (path.startsWith('components/ui/')) return 'components/ui';
  if (path.startsWith('components/')) return 'components';
  if (path.startsWith('app/')) return 'app';
  return null;
}

function cruise(): Cruised {
  const json = execFileSync(
    process.execPath,
    [
      `${ROOT}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`,
      '--output-type',
      'json',
      'app',
      'components',
      'lib',
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  return JSON.parse(json) as Cruised;
}

/** The diagram as the code stands now. Arrows point from the importer to what it imports. */
export function drawPicture(): string {
  const arrows = new Set<string>();
  const rooms = new Set<string>();
  for (const { source, dependencies } of cruise().modules) {
    const from = roomOf(source);
    if (!from) continue;
    rooms.add(from);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to && to !== from) arrows.add(`${from} --> ${to}`);
    }
  }
  const id = (room: string) => room.replace(/[^a-z]/g, '_');
  const features = [...rooms].filter((room) => room.startsWith('features/')).sort();
  const others = [...rooms].filter((room) => !room.startsWith('features/')).sort();
  // Every feature stands on infra and domain and is used by app and components; only what differs is worth an arrow.
  const shown = [...arrows].sort().filter((arrow) => {
    const [from = '', to = ''] = arrow.split(' --> ');
    return !from.startsWith('features/') || to.startsWith('features/');
  });
  const folded = shown.filter((arrow) => !/^(app|components) --> features\//.test(arrow));
  return [
    '```mermaid',
    'flowchart TD',
    ...others.map((room) => `  ${id(room)}["${room}"]`),
    '  subgraph features["lib/features"]',
    ...features.map((room) => `    ${id(room)}["${room.slice('features/'.length)}"]`),
    '  end',
    '  app --> features',
    '  components -->|contract, actions| features',
    '  features --> infra',
    '  features --> domain',
    ...folded.map((arrow) => {
      const [from = '', to = ''] = arrow.split(' --> ');
      return `  ${id(from)} --> ${id(to)}`;
    }),
    '```',
  ].join('\n');
}

/** The document with the given picture between its marks. */
export function withPicture(text: string, picture: string): string {
  const [before, rest] = text.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT} has lost the marks of its picture`);
  return `${before}${START}\n${picture}\n${END}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(DOCUMENT, withPicture(readFileSync(DOCUMENT, 'utf8'), drawPicture()));
}

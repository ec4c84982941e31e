import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ColumnMapping } from '@/lib/domain/scenario-import/column-mapping';
import { countLines } from '@/lib/domain/scenario-import/line-kind';
import { importMessage } from '@/lib/domain/scenario-import/message';
import { type ImportReport, type ParsedPost, toReport } from '@/lib/domain/scenario-import/parsed-post';
import { SOURCE_FORMATS, type SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { readSource, type SourceReading } from '@/lib/infra/source-reading/read-source';

const USAGE = `Usage: npm run --silent import -- --dry-run [--json] [--format FORMAT] [--mapping JSON] FILE...
       npm run --silent import -- --organisation SLUG --bank NAME [--topic NAME] [--licence NOTE] [--live] [--json] FILE

  --dry-run            read and check, write nothing; needs no database and takes several files
  --json               print the result as JSON on standard output, one line for each file
  --format FORMAT      ${SOURCE_FORMATS.join(', ')}; found automatically without it
  --mapping JSON       what the columns of a table hold, such as {"header":true,"1":"stem","2":"option","3":"key"}
  --organisation SLUG  organisation that owns the bank
  --bank NAME          bank that takes the questions; made if there is none of that name
  --topic NAME         topic of the questions that are new; made if there is none of that name
  --licence NOTE       who wrote it and by what right it is used; kept with every question
  --live               new questions are live, and learners meet them at once; without it they are drafts

Writing needs the connections of the server: APP_DATABASE_URL, HR_DATABASE_URL and JOBS_DATABASE_URL, or a
demonstration ("npm run demo") that is running in this folder.`;

const EXIT = { done: 0, failed: 1, usage: 2 } as const;

interface Command {
  readonly files: readonly string[];
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly format: SourceFormat | null;
  readonly mapping: ColumnMapping | null;
  readonly organisation: string | null;
  readonly bank: string | null;
  readonly topic: string | null;
  readonly licence: string;
  readonly isLive: boolean;
}

const FLAGS = ['--dry-run', '--json', '--live'];
const VALUES = ['--organisation', '--bank', '--topic', '--licence', '--format', '--mapping'];

/** Reads the arguments, or says in words what is wrong with them. */
function parseArguments(args: readonly string[]): Command | string {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const files: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (FLAGS.includes(arg)) flags.add(arg);
    else if (VALUES.includes(arg)) {
      at += 1;
      const value = args[at];
      if (value === undefined || value.startsWith('--')) return `${arg} needs a value.`;
      values.set(arg, value);
    } else if (arg.startsWith('-')) return `Unknown option ${arg}.`;
    else files.push(arg);
  }
  return checkCommand(files, flags, values);
}

function checkCommand(
  files: readonly string[],
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
): Command | string {
  const isDryRun = flags.has('--dry-run');
  if (files.length === 0) return 'No file was given.';
  if (!isDryRun && files.length > 1) return 'Without --dry-run, give one file at a time.';
  const [organisation, bank] = [values.get('--organisation') ?? null, values.get('--bank') ?? null];
  if (!isDryRun && (organisation === null || bank === null)) {
    return 'Without --dry-run, --organisation and --bank are needed.';
  }
  const wanted = values.get('--format');
  const format = SOURCE_FORMATS.find((known) => known === wanted) ?? null;
  if (wanted !== undefined && format === null) {
    return `There is no format ${wanted}. The formats are ${SOURCE_FORMATS.join(', ')}.`;
  }
  const mapping = readMapping(values.get('--mapping'));
  if (mapping === undefined)
    return '--mapping needs a JSON object, such as {"1":"stem","2":"option","3":"key"}.';
  const [topic, licence] = [values.get('--topic') ?? null, values.get('--licence') ?? ''];
  return {
    files,
    isDryRun,
    isJson: flags.has('--json'),
    format,
    mapping,
    organisation,
    bank,
    topic,
    licence,
    isLive: flags.has('--live'),
  };
}

/** Null when none was given, undefined when it can't be read. */
function readMapping(json: string | undefined): ColumnMapping | null | undefined {
  if (json === undefined) return null;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ColumnMapping)
      : undefined;
  } catch {
    return undefined;
  }
}

function summarise(post: ParsedPost): string {
  const ready = post.items.filter((item) => item.ready).length;
  const { total, unrecognised } = post.lines;
  const places = post.messages.map(
    ({ line, column, level, code, message }) => `${line}:${column} ${level} ${code} ${message}`,
  );
  const counts = `${ready} of ${post.items.length} questions ready, ${post.stimuli.length} backgrounds, ${unrecognised} of ${total} lines not understood.`;
  return [...places, counts].join('\n');
}

/** A source that isn't read at all has a report as well, so that every file has its line. */
function refusalReport(format: SourceFormat | null, words: string): ImportReport {
  const messages = [importMessage('source/refused', { line: 1 }, words)];
  const post = { stimuli: [], items: [], lines: countLines([]), lineKinds: [], messages };
  return toReport(post, { format: format ?? 'scenario-post', confidence: 0 });
}

async function run(args: readonly string[]): Promise<number> {
  const command = parseArguments(args);
  if (typeof command === 'string') {
    console.error(`${command}\n\n${USAGE}`);
    return EXIT.usage;
  }
  let code: number = EXIT.done;
  for (const file of command.files) {
    const outcome = await runFile(file, command);
    if (outcome !== EXIT.done) code = outcome;
  }
  return code;
}

async function runFile(file: string, command: Command): Promise<number> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    console.error(`${file} can't be read: ${readFault(error)} Check the path and try again.`);
    return EXIT.failed;
  }
  const { format, mapping, isJson } = command;
  const read = await readSource({ name: basename(file), bytes, format, mapping });
  if (!read.ok) {
    if (isJson && command.isDryRun) print(JSON.stringify(refusalReport(format, read.error.message)));
    console.error(`${file}: ${read.error.message}`);
    return EXIT.failed;
  }
  if (!command.isDryRun) return commit(file, command, read.value);
  print(isJson ? JSON.stringify(toReport(read.value.post, read.value)) : summarise(read.value.post));
  return EXIT.done;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const DRAFTS =
  'Learners don’t meet drafts. Look at them in the bank and make them live there; --live does so at once.';

/** Writes the post. The part that knows the database is loaded only here: a dry run works on a bare checkout. */
async function commit(file: string, command: Command, reading: SourceReading): Promise<number> {
  const { topic, licence, isJson, isLive } = command;
  const [organisation, bank] = [command.organisation ?? '', command.bank ?? ''];
  const { commitFile } = await import('./commit-import');
  try {
    const outcome = await commitFile({ file, reading, organisation, bank, topic, licence, isLive });
    const { counts, ...place } = outcome;
    const { created, changed, same, duplicate, skipped } = counts;
    const state = isLive ? 'live' : 'as drafts';
    const words = `${created} created ${state}, ${changed} changed, ${same} same, ${duplicate} given twice, ${skipped} left out in ${outcome.bankName}`;
    const itemState = isLive ? 'live' : 'draft';
    print(isJson ? JSON.stringify({ ...counts, ...place, itemState }) : words);
    if (!isLive && created > 0 && !isJson) console.error(DRAFTS);
    if (skipped > 0) console.error('Run it again with --dry-run to see why questions were left out.');
    return EXIT.done;
  } catch (error) {
    console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
    return EXIT.failed;
  }
}

const FAULT_BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'it is a folder.',
  EACCES: 'this user may not read it.',
};

function readFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FAULT_BY_CODE[code] ?? `the system says ${code === '' ? String(error) : code}.`;
}

// Not process.exit(): it would cut off a long report that is still on its way through a pipe.
process.exitCode = await run(process.argv.slice(2));

import { readFile } from 'node:fs/promises';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { type ParsedPost, toReport } from '@/lib/domain/scenario-import/parsed-post';

const USAGE = `Usage: npm run --silent import -- --dry-run [--json] FILE
       npm run --silent import -- --organisation SLUG --bank NAME [--topic NAME] [--licence NOTE] [--json] FILE

  --dry-run            read and check the post, write nothing; needs no database
  --json               print the result as JSON on standard output
  --organisation SLUG  organisation that owns the bank
  --bank NAME          bank that takes the questions; made if there is none of that name
  --topic NAME         topic of the questions that are new; made if there is none of that name
  --licence NOTE       who wrote it and by what right it is used; kept with every question

Writing needs the connections of the server: APP_DATABASE_URL, HR_DATABASE_URL and JOBS_DATABASE_URL, or a
demonstration ("npm run demo") that is running in this folder.`;

const EXIT = { done: 0, failed: 1, usage: 2 } as const;

interface Command {
  readonly file: string;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly organisation: string | null;
  readonly bank: string | null;
  readonly topic: string | null;
  readonly licence: string;
}

const VALUES = ['--organisation', '--bank', '--topic', '--licence'];

/** Reads the arguments, or says in words what is wrong with them. */
function parseArguments(args: readonly string[]): Command | string {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const files: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--dry-run' || arg === '--json') flags.add(arg);
    else if (VALUES.includes(arg)) {
      at += 1;
      const value = args[at];
      if (value === undefined || value.startsWith('--')) return `${arg} needs a value.`;
      values.set(arg, value);
    } else if (arg.startsWith('-')) return `Unknown option ${arg}.`;
    else files.push(arg);
  }
  const [file, ...others] = files;
  if (file === undefined) return 'No file was given.';
  if (others.length > 0) return `One file at a time: ${others.join(', ')} can't be read as well.`;
  const [organisation, bank] = [values.get('--organisation') ?? null, values.get('--bank') ?? null];
  if (!flags.has('--dry-run') && (organisation === null || bank === null)) {
    return 'Without --dry-run, --organisation and --bank are needed.';
  }
  const [topic, licence] = [values.get('--topic') ?? null, values.get('--licence') ?? ''];
  const [isDryRun, isJson] = [flags.has('--dry-run'), flags.has('--json')];
  return { file, isDryRun, isJson, organisation, bank, topic, licence };
}

/** Any bytes become text: what isn't UTF-8 turns into U+FFFD, which the parser reports at its line. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes);
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

async function run(args: readonly string[]): Promise<number> {
  const command = parseArguments(args);
  if (typeof command === 'string') {
    console.error(`${command}\n\n${USAGE}`);
    return EXIT.usage;
  }
  let bytes: Uint8Array;
  try {
    bytes = await readFile(command.file);
  } catch (error) {
    console.error(`${command.file} can't be read: ${readFault(error)} Check the path and try again.`);
    return EXIT.failed;
  }
  const sourceText = decode(bytes);
  if (!command.isDryRun) return commit(command, sourceText);
  const post = parseScenarioPost(sourceText);
  process.stdout.write(
    `${command.isJson ? JSON.stringify(toReport(post, { format: 'scenario-post', confidence: 1 })) : summarise(post)}\n`,
  );
  return EXIT.done;
}

/** Writes the post. The part that knows the database is loaded only here: a dry run works on a bare checkout. */
async function commit(command: Command, sourceText: string): Promise<number> {
  const { file, topic, licence, isJson } = command;
  const [organisation, bank] = [command.organisation ?? '', command.bank ?? ''];
  const { commitFile } = await import('./commit-import');
  try {
    const outcome = await commitFile({ file, sourceText, organisation, bank, topic, licence });
    const { counts, ...place } = outcome;
    const { created, changed, same, duplicate, skipped } = counts;
    const words = `${created} created, ${changed} changed, ${same} same, ${duplicate} given twice, ${skipped} left out in ${outcome.bankName}`;
    process.stdout.write(`${isJson ? JSON.stringify({ ...counts, ...place }) : words}\n`);
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

import { describe, expect, it } from 'vitest';
import { shippedFiles } from './source-files';

const FEATURE_FILES = [
  'contract.ts',
  'data.ts',
  'commands.ts',
  'mappers.ts',
  'loaders.ts',
  'actions.ts',
  'queries.ts',
];
const SAYS_NOTHING = /(^|\/)(utils?|helpers?|common|misc|shared|index)\.tsx?$/;
/** Words of other products for what has a name of its own here (docs/glossary.md). */
const FORBIDDEN_IDENTIFIERS =
  /\b(QuizTemplate|QuestionRow|questionRow|isCorrectAnswer|correctAnswers|Workspace|workspaceId|TeamMember|teamId|tenantId)\b/;

const files = shippedFiles();

describe('the vocabulary of the source tree', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it('allows a feature only the files whose meaning everyone knows', () => {
    const strangers = files
      .filter(({ path }) => path.startsWith('lib/features/'))
      .filter(({ path }) => {
        const [, , , file, ...deeper] = path.split('/');
        return deeper.length > 0 || !FEATURE_FILES.includes(file ?? '');
      });
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });

  it('has no file whose name says nothing and no barrel', () => {
    expect(files.filter(({ path }) => SAYS_NOTHING.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('keeps every file short enough to read', () => {
    expect(files.filter(({ lines }) => lines > 350).map(({ path, lines }) => `${path} (${lines})`)).toEqual(
      [],
    );
  });

  it('uses the words of the glossary', () => {
    const found = files.filter(({ text }) => FORBIDDEN_IDENTIFIERS.test(text)).map(({ path }) => path);
    expect(found).toEqual([]);
  });

  it('keeps pages to a storyboard of at most 80 lines', () => {
    const long = files.filter(({ path, lines }) => /^app\/.*\/(page|layout)\.tsx$/.test(path) && lines > 80);
    expect(long.map(({ path, lines }) => `${path} (${lines})`)).toEqual([]);
  });
});

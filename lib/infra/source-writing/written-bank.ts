import 'server-only';
import type { Failure } from '@/lib/domain/kernel/failure';
import type { Result } from '@/lib/domain/kernel/result';
import { findWrittenLosses } from '@/lib/domain/scenario-import/formats/find-written-losses';
import type { ExtractedMedia, ReaderOutput } from '../source-reading/source-reader';
import type { BankExport, WrittenBank } from './bank-export';

/** Name of the file: letters, digits and hyphens of the bank's name. */
export function bankFileName(name: string, extension: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return `${words.join('-').slice(0, 60) || 'bank'}.${extension}`;
}

const EXTENSIONS: Readonly<Record<ExtractedMedia['mime'], string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** A name of its own for each picture. */
export function pictureName({ sha256, mime }: ExtractedMedia): string {
  return `${sha256}.${EXTENSIONS[mime]}`;
}

/** What the reading of a written file shows to be lost. */
export function findLosses(bank: BankExport, check: Result<ReaderOutput, Failure>): WrittenBank['losses'] {
  if (!check.ok)
    return [{ item: null, what: `The file can’t be imported here again. ${check.error.message}` }];
  const items = bank.items.map(({ content, stimulus, topic, sourceId }) => {
    return {
      content,
      topic,
      sourceId,
      stimulus: stimulus === null ? null : (bank.stimuli[stimulus]?.body ?? null),
    };
  });
  return findWrittenLosses(items, check.value.post);
}

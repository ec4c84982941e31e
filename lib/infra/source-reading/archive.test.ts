import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/domain/kernel/random';
import { cpuTime } from '@/tests/support/cpu-time';
import { type RawEntry, rawZip } from '@/tests/support/raw-zip';
import { openArchive, repackArchive } from './archive';

const TEXT = 'Enable versioning on the bucket.';
const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Opens and reads everything, as an importer would; gives the refusal's words or null. */
async function refusalOf(bytes: Uint8Array): Promise<string | null> {
  const opened = await openArchive(bytes);
  if (!opened.ok) return opened.error.message;
  for (const name of opened.value.names) {
    const read = opened.value.read(name);
    if (!read.ok) return read.error.message;
  }
  return null;
}

const withOne = (entry: Partial<RawEntry>): Uint8Array =>
  rawZip([
    { name: 'item.xml', data: TEXT },
    { name: 'other.xml', data: TEXT, ...entry },
  ]);

describe('openArchive', () => {
  it('reads the files of an honest archive, packed or stored, and leaves folders out', async () => {
    const opened = await openArchive(
      rawZip([
        { name: 'items/', isStored: true },
        { name: 'items/Frage ä (1).xml', data: TEXT },
        { name: '[Content_Types].xml', data: 'x', isStored: true },
      ]),
    );
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.names).toEqual(['items/Frage ä (1).xml', '[Content_Types].xml']);
    const read = opened.value.read('items/Frage ä (1).xml');
    expect(read.ok && words(read.value)).toBe(TEXT);
    expect(opened.value.read('items/none.xml').ok).toBe(false);
  });

  const nothing = new Uint8Array();
  const good = rawZip([{ name: 'item.xml', data: TEXT }]);
  const hostile: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
    ['no bytes', () => nothing, /no directory/],
    ['bytes that are no zip file', () => new Uint8Array(50_000).fill(80), /no directory/],
    ['an archive whose end is missing', () => good.slice(0, -30), /no directory/],
    ['an archive whose beginning is missing', () => good.slice(20), /damaged|shares/],
    ['more than 10 MB', () => new Uint8Array(10 * 1024 * 1024 + 1), /10 MB are the most/],
    [
      'more than 2,000 entries',
      () => rawZip(Array.from({ length: 2001 }, (_, at) => ({ name: `${at}.xml`, isStored: true }))),
      /2001 entries/,
    ],
    ['a bomb', () => withOne({ data: new Uint8Array(20_000_000) }), /more than 100 times/],
    [
      'a bomb that announces little',
      () => withOne({ data: new Uint8Array(20_000_000), size: 1000 }),
      /unpacks to more than it announces/,
    ],
    [
      'more than 100 MB in all',
      () => rawZip(Array.from({ length: 40 }, (_, at) => ({ ...bulky(), name: `${at}.xml` }))),
      /100 MB are the most/,
    ],
    ['less than it announces', () => withOne({ size: TEXT.length + 5 }), /doesn't unpack to what/],
    ['a wrong checksum', () => withOne({ crc: 1 }), /doesn't unpack to what/],
    ['a name that climbs out', () => withOne({ name: '../../etc/passwd' }), /leads out of/],
    ['a name from the root', () => withOne({ name: '/etc/passwd' }), /leads out of/],
    ['a name with a drive', () => withOne({ name: 'C:evil.xml' }), /isn't allowed|leads out/],
    ['a name with a backslash', () => withOne({ name: '..\\evil.xml' }), /leads out|isn't allowed/],
    ['a name with a NUL', () => withOne({ name: 'a\u0000.xml' }), /isn't allowed/],
    ['a name that turns the reading direction', () => withOne({ name: 'a\u202elmx.exe' }), /isn't allowed/],
    ['a name with an empty segment', () => withOne({ name: 'a//b.xml' }), /isn't allowed/],
    ['the same name twice', () => withOne({ name: 'item.xml' }), /twice/],
    ['a name that differs in its own header', () => withOne({ localName: 'x.xml' }), /another name/],
    ['a symbolic link', () => withOne({ mode: 0o120777, data: '/etc/passwd' }), /link or a device/],
    ['a device', () => withOne({ mode: 0o020666 }), /link or a device/],
    ['an encrypted entry', () => withOne({ flags: 0x801 }), /encrypted/],
    ['a strongly encrypted entry', () => withOne({ flags: 0x841 }), /encrypted/],
    ['an unknown compression', () => withOne({ method: 14 }), /compressed in a way/],
    ['an archive inside, by name', () => withOne({ name: 'inner.zip', data: good }), /inside the archive/],
    ['an archive inside, by content', () => withOne({ data: good, isStored: true }), /inside the archive/],
    [
      'entries that share their bytes',
      () => withOne({ name: 'item2.xml', localName: 'item.xml', sharesWith: 0 }),
      /another name|shares its bytes/,
    ],
    ['entries that are the same bytes', () => sharingTwins(), /shares its bytes/],
    ['damaged data', () => damage(good, 45), /damaged|doesn't unpack/],
  ];

  it.each(hostile)('refuses %s within a second and says why', async (_, make, expected) => {
    const bytes = make();
    const before = cpuTime();
    const refusal = await refusalOf(bytes);
    expect(cpuTime() - before).toBeLessThan(1000);
    expect(refusal).toMatch(expected);
    expect(refusal).toMatch(/^The archive was not opened: /);
  });

  it('answers for any damage to an honest archive', async () => {
    for (let at = 0; at < good.length; at += 1) {
      for (const bit of [1, 128]) await refusalOf(damage(good, at, bit));
    }
    for (let length = 0; length < good.length; length += 1) await refusalOf(good.slice(0, length));
  });
});

describe('repackArchive', () => {
  it('writes a plain archive of the checked entries, without what hides between them', async () => {
    const source = rawZip([
      { name: 'word/document.xml', data: TEXT },
      { name: 'word/embeddings/sheet.xlsx', data: good() },
    ]);
    const opened = await openArchive(source);
    const packed = opened.ok ? await repackArchive(opened.value) : opened;
    const again = packed.ok ? await openArchive(packed.value) : packed;
    if (!again.ok) throw new Error(again.error.message);
    expect(again.value.names).toEqual(['word/document.xml']);
    const read = again.value.read('word/document.xml');
    expect(read.ok && words(read.value)).toBe(TEXT);
  });
});

function good(): Uint8Array {
  return rawZip([{ name: 'inner.xml', data: TEXT }]);
}

function damage(bytes: Uint8Array, at: number, mask = 255): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

/** Announces 3 MB at a ratio of about 75. */
function bulky(): Omit<RawEntry, 'name'> {
  const random = seededRandom(3);
  return { data: Uint8Array.from({ length: 40_000 }, () => random() * 256), size: 3_000_000 };
}

/** Two entries of the same name in both headers can't be; two that lie in one another can. */
function sharingTwins(): Uint8Array {
  const inner = rawZip([{ name: 'b.xml', data: TEXT, isStored: true }]);
  const outer = rawZip([
    { name: 'a.xml', data: inner.slice(0, 100), isStored: true },
    { name: 'b.xml', data: TEXT, isStored: true },
  ]);
  const copy = Buffer.from(outer);
  const second = copy.lastIndexOf(Buffer.from('504b0102', 'hex'));
  // Its own header now is the one that stands inside the data of the first entry.
  copy.writeUInt32LE(30 + 'a.xml'.length, second + 42);
  return new Uint8Array(copy);
}

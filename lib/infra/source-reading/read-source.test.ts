import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { readSource, readText } from './read-source';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, name = 'source.txt') =>
  readSource({ name, bytes: typeof text === 'string' ? bytes(text) : text, format: null, mapping: null });

const SAMPLE = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

describe('readSource', { timeout: 30_000 }, () => {
  it('gives in another thread what the reader gives in this one', async () => {
    const reading = await read(SAMPLE);
    expect(reading).toMatchObject({
      ok: true,
      value: { format: 'scenario-post', confidence: 1, text: SAMPLE },
    });
    expect(reading.ok && reading.value.post).toEqual(parseScenarioPost(SAMPLE));
    const again = await readText(SAMPLE, 'scenario-post');
    expect(again.ok && again.value.post).toEqual(parseScenarioPost(SAMPLE));
  });

  it('keeps the main thread free while it reads a long source', async () => {
    const long = Array.from({ length: 100 }, () => SAMPLE).join('\n');
    await read('x');
    let [longest, last] = [0, performance.now()];
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const start = performance.now();
    const reading = await read(long);
    const took = performance.now() - start;
    clearInterval(beat);
    expect(reading.ok && reading.value.post.items.length).toBe(2000);
    // A busy machine makes every thread wait; reading on this one would be one pause as long as all of it.
    expect(longest).toBeLessThan(Math.max(100, took / 4));
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), /10 MB are the most/],
    ['a PDF', bytes('%PDF-1.7 ...'), /PDF/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), /picture/],
    ['an old office document', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), /DOCX/],
  ])('refuses %s and says what to do', async (_, source, expected) => {
    const reading = await read(source);
    expect(reading.ok ? '' : reading.error.message).toMatch(expected);
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16 with its mark', new Uint8Array(Buffer.from('\ufeffQuestion 1: Größe', 'utf16le'))],
    ['windows-1252', Uint8Array.from(Buffer.from('Question 1: Größe', 'latin1'))],
  ])('reads %s and says so', async (_, source) => {
    const reading = await read(source);
    expect(reading.ok && reading.value.text).toBe('Question 1: Größe');
    expect(reading.ok && reading.value.post.messages[0]?.code).toBe('text/encoding');
  });

  it('reads letters that were written apart as one', async () => {
    const reading = await read('Question 1: Cafe\u0301');
    expect(reading.ok && reading.value.text).toBe('Question 1: Caf\u00e9');
  });
});

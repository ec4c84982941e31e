import { describe, expect, it } from 'vitest';
import { cpuTime } from '@/tests/support/cpu-time';
import { wordFile } from '@/tests/support/word-file';
import { readDocx } from './docx';
import { readHtml } from './html-page';
import type { ReaderOutput } from './source-reader';

async function page(html: string): Promise<ReaderOutput> {
  const read = await readHtml(html);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const keysOf = ({ post }: ReaderOutput): readonly string[] =>
  post.items.map((item) =>
    item.options
      .filter((option) => option.correct)
      .map(({ label }) => label)
      .join(),
  );

describe('readHtml', () => {
  it('reads headings, lettered lists, keys and rationales as a scenario post', async () => {
    const read = await page(`<html><head><title>Practice</title><script>run()</script></head><body>
      <h2>Question 1: Storage</h2><p>Which class keeps old photos <em>cheaply</em>?</p>
      <ol type="A"><li>Archive</li><li>Standard</li></ol><p>Answer: A</p>
      <p>Rationale:</p><p>A is correct. It costs least.</p><p>B is incorrect. It costs more.</p>
      <h2>Question 2: Networks</h2><p>What does a gateway do?</p>
      <ol style="list-style-type: upper-alpha"><li>It routes</li><li>It stores</li></ol><p>Answer: A</p></body></html>`);
    expect(read.post.items.map(({ title }) => title)).toEqual(['Storage', 'Networks']);
    expect(keysOf(read)).toEqual(['A', 'A']);
    expect(read.post.items[0]).toMatchObject({
      stem: 'Which class keeps old photos *cheaply*?',
      ready: true,
    });
    expect(read.post.items[0]?.options[1]?.rationale).toContain('It costs more.');
    expect(read.text).toContain('A. Archive\n');
    expect(read.post.messages.find(({ code }) => code === 'text/removed')?.message).toContain('script');
  });

  it('places messages in the post that it shows', async () => {
    const read = await page('<h2>Question 1: X</h2><p>Which?</p><p>A. One</p><p>B. Two</p>');
    const missing = read.post.messages.find(({ code }) => code === 'key/missing');
    expect(read.text.split('\n')[(missing?.line ?? 0) - 1]).toBe('Question 1: X');
  });

  it('reads the post that it gave again, tags in code included', async () => {
    const first = await page(
      '<h2>Question 1: Lists</h2><p>Which one closes <code>&lt;ol&gt;&lt;li&gt;x&lt;/li&gt;</code>?</p><p>A. <code>&lt;/ol&gt;</code></p><p>B. <code>&lt;/li&gt;</code></p><p>Answer: A</p>',
    );
    expect(first.post.items[0]?.ready).toBe(true);
    expect(await page(first.text)).toEqual(first);
  });

  it.each([
    ['a million unclosed elements', '<div>'.repeat(1_000_000)],
    ['a million unclosed paragraphs in bold', `${'<b id=1><i><u>'.repeat(40)}${'<p>'.repeat(1_000_000)}`],
    ['a million deep lists', '<ul><li>'.repeat(1_000_000)],
    ['nothing but angle brackets', '<'.repeat(2_000_000)],
    ['ten million letters in one line', 'a'.repeat(10_000_000)],
    ['comments without an end', '<!--'.repeat(500_000)],
    ['scripts without an end', '<script>'.repeat(500_000)],
    ['tables in tables', '<table><tr><td>'.repeat(200_000)],
    ['numeric entities', '&#65;'.repeat(1_000_000)],
  ])('answers within two seconds for %s', async (_, html) => {
    const before = cpuTime();
    const read = await readHtml(html);
    expect(cpuTime() - before).toBeLessThan(2000);
    if (!read.ok) expect(read.error.message).toMatch(/^The HTML was not read: /);
  });
});

describe('readDocx', () => {
  const paragraphs = [
    { text: 'Which class keeps old photos cheaply?', list: [1, 0] },
    { text: 'Archive', list: [2, 0] },
    { text: 'Standard', list: [2, 0] },
    { text: 'Answer: A' },
    { text: 'Which one is <fast> & near?', list: [1, 0] },
    { text: 'Archive', list: [4, 0] },
    { text: 'Standard', list: [4, 0] },
    { text: 'Answer: B', bold: true },
  ] as const;

  it('reads the numbers and letters that Word makes up as text', async () => {
    const read = await readDocx({ name: 'bank.docx', bytes: wordFile(paragraphs) });
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.text).toContain('Question 2: Which one is <fast> & near?');
    expect(keysOf(read.value)).toEqual(['A', 'B']);
    expect(read.value.post.items.map(({ ready }) => ready)).toEqual([true, true]);
    expect(read.value.post.items[1]?.options.map(({ text }) => text)).toEqual(['Archive', 'Standard']);
  });

  it.each([
    ['an empty document', wordFile([], { 'word/document.xml': '' }), /damaged/],
    ['bytes that are no zip file', new Uint8Array(100), /not opened/],
    [
      'a document type in a part',
      wordFile(paragraphs, { 'word/styles.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }),
      /document type/,
    ],
    ['a part that nests without end', wordFile(paragraphs, { 'word/styles.xml': '<a>'.repeat(100) }), /nest/],
    ['a broken part', wordFile(paragraphs, { 'word/styles.xml': '<a><b></a>' }), /damaged/],
  ])('refuses %s', async (_, bytes, expected) => {
    const read = await readDocx({ name: 'bank.docx', bytes });
    expect(read.ok ? 'read' : read.error.message).toMatch(expected);
  });
});

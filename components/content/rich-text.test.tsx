import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { RichText } from './rich-text';

it('draws hostile text as text', () => {
  const markup = renderToStaticMarkup(
    <RichText
      content={[
        { type: 'paragraph', children: [{ type: 'text', text: '<img src=x onerror=alert(1)>' }] },
        { type: 'code', language: '"><script>', text: '</code><script>alert(1)</script>' },
      ]}
    />,
  );
  expect(markup).not.toMatch(/<(img|script)/);
});

it('draws a reference as the letter that this reader sees', () => {
  const content = [
    { type: 'paragraph', children: [{ type: 'optionReference', optionId: 'opt-2' }] },
  ] as const;
  expect(renderToStaticMarkup(<RichText content={content} letterOf={() => 'D'} />)).toContain('>D<');
  expect(renderToStaticMarkup(<RichText content={content} />)).toContain('another option');
  expect(renderToStaticMarkup(<RichText content={content} />)).not.toContain('opt-2');
});

it('keeps the spaces and tabs of code', () => {
  const markup = renderToStaticMarkup(
    <RichText content={[{ type: 'code', language: 'sql', text: 'SELECT\n\t1' }]} />,
  );
  expect(markup).toContain('SELECT\n\t1');
  expect(markup).toContain('aria-label="Code, sql"');
});

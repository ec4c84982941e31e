import { describe, expect, it } from 'vitest';
import { repairEntities } from './repair-entities';

describe('character references', () => {
  it.each([
    ['a &lt; b', 'a < b'],
    ['a &amp;lt; b', 'a < b'],
    ['a &amp;amp;lt; b', 'a < b'],
    ['R&amp;D', 'R&D'],
    ['it&#39;s &#x201c;x&#8221;', "it's “x”"],
    ['&nbsp;x', ' x'],
    ['AT&T; x & y', 'AT&T; x & y'],
    ['?a=1&copy=2', '?a=1&copy=2'],
    ['&unknown; &#0; &#xd800; &#x202e;', '&unknown; &#0; &#xd800; &#x202e;'],
  ])('of %j become %j', (source, text) => {
    expect(repairEntities(source).text).toBe(text);
  });

  it('in code stay, unless a tool escaped them once more', () => {
    expect(repairEntities('`&lt;` and ``&amp;lt; ` ``').text).toBe('`&lt;` and ``&lt; ` ``');
    expect(repairEntities('` &lt; not closed').text).toBe('` < not closed');
  });

  it('keep the place that each character comes from', () => {
    expect(repairEntities('a&lt;b')).toEqual({ text: 'a<b', offsets: [0, 1, 5, 6], count: 1, first: 1 });
  });
});

import type { Page } from '@playwright/test';

/** What stored text may turn into (components/content/rich-text.tsx), by element with its attributes. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  div: ['class'],
  p: ['class'],
  strong: ['class'],
  em: ['class'],
  code: ['class', 'translate'],
  br: [],
  ol: ['class'],
  ul: ['class'],
  li: ['class'],
  pre: ['class'],
  section: ['class', 'aria-label', 'tabindex'],
  table: ['class'],
  thead: [],
  tbody: [],
  tr: [],
  th: ['class', 'scope'],
  td: ['class'],
  img: ['class', 'src', 'alt'],
};

/** Elements that no page of this product has. */
const FORBIDDEN =
  'iframe, frame, frameset, object, embed, applet, portal, base, math, foreignObject, animate, set, marquee, bgsound, template[shadowrootmode], noembed, xmp, plaintext, audio, video, svg a, svg script, svg image, svg use';

/** Everything in the page as it stands that could not be there if stored text stayed text. */
export function findIntruders(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ({ allowed, forbidden }) => {
      const found: string[] = [];
      const say = (why: string, element: Element) => found.push(`${why}: ${element.outerHTML.slice(0, 200)}`);
      for (const element of document.querySelectorAll('.reading *')) {
        const attributes = allowed[element.localName];
        if (attributes === undefined) say('element', element);
        else if (element.getAttributeNames().some((name) => !attributes.includes(name)))
          say('attribute', element);
      }
      for (const element of document.querySelectorAll('*')) {
        if (element.getAttributeNames().some((name) => name.startsWith('on'))) say('handler', element);
        for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href']) {
          const value = element.getAttribute(name);
          if (value === null) continue;
          if (!URL.canParse(value, document.baseURI)) {
            say(name, element);
            continue;
          }
          const { protocol, origin } = new URL(value, document.baseURI);
          const isOwn = origin === location.origin && /^https?:$/.test(protocol);
          // The application's own icons may be data; nothing else leaves the site or isn't an address of it.
          if (!isOwn && !(element.localName === 'link' && protocol === 'data:')) say(name, element);
        }
      }
      for (const element of document.querySelectorAll(forbidden)) say('forbidden', element);
      const ownScripts = `${location.origin}/_next/static/`;
      // What a trusted script loads later has no nonce of its own, but comes from the build.
      for (const script of document.scripts)
        if (script.nonce === '' && !script.src.startsWith(ownScripts)) say('script', script);
      return found;
    },
    { allowed: ALLOWED, forbidden: FORBIDDEN },
  );
}

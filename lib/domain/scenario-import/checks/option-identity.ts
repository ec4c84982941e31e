import { normaliseForMatching } from '../../text/canonical';

/** What two options of a question are compared by. In code a capital is another sign than its small letter. */
export function optionIdentity(text: string): string {
  const matched = normaliseForMatching(text);
  return matched !== '' && text.includes('`') ? text.trim().replaceAll(/\s+/g, ' ') : matched;
}

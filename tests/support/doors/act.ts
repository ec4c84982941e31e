import type { Answer, Question } from './ask';

/** A field of a form; several values are sent under the same name. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

const BOUNDARY = 'form-of-a-door';

const part = (name: string, value: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** A server action as React sends it: the state before, then the form, whose fields carry the number of their argument. */
export function actionQuestion(id: string, form: Form, headers: Readonly<Record<string, string>>): Question {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((each) => part(`_1_${name}`, each)),
  );
  return {
    method: 'POST',
    headers: {
      accept: 'text/x-component',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'next-action': id,
      ...headers,
    },
    body: `${fields.join('')}${part('0', '[{"status":"idle"},"$K1"]')}--${BOUNDARY}--\r\n`,
  };
}

/** What an action was answered with. `refusal` is the code of the failure; `reason` is its finer one, where it has one. */
export type Acted =
  | { readonly kind: 'done' }
  | { readonly kind: 'moved'; readonly to: string }
  | {
      readonly kind: 'refused';
      readonly refusal: string;
      readonly reason: string | null;
      readonly words: string;
    }
  | { readonly kind: 'broken'; readonly status: number };

export function readActed({ status, headers, body }: Answer): Acted {
  const to = headers['x-action-redirect'];
  if (typeof to === 'string') return { kind: 'moved', to: to.split(';')[0] ?? '' };
  const row = body.split('\n').find((line) => /^\w+:\{"status":/.test(line));
  if (status !== 200 || row === undefined) return { kind: 'broken', status };
  const state = JSON.parse(row.slice(row.indexOf(':') + 1)) as {
    status: string;
    failure?: { code: string; message: string; fields?: object; refusal?: { reason: string } };
  };
  if (state.status === 'done') return { kind: 'done' };
  const { code = '', message = '', fields = {}, refusal } = state.failure ?? {};
  const reason = refusal?.reason ?? null;
  return { kind: 'refused', refusal: code, reason, words: `${message} ${JSON.stringify(fields)}` };
}

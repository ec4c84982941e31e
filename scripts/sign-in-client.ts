import { Agent, type IncomingMessage, request } from 'node:http';

/** What the sign-in answered: `null` for let in, else the word that the screen has a sentence for. */
export interface SignInAnswer {
  readonly refusal: string | null;
  readonly milliseconds: number;
  /** The browser's mark, if it got one: `name=value`. */
  readonly deviceCookie: string | null;
}

/** A browser that signs in at the loopback interface, from any of its addresses: each is a source of its own to the server. */
export class SignInClient {
  private readonly agent: Agent;
  private readonly url: URL;

  constructor(url: string, source: string) {
    this.url = new URL(url);
    this.agent = new Agent({ localAddress: source, keepAlive: false });
  }

  /** The token that the form carries, with its cookie. Any browser may use any pair. */
  async csrf(): Promise<{ readonly token: string; readonly cookie: string }> {
    const { response, body } = await this.send('GET', '/api/auth/csrf', {});
    const { csrfToken } = JSON.parse(body) as { csrfToken: string };
    return { token: csrfToken, cookie: cookiesOf(response).join('; ') };
  }

  async signIn(
    { email, password }: { readonly email: string; readonly password: string },
    csrf: { readonly token: string; readonly cookie: string },
    deviceCookie: string | null = null,
  ): Promise<SignInAnswer> {
    const form = { csrfToken: csrf.token, email, password, callbackUrl: '/', json: 'true' };
    const startedAt = performance.now();
    const { response, body } = await this.send(
      'POST',
      '/api/auth/callback/credentials',
      {
        cookie: [csrf.cookie, deviceCookie].filter(Boolean).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      new URLSearchParams(form).toString(),
    );
    const milliseconds = performance.now() - startedAt;
    if (response.statusCode === 503) return { refusal: 'busy', milliseconds, deviceCookie: null };
    const { url } = JSON.parse(body) as { url: string };
    const refusal = new URL(url, this.url).searchParams.get('error');
    const device = cookiesOf(response).find((cookie) => cookie.startsWith('cutscore.device='));
    return { refusal, milliseconds, deviceCookie: device ?? null };
  }

  /** Sends anything and tells the status and the body. */
  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<{ readonly response: IncomingMessage; readonly body: string }> {
    return new Promise((resolve, reject) => {
      // The server listens on 127.0.0.1; "localhost" might be an address of IPv6 here.
      const { port, host } = this.url;
      const sent = request(
        {
          agent: this.agent,
          host: '127.0.0.1',
          port,
          path,
          method,
          headers: { ...headers, host, origin: this.url.origin },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('end', () => resolve({ response, body: text }));
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

const cookiesOf = (response: IncomingMessage): readonly string[] =>
  (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');

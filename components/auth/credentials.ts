/**
 * Signs in with an address and a password. Null when that is done; otherwise the word that the server says why not, empty when it
 * said none.
 */
export async function signInWith(email: string, password: string): Promise<string | null> {
  try {
    const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
    const form = { csrfToken, email, password, callbackUrl: window.location.href, json: 'true' };
    const answer = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    if (answer.status === 503) return 'busy';
    const { url } = (await answer.json()) as { url: string };
    const refusal = new URL(url, window.location.href).searchParams.get('error');
    return answer.ok && refusal === null ? null : (refusal ?? '');
  } catch {
    return '';
  }
}

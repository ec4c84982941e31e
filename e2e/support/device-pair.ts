import { expect, type Page } from '@playwright/test';
import { answerOf, dueEntries, isEditable, savedState } from '@/lib/domain/attempt/outbox';
import type { DeviceModel } from '@/tests/support/device-model';
import { options } from './exam-page';

export type Act =
  | { readonly do: 'answer' | 'answerUnheard'; readonly device: 0 | 1; readonly option: number }
  | { readonly do: 'goOffline' | 'goOnline' | 'continueHere' | 'reload'; readonly device: 0 | 1 }
  | { readonly do: 'choose'; readonly device: 0 | 1; readonly keep: 'here' | 'there' };

/** A page waits ten seconds for a reply before it asks again. */
const UNHEARD_MS = 25_000;

const SAVES = '**/responses/**';

/** A browser and the model of it. Each act is done on the page as a learner does it, and to the model; then both must show the same. */
export class PairedDevice {
  #online = true;

  constructor(
    readonly page: Page,
    readonly model: DeviceModel,
  ) {
    // Leaving with answers unsent asks first; whoever reloads here means it.
    page.on('dialog', (dialog) => void dialog.accept());
  }

  get #continueHere() {
    return this.page.getByRole('button', { name: 'Continue here' });
  }

  /** Does the act where this device can do it now; whether it could. */
  async play(act: Act, itemId: string, position: number): Promise<boolean> {
    switch (act.do) {
      case 'answer':
        return this.#answer(itemId, act.option, true);
      case 'answerUnheard':
        return this.#online && this.#answer(itemId, act.option, false);
      case 'goOffline':
        return this.goOffline();
      case 'goOnline':
        return this.goOnline();
      case 'continueHere':
        return this.continueHere();
      case 'reload':
        return this.#reload();
      case 'choose':
        return this.choose(itemId, position, act.keep);
    }
  }

  async #answer(itemId: string, option: number, heard: boolean): Promise<boolean> {
    await this.#hearOfOthers();
    const { model, page } = this;
    if (!isEditable(model.outbox) || answerOf(model.outbox, itemId).selected[0] === String(option))
      return false;
    if (!heard) await this.#loseOneReply();
    try {
      await options(page).nth(option).check({ timeout: 5000 });
    } catch (error) {
      // It heard that the exam was taken over just before the click.
      await this.#hearOfOthers();
      await page.unroute(SAVES);
      if (isEditable(model.outbox)) throw error;
      return false;
    }
    model.answer(itemId, String(option));
    if (!this.#online) model.send('lost');
    if (!heard) model.send('replyLost');
    if (this.#online) this.#drain();
    return true;
  }

  /** The next answer reaches the server, and nobody hears what became of it. */
  async #loseOneReply(): Promise<void> {
    await this.page.route(
      SAVES,
      async (route) => {
        // Where this connection breaks too, the page's next try brings the answer: it is stored once either way.
        await route.fetch({ maxRetries: 2 }).catch(() => undefined);
        await route.abort();
      },
      { times: 1 },
    );
  }

  async goOffline(): Promise<boolean> {
    if (!this.#online) return false;
    this.#online = false;
    await this.page.context().setOffline(true);
    return true;
  }

  async goOnline(): Promise<boolean> {
    if (this.#online) return false;
    this.#online = true;
    await this.page.context().setOffline(false);
    this.#drain();
    // What was sent, or else the question for the time, says who holds the exam by now.
    if (this.model.outbox.access === 'writing' && !this.#isHolder) this.#superseded();
    return true;
  }

  async continueHere(): Promise<boolean> {
    if (!this.#online || this.model.outbox.access !== 'superseded') return false;
    await this.#continueHere.click();
    this.model.claim(true);
    this.#drain();
    return true;
  }

  async #reload(): Promise<boolean> {
    if (!this.#online) return false;
    await this.page.reload();
    this.model.reload();
    this.model.claim(true);
    this.#drain();
    return true;
  }

  async choose(itemId: string, position: number, keep: 'here' | 'there'): Promise<boolean> {
    if (!this.model.outbox.choices.has(itemId)) return false;
    const word = keep === 'here' ? 'Take' : 'Keep';
    await this.page
      .getByRole('button', { name: new RegExp(`^${word} .* for question ${position}$`) })
      .click();
    this.model.choose(itemId, keep);
    if (this.#online) this.#drain();
    else this.model.send('lost');
    return true;
  }

  get #isHolder(): boolean {
    return this.model.server.isHeldBy(this.model.lease);
  }

  #superseded(): void {
    this.model.play({ type: 'access', access: 'superseded' });
  }

  /** A page asks for the time now and then, and hears by the way that the exam was taken over; also just before it loses the network. */
  async #hearOfOthers(): Promise<void> {
    if (this.model.outbox.access !== 'writing' || this.#isHolder) return;
    if (await this.#continueHere.isVisible()) this.#superseded();
  }

  /** Sends what waits, as the page does by itself. */
  #drain(): void {
    this.model.play({ type: 'awake' });
    while (dueEntries(this.model.outbox, Number.MAX_SAFE_INTEGER).length > 0) this.model.send('ok');
  }

  /** Waits until the page shows what the model says: what is chosen, who writes, what is to be decided, and whether all is saved. */
  async expectAsModel(itemId: string): Promise<void> {
    const { page, model } = this;
    const isChoice = model.outbox.choices.has(itemId);
    await expect(page.getByText(/was answered on another device at/)).toHaveCount(isChoice ? 1 : 0);
    await expect(async () => {
      await this.#hearOfOthers();
      expect(await this.#continueHere.count()).toBe(model.outbox.access === 'superseded' ? 1 : 0);
    }).toPass({ timeout: 10_000 });
    const chosen = answerOf(model.outbox, itemId).selected[0];
    const all = options(page);
    if (chosen !== undefined) await expect(all.nth(Number(chosen))).toBeChecked();
    else await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
    if (this.#online && savedState(model.outbox) === 'saved' && model.outbox.lastSavedAt)
      await expect(page.getByText(/^Saved/).first()).toBeVisible({ timeout: UNHEARD_MS });
  }

  /** Back online and holding the exam, with nothing left to decide. */
  async settle(itemId: string, position: number, keep: 'here' | 'there'): Promise<void> {
    await this.goOnline();
    await this.expectAsModel(itemId);
    await this.continueHere();
    await this.expectAsModel(itemId);
    await this.choose(itemId, position, keep);
    await this.expectAsModel(itemId);
  }
}

import { expect, it, vi } from 'vitest';
import { withLifetime } from './lifetime';

it('undoes in the opposite order, also after a failure', async () => {
  const order: string[] = [];
  const life = withLifetime(async ({ atEnd }) => {
    atEnd(() => void order.push('database'));
    atEnd(() => void order.push('server'));
    throw new Error('no build');
  });
  await expect(life).rejects.toThrow('no build');
  expect(order).toEqual(['server', 'database']);
});

it('ends calmly when a signal stops it', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const life = withLifetime(async ({ signal, stopped }) => {
    process.emit('SIGTERM');
    await stopped;
    signal.throwIfAborted();
  });
  await expect(life).resolves.toBeUndefined();
});

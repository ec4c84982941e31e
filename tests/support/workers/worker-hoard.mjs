// A worker that takes memory until it has none.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', () => {
  const hoard = [];
  for (;;) hoard.push(Array.from({ length: 1000 }, () => ({ hoard: hoard.length })));
});

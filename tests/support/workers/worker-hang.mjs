// A worker that never answers, and leaves no turn of its loop to be asked to stop.
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';

const announce = (id) => parentPort.postMessage({ type: 'thread', id });
const ownThread = () => Number(basename(readlinkSync('/proc/thread-self')));
const canAsk = process.platform === 'linux';
if (canAsk) announce(ownThread());
else announce(null);

/** Uses 1.2 seconds of the processor, however long that takes. */
function work() {
  const used = () =>
    canAsk
      ? Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6
      : performance.now();
  const began = used();
  while (used() - began < 1200);
}

parentPort.on('message', ({ task }) => {
  if (task === 'crash') throw new Error('A fault');
  if (task === 'wait') return;
  while (task === 'hang');
  if (task === 'work') work();
  if (task === 'forget') announce(null);
  parentPort.postMessage({ type: 'done' });
});

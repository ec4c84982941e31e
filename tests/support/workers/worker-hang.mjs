// A worker that never answers, and leaves no turn of its loop to be asked to stop.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ task }) => {
  if (task === 'answer') return parentPort.postMessage({ type: 'done' });
  if (task === 'crash') throw new Error('A fault');
  while (task === 'hang');
});

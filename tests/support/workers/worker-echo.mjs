// A worker that answers with the task and all pieces, in the order in which they came.
import { parentPort } from 'node:worker_threads';

let task = null;
let expected = 0;
const came = [];

parentPort.on('message', (request) => {
  if (request.type === 'next') return parentPort.postMessage({ type: 'done' });
  if (request.type === 'task') {
    task = request.task;
    expected = request.pieces;
    came.length = 0;
  } else came.push(request.piece);
  if (came.length === expected) parentPort.postMessage({ type: 'part', part: [task, ...came] });
});

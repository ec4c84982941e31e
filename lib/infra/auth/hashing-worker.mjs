// The entry of a hashing thread: one password after the other, computed in the thread itself and not in the pool that file,
// name and random work of the whole process share.
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

// On Linux a priority is a thread's own. Elsewhere it would slow down the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(0, 10);
  } catch {
    // Not allowed here; hashing works all the same.
  }
}

/** A stored text that is no hash matches nothing. */
function matches(stored, password) {
  try {
    return verifySync(stored, password);
  } catch {
    return false;
  }
}

parentPort.on('message', ({ id, stored, password, options }) => {
  try {
    const value = stored === null ? hashSync(password, options) : matches(stored, password);
    parentPort.postMessage({ id, value });
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

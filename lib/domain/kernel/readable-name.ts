/** Controls, and marks that turn round the direction of whatever stands after a name. */
const UNFIT = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a name can be seen and leaves alone what is written beside it. An empty one is somebody else's matter. */
export const isReadableName = (name: string): boolean =>
  name === '' || (VISIBLE.test(name) && !UNFIT.test(name));

export const UNREADABLE_NAME = 'Remove the characters that can’t be seen.';

// The entry of the writing worker. It runs from the source in every environment, so TypeScript is registered first.
import { register } from 'tsx/esm/api';

register();
await import('./writing-worker.ts');

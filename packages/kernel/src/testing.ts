export { fixedClock } from './clock.ts';

import { trailAnchored } from '../../trail-anchored.js';

/** X8: what a day's links of the console's trail add up to. */
export const consoleTrailAnchoredV1 = trailAnchored('console');

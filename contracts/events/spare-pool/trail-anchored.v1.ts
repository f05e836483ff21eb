import { trailAnchored } from '../../trail-anchored.js';

/** X8: what a day's links of spare-pool's trail add up to. */
export const sparePoolTrailAnchoredV1 = trailAnchored('spare-pool');

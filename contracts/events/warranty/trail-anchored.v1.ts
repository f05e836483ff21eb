import { trailAnchored } from '../../trail-anchored.js';

/** X8: what a day's links of warranty's trail add up to. */
export const warrantyTrailAnchoredV1 = trailAnchored('warranty');

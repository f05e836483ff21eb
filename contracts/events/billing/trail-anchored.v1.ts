import { trailAnchored } from '../../trail-anchored.js';

/** X8: what a day's links of billing's trail add up to. */
export const billingTrailAnchoredV1 = trailAnchored('billing');

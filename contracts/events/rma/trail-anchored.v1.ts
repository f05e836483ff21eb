import { trailAnchored } from '../../trail-anchored.js';

/** X8: what a day's links of rma's trail add up to. */
export const rmaTrailAnchoredV1 = trailAnchored('rma');

import TestSequencer from '@jest/test-sequencer';

/** By how long a file of the tier takes. */
const longestFirst = ['e2e', 'crash', 'contract', 'int', 'unit'];

/**
 * Without durations from an earlier run Jest orders files by their size, so that the journeys, a short file that takes minutes, came last
 * and one of the two workers stood idle beside them. Within a tier Jest's own order stays.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ context }) => longestFirst.indexOf(context.config.displayName?.name ?? '');
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}

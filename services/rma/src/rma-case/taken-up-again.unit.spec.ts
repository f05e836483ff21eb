import { april, receivedCase, reportedCase, technician, told, typesIn } from '../../test/case-fixture.js';
import { judgeScan, takeUpAgain, triageCase, withdrawCase } from './case-intake.js';
import type { RmaCase } from './rma-case.js';

const loan = { loanNumber: 'LN-20130417-0001', loanedAt: april(17) };
const withdrawn = (from: RmaCase): RmaCase =>
  withdrawCase(from, { reason: 'Twice.', withdrawnAt: april(18), withdrawnBy: technician, followedBy: [] }).state;
const triaged = (): RmaCase =>
  triageCase(reportedCase(), { outcome: 'to-warehouse', note: '', triagedAt: april(16), triagedBy: technician }, told())
    .state;

describe('a loan for a case that was withdrawn', () => {
  it.each([
    ['reported', reportedCase()],
    ['triaged', triaged()],
  ])('S7 X9 takes the case up again as it was when it was %s', (state, before) => {
    const decision = takeUpAgain(withdrawn(before), loan);
    expect(typesIn(decision)).toEqual(['case-taken-up-again']);
    expect(decision.state).toEqual({ ...before, version: decision.state.version });
    expect(decision.state.state).toBe(state);
  });

  it('S7 changes nothing for a case that was not withdrawn, whichever way it ended', () => {
    const solved = triageCase(
      reportedCase(),
      { outcome: 'solved-remotely', note: '', triagedAt: april(16), triagedBy: technician },
      told(),
    ).state;
    for (const rmaCase of [reportedCase(), receivedCase(), solved])
      expect(takeUpAgain(rmaCase, loan)).toEqual({ state: rmaCase, events: [] });
  });

  it('R5 a unit that arrives for a withdrawn case is still one whose case is over', () => {
    const rmaCase = withdrawn(reportedCase());
    expect(judgeScan(rmaCase, rmaCase.serial)).toBe('case-is-over');
  });
});

import { IllegalTransition, parseActorId, parseCityCode, parseSerial, type Role } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import { closeShortage, raiseShortage, shortageLifecycle } from '../shortage/shortage.js';
import {
  CustodianNotLiableByOthers,
  custodyLossLifecycle,
  ensureMayBlame,
  recordFind,
  recordLoss,
} from './custody-loss.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const lost = recordLoss({
  lossNumber: 'LS-1',
  serial: parseSerial('A1'),
  model: 'M1',
  city: parseCityCode('DL'),
  site: 'DL',
  custodian: 'head.dl',
  statementNumber: null,
  lostAt: day(10),
  note: 'Gone',
});

describe('custody loss', () => {
  it('S4 names the custodian who owes the unit', () => {
    expect(lost.events).toMatchObject([
      { type: 'spare-pool.spare-unit-lost.v1', body: { custodian: 'head.dl', serial: 'A1' } },
    ]);
  });

  it('S4 is found once, not before it was lost', () => {
    given(lost.state).when(recordFind, 'DL', day(9)).thenRefused(FactOutOfOrder);
    const found = recordFind(lost.state, 'DL', day(12)).state;
    expect(found).toMatchObject({ state: 'found', foundSite: 'DL' });
    given(found).when(recordFind, 'DL', day(13)).thenRefused(IllegalTransition);
  });

  it('S4 the custodian says that he pays, or headquarters does; a clerk does not', () => {
    const by = (actor: string, ...roles: Role[]) => ({ actor: parseActorId(actor), roles });
    expect(() => ensureMayBlame(by('HEAD.DL', 'branch-head'), 'A1', 'head.dl')).not.toThrow();
    expect(() => ensureMayBlame(by('wang.fang', 'headquarters-approver'), 'A1', 'head.dl')).not.toThrow();
    expect(() => ensureMayBlame(by('zhang.wei', 'branch-clerk'), 'A1', 'head.dl')).toThrow(CustodianNotLiableByOthers);
  });

  it('reaches every state', () => expect(custodyLossLifecycle.unreachableFrom('lost')).toEqual([]));
});

describe('shortage', () => {
  const by = parseActorId('zhang.wei');
  const raised = raiseShortage({
    shortageNumber: 'SG-1',
    city: parseCityCode('DL'),
    site: 'DL',
    model: 'M1',
    faultNumber: null,
    raisedAt: day(10),
    by,
  });

  it('S7 is raised where there is nothing to lend, and closed once', () => {
    expect(raised.state).toMatchObject({ state: 'open', raisedBy: 'zhang.wei' });
    const closed = closeShortage(raised.state, { note: 'Sent', by, closedAt: day(11) }).state;
    expect(closed.state).toBe('closed');
    given(closed)
      .when(closeShortage, { note: 'Sent', by, closedAt: day(12) })
      .thenRefused(IllegalTransition);
  });

  it('reaches every state', () => expect(shortageLifecycle.unreachableFrom('open')).toEqual([]));
});

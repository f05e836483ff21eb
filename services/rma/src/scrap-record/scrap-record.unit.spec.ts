import { parseActorId, parseCityCode, parseFen, parseSerial, type Role, type Session } from '@rotables/domain-kernel';
import { BeforeEarlierFact } from '../fact-order.js';
import type { PoolUnit } from '../rma-case/pool-facts.js';
import { scrapPolicy } from './scrap-policy.js';
import {
  AppraisalLeadWrong,
  AppraisersSayKeep,
  ApproverRoleTooLow,
  ScrapIsAnothers,
  ScrapIsNotTheCompanys,
  ScrapHoldNotKnownYet,
  ScrapSignedAlready,
  ScrapUnitNotHeld,
  ScrapUnitNotKnown,
} from './scrap-record.errors.js';
import {
  appraiseScrap,
  approveScrap,
  executeScrap,
  proposeScrap,
  rejectScrap,
  rolesToApprove,
  scrapLifecycle,
  withdrawScrap,
  type Appraisal,
  type ScrapRecord,
} from './scrap-record.js';
import { unitToScrap } from './scrap-unit.js';

const at = (day: number): Date => new Date(Date.UTC(2013, 3, day));

const proposed = (valueFen = 80_000): ScrapRecord =>
  proposeScrap({
    scrapNumber: 'SC-20130420-0001',
    serial: parseSerial('9VS3FM1J'),
    model: null,
    city: parseCityCode('DL'),
    faultNumber: null,
    reason: 'beyond-repair',
    valueFen: parseFen(valueFen),
    proposedBy: parseActorId('proposer'),
    proposedAt: at(20),
  }).state;

const opinion = (person: string, other: Partial<Appraisal> = {}): Appraisal => ({
  appraiser: parseActorId(person),
  department: 'technical',
  lead: false,
  opinion: 'scrap',
  note: '',
  appraisedAt: at(21),
  ...other,
});
const lead = (person: string): Appraisal => opinion(person, { department: 'materials', lead: true });
const appraise = (record: ScrapRecord, ...opinions: Appraisal[]): ScrapRecord =>
  opinions.reduce((state, one) => appraiseScrap(state, one, scrapPolicy).state, record);
const appraised = (valueFen?: number): ScrapRecord =>
  appraise(proposed(valueFen), lead('a'), opinion('b'), opinion('c'));
const approval = (person: string, role: 'headquarters-approver' | 'general-manager' = 'headquarters-approver') => ({
  approvedBy: parseActorId(person),
  roles: [role],
  approvedAt: at(22),
});

describe('scrap', () => {
  it('R9 reaches every state', () => {
    expect(scrapLifecycle.unreachableFrom('proposed')).toEqual([]);
  });

  it('R9 three members appraise, and only then it can be approved', () => {
    expect(appraise(proposed(), lead('a'), opinion('b')).state).toBe('proposed');
    expect(appraised().state).toBe('appraised');
    expect(() => approveScrap(appraise(proposed(), lead('a')), approval('d'), scrapPolicy)).toThrow(
      '"approve" is not possible',
    );
  });

  it('R9 exactly one leads, of the materials department', () => {
    expect(() => appraise(proposed(), opinion('a', { lead: true }))).toThrow(AppraisalLeadWrong);
    expect(() => appraise(proposed(), lead('a'), lead('b'))).toThrow(AppraisalLeadWrong);
    expect(() => appraise(proposed(), opinion('a'), opinion('b'), opinion('c'))).toThrow(AppraisalLeadWrong);
  });

  it('R9 proposer, appraisers and approver are different people', () => {
    expect(() => appraise(proposed(), lead('proposer'))).toThrow(ScrapSignedAlready);
    expect(() => appraise(proposed(), lead('a'), opinion('a'))).toThrow(ScrapSignedAlready);
    for (const person of ['proposer', 'a', 'c']) {
      expect(() => approveScrap(appraised(), approval(person), scrapPolicy)).toThrow(ScrapSignedAlready);
    }
  });

  it('R9 who executes has signed nothing before, however his account is typed', () => {
    const asked = approveScrap(appraised(), approval('d'), scrapPolicy).state;
    const approved = { ...asked, hold: 'held' } as const;
    const execution = { method: 'Shredded.', evidence: 'Certificate.', executedAt: at(23) };
    for (const person of ['proposer', 'Proposer', 'a', 'c.', 'd', 'D']) {
      const executedBy = parseActorId(person);
      expect(() => executeScrap(approved, { ...execution, executedBy })).toThrow(ScrapSignedAlready);
    }
    const byAnother = { ...execution, executedBy: parseActorId('e') };
    expect(executeScrap(approved, byAnother).events).toMatchObject([{ type: 'rma.scrap-executed.v1' }]);
    expect(() => executeScrap(asked, byAnother)).toThrow(ScrapHoldNotKnownYet);
  });

  it('R9 E4 is withdrawn by who proposed it or may approve it, also once approved, and by nobody else', () => {
    const approved = approveScrap(appraised(), approval('d'), scrapPolicy).state;
    const withdrawal = { reason: 'Lost meanwhile.', withdrawnAt: at(23) };
    const by = (person: string, ...held: Role[]) => ({ ...withdrawal, withdrawnBy: parseActorId(person), roles: held });
    for (const record of [proposed(), appraised(), approved]) {
      expect(withdrawScrap(record, by('Proposer', 'warehouse'), scrapPolicy).state.state).toBe('withdrawn');
      expect(withdrawScrap(record, by('x', 'headquarters-approver'), scrapPolicy).state.state).toBe('withdrawn');
      expect(() => withdrawScrap(record, by('x', 'warehouse'), scrapPolicy)).toThrow(ScrapIsAnothers);
    }
  });

  it('R9 up to 1,000 yuan a department head approves, above it the general manager', () => {
    expect(rolesToApprove(100_000, scrapPolicy)).toContain('headquarters-approver');
    expect(rolesToApprove(100_001, scrapPolicy)).toEqual(['general-manager']);
    expect(() => approveScrap(appraised(100_001), approval('d'), scrapPolicy)).toThrow(ApproverRoleTooLow);
    expect(approveScrap(appraised(100_001), approval('d', 'general-manager'), scrapPolicy).state.state).toBe(
      'approved',
    );
  });

  it('R9 a majority that says keep stands against it; rejecting needs the same rank', () => {
    const kept = appraise(
      proposed(100_001),
      lead('a'),
      opinion('b', { opinion: 'keep' }),
      opinion('c', { opinion: 'keep' }),
    );
    expect(() => approveScrap(kept, approval('d', 'general-manager'), scrapPolicy)).toThrow(AppraisersSayKeep);
    const rejection = { rejectedBy: parseActorId('d'), reason: 'Keep it.', rejectedAt: at(22) };
    expect(() => rejectScrap(kept, { ...rejection, roles: ['headquarters-approver'] }, scrapPolicy)).toThrow(
      ApproverRoleTooLow,
    );
    expect(rejectScrap(kept, { ...rejection, roles: ['general-manager'] }, scrapPolicy).state.state).toBe('rejected');
  });

  it('R9 nothing is signed before what it signs', () => {
    expect(() => appraise(proposed(), opinion('a', { appraisedAt: at(19) }))).toThrow(BeforeEarlierFact);
    expect(() => approveScrap(appraised(), { ...approval('d'), approvedAt: at(20) }, scrapPolicy)).toThrow(
      BeforeEarlierFact,
    );
  });
});

describe('what is scrapped', () => {
  const session = (cities: Session['cities']): Session => ({
    actor: parseActorId('proposer'),
    name: 'x',
    roles: ['warehouse'],
    cities,
  });
  const [typed, city] = [parseSerial('sp 1'), parseCityCode('DL')];
  const unit = {
    serial: parseSerial('SP-1'),
    model: 'M',
    owner: 'company',
    place: 'site:DL',
    condition: 'defective',
    city,
  } as const;
  const judged = (other: Partial<PoolUnit> = {}, cities: Session['cities'] = [city]) =>
    unitToScrap(typed, { ...unit, ...other }, session(cities));

  it('R9 is the company’s, lies on a shelf or in quarantine, and keeps its own spelling', () => {
    expect(judged()).toEqual({ serial: 'SP-1', model: 'M', city: 'DL' });
    expect(judged({ place: 'quarantine:DL' })).toMatchObject({ serial: 'SP-1' });
  });

  it('R9 is no customer’s, not on loan, not in transit, not at a vendor', () => {
    expect(() => judged({ owner: 'customer' })).toThrow(ScrapIsNotTheCompanys);
    for (const place of ['customer:LN-1', 'shipment:SH-1', 'vendor:VR-1', 'lost', 'customer', 'scrapped']) {
      expect(() => judged({ place })).toThrow(ScrapUnitNotHeld);
    }
  });

  it('R9 X8 a serial that does not exist and one of another city are told apart by nobody', () => {
    expect(() => unitToScrap(typed, undefined, session([city]))).toThrow(ScrapUnitNotKnown);
    expect(() => judged({}, [parseCityCode('AS')])).toThrow(ScrapUnitNotKnown);
  });

  it('R9 what a case knows to be the company’s waits for the pool’s word', () => {
    const customers = { ...unit, owner: 'customer' } as const;
    expect(() => unitToScrap(typed, customers, session('all'), { unitOwner: 'company' })).toThrow(ScrapUnitNotKnown);
  });
});

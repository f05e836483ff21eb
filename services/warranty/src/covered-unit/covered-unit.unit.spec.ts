import { parseBusinessDate, parseCityCode, parseSerial, type BusinessDate } from '@rotables/domain-kernel';
import { endOfCoverage } from '../entitlement/decide-entitlement.js';
import type { WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import {
  baseChangesOf,
  coverageLifecycle,
  end,
  endByReplacement,
  extend,
  extendHeir,
  inherit,
  isTakenOver,
  recordServiceFee,
  register,
  renew,
  type CoveredUnit,
  type Inheritance,
} from './covered-unit.js';
import { CoverageIsOver, UnitHasCoverageAlready } from './covered-unit.errors.js';

const on = (date: string): BusinessDate => parseBusinessDate(date);
const plan: WarrantyPlan = {
  plan: 'STD36-V60',
  contractMonths: 36,
  vendorMonths: 60,
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
  definedAt: new Date('2013-01-01T00:00:00Z'),
  version: 1,
};
const registration = {
  serial: parseSerial('A1'),
  model: 'M',
  city: parseCityCode('DL'),
  plan: plan.plan,
  customerName: 'Harbour',
  customerPhone: '0411',
  plate: null,
  contractNumber: 'C-1',
  acceptanceOn: on('2013-01-31'),
  installedOn: on('2013-02-10'),
  serviceFeePaidUntilOn: null,
};
const registered = (): CoveredUnit => register(registration, plan).state;
const replacement = (serial: string, inheritedOn: string): Inheritance => ({
  replacement: parseSerial(serial),
  replacementModel: 'M',
  faultNumber: `FR-${inheritedOn.replaceAll('-', '')}-0001`,
  inheritedAt: new Date(`${inheritedOn}T04:00:00Z`),
  inheritedOn: on(inheritedOn),
});

describe('covered unit', () => {
  it('reaches every state', () => {
    expect(coverageLifecycle.unreachableFrom('covered')).toEqual([]);
  });

  it("W1 W2 coverage starts on the day of acceptance and lasts for the vendor's term where it is longer", () => {
    expect(registered().terms).toEqual([
      { fromOn: '2013-01-31', untilOn: '2018-01-31', source: 'contract', document: 'C-1' },
    ]);
  });

  it('W1 a unit is not installed before it is accepted', () => {
    expect(() => register({ ...registration, installedOn: on('2013-01-30') }, plan)).toThrow('installedOn');
  });

  it('W7 downtime is added to the coverage once per fault', () => {
    const downtime = { faultNumber: 'FR-20130416-0001', reportedOn: on('2013-04-16'), days: 9 };
    const extended = extend(registered(), downtime);
    expect(extended?.state.terms.at(-1)).toMatchObject({
      fromOn: '2018-01-31',
      untilOn: '2018-02-09',
      source: 'extension',
    });
    expect(extended && extend(extended.state, downtime)).toBeUndefined();
  });

  it('W7 a fault after the term is not brought back under coverage by its own downtime', () => {
    expect(extend(registered(), { faultNumber: 'FR-1', reportedOn: on('2018-02-01'), days: 9 })).toBeUndefined();
  });

  describe('W7 W8 the downtime of an earlier fault, heard of after the unit was replaced', () => {
    const downtime = { faultNumber: 'FR-20130416-0001', reportedOn: on('2013-04-16'), days: 9 };
    const replacedOn = (date: string, unit = registered()): { replaced: CoveredUnit; heir: CoveredUnit } => {
      const by = replacement('B2', date);
      return { replaced: endByReplacement(unit, by).state, heir: inherit(unit, undefined, by).state };
    };
    const passedOn = ({ replaced, heir }: { replaced: CoveredUnit; heir: CoveredUnit }): CoveredUnit | undefined => {
      const extended = extend(replaced, downtime);
      return extended && extendHeir(heir, extended)?.state;
    };
    const heardInOrder = (date: string, unit = registered()): CoveredUnit =>
      inherit(extend(unit, downtime)?.state ?? unit, undefined, replacement('B2', date)).state;

    it('gives the heir what it would have inherited', () => {
      const heir = passedOn(replacedOn('2014-01-01'));
      expect(heir && endOfCoverage(heir)).toBe('2018-02-09');
      expect(endOfCoverage(heardInOrder('2014-01-01'))).toBe('2018-02-09');
      expect(heir?.terms.at(-1)).toMatchObject({ source: 'extension', document: downtime.faultNumber });
    });

    it('gives only the days that are left after the replacement', () => {
      const heir = passedOn(replacedOn('2018-02-04'));
      expect(heir?.terms).toEqual([
        { fromOn: '2018-02-04', untilOn: '2018-02-09', source: 'extension', document: downtime.faultNumber },
      ]);
      expect(endOfCoverage(heardInOrder('2018-02-04'))).toBe('2018-02-09');
    });

    it('gives nothing when the extended coverage was over before the replacement', () => {
      expect(passedOn(replacedOn('2018-03-01'))).toBeUndefined();
    });

    it('lengthens what the heir was renewed by since', () => {
      const { replaced, heir } = replacedOn('2014-01-01');
      const renewal = { renewalNumber: 'RN-1', months: 12, renewedOn: on('2017-12-01') };
      const renewed = passedOn({ replaced, heir: renew(heir, renewal).state });
      expect(renewed && endOfCoverage(renewed)).toBe('2019-02-09');
    });

    it('is added once, however often it is heard of', () => {
      const { replaced } = replacedOn('2014-01-01');
      const extended = extend(replaced, downtime);
      expect(extended && extend(extended.state, downtime)).toBeUndefined();
      expect(
        extend(replacedOn('2014-01-01', extend(registered(), downtime)?.state).replaced, downtime),
      ).toBeUndefined();
    });
  });

  it('W9 a renewal begins where the last term ends', () => {
    const { state } = renew(registered(), { renewalNumber: 'RN-1', months: 12, renewedOn: on('2017-12-01') });
    expect(state.terms.at(-1)).toMatchObject({ fromOn: '2018-01-31', untilOn: '2019-01-31' });
  });

  it('W9 a lapse stays a gap', () => {
    const { state } = renew(registered(), { renewalNumber: 'RN-1', months: 12, renewedOn: on('2018-06-15') });
    expect(state.terms.at(-1)).toMatchObject({ fromOn: '2018-06-15', untilOn: '2019-06-15' });
  });

  it('W8 a replacement takes over what is left, extension included, and restarts nothing', () => {
    const extended = extend(registered(), { faultNumber: 'FR-1', reportedOn: on('2013-04-16'), days: 9 });
    const { state } = inherit(extended?.state ?? registered(), undefined, replacement('B2', '2014-01-01'));
    expect(endOfCoverage(state)).toBe('2018-02-09');
    expect(state).toMatchObject({ serial: 'B2', inheritedFrom: 'A1', acceptanceOn: '2013-01-31' });
    expect(state.terms[0]).toMatchObject({ fromOn: '2014-01-01', untilOn: '2018-01-31' });
  });

  it('W8 a chain of replacements never lengthens the term', () => {
    let unit = registered();
    for (const [index, date] of ['2014-01-01', '2015-01-01', '2016-01-01'].entries()) {
      unit = inherit(unit, undefined, replacement(`B${index}`, date)).state;
    }
    expect(endOfCoverage(unit)).toBe('2018-01-31');
  });

  it('W8 a unit that is covered already cannot take over another coverage', () => {
    expect(() =>
      inherit(registered(), { ...registered(), serial: parseSerial('B2') }, replacement('B2', '2014-01-01')),
    ).toThrow(UnitHasCoverageAlready);
  });

  it('W8 R9 a replacement takes over what was only ended by the scrapping that followed, heard of first', () => {
    const scrapped = { reason: 'scrapped', replacedBy: null, faultNumber: 'FR-1' } as const;
    const { state } = end(registered(), { ...scrapped, endedAt: new Date('2014-01-04T00:00:00Z') });
    const by = replacement('B2', '2014-01-01');
    expect(isTakenOver(state, by.inheritedAt)).toBe(true);
    expect(endByReplacement(state, by).state).toMatchObject({ endReason: 'replaced', endedAt: by.inheritedAt });
    expect(baseChangesOf(state, by)).toMatchObject([{ model: 'M', changedOn: '2014-01-04', delta: 1 }]);
    expect(isTakenOver(state, new Date('2014-01-05T00:00:00Z'))).toBe(false);
    expect(isTakenOver(endByReplacement(registered(), by).state, by.inheritedAt)).toBe(false);
  });

  it('W8 R8 R9 coverage ends once; afterwards it is neither renewed nor given a fee', () => {
    const facts = {
      reason: 'refunded',
      replacedBy: null,
      faultNumber: 'FR-1',
      endedAt: new Date('2013-05-01T00:00:00Z'),
    } as const;
    const { state } = end(registered(), facts);
    expect(() => end(state, facts)).toThrow('ended');
    expect(() => renew(state, { renewalNumber: 'RN-1', months: 12, renewedOn: on('2014-01-01') })).toThrow(
      CoverageIsOver,
    );
    expect(() => recordServiceFee(state, on('2014-01-01'))).toThrow(CoverageIsOver);
  });
});

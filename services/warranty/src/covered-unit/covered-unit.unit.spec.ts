import { parseBusinessDate, parseCityCode, parseSerial, type BusinessDate } from '@rotables/domain-kernel';
import type { WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import { lastTerm } from './coverage-term.js';
import {
  baseChangesOf,
  coverageLifecycle,
  end,
  endByReplacement,
  extend,
  extendHeir,
  inherit,
  isTakenOver,
  register,
  type CoveredUnit,
  type Inheritance,
  type UnitRegistration,
} from './covered-unit.js';
import { renew } from './coverage-payment.js';
import { UnitHasCoverageAlready } from './covered-unit.errors.js';
import type { Downtime } from './downtime.js';

const on = (date: string): BusinessDate => parseBusinessDate(date);
const plan: WarrantyPlan = {
  plan: 'STD36-V60',
  kind: 'term',
  contractMonths: 36,
  vendorMonths: 60,
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
  definedAt: new Date('2013-01-01T00:00:00Z'),
  version: 1,
};
const registration: UnitRegistration = {
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
  firstUseOn: null,
};
const endOfCoverage = (unit: CoveredUnit): string | undefined => lastTerm(unit.terms)?.untilOn;
/** Down for nine days and an hour, which are ten begun ones. */
const downtime: Downtime = {
  faultNumber: 'FR-20130416-0001',
  from: new Date('2013-04-16T02:00:00Z'),
  until: new Date('2013-04-25T03:00:00Z'),
};
const registered = (): CoveredUnit => register(registration, plan).state;
const replacement = (serial: string, inheritedOn: string): Inheritance => ({
  replacement: parseSerial(serial),
  planKind: 'term',
  replacementModel: 'M',
  city: parseCityCode('DL'),
  faultNumber: `FR-${inheritedOn.replaceAll('-', '')}-0001`,
  inheritedAt: new Date(`${inheritedOn}T04:00:00Z`),
  inheritedOn: on(inheritedOn),
});

describe('covered unit', () => {
  it('reaches every state', () => {
    expect(coverageLifecycle.unreachableFrom('covered')).toEqual([]);
  });

  it("W1 W2 coverage starts on the day of acceptance and lasts for the vendor's term where it is longer, its last day included", () => {
    expect(registered().terms).toMatchObject([
      { fromOn: '2013-01-31', untilOn: '2018-02-01', source: 'contract', document: 'C-1' },
    ]);
    expect(registered()).toMatchObject({ firstUseOn: '2013-01-31', begunAt: new Date('2013-01-30T16:00:00Z') });
  });

  it('W1 a unit that is installed before it is accepted is covered in its trial run too, and used from then on', () => {
    const { state, events } = register({ ...registration, installedOn: on('2012-12-01') }, plan);
    expect(state.terms).toMatchObject([
      { fromOn: '2012-12-01', untilOn: '2013-01-31', source: 'trial' },
      { fromOn: '2013-01-31', untilOn: '2018-02-01', source: 'contract' },
    ]);
    expect(state).toMatchObject({ firstUseOn: '2012-12-01', begunAt: new Date('2012-11-30T16:00:00Z') });
    expect(events[0]?.body).toMatchObject({ firstUseOn: '2012-12-01', coveredUntil: '2018-02-01' });
  });

  it('W1 the day of first use may be stated, but only between acceptance and installation', () => {
    expect(register({ ...registration, firstUseOn: on('2013-02-10') }, plan).state.firstUseOn).toBe('2013-02-10');
    for (const day of ['2013-01-30', '2013-02-11'])
      expect(() => register({ ...registration, firstUseOn: on(day) }, plan)).toThrow('firstUseOn');
  });

  it('W4 a plan that lives by its fee covers nothing until one is paid', () => {
    const fee: WarrantyPlan = { ...plan, kind: 'service-fee', contractMonths: 0, vendorMonths: 0 };
    const { state, events } = register(registration, fee);
    expect(state.terms).toEqual([]);
    expect(events[0]?.body).toMatchObject({ coveredUntil: '2013-01-31' });
  });

  describe('W15 a unit that ended', () => {
    const refunded = end(registered(), {
      reason: 'refunded',
      replacedBy: null,
      faultNumber: 'FR-1',
      endedAt: new Date('2014-03-05T04:00:00Z'),
    }).state;

    it('is registered again, from the instant on at which it ended', () => {
      const again = { ...registration, acceptanceOn: on('2014-03-05'), installedOn: on('2014-03-05') };
      const { state } = register(again, plan, refunded);
      expect(state).toMatchObject({ coverage: 2, state: 'covered', endedAt: null, version: refunded.version });
      expect(state.begunAt).toEqual(refunded.endedAt);
    });

    it('is not registered for days on which it was covered before, nor while it is', () => {
      expect(() => register(registration, plan, refunded)).toThrow('acceptanceOn');
      expect(() => register(registration, plan, registered())).toThrow(UnitHasCoverageAlready);
    });
  });

  it('W7 downtime is added to the coverage in begun 24 hours, once per fault', () => {
    const extended = extend(registered(), downtime);
    expect(extended?.state.terms.at(-1)).toMatchObject({
      fromOn: '2018-02-01',
      untilOn: '2018-02-11',
      source: 'extension',
    });
    expect(extended && extend(extended.state, downtime)).toBeUndefined();
  });

  it('W7 an hour that two cases overlap in is added once, in whatever order they are heard of', () => {
    const first = {
      faultNumber: 'FR-1',
      from: new Date('2013-06-01T02:00:00Z'),
      until: new Date('2013-06-20T02:00:00Z'),
    };
    const second = {
      faultNumber: 'FR-2',
      from: new Date('2013-06-10T02:00:00Z'),
      until: new Date('2013-06-25T02:00:00Z'),
    };
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const after = extend(extend(registered(), one)?.state ?? registered(), other);
      expect(after && endOfCoverage(after.state)).toBe('2018-02-25');
    }
  });

  it('W7 a fault after the term is not brought back under coverage by its own downtime', () => {
    const late = { ...downtime, from: new Date('2018-02-01T02:00:00Z'), until: new Date('2018-02-09T02:00:00Z') };
    expect(extend(registered(), late)).toBeUndefined();
  });

  describe('W7 W8 the downtime of an earlier fault, heard of after the unit was replaced', () => {
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
      expect(heir && endOfCoverage(heir)).toBe('2018-02-11');
      expect(endOfCoverage(heardInOrder('2014-01-01'))).toBe('2018-02-11');
      expect(heir?.terms.at(-1)).toMatchObject({ source: 'extension', document: downtime.faultNumber });
    });

    it('gives only the days that are left after the replacement', () => {
      const heir = passedOn(replacedOn('2018-02-04'));
      expect(heir?.terms).toMatchObject([
        { fromOn: '2018-02-04', untilOn: '2018-02-11', source: 'extension', document: downtime.faultNumber },
      ]);
      expect(endOfCoverage(heardInOrder('2018-02-04'))).toBe('2018-02-11');
    });

    it('gives nothing when the extended coverage was over before the replacement', () => {
      expect(passedOn(replacedOn('2018-03-01'))).toBeUndefined();
    });

    it('lengthens what the heir was renewed by since', () => {
      const { replaced, heir } = replacedOn('2014-01-01');
      const recordedAt = new Date('2017-12-01T04:00:00Z');
      const renewal = {
        renewalNumber: 'RN-1',
        months: 12,
        renewedOn: on('2017-12-01'),
        follows: undefined,
        recordedAt,
      };
      const renewed = passedOn({ replaced, heir: renew(heir, plan, renewal).state });
      expect(renewed && endOfCoverage(renewed)).toBe('2019-02-11');
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

  it('W8 a replacement takes over what is left, extension included, and restarts nothing', () => {
    const extended = extend(registered(), downtime);
    const { state } = inherit(extended?.state ?? registered(), undefined, replacement('B2', '2014-01-01'));
    expect(endOfCoverage(state)).toBe('2018-02-11');
    expect(state).toMatchObject({ serial: 'B2', inheritedFrom: 'A1', acceptanceOn: '2013-01-31' });
    expect(state.terms[0]).toMatchObject({ fromOn: '2014-01-01', untilOn: '2018-02-01' });
    expect(state.begunAt).toEqual(new Date('2014-01-01T04:00:00Z'));
  });

  it('W8 a chain of replacements never lengthens the term', () => {
    let unit = registered();
    for (const [index, date] of ['2014-01-01', '2015-01-01', '2016-01-01'].entries()) {
      unit = inherit(unit, undefined, replacement(`B${index}`, date)).state;
    }
    expect(endOfCoverage(unit)).toBe('2018-02-01');
  });

  it('W8 W14 the heir is in the city where it is, and so is the installed base', () => {
    const by = { ...replacement('B2', '2014-01-01'), city: parseCityCode('AS') };
    const { state, events } = inherit(registered(), undefined, by);
    expect(state.city).toBe('AS');
    expect(events[0]?.body).toMatchObject({ city: 'AS' });
    expect(baseChangesOf(registered(), by)).toMatchObject([
      { city: 'DL', delta: -1 },
      { city: 'AS', delta: 1 },
    ]);
  });

  it('W4 W8 the heir tells what its plan lives by, and until when the fee is paid', () => {
    const paid = { ...registered(), serviceFeePaidUntilOn: on('2014-01-30') };
    const { events } = inherit(paid, undefined, { ...replacement('B2', '2014-01-01'), planKind: 'service-fee' });
    expect(events[0]?.body).toMatchObject({ planKind: 'service-fee', serviceFeePaidUntilOn: '2014-01-30' });
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
    expect(isTakenOver(registered(), new Date('2013-01-30T15:59:59.999Z'))).toBe(false);
  });

  it('W8 R8 R9 coverage ends once', () => {
    const endedAt = new Date('2013-05-01T00:00:00Z');
    const facts = { reason: 'refunded', replacedBy: null, faultNumber: 'FR-1', endedAt } as const;
    const { state } = end(registered(), facts);
    expect(() => end(state, facts)).toThrow('ended');
  });
});

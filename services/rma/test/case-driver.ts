import {
  entitlementDecidedV1,
  entitlementSupersededV1,
  formalReplacementDeclinedV1,
  formalReplacementMadeV1,
  formalReplacementProposedV1,
  quoteConfirmedV1,
  quoteIssuedV1,
  feeDefinedV1,
  quoteRefusedV1,
  refundPaidV1,
  refundProposedV1,
  refundRejectedV1,
  spareUnitLoanedV1,
  unitMovedV1,
  type EntitlementKind,
  type FaultCause,
  type UnitMoved,
} from '@rotables/contracts';
import type { JsonValue } from '@rotables/domain-kernel';
import { tellCities, tellPeople, type Answer, type Caller, type RunningTestService } from '@rotables/testing';
import { people } from './people.js';

type Body = Readonly<Record<string, JsonValue>>;

/** Writes the story of a case through the API and the events of the other services. */
export class CaseDriver {
  private serials = 0;
  private documents = 0;
  private readonly entitlements = new Map<string, string>();

  private constructor(readonly rma: RunningTestService) {}

  /** The service knows who works here and where, and what a unit of each model costs. */
  static async of(rma: RunningTestService): Promise<CaseDriver> {
    await tellCities(rma, ['DL', 'AS', 'SY']);
    await tellPeople(rma, Object.values(people));
    await rma.deliver(feeDefinedV1, 'unit-price', {
      ...feeDefinedV1.example,
      feeCode: 'unit-price',
      model: null,
      cityGrade: null,
      amountFen: 80_000,
    });
    return new CaseDriver(rma);
  }

  /** A unit of the ledger, as spare-pool tells of it. */
  async moved(serial: string, other: Partial<UnitMoved> = {}): Promise<string> {
    await this.rma.deliver(unitMovedV1, serial, {
      ...unitMovedV1.example,
      serial,
      movement: 'acquired',
      fromPlace: null,
      toPlace: 'site:SY',
      city: 'SY',
      condition: 'good',
      owner: 'company',
      document: null,
      ...other,
    });
    return serial;
  }

  newSerial(): string {
    return `U-${process.pid}-${(this.serials += 1)}`;
  }

  private number(series: string): string {
    return `${series}-20130416-${String((this.documents += 1)).padStart(4, '0')}`;
  }

  reportBody(other: Body = {}): Body {
    return {
      serial: this.newSerial(),
      city: 'DL',
      reporterName: 'Sun Li',
      reporterPhone: '0411-5550-0101',
      symptom: 'No signal since this morning.',
      severity: 'normal',
      reportedAt: '2013-04-16T02:10:00Z',
      ...other,
    };
  }

  /** Reports a fault; the rest of the story happens on the following days. */
  async reported(other: Body = {}, who: Caller = people.dalianClerk): Promise<{ faultNumber: string; serial: string }> {
    const body = this.reportBody(other);
    const answer = await this.done(201, this.rma.post(who, '/v1/rma-cases', body));
    return { faultNumber: text(answer['faultNumber']), serial: text(body['serial']) };
  }

  async entitled(faultNumber: string, kind: EntitlementKind, city = 'DL'): Promise<string> {
    const entitlementId = this.number('EN');
    await this.rma.deliver(entitlementDecidedV1, faultNumber, {
      ...entitlementDecidedV1.example,
      entitlementId,
      faultNumber,
      city,
      kind,
    });
    this.entitlements.set(faultNumber, entitlementId);
    return entitlementId;
  }

  async superseded(faultNumber: string, kind: EntitlementKind, cause: FaultCause): Promise<string> {
    const entitlementId = this.number('EN');
    const supersedes = this.entitlements.get(faultNumber) ?? 'EN-20130416-9999';
    await this.rma.deliver(entitlementSupersededV1, faultNumber, {
      ...entitlementSupersededV1.example,
      entitlementId,
      supersedes,
      faultNumber,
      kind,
      cause,
    });
    return entitlementId;
  }

  async quoted(faultNumber: string, answer: 'confirmed' | 'refused' | 'none'): Promise<string> {
    const quoteNumber = this.number('QT');
    const quote = { faultNumber, quoteNumber };
    await this.rma.deliver(quoteIssuedV1, quoteNumber, { ...quoteIssuedV1.example, ...quote });
    if (answer === 'confirmed') {
      await this.rma.deliver(quoteConfirmedV1, quoteNumber, { ...quoteConfirmedV1.example, ...quote });
    }
    if (answer === 'refused') {
      await this.rma.deliver(quoteRefusedV1, quoteNumber, { ...quoteRefusedV1.example, ...quote });
    }
    return quoteNumber;
  }

  async lent(
    { faultNumber, serial: defectiveSerial }: { faultNumber: string; serial: string },
    loanKind: 'loan' | 'advance-replacement' = 'loan',
  ): Promise<{ loanNumber: string; serial: string }> {
    const [loanNumber, serial] = [this.number('LN'), `SP-${this.newSerial()}`];
    const body = { ...spareUnitLoanedV1.example, loanNumber, faultNumber, serial, defectiveSerial, loanKind };
    await this.rma.deliver(spareUnitLoanedV1, loanNumber, body);
    return { loanNumber, serial };
  }

  /** Somebody proposes in the pool that the spare stays. */
  async keepProposed(
    { faultNumber }: { faultNumber: string },
    loan: { loanNumber: string; serial: string },
  ): Promise<void> {
    const body = { ...formalReplacementProposedV1.example, ...loan, faultNumber };
    await this.rma.deliver(formalReplacementProposedV1, loan.loanNumber, body);
  }

  async keepDeclined(
    { faultNumber }: { faultNumber: string },
    loan: { loanNumber: string; serial: string },
  ): Promise<void> {
    const body = { ...formalReplacementDeclinedV1.example, ...loan, faultNumber };
    await this.rma.deliver(formalReplacementDeclinedV1, loan.loanNumber, body);
  }

  /** Somebody proposes in billing that the money goes back. */
  async refundProposed({ faultNumber, serial }: { faultNumber: string; serial: string }): Promise<string> {
    const refundNumber = this.number('RF');
    const body = { ...refundProposedV1.example, refundNumber, faultNumber, serial };
    await this.rma.deliver(refundProposedV1, refundNumber, body);
    return refundNumber;
  }

  async refundRejected(faultNumber: string, refundNumber: string): Promise<void> {
    const body = { ...refundRejectedV1.example, refundNumber, faultNumber };
    await this.rma.deliver(refundRejectedV1, refundNumber, body);
  }

  async replaced(
    { faultNumber, serial: replacedSerial }: { faultNumber: string; serial: string },
    loan: { loanNumber: string; serial: string },
  ): Promise<void> {
    const body = { ...formalReplacementMadeV1.example, ...loan, faultNumber, replacedSerial };
    await this.rma.deliver(formalReplacementMadeV1, loan.loanNumber, { ...body, madeAt: '2013-04-20T02:00:00Z' });
  }

  async refunded({ faultNumber, serial }: { faultNumber: string; serial: string }): Promise<void> {
    const refundNumber = this.number('RF');
    const body = { ...refundPaidV1.example, refundNumber, faultNumber, serial, paidAt: '2013-04-20T02:00:00Z' };
    await this.rma.deliver(refundPaidV1, refundNumber, body);
  }

  act(who: Caller, faultNumber: string, verb: string, body: Body): Promise<Answer> {
    return this.rma.post(who, `/v1/rma-cases/${faultNumber}/${verb}`, body);
  }

  receive({ faultNumber, serial }: { faultNumber: string; serial: string }, other: Body = {}): Promise<Answer> {
    const body = { site: 'SY', scannedSerial: serial, receivedAt: '2013-04-17T02:00:00Z', ...other };
    return this.act(people.warehouse, faultNumber, 'receive', body);
  }

  inspect(faultNumber: string, outcome = 'fault-confirmed', cause = 'product-fault'): Promise<Answer> {
    const body = { outcome, cause, findings: 'Head crash.', inspectedAt: '2013-04-18T02:00:00Z' };
    return this.act(people.technician, faultNumber, 'inspect', body);
  }

  startRepair(faultNumber: string, method = 'in-place'): Promise<Answer> {
    return this.act(people.technician, faultNumber, 'start-repair', { method, startedAt: '2013-04-21T02:00:00Z' });
  }

  completeRepair(faultNumber: string, result = 'repaired'): Promise<Answer> {
    const body = { result, workDone: 'Board replaced.', completedAt: '2013-04-22T02:00:00Z' };
    return this.act(people.technician, faultNumber, 'complete-repair', body);
  }

  test(faultNumber: string, passed = true): Promise<Answer> {
    const body = { passed, measured: 'All functions for 2 h.', testedAt: '2013-04-23T02:00:00Z' };
    return this.act(people.quality, faultNumber, 'test', body);
  }

  giveBack(faultNumber: string): Promise<Answer> {
    return this.act(people.warehouse, faultNumber, 'return-to-customer', { returnedAt: '2013-04-25T02:00:00Z' });
  }

  async detail(faultNumber: string): Promise<Body> {
    return this.done(200, this.rma.get(people.auditor, `/v1/rma-cases/${faultNumber}`));
  }

  /** As a city's clerk would, at the moment; a spare of the company's own. */
  async ownReported(place: Partial<UnitMoved> = {}): Promise<{ faultNumber: string; serial: string }> {
    const serial = await this.moved(this.newSerial(), place);
    const city = place.city ?? 'SY';
    const answer = await this.done(
      201,
      this.rma.post(people.warehouse, '/v1/rma-cases', this.reportBody({ serial, city })),
    );
    return { faultNumber: text(answer['faultNumber']), serial };
  }

  /** Received and inspected, with the fault confirmed. */
  async inspected(kind: EntitlementKind): Promise<{ faultNumber: string; serial: string }> {
    const reported = await this.reported();
    await this.entitled(reported.faultNumber, kind);
    await this.done(200, this.receive(reported));
    await this.done(200, this.inspect(reported.faultNumber));
    return reported;
  }

  /** The body of an answer that must have this status. */
  async done(status: number, answer: Promise<Answer>): Promise<Body> {
    const { status: found, body } = await answer;
    expect({ status: found, body }).toMatchObject({ status, body: {} });
    return body;
  }

  /** The answer must be this refusal; gives its sentence. */
  async refused(status: number, code: string, answer: Promise<Answer>): Promise<string> {
    const { status: found, body } = await answer;
    expect({ status: found, code: body['code'] ?? body }).toEqual({ status, code });
    return text(body['detail']);
  }
}

/** A member of an answer that must be text. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`Expected text, found ${JSON.stringify(value)}.`);
}

import {
  caseResolvedV1,
  coverageRenewedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  faultReportedV1,
  outcomeRefusedV1,
  outcomeReservedV1,
  unitReceivedV1,
  unitRegisteredV1,
  type CaseResolved,
  type CoverageRenewed,
  type EntitlementDecided,
  type EntitlementKind,
  type FaultReported,
  type OutcomeRefusal,
} from '@rotables/contracts';
import {
  caller,
  RunningTestService,
  tellCities,
  tellPeople,
  type Answer,
  type RunningServiceOptions,
} from '@rotables/testing';
import { billingService } from '../src/index.js';

export const clerk = caller('zhang.wei', 'branch-clerk', ['DL']);
export const head = caller('head.dl', 'branch-head', ['DL']);
export const anshanClerk = caller('li.na', 'branch-clerk', ['AS']);
export const finance = caller('qian.hui', 'finance');
export const approver = caller('wang.fang', 'headquarters-approver');
export const generalManager = caller('zhao.gang', 'general-manager');

export type Json = Readonly<Record<string, unknown>>;
export interface Page {
  readonly items: readonly Json[];
  readonly nextCursor: string | null;
}

/** The text in a field of an answer, such as the number of the document that it tells of. */
export function textIn(body: Json | undefined, field: string): string {
  const value = body?.[field];
  if (typeof value !== 'string') throw new Error(`${field} is not a text in ${JSON.stringify(body)}.`);
  return value;
}

/** Every fault of these specs is about a unit of a model of its own, so that each may have prices of its own. */
export function modelOf(faultNumber: string): string {
  return faultNumber.replace('FR', 'MD');
}

/** Billing on a database of its own, with what its specs say again and again. */
export class RunningBilling {
  private faults = 0;
  /** What parts cost for the model of each fault, once it was quoted. */
  private readonly partsFen = new Map<string, number>();

  private constructor(readonly service: RunningTestService) {}

  static async start(options: RunningServiceOptions = {}): Promise<RunningBilling> {
    const billing = new RunningBilling(await RunningTestService.start(billingService, options));
    await tellPeople(billing.service, [clerk, head, anshanClerk, finance, approver, generalManager]);
    await tellCities(billing.service, ['DL', 'AS']);
    return billing;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** A fault reported on 2013-04-16 at 10:10 in Shanghai, and what the customer is entitled to. */
  async fault(kind: EntitlementKind | null, other: Partial<FaultReported> = {}): Promise<string> {
    const faultNumber = `FR-20130416-${String((this.faults += 1)).padStart(4, '0')}`;
    const serial = `U-${this.faults}`;
    const body = { ...faultReportedV1.example, faultNumber, serial, model: modelOf(faultNumber), ...other };
    await this.service.deliver(faultReportedV1, faultNumber, body);
    if (kind) await this.entitled(faultNumber, kind, { serial: body.serial, city: body.city });
    return faultNumber;
  }

  async entitled(faultNumber: string, kind: EntitlementKind, other: Partial<EntitlementDecided> = {}): Promise<void> {
    const entitlementId = faultNumber.replace('FR', 'EN');
    await this.service.deliver(entitlementDecidedV1, faultNumber, {
      ...entitlementDecidedV1.example,
      faultNumber,
      entitlementId,
      kind,
      serial: faultNumber.replace(/^.*-0*/, 'U-'),
      ...other,
    });
  }

  async superseded(faultNumber: string, kind: EntitlementKind): Promise<void> {
    await this.service.deliver(entitlementSupersededV1, faultNumber, {
      ...entitlementSupersededV1.example,
      faultNumber,
      entitlementId: `${faultNumber.replace('FR', 'EN')}-2`,
      supersedes: faultNumber.replace('FR', 'EN'),
      kind,
    });
  }

  async resolved(faultNumber: string, other: Partial<CaseResolved> = {}): Promise<void> {
    await this.service.deliver(caseResolvedV1, faultNumber, {
      ...caseResolvedV1.example,
      faultNumber,
      serial: faultNumber.replace(/^.*-0*/, 'U-'),
      entitlementKind: null,
      resolvedAt: '2013-04-25T02:10:00.000Z',
      ...other,
    });
  }

  async renewed(renewalNumber: string, months: number, other: Partial<CoverageRenewed> = {}): Promise<void> {
    await this.service.deliver(coverageRenewedV1, `unit of ${renewalNumber}`, {
      ...coverageRenewedV1.example,
      renewalNumber,
      months,
      ...other,
    });
  }

  /** rma says to a refund that was proposed that its case is kept for it, or why not; gives the answer of the proposal on. */
  async answered(proposed: Answer<Json>, reason: OutcomeRefusal | null = null): Promise<Answer<Json>> {
    const faultNumber = textIn(proposed.body, 'faultNumber');
    const reference = textIn(proposed.body, 'refundNumber');
    const answer = { faultNumber, outcome: 'refund', reference, proposal: 1 } as const;
    const said =
      reason === null
        ? ([outcomeReservedV1, { ...outcomeReservedV1.example, ...answer }] as const)
        : ([outcomeRefusedV1, { ...outcomeRefusedV1.example, ...answer, reason }] as const);
    await this.service.deliver(said[0], faultNumber, said[1]);
    return proposed;
  }

  /** Its unit in our hands. */
  async received(faultNumber: string): Promise<void> {
    const serial = faultNumber.replace(/^.*-0*/, 'U-');
    await this.service.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, faultNumber, serial });
  }

  /** A unit that warranty covers for as long as its fee is paid, of a model of its own. */
  async registered(serial: string): Promise<void> {
    const unit = { ...unitRegisteredV1.example, serial, model: `model of ${serial}`, planKind: 'service-fee' } as const;
    await this.service.deliver(unitRegisteredV1, `unit ${serial}`, unit);
  }

  /** A line of the schedule that holds for long. */
  async fee(feeCode: string, amountFen: number, model: string | null = null): Promise<void> {
    const line = { feeCode, description: feeCode, model, amountFen, effectiveOn: '2013-01-01' };
    expect((await this.service.post(finance, '/v1/fees', line)).status).toBe(201);
  }

  /** A confirmed quote for parts, and the number of it: made by a clerk, and heard from the customer by the head. */
  async confirmedQuote(faultNumber: string, unitFen: number): Promise<string> {
    const quoteNumber = await this.quote(faultNumber, unitFen);
    const answer = await this.service.post(head, `/v1/quotes/${quoteNumber}/confirm`, {
      confirmedBy: 'Sun Li',
      confirmedAt: '2013-04-18T06:00:00.000Z',
    });
    expect(answer).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    return quoteNumber;
  }

  async quote(faultNumber: string, unitFen: number): Promise<string> {
    const lines = [{ feeCode: await this.codeFor(faultNumber, unitFen), description: 'Head assembly', quantity: 1 }];
    const answer = await this.service.post(clerk, '/v1/quotes', {
      faultNumber,
      lines,
      issuedAt: '2013-04-18T02:00:00.000Z',
    });
    expect(answer.status).toBe(201);
    return textIn(answer.body, 'quoteNumber');
  }

  /** A code of the schedule by which something of the fault's model costs so much: parts, unless those cost otherwise already. */
  private async codeFor(faultNumber: string, amountFen: number): Promise<string> {
    const partsFen = this.partsFen.get(faultNumber) ?? amountFen;
    const feeCode = partsFen === amountFen ? 'parts' : `parts-${amountFen}`;
    if (!this.partsFen.has(faultNumber) || feeCode !== 'parts')
      await this.fee(feeCode, amountFen, modelOf(faultNumber));
    this.partsFen.set(faultNumber, partsFen);
    return feeCode;
  }

  /** A repair for money, charged on 2013-04-25: the number of the charge. */
  async paidRepair(amountFen: number): Promise<{ faultNumber: string; chargeNumber: string }> {
    const faultNumber = await this.fault('parts-cost');
    const quoteNumber = await this.confirmedQuote(faultNumber, amountFen);
    await this.resolved(faultNumber, { quoteNumber });
    return { faultNumber, chargeNumber: textIn(await this.chargeOf(faultNumber), 'chargeNumber') };
  }

  async chargeOf(faultNumber: string): Promise<Json> {
    const { items } = await this.list(`/v1/charges?faultNumber=${faultNumber}`);
    expect(items).toHaveLength(1);
    return items[0]!;
  }

  async pay(
    chargeNumber: string,
    amountFen: number,
    method = 'cash',
    receivedAt = '2013-04-25T03:00:00.000Z',
  ): Promise<Answer<Json>> {
    return this.service.post<Json>(clerk, '/v1/payments', { chargeNumber, amountFen, method, receivedAt });
  }

  async list(path: string, who = finance): Promise<Page> {
    const answer = await this.service.get<Page>(who, path);
    expect(answer.status).toBe(200);
    return answer.body;
  }

  /** The books: the sum of all postings, and every balance against the postings that made it. */
  async booksAreSound(): Promise<void> {
    const [sum] = await this.service.query<{ sum: string | null }>('select sum(amount_fen) from posting');
    expect(Number(sum?.sum ?? 0)).toBe(0);
    const astray = await this.service.query(
      `select account, city from account_balance full join
         (select account, city, sum(amount_fen) as fold from posting group by account, city) folded using (account, city)
       where coalesce(balance_fen, 0) <> coalesce(fold, 0)`,
    );
    expect(astray).toEqual([]);
  }
}

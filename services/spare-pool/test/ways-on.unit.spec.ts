import { wrongWaysOn } from '@rotables/testing';
import { custodyHandOverLifecycle } from '../src/custody-hand-over/custody-hand-over.js';
import { custodyLossLifecycle } from '../src/custody-loss/custody-loss.js';
import { defectiveUnitLifecycle, keepLifecycle, lossLifecycle, loanLifecycle } from '../src/loan/loan.js';
import { lineLifecycle, reconciliationLifecycle } from '../src/reconciliation/reconciliation.js';
import { replenishmentLifecycle } from '../src/replenishment/replenishment.js';
import { discrepancyLifecycle, shipmentLifecycle } from '../src/shipment/shipment.js';
import { shortageLifecycle } from '../src/shortage/shortage.js';
import { siteLifecycle } from '../src/site/site.js';
import { spareApplicationLifecycle } from '../src/spare-application/spare-application.js';
import { acquisitionWithdrawalLifecycle } from '../src/acquisition-withdrawal/acquisition-withdrawal.js';
import { scrapHoldLifecycle } from '../src/scrap-hold/scrap-hold.js';
import { spareUnitLifecycle } from '../src/spare-unit/spare-unit.js';

/** E4: from every state somebody has a way on. A verb that is added to a table does not compile here before its way is named. */

const loan = (verb: string): string => `spare-pool POST /v1/loans/{loanNumber}/${verb}`;
const statement = (verb: string): string => `spare-pool POST /v1/reconciliations/{statementNumber}/${verb}`;
const application = (verb: string): string => `spare-pool POST /v1/spare-applications/{applicationNumber}/${verb}`;
const early = (verb: string): string => `spare-pool POST /v1/early-replenishments/{replenishmentNumber}/${verb}`;
const handOver = (verb: string): string => `spare-pool POST /v1/custody-hand-overs/{handOverNumber}/${verb}`;
const ship = 'spare-pool POST /v1/shipments';
const receive = 'spare-pool POST /v1/shipments/{shipmentNumber}/receive';
const discrepancy = 'spare-pool POST /v1/shipment-discrepancies/{discrepancyId}/resolve';
const reportLost = 'spare-pool POST /v1/spare-units/{serial}/report-lost';
const reportFound = 'spare-pool POST /v1/spare-units/{serial}/report-found';
const received = 'rma.unit-received.v1';
const scrapped = 'rma.scrap-executed.v1';

describe('E4 every state has a way on', () => {
  it('of a spare application', () => {
    expect(
      wrongWaysOn(
        spareApplicationLifecycle,
        {
          approve: [application('approve')],
          reject: [application('reject')],
          withdraw: [application('withdraw')],
          closeRest: [application('close-rest')],
          ship: [ship],
          fill: [ship],
          takeBackShipped: [discrepancy],
        },
        // What was shipped is there, or on its way: the shipment waits, and not the application.
        ['filled', 'closed'],
      ),
    ).toEqual([]);
  });

  it('of a replenishment', () => {
    expect(
      wrongWaysOn(
        replenishmentLifecycle,
        {
          approve: [early('approve')],
          reject: [early('reject')],
          closeRest: ['spare-pool POST /v1/replenishments/{replenishmentNumber}/close-rest'],
          ship: [ship],
          fill: [ship],
          takeBackShipped: [discrepancy],
        },
        ['filled', 'closed'],
      ),
    ).toEqual([]);
  });

  it('of a shipment and what was wrong with it', () => {
    expect(wrongWaysOn(shipmentLifecycle, { receive: [receive], resolveDiscrepancy: [discrepancy] })).toEqual([]);
    expect(wrongWaysOn(discrepancyLifecycle, { resolve: [discrepancy] })).toEqual([]);
  });

  it('of a loan, of what it waits for, and of the proposal that the spare stays', () => {
    expect(
      wrongWaysOn(loanLifecycle, {
        takeBack: [loan('take-back')],
        keep: [loan('keep')],
        reportLost: [loan('report-lost'), loan('confirm-loss')],
      }),
    ).toEqual([]);
    expect(
      wrongWaysOn(defectiveUnitLifecycle, {
        recover: [received, 'rma POST /v1/rma-cases/{faultNumber}/receive'],
        chargeOverdue: ['spare-pool POST /v1/loans/mark-overdue', loan('charge-overdue')],
        waive: [loan('take-back'), loan('report-lost'), loan('confirm-loss'), loan('keep')],
      }),
    ).toEqual([]);
    expect(
      wrongWaysOn(keepLifecycle, {
        propose: [loan('propose-keep')],
        confirm: [loan('keep')],
        decline: [loan('decline-keep')],
        refuse: ['rma.outcome-refused.v1'],
      }),
    ).toEqual([]);
    expect(
      wrongWaysOn(lossLifecycle, {
        report: [loan('report-lost')],
        confirm: [loan('confirm-loss')],
        decline: [loan('decline-loss')],
      }),
    ).toEqual([]);
  });

  it('of a month-end statement and its lines', () => {
    expect(
      wrongWaysOn(reconciliationLifecycle, {
        count: [statement('count')],
        takeOutScan: [statement('take-out-scan')],
        resolveDiscrepancy: [statement('resolve-discrepancy')],
        signSite: [statement('sign')],
        sign: [statement('sign')],
        sendBack: [statement('send-back')],
        countersign: [statement('countersign')],
      }),
    ).toEqual([]);
    expect(
      wrongWaysOn(lineLifecycle, {
        scan: [statement('count')],
        takeOut: [statement('take-out-scan')],
        explain: [receive, loan('take-back'), statement('count')],
        resolve: [statement('resolve-discrepancy')],
      }),
    ).toEqual([]);
  });

  it('of custody, a hand-over of it, a loss in it, and a shortage', () => {
    expect(
      wrongWaysOn(siteLifecycle, {
        handOverCustody: ['spare-pool POST /v1/sites/{site}/offer-custody', handOver('accept')],
      }),
    ).toEqual([]);
    expect(
      wrongWaysOn(custodyHandOverLifecycle, {
        count: [handOver('count')],
        accept: [handOver('accept')],
        decline: [handOver('decline')],
        withdraw: [handOver('withdraw')],
      }),
    ).toEqual([]);
    expect(wrongWaysOn(custodyLossLifecycle, { find: [reportFound, received] })).toEqual([]);
    const close = 'spare-pool POST /v1/shortages/{shortageNumber}/close';
    expect(wrongWaysOn(shortageLifecycle, { close: [close] })).toEqual([]);
  });

  it('of a unit in the ledger, wherever it is', () => {
    expect(
      wrongWaysOn(
        spareUnitLifecycle,
        {
          handOver: [handOver('accept')],
          ship: [ship],
          arrive: [receive],
          sendBack: [discrepancy],
          acceptHere: [discrepancy],
          lend: ['spare-pool POST /v1/loans'],
          takeBack: [loan('take-back')],
          takeBackDefective: [loan('take-back')],
          keep: [loan('keep')],
          lose: [reportLost, loan('report-lost'), discrepancy],
          find: [reportFound],
          findDefective: [reportFound],
          receiveDefective: [received, 'rma POST /v1/rma-cases/{faultNumber}/receive'],
          restock: ['rma.unit-restocked.v1', 'rma POST /v1/rma-cases/{faultNumber}/restock'],
          returnToCustomer: [
            'rma.unit-returned-to-customer.v1',
            'rma POST /v1/rma-cases/{faultNumber}/return-to-customer',
          ],
          sendToVendor: ['rma.vendor-return-sent.v1', 'rma POST /v1/vendor-returns'],
          comeBackFromVendor: [
            'rma.vendor-return-received.v1',
            'rma POST /v1/vendor-returns/{vendorReturnNumber}/receive',
          ],
          becomeCompanys: ['spare-pool.formal-replacement-made.v1', 'billing.refund-paid.v1'],
          withdrawAcquisition: [
            'spare-pool POST /v1/spare-units/{serial}/withdraw-acquisition',
            'spare-pool POST /v1/acquisition-withdrawals/{withdrawalNumber}/confirm',
          ],
          acquireAgain: ['spare-pool POST /v1/spare-units/acquire'],
          setAsideForScrap: ['rma.scrap-approved.v1', 'rma POST /v1/scrap-records/{scrapNumber}/approve'],
          putBack: ['rma.scrap-withdrawn.v1', 'rma POST /v1/scrap-records/{scrapNumber}/withdraw'],
          scrap: [scrapped, 'rma POST /v1/scrap-records/{scrapNumber}/execute'],
        },
        ['scrapped'],
      ),
    ).toEqual([]);
  });

  it('of a withdrawal of an acquisition', () => {
    const withdrawal = (verb: string): string =>
      `spare-pool POST /v1/acquisition-withdrawals/{withdrawalNumber}/${verb}`;
    expect(
      wrongWaysOn(acquisitionWithdrawalLifecycle, {
        confirm: [withdrawal('confirm')],
        decline: [withdrawal('decline')],
      }),
    ).toEqual([]);
  });

  it('of what is held for scrap', () => {
    expect(
      wrongWaysOn(
        scrapHoldLifecycle,
        {
          hold: ['rma POST /v1/scrap-records/{scrapNumber}/hold'],
          refuse: ['rma POST /v1/scrap-records/{scrapNumber}/hold'],
          release: ['rma POST /v1/scrap-records/{scrapNumber}/withdraw'],
          scrap: ['rma POST /v1/scrap-records/{scrapNumber}/execute'],
        },
        // A record that was withdrawn asks for nothing any more.
        ['released'],
      ),
    ).toEqual([]);
  });
});

import type { Told } from './case-play.js';

/**
 * The month that is under way, as an installation is filled with it: which fault stops where, which order waits for whom. Days are counted
 * back from the day that is played; times of day are those of Asia/Shanghai. What would lie before the month's first day, or after the
 * minute that is played, is pulled to fit (fit-moments.ts). Which units fail, and who has them, follows from the day (live-units.ts).
 */

/** The ways of a fault; each step is done on so many days after the report, at that time of day. */
export const courses = {
  /** Under warranty: lent, repaired, returned, the spare taken back. */
  free: [
    'reported',
    'triaged',
    'lent',
    'received',
    'inspected',
    'repairing',
    'repaired',
    'tested',
    'returned',
    'spare-back',
  ],
  /** After its term: the same, after a confirmed quote, and the customer pays. */
  paid: [
    'reported',
    'triaged',
    'lent',
    'received',
    'inspected',
    'quoted',
    'confirmed',
    'repairing',
    'repaired',
    'tested',
    'returned',
    'spare-back',
    'paid',
    'handed-in',
  ],
  'on-site': ['reported', 'sent-out', 'repaired-on-site'],
  vendor: ['reported', 'triaged', 'lent', 'received', 'inspected', 'at-vendor'],
  'beyond-repair': [
    'reported',
    'triaged',
    'lent',
    'received',
    'inspected',
    'repairing',
    'given-up',
    'keep-proposed',
    'kept',
    'scrap-proposed',
    'scrap-appraised',
  ],
  /** A unit fails in its first days. */
  refund: ['reported', 'triaged', 'received', 'inspected', 'refund-proposed'],
  /** A spare of our own that fails on the shelf of the central warehouse (S13). */
  'own-spare': [
    'reported',
    'triaged',
    'received',
    'inspected',
    'repairing',
    'given-up',
    'scrap-proposed',
    'scrap-appraised',
  ],
} as const;
export type Course = keyof typeof courses;
export type Step = (typeof courses)[Course][number];

export const pace: Readonly<Record<Step, { readonly daysAfterReport: number; readonly time: string }>> = {
  reported: { daysAfterReport: 0, time: '09:10' },
  triaged: { daysAfterReport: 0, time: '09:50' },
  'sent-out': { daysAfterReport: 0, time: '09:50' },
  lent: { daysAfterReport: 0, time: '10:40' },
  received: { daysAfterReport: 1, time: '09:00' },
  'repaired-on-site': { daysAfterReport: 1, time: '09:50' },
  inspected: { daysAfterReport: 1, time: '10:40' },
  quoted: { daysAfterReport: 1, time: '11:20' },
  'refund-proposed': { daysAfterReport: 1, time: '14:30' },
  confirmed: { daysAfterReport: 1, time: '14:30' },
  repairing: { daysAfterReport: 2, time: '09:10' },
  'at-vendor': { daysAfterReport: 2, time: '09:10' },
  repaired: { daysAfterReport: 2, time: '14:30' },
  'given-up': { daysAfterReport: 2, time: '14:30' },
  tested: { daysAfterReport: 2, time: '16:10' },
  'keep-proposed': { daysAfterReport: 3, time: '09:10' },
  returned: { daysAfterReport: 3, time: '09:10' },
  'spare-back': { daysAfterReport: 3, time: '09:50' },
  kept: { daysAfterReport: 3, time: '09:50' },
  paid: { daysAfterReport: 3, time: '10:40' },
  'scrap-proposed': { daysAfterReport: 3, time: '14:30' },
  'scrap-appraised': { daysAfterReport: 3, time: '16:10' },
  'handed-in': { daysAfterReport: 3, time: '17:30' },
};

export interface SceneCase {
  /** The central warehouse's own for a spare; where the fleet has no such city, the first branch it has. */
  readonly city: string;
  readonly daysAgo: number;
  readonly course: Course;
  /** The last step that is done; the next one is what waits for somebody. */
  readonly until: Step;
  /** The spare was due back so many days ago. */
  readonly spareDueDaysAgo?: number;
  readonly told?: Told;
}

/** In the order in which they are reported, so that the earlier ones have the first choice of the spares. */
export const cases: readonly SceneCase[] = [
  { city: 'SY', daysAgo: 17, course: 'free', until: 'spare-back' },
  { city: 'DL', daysAgo: 14, course: 'free', until: 'spare-back' },
  { city: 'AS', daysAgo: 12, course: 'free', until: 'spare-back' },
  { city: 'YK', daysAgo: 10, course: 'on-site', until: 'repaired-on-site' },
  { city: 'AS', daysAgo: 9, course: 'free', until: 'repairing', spareDueDaysAgo: 2 },
  { city: 'LY', daysAgo: 9, course: 'free', until: 'spare-back' },
  { city: 'DL', daysAgo: 8, course: 'free', until: 'repairing', spareDueDaysAgo: 1 },
  { city: 'HLD', daysAgo: 7, course: 'free', until: 'spare-back' },
  { city: 'SY', daysAgo: 6, course: 'own-spare', until: 'scrap-appraised' },
  { city: 'SY', daysAgo: 6, course: 'own-spare', until: 'scrap-proposed' },
  { city: 'DL', daysAgo: 6, course: 'paid', until: 'spare-back' },
  { city: 'JZ', daysAgo: 5, course: 'vendor', until: 'at-vendor' },
  { city: 'AS', daysAgo: 4, course: 'paid', until: 'spare-back' },
  { city: 'CY', daysAgo: 4, course: 'beyond-repair', until: 'scrap-proposed' },
  { city: 'DL', daysAgo: 4, course: 'paid', until: 'handed-in' },
  { city: 'DL', daysAgo: 3, course: 'beyond-repair', until: 'keep-proposed' },
  { city: 'SY', daysAgo: 2, course: 'free', until: 'tested' },
  { city: 'FX', daysAgo: 2, course: 'free', until: 'repaired' },
  { city: 'DL', daysAgo: 2, course: 'refund', until: 'refund-proposed' },
  { city: 'AS', daysAgo: 2, course: 'free', until: 'repaired' },
  { city: 'CY', daysAgo: 1, course: 'free', until: 'inspected' },
  { city: 'AS', daysAgo: 1, course: 'paid', until: 'quoted' },
  { city: 'DL', daysAgo: 1, course: 'paid', until: 'quoted' },
  { city: 'YK', daysAgo: 1, course: 'free', until: 'received' },
  { city: 'DL', daysAgo: 1, course: 'free', until: 'received' },
  { city: 'DL', daysAgo: 0, course: 'on-site', until: 'sent-out' },
  { city: 'AS', daysAgo: 0, course: 'free', until: 'lent' },
  { city: 'TL', daysAgo: 0, course: 'free', until: 'triaged' },
  {
    city: 'DL',
    daysAgo: 0,
    course: 'free',
    until: 'reported',
    told: { severity: 'critical', symptom: '整柜停机，营业受影响' },
  },
  {
    city: 'AS',
    daysAgo: 0,
    course: 'paid',
    until: 'reported',
    told: { severity: 'serious', symptom: '反复重启，数据读不出' },
  },
];

/** What branches ask the warehouse for. */
export const orderSteps = ['submitted', 'approved', 'shipped', 'arrived-one-short'] as const;
export type OrderStep = (typeof orderSteps)[number];

export const paceOfOrders: Readonly<
  Record<OrderStep, { readonly daysAfterSubmission: number; readonly time: string }>
> = {
  submitted: { daysAfterSubmission: 0, time: '09:10' },
  approved: { daysAfterSubmission: 0, time: '16:10' },
  shipped: { daysAfterSubmission: 1, time: '10:40' },
  'arrived-one-short': { daysAfterSubmission: 2, time: '14:30' },
};

export interface SceneOrder {
  readonly city: string;
  readonly daysAgo: number;
  readonly quantity: number;
  readonly until: OrderStep;
}

export const orders: readonly SceneOrder[] = [
  { city: 'AS', daysAgo: 4, quantity: 2, until: 'arrived-one-short' },
  { city: 'DL', daysAgo: 3, quantity: 1, until: 'shipped' },
  { city: 'DL', daysAgo: 1, quantity: 1, until: 'approved' },
  { city: 'DL', daysAgo: 0, quantity: 1, until: 'submitted' },
];

/** New units that customers get this month: by them the allocation of the branches grows, so that they have something to ask for (S1, S2). */
export const installations = {
  daysAgo: 5,
  time: '08:10',
  cities: [
    { city: 'DL', units: 250 },
    { city: 'AS', units: 150 },
  ],
  /** Among them units that were under somebody else's maintenance, whose terms run out in so many days (W10). */
  termsEndInDays: [8, 15, 22],
} as const;

/** A parcel that nobody expects comes to the central warehouse (R5). */
export const parcel = { daysAgo: 1, time: '10:40' } as const;
/** The custodian of headquarters hands the site over to the warehouse's, who has to accept it (O2). */
export const custody = { daysAgo: 0, time: '09:50' } as const;

/** Last month's statements of these cities still wait: one to be counted, one for headquarters' signature (S5). */
export const leftToCount: readonly string[] = ['AS'];
export const leftToCountersign: readonly string[] = ['YK'];

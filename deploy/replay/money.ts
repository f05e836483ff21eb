import { at, dayAfter } from './agenda.js';
import type { CasePlay } from './case-play.js';
import { clerkOf, headOf, people } from './people.js';
import { untilTrue, type Play } from './play.js';
import type { paymentOf } from './turns.js';

/** B3: the customer pays when he fetches his unit, by the way that the script gives him. */
export function planPayment(one: CasePlay, day: string, way: ReturnType<typeof paymentOf>): void {
  const { play, unit, fault } = one;
  play.agenda.add(day, '11:00', fault.serial, 'payment', async () => {
    const path = `charges?${new URLSearchParams({ faultNumber: one.faultNumber, reason: 'repair' }).toString()}`;
    const what = `the charge of ${one.faultNumber}`;
    const found = await untilTrue(
      play,
      'billing',
      path,
      people.finance,
      what,
      (answer) => answer.list('items').length > 0,
    );
    const charge = found.list('items')[0];
    if (charge === undefined || way === 'left-open') return;
    const amountFen = charge.number('amountFen');
    const first = way === 'cash-in-two-parts' ? Math.floor(amountFen / 2) : amountFen;
    const chargeNumber = charge.text('chargeNumber');
    const method = way === 'transfer' ? 'transfer' : 'cash';
    const pay = async (part: number, timeOfDay: string): Promise<void> => {
      const body = { chargeNumber, amountFen: part, method, receivedAt: at(day, timeOfDay) };
      await one.post('billing', 'payments', one.clerk, `pay at ${timeOfDay}`, body);
    };
    await pay(first, '11:00');
    if (first < amountFen)
      play.agenda.add(day, '16:00', fault.serial, 'second part of the payment', () => pay(amountFen - first, '16:00'));
    planHandover(play, unit.city, day);
  });
}

/** B6: what a custodian or a customer owes for a unit that did not come back, paid into the bank. */
export function planCompensationPayment(
  play: Play,
  city: string,
  chargeNumber: string,
  amountFen: number,
  day: string,
): void {
  play.agenda.add(day, '11:00', chargeNumber, 'compensation paid', async () => {
    const body = { chargeNumber, amountFen, method: 'transfer', receivedAt: at(day, '11:00') };
    await play.api.post('billing', 'payments', clerkOf(city), `pay ${chargeNumber}`, body);
    planHandover(play, city, day);
  });
}

const planned = new WeakMap<Play, Set<string>>();

/** B4: the branch hands in the day's receipts and cash at its end, and finance counts it the next morning; once per city and day. */
export function planHandover(play: Play, city: string, day: string): void {
  const ofPlay = planned.get(play) ?? new Set<string>();
  planned.set(play, ofPlay);
  if (ofPlay.has(`${city} ${day}`)) return;
  ofPlay.add(`${city} ${day}`);
  play.agenda.add(day, '17:30', `hand-over ${city}`, 'hand-over', async () => {
    const { number, cashFen } = await handIn(play, city, day, '17:30');
    const acceptedOn = dayAfter(day);
    play.agenda.add(acceptedOn, '09:30', `hand-over ${city}`, 'hand-over accepted', async () => {
      const acceptance = { countedFen: cashFen, acceptedAt: at(acceptedOn, '09:30') };
      const step = `hand-over ${city} ${day}: accept`;
      await play.api.post('billing', `handovers/${number}/accept`, people.finance, step, acceptance);
    });
  });
}

/** Every receipt of the day, and its cash. */
export async function handIn(
  play: Play,
  city: string,
  day: string,
  timeOfDay: string,
): Promise<{ readonly number: string; readonly cashFen: number }> {
  const path = `receipts?${new URLSearchParams({ city, from: day, to: day }).toString()}`;
  const receipts = await play.api.list('billing', path, headOf(city));
  const cash = receipts.filter((receipt) => receipt.text('method') === 'cash');
  const cashFen = cash.reduce((sum, receipt) => sum + receipt.number('amountFen'), 0);
  const receiptNumbers = receipts.map((receipt) => receipt.text('receiptNumber')).sort();
  const body = { city, businessOn: day, cashFen, receiptNumbers, submittedAt: at(day, timeOfDay) };
  const answer = await play.api.post('billing', 'handovers', headOf(city), `hand-over ${city} ${day}`, body);
  return { number: answer.text('handoverNumber'), cashFen };
}

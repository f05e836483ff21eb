import { cast, textOf, type WholeSystem } from '../support/whole-system.js';

const wide = (serial: string): string =>
  serial.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** W15: one unit under as many spellings as people type. */
export function serialAttacks(onStage: () => WholeSystem): void {
  it('W15 S7: a unit is reported, lent for and taken back in other spellings: it is the unit that it is, everywhere', async () => {
    const stage = onStage();
    const serial = await stage.covered();
    const spare = await stage.spare();
    const { faultNumber } = await stage.fault(wide(serial.toLowerCase()));
    expect(await stage.get('rma', `rma-cases/${faultNumber}`)).toMatchObject({ serial });
    const { loanNumber } = await stage.lend(faultNumber, { serial: wide(spare) });
    const back = { scannedSerial: spare.toLowerCase().replaceAll('-', ' '), condition: 'good', measured: '2 h.' };
    await stage.done(cast.clerk, 'spare-pool', `loans/${textOf(loanNumber)}/take-back`, back);
    expect(await stage.unit(wide(spare))).toMatchObject({ serial: spare, place: 'site:DL' });
    const found = await stage.list('spare-pool', `loans?serial=${encodeURIComponent(wide(serial.toLowerCase()))}`);
    expect(found).toMatchObject([{ loanNumber }]);
    const debts = await stage.get('billing', `units/${encodeURIComponent(wide(spare))}/debts`, cast.finance);
    expect(debts).toMatchObject({ openFen: 0 });
  });
}

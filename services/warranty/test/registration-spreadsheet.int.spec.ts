import { caller, RunningTestService, tellCities } from '@rotables/testing';
import writeExcelFile from 'write-excel-file/node';
import { warrantyService } from '../src/index.js';
import { csv, excel, heading, standardPlan, takenInBy } from './registrations.js';

const headquarters = caller('wang.fang', 'headquarters-approver');

let warranty: RunningTestService;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService);
  await tellCities(warranty, ['DL', 'AS']);
  expect((await warranty.post(headquarters, '/v1/warranty-plans', standardPlan)).status).toBe(201);
});

afterAll(() => warranty.stop());

describe('A registration from a spreadsheet', () => {
  it('W1 takes in an Excel file too', async () => {
    const accepted = { value: new Date('2013-01-10T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' };
    const row = ['R-30', 'M1', 'DL', 'STD24', accepted, '2013-01-10', 'A', 1, 'C'];
    const file = await writeExcelFile([heading.split(','), row]).toBuffer();
    expect((await takenInBy(warranty, headquarters, file, excel)).body).toMatchObject({
      state: 'finished',
      registered: 1,
      refused: 0,
    });
  });

  it('W1 a number that a spreadsheet has shortened is refused and named, from Excel and from the CSV that it saves', async () => {
    const rowOf = (serial: string | number, contract: string | number): (string | number)[] => [
      ...[serial, 'M1', 'DL', 'STD24', '2013-01-10', '2013-01-10', 'A', '1', contract],
    ];
    // An ICCID as a number: of its 20 digits the workbook keeps 15.
    const sheet = [heading.split(','), rowOf(8.9860012345678901e19, 'C'), rowOf('R-31', 9898123456789012)];
    const answers = [
      await takenInBy(warranty, headquarters, await writeExcelFile(sheet).toBuffer(), excel),
      await takenInBy(
        warranty,
        headquarters,
        Buffer.from([heading, rowOf('8.986E+19', 'C').join(','), rowOf('R-32', '9.89812E+15').join(',')].join('\n')),
        csv,
      ),
    ];
    for (const { body } of answers) {
      expect(body).toMatchObject({ state: 'finished', registered: 0, refused: 2 });
      const path = `/v1/registrations/${body.registrationNumber}/refusals`;
      const { items } = (await warranty.get<{ items: Record<string, unknown>[] }>(headquarters, path)).body;
      const lost = expect.stringContaining('has lost the last digits') as string;
      expect(items).toMatchObject([
        { line: 2, field: 'serial', reason: lost },
        { line: 3, field: 'contract_number', reason: lost },
      ]);
    }
  });
});

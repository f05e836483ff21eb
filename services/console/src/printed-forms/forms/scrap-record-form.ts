import type { FormTexts } from '../form-texts.js';
import { definePrintedForm } from '../printed-form.js';
import type { Fact, Signature, TableBlock } from '../sheet.js';
import { oneUnit } from './fault-case.js';

interface Appraisal {
  readonly appraiser: string;
  readonly department: string;
  readonly lead: boolean;
  readonly opinion: string;
  readonly note: string;
  readonly appraisedAt: string;
}

interface ScrapRecord {
  readonly scrapNumber: string;
  readonly serial: string;
  readonly model: string | null;
  readonly city: string;
  readonly faultNumber: string | null;
  readonly reason: string;
  readonly valueFen: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly state: string;
  readonly appraisals: readonly Appraisal[];
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly rejectedBy: string | null;
  readonly rejectedAt: string | null;
  readonly rejectionReason: string | null;
  readonly method: string | null;
  readonly evidence: string | null;
  readonly executedBy: string | null;
  readonly executedAt: string | null;
}

/** 报废品处理记录: reason, appraisal by three, approval by value, execution with evidence (R9). */
export const scrapRecordForm = definePrintedForm<ScrapRecord>({
  name: 'scrap',
  title: ['报废品处理记录', 'Scrap record'],
  read: (number, reader) => reader.read<ScrapRecord>('rma', `scrap-records/${encodeURIComponent(number)}`),
  sheet: (record, texts) => ({
    number: record.scrapNumber,
    state: texts.value(record.state),
    blocks: [
      oneUnit(record.serial, record.model, texts),
      {
        kind: 'facts',
        facts: [
          { label: texts.label('city'), value: texts.city(record.city) },
          { label: texts.label('faultNumber'), value: texts.text(record.faultNumber) },
          { label: texts.label('scrapReason'), value: texts.value(record.reason) },
          { label: texts.label('value'), value: texts.money(record.valueFen) },
          { label: texts.label('proposer'), value: texts.person(record.proposedBy) },
          { label: texts.label('proposedAt'), value: texts.instant(record.proposedAt) },
        ],
      },
      appraisalsOf(record, texts),
      { kind: 'facts', title: texts.label('approval'), facts: decisionFacts(record, texts) },
      {
        kind: 'facts',
        title: texts.label('execution'),
        facts: [
          { label: texts.label('executor'), value: texts.person(record.executedBy) },
          { label: texts.label('executedAt'), value: texts.instant(record.executedAt) },
          { label: texts.label('scrapMethod'), value: texts.text(record.method), isWide: true },
          { label: texts.label('evidence'), value: texts.text(record.evidence), isWide: true },
        ],
      },
    ],
    signatures: signaturesOf(record, texts),
  }),
});

function appraisalsOf({ appraisals }: ScrapRecord, texts: FormTexts): TableBlock {
  return {
    kind: 'table',
    title: texts.label('appraisal'),
    columns: [
      { title: texts.label('department'), width: 60 },
      { title: texts.label('appraiser'), width: 70 },
      { title: texts.label('leads'), width: 36 },
      { title: texts.label('opinion'), width: 56 },
      { title: texts.label('note') },
      { title: texts.label('appraisedAt'), width: 86 },
    ],
    rows: appraisals.map((one) => [
      texts.value(one.department),
      texts.person(one.appraiser),
      texts.value(one.lead),
      texts.value(one.opinion),
      one.note,
      texts.instant(one.appraisedAt),
    ]),
    empty: texts.sentence('noAppraisals'),
  };
}

function decisionFacts(record: ScrapRecord, texts: FormTexts): Fact[] {
  if (record.rejectedBy !== null) {
    return [
      { label: texts.label('rejectedBy'), value: texts.person(record.rejectedBy) },
      { label: texts.label('decidedAt'), value: texts.instant(record.rejectedAt) },
      { label: texts.label('rejectionReason'), value: texts.text(record.rejectionReason), isWide: true },
    ];
  }
  return [
    { label: texts.label('approvedBy'), value: texts.person(record.approvedBy) },
    { label: texts.label('approvedAt'), value: texts.instant(record.approvedAt) },
  ];
}

/** So many people judge a scrap record (R9); a line for each who has not yet. */
const appraisers = 3;

function signaturesOf(record: ScrapRecord, texts: FormTexts): Signature[] {
  const signedBy = (label: string, account: string | null, at: string | null): Signature => ({
    label,
    name: account === null ? null : texts.signer(account),
    at: at === null ? null : texts.instant(at),
  });
  const appraisals = Array.from({ length: Math.max(appraisers, record.appraisals.length) }, (_, index) => {
    const one = record.appraisals[index];
    return signedBy(texts.label('appraiserSigns'), one?.appraiser ?? null, one?.appraisedAt ?? null);
  });
  return [
    signedBy(texts.label('proposer'), record.proposedBy, record.proposedAt),
    ...appraisals,
    signedBy(texts.label('approvedBy'), record.approvedBy, record.approvedAt),
    signedBy(texts.label('executor'), record.executedBy, record.executedAt),
  ];
}

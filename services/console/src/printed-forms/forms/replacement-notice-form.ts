import type { FormTexts } from '../form-texts.js';
import type { SentenceKey } from '../words.js';
import { definePrintedForm } from '../printed-form.js';
import { caseFacts, readCase, type CaseFacts } from './fault-case.js';

interface Notice {
  readonly noticeNumber: string;
  readonly faultNumber: string;
  readonly defectiveSerial: string;
  readonly replacementSerial: string;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly state: string;
  readonly dispatchNumber: string | null;
  readonly outcome: 'spare-returned' | 'formal-replacement' | 'lost' | null;
  readonly recoveredAt: string | null;
}

interface NoticeDocument {
  readonly notice: Notice;
  readonly about: CaseFacts;
}

/** 故障处理备品替换通知: which unit stands in for which, until it is recovered or stays (R4). */
export const replacementNoticeForm = definePrintedForm<NoticeDocument>({
  name: 'notices',
  title: ['故障处理备品替换通知', 'Spare replacement notice'],
  read: async (number, reader) => {
    const notice = await reader.read<Notice>('rma', `spare-replacement-notices/${encodeURIComponent(number)}`);
    return { notice, about: await readCase(notice.faultNumber, notice.defectiveSerial, reader) };
  },
  sheet: ({ notice, about }, texts) => {
    const loan = about.faultCase?.loans.find(({ serial }) => serial === notice.replacementSerial);
    const recoveredAt = notice.recoveredAt === null ? null : texts.instant(notice.recoveredAt);
    return {
      number: notice.noticeNumber,
      state: texts.value(notice.state),
      blocks: [
        {
          kind: 'units',
          units: [
            { caption: texts.label('defectiveUnit'), serial: notice.defectiveSerial, model: about.model },
            {
              caption: texts.label('replacementUnit'),
              serial: notice.replacementSerial,
              model: loan?.model ?? null,
            },
          ],
        },
        { kind: 'facts', facts: caseFacts(about, notice.faultNumber, texts) },
        {
          kind: 'facts',
          facts: [
            { label: texts.label('issuedBy'), value: texts.person(notice.issuedBy) },
            { label: texts.label('issuedAt'), value: texts.instant(notice.issuedAt) },
            { label: texts.label('dispatchOrder'), value: texts.text(notice.dispatchNumber) },
            { label: texts.label('loan'), value: texts.text(loan?.loanNumber) },
            { label: texts.label('dueBackOn'), value: texts.text(loan?.dueBackOn) },
            { label: texts.label('recoveredAt'), value: texts.text(recoveredAt), isWide: true },
          ],
        },
        {
          kind: 'note',
          title: texts.label('remark'),
          text: remarkOf(notice, about.faultCase?.resolution ?? null, texts),
          blankLines: 4,
        },
      ],
      signatures: [
        { label: texts.label('issuedBy'), name: texts.signer(notice.issuedBy), at: texts.instant(notice.issuedAt) },
        { label: texts.label('customerSigns'), name: null, at: null },
        { label: texts.label('recoverer'), name: null, at: recoveredAt },
      ],
    };
  },
});

/** How the case ended says why the spare came back (R4); a case that says nothing yet is still being worked on. */
const spareReturnedBy: Readonly<Record<string, SentenceKey>> = {
  repaired: 'spareReturnedRepaired',
  'returned-unrepaired': 'spareReturnedUnrepaired',
  'no-fault-found': 'spareReturnedFaultless',
  'solved-remotely': 'spareReturnedFaultless',
  refund: 'spareReturnedRefunded',
  'formal-replacement': 'spareReturnedReplaced',
};

function remarkOf({ outcome, ...notice }: Notice, resolution: string | null, texts: FormTexts): string | null {
  if (outcome === null) return null;
  const given = {
    at: texts.instant(notice.recoveredAt),
    defective: notice.defectiveSerial,
    replacement: notice.replacementSerial,
  };
  if (outcome === 'formal-replacement') return texts.sentence('formalReplacement', given);
  if (outcome === 'lost') return texts.sentence('spareLost', given);
  return texts.sentence(spareReturnedBy[resolution ?? ''] ?? 'spareReturnedOpen', given);
}

import { Space } from 'antd';
import { useParams } from 'react-router';
import { type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { rulesZh } from '../language/tellings-zh';
import { AllocationPanel } from '../parts/allocation-panel';
import { ValueTag } from '../parts/cell';
import { CommandButtons } from '../parts/command-button';
import { DocumentFields } from '../parts/document-fields';
import { ExceptionPhotos } from '../parts/exception-photos';
import { Loaded, PageFrame } from '../parts/page-frame';
import { PrintButtons } from '../parts/print-buttons';
import { commands } from '../work/commands';
import type { ListKind } from '../work/list';

/** One document of a register: what it says, and what may be done with it now. */
export default function DocumentPage({ list }: { readonly list: ListKind }) {
  const { t, language } = useTexts();
  const { id = '' } = useParams();
  const document = useRead<Row>(list.service, `${list.path}/${encodeURIComponent(id)}`);
  const stateField = document.data?.['state'] === undefined ? 'status' : 'state';
  const state = document.data?.[stateField];
  return (
    <PageFrame
      title={
        <Space>
          <span className="hint">{t(list.title, { count: 1 })}</span>
          <span>{id}</span>
          {typeof state === 'string' && <ValueTag value={state} field={[list.name, stateField]} />}
        </Space>
      }
      extra={
        document.data && (
          <Space wrap>
            <CommandButtons kinds={commands[list.name] ?? []} row={document.data} />
            <PrintButtons form={list.name} number={id} />
          </Space>
        )
      }
    >
      <Loaded query={document}>
        {(row) => (
          <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
            <DocumentFields
              row={language === 'zh' ? inChinese(row) : row}
              place={list.name}
              without={[list.id, ...(typeof state === 'string' ? [stateField] : [])]}
            />
            {list.name === 'applications' && <DecisionBasis row={row} />}
            {list.name === 'exceptions' && <ExceptionPhotos exceptionNumber={id} />}
          </Space>
        )}
      </Loaded>
    </PageFrame>
  );
}

/** Why an entitlement was decided as it was, by its rule; warranty tells it in English. */
function inChinese(row: Row): Row {
  const reason = 'entitlementId' in row ? rulesZh[textOf(row['rule'])] : undefined;
  return reason === undefined ? row : { ...row, reason };
}

/** What an approver needs: the city's arithmetic. An application that waits is counted in it already. */
function DecisionBasis({ row }: { readonly row: Row }) {
  return (
    <div className="narrow">
      <AllocationPanel city={textOf(row['city'])} />
    </div>
  );
}

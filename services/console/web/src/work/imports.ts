import type { Row, Service } from '../api/http';
import type { Role } from '../api/session';
import type { TextKey } from '../language/language';

/** One column of a file. Its heading is the register's word for `field`, in either language, or `field` itself. */
export interface ImportColumn {
  readonly field: string;
  readonly kind: 'text' | 'serial' | 'model' | 'site' | 'number' | 'fen' | 'date' | 'moment' | 'choice' | 'feeCode';
  /** For 'choice' and 'feeCode': taken by their words in either language. */
  readonly options?: readonly string[];
  readonly optional?: boolean;
  /** Of a text, in characters. */
  readonly most?: number;
  /** As it stands in the template's first row. */
  readonly example: string;
}

/** A register that is filled from Excel: what its files look like, and the calls by which their rows are taken in. */
export interface ImportKind {
  readonly action: TextKey;
  readonly service: Service;
  readonly path: string;
  readonly roles: readonly Role[];
  readonly columns: readonly ImportColumn[];
  /** What one call takes; what is refused of it is refused with all of it. */
  readonly rowsPerCall: number;
  /** Rows of one call agree in these. */
  readonly together: readonly string[];
  readonly bodyOf: (rows: readonly Row[]) => object;
  /** Two rows that agree in these are the same. */
  readonly by: readonly string[];
  /** The register is asked for the rows' values of this field; whole where it is left out. */
  readonly askedBy?: string;
  /** A row that the register has already with the same of these is left as it is; none: whatever it has is refused. */
  readonly sameIn: readonly string[];
  /** Why a row is refused that the register has otherwise, and the way out. */
  readonly otherwise: TextKey;
}

/** What one file may have. */
export const mostImportRows = 5_000;

/** By the name of the register. */
export const imports: Readonly<Record<string, ImportKind>> = {
  'spare-units': {
    action: 'import.spareUnits',
    service: 'spare-pool',
    path: 'spare-units/acquire',
    roles: ['warehouse', 'branch-head', 'headquarters-approver'],
    columns: [
      { field: 'serial', kind: 'serial', example: 'SP-2026-0001' },
      { field: 'model', kind: 'model', example: 'ST31500541AS' },
      { field: 'site', kind: 'site', example: 'SY' },
      { field: 'acquiredAt', kind: 'moment', optional: true, example: '2026-11-02 09:30' },
    ],
    rowsPerCall: 500,
    together: ['site', 'acquiredAt'],
    bodyOf: (rows) => {
      const { serial: _serial, model: _model, ...shared } = rows[0] ?? {};
      return { ...shared, units: rows.map(({ serial, model }) => ({ serial, model })) };
    },
    by: ['serial'],
    askedBy: 'serial',
    sameIn: [],
    otherwise: 'import.reason.serialKnown',
  },
  models: {
    action: 'import.models',
    service: 'spare-pool',
    path: 'models',
    roles: ['administrator', 'headquarters-approver'],
    columns: [
      { field: 'model', kind: 'text', most: 100, example: 'ST31500541AS' },
      { field: 'specificationGrade', kind: 'number', example: '3' },
      { field: 'discontinuedOn', kind: 'date', optional: true, example: '2027-06-30' },
    ],
    rowsPerCall: 1,
    together: [],
    bodyOf: ([row]) => ({ ...row }),
    by: ['model'],
    sameIn: ['specificationGrade', 'discontinuedOn'],
    otherwise: 'import.reason.modelOtherwise',
  },
  fees: {
    action: 'import.fees',
    service: 'billing',
    path: 'fees',
    roles: ['finance', 'administrator'],
    columns: [
      {
        field: 'feeCode',
        kind: 'feeCode',
        options: ['parts', 'labour', 'unit-price', 'renewal-month'],
        example: 'labour',
      },
      { field: 'description', kind: 'text', most: 500, example: '工时费（每小时）' },
      { field: 'model', kind: 'text', most: 100, optional: true, example: '' },
      { field: 'cityGrade', kind: 'choice', options: ['A', 'B', 'C'], optional: true, example: 'A' },
      { field: 'amountFen', kind: 'fen', example: '80.00' },
      { field: 'effectiveOn', kind: 'date', example: '2027-01-01' },
    ],
    rowsPerCall: 500,
    together: [],
    bodyOf: (fees) => ({ fees }),
    by: ['feeCode', 'model', 'cityGrade', 'effectiveOn'],
    sameIn: ['amountFen'],
    otherwise: 'import.reason.feeOtherwise',
  },
};

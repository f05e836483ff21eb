import { UnreadableFile } from './file-row.js';

/** The columns of a registration file; a file without one of the required, or with any other, is refused whole. */
export const requiredColumns = [
  'serial',
  'model',
  'city',
  'plan',
  'acceptance_date',
  'installed_on',
  'customer_name',
  'customer_phone',
  'contract_number',
] as const;
export const optionalColumns = ['first_use_on', 'plate', 'service_fee_paid_until'] as const;

export type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** What people write above the columns, besides their names. */
const headings: Readonly<Record<Column, readonly string[]>> = {
  serial: ['序列号', '设备序列号', '机身号', 'sn', 'serial number'],
  model: ['型号', '设备型号'],
  city: ['城市', '城市代码', '所在城市', 'city code'],
  plan: ['方案', '保修方案', '维保方案', 'warranty plan'],
  acceptance_date: ['验收日期', '验收日', 'day of acceptance', 'acceptance date'],
  installed_on: ['安装日期', '安装日', 'day of installation', 'installation date'],
  customer_name: ['客户', '客户名称', '用户名称', 'customer', "customer's name", 'customer’s name', 'customer name'],
  customer_phone: ['电话', '客户电话', '联系电话', "customer's phone", 'customer’s phone', 'customer phone'],
  contract_number: ['合同', '合同号', '合同编号', 'contract', 'contract number'],
  first_use_on: ['首次使用日期', '首次使用', '启用日期', 'day of first use', 'first use'],
  plate: ['车牌', '车牌号', 'license plate'],
  service_fee_paid_until: ['服务费交至', '服务费已交至', 'service fee paid until'],
};

const columnOf = new Map<string, string>(
  Object.entries(headings).flatMap(([column, names]) => [column, ...names].map((name) => [headingKey(name), column])),
);

/** Blind to case, width, and a remark in brackets: 车牌（可不填） is the plate. */
function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^()]*\)\s*$/, '')
    .replaceAll(/[\s_*]/g, '')
    .toLowerCase();
}

/** The columns by their names. Throws {@link UnreadableFile}. */
export function columnsOf(heading: readonly string[]): readonly string[] {
  const cells = heading.map((cell) => cell.trim());
  // A spreadsheet often has empty columns behind the last.
  while (cells.at(-1) === '') cells.pop();
  const columns = cells.map((cell) => columnOf.get(headingKey(cell)) ?? cell);
  const known: readonly string[] = [...requiredColumns, ...optionalColumns];
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  const unknown = columns.filter((column) => !known.includes(column));
  const twice = columns.filter((column, index) => known.includes(column) && columns.indexOf(column) !== index);
  const complaints = [
    ...(missing.length > 0 ? [`the columns ${missing.join(', ')} are missing`] : []),
    ...(unknown.length > 0 ? [`${named(unknown)} is no column of a registration`] : []),
    ...(twice.length > 0 ? [`${twice.join(', ')} stands there twice`] : []),
  ];
  if (complaints.length === 0) return columns;
  throw new UnreadableFile(
    `Its heading cannot be used: ${complaints.join('; ')}. Columns: ${known.join(', ')}, or their names in Chinese.`,
    1,
  );
}

const mostNamed = 5;

function named(columns: readonly string[]): string {
  const shown = columns.slice(0, mostNamed).map((column) => JSON.stringify(column.slice(0, 40).toWellFormed()));
  return columns.length > mostNamed ? `${shown.join(', ')} and more` : shown.join(', ');
}

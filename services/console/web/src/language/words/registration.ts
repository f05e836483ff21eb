import type { Words } from './words';

/** Columns of a registration file, and what coverage and entitlements say. */
export const registration: Words = {
  'registration.serial': ['序列号', 'Serial'],
  'registration.model': ['型号', 'Model'],
  'registration.city': ['城市代码', 'City code'],
  'registration.plan': ['保修方案', 'Warranty plan'],
  'registration.acceptance_date': ['验收日期', 'Day of acceptance'],
  'registration.installed_on': ['安装日期', 'Day of installation'],
  'registration.customer_name': ['客户名称', 'Customer’s name'],
  'registration.customer_phone': ['客户电话', 'Customer’s phone'],
  'registration.contract_number': ['合同号', 'Contract number'],
  'registration.first_use_on': ['首次使用日期（可不填）', 'Day of first use (may be left out)'],
  'registration.plate': ['车牌（可不填）', 'Plate (may be left out)'],
  'registration.service_fee_paid_until': ['服务费交至（可不填）', 'Service fee paid until (may be left out)'],
  'registration.row': ['整行', 'The whole row'],
  definedAt: ['定义时间', 'Defined'],
  fact: ['事实', 'Fact'],
  recordedAt: ['记录时间', 'Recorded'],
  refusal: ['未采信的原因', 'Refused because'],
  firstUseOn: ['首次使用', 'First use'],
  contractMonths: ['合同保修月数', 'By contract, months'],
  vendorMonths: ['厂家保修月数', 'By the vendor, months'],
  follows: ['接在哪次续保之后（同一天再续时填写）', 'Follows the renewal (for a second one of the same day)'],
  confirmedAt: ['确认时间', 'Confirmed'],
  planKind: ['方案类别', 'Kind of plan'],
};

import { departments, type Department } from '@rotables/contracts';
import type { Role } from '@rotables/domain-kernel';

/** What the organisation may set of rule R9; one place for all of it. */
export interface ScrapPolicy {
  /** So many members appraise, one of whom leads. */
  readonly appraisers: number;
  /** The department that the lead belongs to. */
  readonly leadDepartment: AppraisalDepartment;
  /** So many of the members must say "scrap" before anyone may approve. */
  readonly opinionsForScrap: number;
  /** Up to this value in fen the head of a department approves; above it, the general manager. */
  readonly departmentHeadUpToFen: number;
  readonly departmentHeadRoles: readonly Role[];
  readonly generalManagerRoles: readonly Role[];
}

/** Those of the accounts; `after-sales` was written by hand before the account said it. */
export const appraisalDepartments = departments;
export type AppraisalDepartment = Department;

/** R9 as it stands in domain.md: 3 members led by the materials department; 1,000 CNY. */
export const scrapPolicy: ScrapPolicy = {
  appraisers: 3,
  leadDepartment: 'materials',
  opinionsForScrap: 2,
  departmentHeadUpToFen: 100_000,
  departmentHeadRoles: ['headquarters-approver', 'general-manager'],
  generalManagerRoles: ['general-manager'],
};

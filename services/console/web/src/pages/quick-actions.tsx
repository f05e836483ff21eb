import { Button, Space } from 'antd';
import { useNavigate } from 'react-router';
import { useHasRole, type Role } from '../api/session';
import { useTexts, type TextKey } from '../language/language';

export interface Action {
  readonly title: TextKey;
  readonly address: string;
  readonly roles: readonly Role[];
}

/** What people begin, as opposed to what waits for them. */
export const actions: readonly Action[] = [
  { title: 'action.reportFault', address: '/report-fault', roles: ['branch-clerk', 'branch-head', 'technician'] },
  { title: 'action.apply', address: '/apply', roles: ['branch-clerk', 'branch-head'] },
  {
    title: 'action.registerUnits',
    address: '/register-units',
    roles: ['branch-clerk', 'branch-head', 'headquarters-approver', 'administrator'],
  },
  { title: 'action.receiveShipment', address: '/receive-shipment', roles: ['branch-clerk', 'branch-head'] },
  { title: 'action.ship', address: '/ship', roles: ['warehouse'] },
  { title: 'action.receiveReturns', address: '/receive-returns', roles: ['warehouse'] },
  { title: 'action.handIn', address: '/hand-in', roles: ['branch-clerk', 'branch-head'] },
];

export function QuickActions() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const hasRole = useHasRole();
  return (
    <Space wrap>
      {actions
        .filter(({ roles }) => hasRole(...roles))
        .map(({ title, address }, index) => (
          <Button key={address} type={index === 0 ? 'primary' : 'default'} onClick={() => void navigate(address)}>
            {t(title)}
          </Button>
        ))}
    </Space>
  );
}

import type { CommandKind } from './command';

const workplace = (): string => localStorage.getItem('rotables.site') ?? '';

/** What is begun from a register and not from one of its documents, by the register's name. */
export const beginnings: Readonly<Record<string, readonly CommandKind[]>> = {
  'spare-units': [
    {
      label: 'command.acquire',
      service: 'spare-pool',
      path: () => 'spare-units/acquire',
      roles: ['warehouse'],
      fields: [
        { name: 'site', kind: 'text', initial: workplace },
        { name: 'units', kind: 'units' },
      ],
      at: 'acquiredAt',
    },
  ],
  replenishments: [
    {
      label: 'command.requestEarly',
      service: 'spare-pool',
      path: () => 'early-replenishments',
      roles: ['branch-head'],
      fields: [
        { name: 'site', kind: 'text', initial: workplace },
        { name: 'quantity', kind: 'number', initial: () => 1 },
        { name: 'reason', kind: 'longText' },
        { name: 'attachment', kind: 'file' },
      ],
      at: 'requestedAt',
    },
  ],
};

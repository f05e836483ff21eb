import type { trustZh } from './trust-zh';

/** What is said of signing in, of what cannot be found or opened, and of what a command costs, in English; trust-zh.ts has the same keys. */
export const trustEn: Readonly<Record<keyof typeof trustZh, string>> = {
  'page.failed': 'The page did not open',
  'page.failedText': 'The console may just have been updated. Load it anew to go on; what you typed is kept.',
  'page.failedOffline':
    'The network is away, and this page was not loaded yet. It opens by itself when the network is back; what you typed is kept.',
  'page.reload': 'Load anew',
  'unit.unknown': 'There is no unit {serial}',
  'unit.unknownText':
    'The pool’s ledger, the coverage register and the cases do not know this serial, or it is of a city that you do not see. Check it and look again; if the unit is there, its fault can be reported all the same.',
  'unit.didYouMean': 'Did you mean',
  'unit.inCase': 'In service at {site}, by {number}',
  'unit.becameCompanys': 'The company’s since {number}; where it is now you do not see',
  'home.noPassword': 'You have no password yet: the link that let you in works once. Set one now.',
  'unit.notInPool': 'Not in the part of the pool’s ledger that you see.',
  'account.linkHint':
    'Give this link to its person: it signs in once, within 12 hours, and is not shown again. Where the account moves money it works as soon as a second person has confirmed it.',
  'waiting.acquisitionsToWithdraw': 'Acquisitions to withdraw',
  'waiting.scrapNotHeld': 'Scrap whose unit is elsewhere',
  'waiting.scrapToExecute': 'Scrap to execute',
  'waiting.myDispatchOrders': 'My dispatch orders',
  'waiting.toInspect': 'To inspect',
  'waiting.toRepair': 'To repair',
  'waiting.repairing': 'In repair',
  'waiting.toTest': 'To test',
  'waiting.scrapToAppraise': 'Scrap to appraise',
  'waiting.handovers': 'Hand-overs to accept',
  'waiting.matching': 'Open exceptions',
  'waiting.openStatements': 'Open statements',
  'waiting.grants': 'Grants and links that wait for a second person',
  'waiting.superseded': 'Entitlements superseded by inspection',
  'unit.atCustomer': 'At the customer: {customer}',
  'find.title': 'Find {text}',
  'find.covered': 'Customers’ units',
  'find.spares': 'The pool’s ledger',
  'find.nothing': 'No unit and no case matches {text}.',
  'find.lookedFor':
    'Looked for: document numbers, beginnings of serials, telephone numbers, plates. Telephone numbers and plates are found whole, however they are written.',
  'command.cost': '{who} will be charged {amount}.',
  'command.costUnknown': '{who} will be charged, but the fee schedule has no such price.',
  'command.charging': '{what} and charge {amount}',
  'ship.enough': '{count} are enough; this one is not shipped',
  'ship.elsewhere': 'it is at {place}, not at {from}, which ships',
  'scan.remove': 'take {serial} off',
  'signIn.code': 'Code',
  'signIn.codeHint':
    'The six digits that your authenticator application shows now; without your phone, a recovery code.',
  'signIn.codeNeeded': 'Type the code',
  'signIn.asOther': 'This link signs in as {name}',
  'signIn.youAre': 'You are signed in as {name}. Unless you asked for this link yourself, do not go on.',
  'signIn.asOtherYes': 'Sign in as {name}',
  'signIn.stay': 'Stay {name}',
  'secondFactor.title': 'Second factor',
  'secondFactor.what':
    'Beside password or link, a six-digit code of an authenticator application (TOTP) on your phone is asked for. Who learns your password does not come in with it.',
  'secondFactor.begin': 'Set up',
  'secondFactor.scan':
    'Scan this picture with the authenticator application, or type the key below it; then type the code that it shows.',
  'secondFactor.confirm': 'Turn on',
  'secondFactor.on': 'The second factor is on',
  'secondFactor.recovery':
    'If the phone is lost, each recovery code lets you in once. They are shown this once: write them down.',
  'secondFactor.kept': 'I have kept them',
  'secondFactor.isOn': 'It is on. To turn it off, or to change phones, type the present code.',
  'secondFactor.remove': 'Turn off',
  'secondFactor.due': '{name}, set up a second factor first',
  'secondFactor.dueText':
    'Your role moves money, and has to sign in with a second factor. When it is set up, everything opens.',
};

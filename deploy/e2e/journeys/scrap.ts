import { spareUnit, type ConsoleStage } from '../support/console-stage.js';
import { leave } from './leave.js';

const unit = spareUnit('SY', 4);

/** R9: proposed, judged by three, approved by value, executed; and nobody signs twice. */
export async function scrapJourney(stage: ConsoleStage): Promise<void> {
  const proposer = await stage.person('liu.yang');
  await proposer.open(`/units/${unit}`);
  await proposer.command('提出报废', { reason: '已淘汰' });
  await proposer.open('/scrap?state=proposed');
  await proposer.page.getByRole('link', { name: /^SC-/ }).click();
  await proposer.untilHead('已提出');
  const address = new URL(proposer.page.url()).pathname;
  const opinion = { opinion: '报废', note: '型号已淘汰' };
  await proposer.refusedCommand('技术鉴定', { lead: 'yes', ...opinion }, 'liu.yang');

  const members = [
    { account: 'sun.tao', lead: 'yes' },
    { account: 'chen.jun', lead: 'no' },
    { account: 'xu.lei', lead: 'no' },
  ];
  for (const [index, { account, ...judged }] of members.entries()) {
    const member = await stage.person(account);
    await member.open(address);
    await member.command('技术鉴定', { ...judged, ...opinion });
    await member.page.getByRole('cell').getByTitle(account).waitFor();
    if (index === 0) await member.refusedCommand('技术鉴定', { ...judged, ...opinion, lead: 'no' }, account);
    await leave(member);
  }
  await proposer.untilHead('已鉴定');

  // Up to a thousand yuan the head of a department decides, by the price that the fee schedule has.
  const approver = await stage.person('wang.fang');
  await approver.open(address);
  await approver.command('批准');
  await approver.untilHead('已批准');
  await proposer.untilHead('已批准');
  const disposal = { method: '拆解', evidence: '照片 2 张，处理单 1 份' };
  await proposer.refusedCommand('执行报废', disposal, 'liu.yang');
  const disposer = await stage.person('ma.long');
  await disposer.open(address);
  await disposer.command('执行报废', disposal);
  await proposer.untilHead('已执行');
  await proposer.open(`/units/${unit}`);
  await proposer.page.locator('.fact', { hasText: '已报废' }).waitFor();
  await leave(proposer, approver, disposer);
}

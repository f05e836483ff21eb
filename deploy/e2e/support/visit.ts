import { clerkOf, people } from '../../replay/people.js';
import type { MonthSystem } from './month-system.js';

/** The month sends nobody to a customer: here one goes, who cannot repair it there. */
export async function visitSomebody({ api }: MonthSystem): Promise<void> {
  const [unit] = (await api.get('warranty', 'covered-units?limit=1', people.auditor)).list('items');
  const city = unit?.text('city') ?? '';
  const reported = await api.post('rma', 'rma-cases', clerkOf(city), 'report', {
    serial: unit?.text('serial'),
    city,
    reporterName: '孙丽',
    reporterPhone: '0411-5550-0101',
    plate: '辽B12345',
    symptom: '早上起没有信号，重启后仍然没有。',
    severity: 'serious',
  });
  const found = { outcome: 'visit', note: '远程重启无效，需上门。' };
  await api.post('rma', `rma-cases/${reported.text('faultNumber')}/triage`, clerkOf(city), 'triage', found);
  const order = await api.post('rma', 'dispatch-orders', clerkOf(city), 'dispatch', {
    faultNumber: reported.text('faultNumber'),
    technician: people.technician.actor,
    cause: '怀疑电源模块',
    nature: '硬件',
    category: '上门维修',
    place: '大连市西岗区新开路99号珠江国际大厦1111',
    sparesAndTools: '电源模块一块，螺丝刀一套，万用表',
  });
  const path = `dispatch-orders/${order.text('dispatchNumber')}/complete`;
  await api.post('rma', path, people.technician, 'complete', {
    repairedOnSite: false,
    actionTaken: '更换电源后仍无信号，拆回返厂维修。',
    customerSignature: '孙丽',
  });
}

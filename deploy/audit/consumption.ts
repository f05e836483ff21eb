import 'reflect-metadata';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import { eventContracts } from '@rotables/contracts';
import type { ServiceDefinition } from '@rotables/service-host';
import type { Consumption } from './x5-delivery.js';

/** The services whose books are compared. Their code says what each takes in; it is loaded only when that is asked for. */
const audited: Readonly<Record<string, () => Promise<ServiceDefinition>>> = {
  console: async () => (await import('../../services/console/src/index.js')).consoleService,
  warranty: async () => (await import('../../services/warranty/src/index.js')).warrantyService,
  'spare-pool': async () => (await import('../../services/spare-pool/src/index.js')).sparePoolService,
  rma: async () => (await import('../../services/rma/src/index.js')).rmaService,
  billing: async () => (await import('../../services/billing/src/index.js')).billingService,
};

/** X8: the topics on which each service tells what the days of its trail add up to. */
const anchors: readonly string[] = [...eventContracts.values()]
  .filter(({ type }) => type.endsWith('.trail-anchored.v1'))
  .map(({ topic }) => topic);

/** Which topics each service takes in: those of every event that one of its controllers has a handler for, as its modules say. */
export async function consumptionOfServices(): Promise<Consumption> {
  const entries = await Promise.all(
    Object.entries(audited).map(async ([name, load]) => [name, topicsOf((await load()).module, name)] as const),
  );
  return new Map(entries);
}

/** What the others' days add up to is kept by every service, whatever its module says ({@link anchors}). */
function topicsOf(module: unknown, service: string): readonly string[] {
  const topics = new Set<string>(anchors.filter((topic) => !topic.startsWith(`${service}.`)));
  for (const controller of controllersOf(module, new Set())) {
    for (const type of patternsOf(controller)) {
      const contract = eventContracts.get(type);
      if (contract !== undefined) topics.add(contract.topic);
    }
  }
  return [...topics].sort();
}

/** Of the module and of all that it imports; a dynamic module is an object that names its class. */
function controllersOf(module: unknown, seen: Set<unknown>): readonly unknown[] {
  if (module === null || module === undefined || seen.has(module)) return [];
  seen.add(module);
  const dynamic = typeof module === 'object' ? module : {};
  const type: unknown = 'module' in dynamic ? dynamic.module : module;
  const own = (key: string): readonly unknown[] => {
    const declared: unknown = typeof type === 'function' ? Reflect.getMetadata(key, type) : undefined;
    const added: unknown = Object.entries(dynamic).find(([name]) => name === key)?.[1];
    return [declared, added].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  };
  return [
    ...own(MODULE_METADATA.CONTROLLERS),
    ...own(MODULE_METADATA.IMPORTS).flatMap((imported) => controllersOf(imported, seen)),
  ];
}

function patternsOf(controller: unknown): readonly string[] {
  if (typeof controller !== 'function') return [];
  const prototype: unknown = controller.prototype;
  if (typeof prototype !== 'object' || prototype === null) return [];
  return Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap((descriptor) => {
    const method: unknown = descriptor.value;
    const patterns: unknown = typeof method === 'function' ? Reflect.getMetadata(PATTERN_METADATA, method) : undefined;
    return Array.isArray(patterns) ? patterns.map(String) : [];
  });
}

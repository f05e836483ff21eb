import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One service of the installation, as the launcher knows it. */
export interface ServiceDescription {
  /** Folder under services/, and the name of its log. */
  readonly name: string;
  /** Added to the port base. */
  readonly portOffset: number;
  /** What is started in a process of its own. */
  readonly main: string;
  /** Exports its ServiceDefinition, from which it is started where all share one process. */
  readonly definition: string;
  /** Exports its `migrations`, which run in a process of their own: a service does not get the owner's password. */
  readonly migrations: string;
  /** The console signs people in and speaks to the others; the others know neither the private key nor each other. */
  readonly isConsole: boolean;
}

/** Sources and build have the same shape, so that this file finds the services from either. */
const extension = extname(import.meta.filename);
const servicesDirectory = join(import.meta.dirname, '..', '..', '..', 'services');

/** The services of the product, in the order in which they are shown. A new service is added here. */
export const services: readonly ServiceDescription[] = [
  { ...inFolder('console'), portOffset: 0, isConsole: true },
  { ...inFolder('warranty'), portOffset: 1 },
  { ...inFolder('spare-pool'), portOffset: 2 },
  { ...inFolder('rma'), portOffset: 3 },
  { ...inFolder('billing'), portOffset: 4 },
];

/** Those that are in this build; what is left out is said at start. */
export function servicesInBuild(described: readonly ServiceDescription[]): {
  readonly present: readonly ServiceDescription[];
  readonly absent: readonly ServiceDescription[];
} {
  const present = described.filter(({ main }) => existsSync(main));
  return { present, absent: described.filter((service) => !present.includes(service)) };
}

function inFolder(name: string): Omit<ServiceDescription, 'portOffset'> {
  const source = join(servicesDirectory, name, 'src');
  return {
    name,
    main: join(source, `main${extension}`),
    definition: join(source, `service${extension}`),
    migrations: join(source, `persistence${extension}`),
    isConsole: false,
  };
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The month that ships with the product, found from the sources as well as from the build. */
export function sampleMonth(): string {
  for (let directory = import.meta.dirname; directory !== dirname(directory); directory = dirname(directory)) {
    const candidate = join(directory, 'deploy', 'sample', 'april-2013');
    if (existsSync(join(candidate, 'units.csv'))) return candidate;
  }
  throw new Error('deploy/sample/april-2013 is not there; it is part of the repository.');
}

import { parseQuantity } from '@rotables/domain-kernel';
import { killPoint } from '@rotables/testing';

/** Counts, and stands still at `<name>-1`, `<name>-2`, … until it is let go on. */
const [name = 'count'] = process.argv.slice(2);
if (name === 'crash') {
  throw new Error('crashed as told');
}
for (let count = 1; count <= 3; count += 1) {
  await killPoint(`${name}-${count}`);
  process.stdout.write(`counted ${parseQuantity(count)}\n`);
}

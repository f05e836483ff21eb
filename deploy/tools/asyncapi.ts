/** Writes contracts/asyncapi.json from the event contracts; with `--check` it says whether the committed file is stale. */
import { readFileSync } from 'node:fs';
import { asyncApiDocument } from './asyncapi-document.js';
import { writeOrCheck } from './generated-file.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const content = `${JSON.stringify(asyncApiDocument(version), null, 2)}\n`;

writeOrCheck({ path: 'contracts/asyncapi.json', content, command: 'npm run asyncapi' }, process.argv);

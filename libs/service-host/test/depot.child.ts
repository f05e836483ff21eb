import { runService } from '../src/index.js';
import { parcelService } from './parcel-service.js';

await runService(parcelService().definition);

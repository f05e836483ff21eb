import { runLauncher } from './run-launcher.js';
import { services } from './services.js';

await runLauncher(services);

// Takes the pictures in the README: the demo in the real window, so that they show every state and no real service badly.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { newDataDir, root, startWindow, until } from './app.mjs';
import * as desktop from './desktop.mjs';
import { Inspector } from './inspector.mjs';
import { element, text } from './ui.mjs';

const stopManager = await desktop.startWindowManager();
const app = await startWindow({ data: newDataDir(), more: ['--demo'] });
const window = await desktop.windowOf(app.pid);
const page = await Inspector.connect(app.inspector);
await until('the demo has trouble to show', () => page.evaluate(text('Experiencing issues')));
await sleep(1000); // the strips of days come after the list
await desktop.screenshot(window, join(root, 'build/screenshot.png'));

await desktop.press(window, '2');
const offer = element('button', 'Try with demo data');
await until('a simulated log is offered', () => page.evaluate(`Boolean(${offer})`));
await page.evaluate(`(${offer}.click(), true)`);
await until('the simulated log is shown', () => page.evaluate(text('Incident trend')));
await sleep(1000); // the median comes after the figures
await desktop.screenshot(window, join(root, 'build/analytics.png'));
page.close();
await app.stop();
await stopManager();
console.log('build/screenshot.png build/analytics.png');

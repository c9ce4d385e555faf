// Takes the picture in the README: the demo in the real window, so that it shows every state and no real service badly.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { newDataDir, root, startWindow, until } from './app.mjs';
import * as desktop from './desktop.mjs';
import { Inspector } from './inspector.mjs';
import { text } from './ui.mjs';

const stopManager = await desktop.startWindowManager();
const app = await startWindow({ data: newDataDir(), more: ['--demo'] });
const window = await desktop.windowOf(app.pid);
const page = await Inspector.connect(app.inspector);
await until('the demo has trouble to show', () => page.evaluate(text('Experiencing issues')));
await sleep(1000); // the strips of days come after the list
await desktop.screenshot(window, join(root, 'build/screenshot.png'));
page.close();
await app.stop();
await stopManager();
console.log('build/screenshot.png');

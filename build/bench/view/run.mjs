// Measures Analytics in the real window with a log of a million rows: from Import to the figures on the screen, and what
// a change of the filter costs in script and layout. Prints both, the first also against what pandas needs to read the
// same file.
//
// usage, in a display: run.mjs LOG [SECONDS THAT PANDAS NEEDS]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newDataDir, startWindow, until } from '../../../frontend/e2e/app.mjs';
import * as desktop from '../../../frontend/e2e/desktop.mjs';
import { Inspector } from '../../../frontend/e2e/inspector.mjs';

const [log, pandas] = process.argv.slice(2);
const FRAME = 16.6;
const MAX_OF_PANDAS = 1 / 10;

/** A page that asks nothing of the network. */
function quietServices(dir) {
	const file = join(dir, 'services.yaml');
	const service = ['id: quiet', 'name: Quiet', 'category: Test', 'platform: statuspage', 'url: http://127.0.0.1:9'];
	writeFileSync(file, `services:\n  - ${service.join('\n    ')}\n`);
	return file;
}

/** The middle and the 95th of 100 of some times, in milliseconds. */
function spread(times) {
	const sorted = times.toSorted((a, b) => a - b);
	return { median: sorted[Math.floor(sorted.length / 2)], p95: sorted[Math.floor(sorted.length * 0.95)] };
}

/** In the page: opens Analytics and the dialog of the import of a file, and waits until it can be imported. */
const importable = `[...document.querySelectorAll('[role=dialog] button')].find((each) =>
	each.textContent.trim() === 'Import' && !each.disabled && each.getAttribute('aria-disabled') !== 'true')`;

/** In the page: clicks Import and returns the milliseconds until the figures are drawn. */
const timeImport = `new Promise((resolve) => {
	const began = performance.now();
	${importable}.click();
	const look = () => {
		const total = document.querySelector('[aria-label="Total incidents"] [role=status]');
		if (total?.textContent.trim()) requestAnimationFrame(() => resolve(performance.now() - began));
		else requestAnimationFrame(look);
	};
	look();
})`;

/** In the page: changes the search some times over and returns the milliseconds of script and layout of each. */
const timeFilters = `(async () => {
	const box = document.querySelector('[aria-label="Search services"]');
	const words = ['', 'a', 'portal', 'e', 'api', 'i', 'search', 'o'];
	const times = [];
	for (let turn = 0; turn < 160; turn++) {
		await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
		const began = performance.now();
		box.value = words[turn % words.length];
		box.dispatchEvent(new InputEvent('input', { bubbles: true }));
		await new Promise((flushed) => queueMicrotask(() => queueMicrotask(flushed)));
		void document.body.offsetHeight;
		times.push(performance.now() - began);
	}
	return times;
})()`;

/** In the page: the bars are days. */
const daily = `(() => {
	const select = document.querySelector('[aria-label="Granularity"]');
	if (select instanceof HTMLSelectElement) {
		select.value = [...select.options].find((each) => each.text === 'Daily').value;
		select.dispatchEvent(new Event('change', { bubbles: true }));
		return true;
	}
	select.click();
	return false;
})()`;

const data = newDataDir();
const stopManager = await desktop.startWindowManager();
const app = await startWindow({ data, services: quietServices(data) });
await desktop.windowOf(app.pid);
const page = await Inspector.connect(app.inspector);
const tab = `[...document.querySelectorAll('[role=tab]')].find((each) => each.textContent.includes('Analytics'))`;
await until('the tab', () => page.evaluate(`(${tab}.click(), true)`));
await until('the empty state', () => page.evaluate(`document.body.innerText.includes('Drop your incident log here')`));
await page.evaluate(`(window.runtime.EventsEmit('files:dropped', [${JSON.stringify(log)}]), true)`);
await until('the file can be imported', () => page.evaluate(`Boolean(${importable})`), 60);
await sleep(1000);
const imported = await page.evaluate(timeImport, 60);
const share = pandas ? `, 1/${((Number(pandas) * 1000) / imported).toFixed(1)} of pandas reading it` : '';
const word = pandas ? (imported / 1000 / Number(pandas) > MAX_OF_PANDAS ? ' (MISSED 1/10)' : ' (within 1/10)') : '';
console.log(`view: from Import to the figures ${imported.toFixed(0)} ms${share}${word}`);

if (!(await page.evaluate(daily))) {
	await until('the menu', () =>
		page.evaluate(`(() => { const option = [...document.querySelectorAll('[role=option]')].find((each) =>
			each.textContent.trim() === 'Daily'); option?.click(); return Boolean(option); })()`),
	);
}
await sleep(500);
const { median, p95 } = spread((await page.evaluate(timeFilters, 60)).slice(20));
const frame = p95 > FRAME ? 'MISSED' : 'within';
console.log(`view: a change of the filter ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${frame} ${FRAME} ms)`);
page.close();
await app.stop();
await stopManager();

// Analytics in the real window of the shipped binary: what a browser cannot show, such as a file that is dragged onto it.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { command, newDataDir, results, startWindow, until } from './app.mjs';
import * as desktop from './desktop.mjs';
import { Inspector } from './inspector.mjs';
import { made, writeLog } from './logs.mjs';
import { element, middle } from './ui.mjs';

let stopManager, app, window, page, data, services;

async function start() {
	app = await startWindow({ data, services });
	window = await desktop.windowOf(app.pid);
	page = await Inspector.connect(app.inspector);
}

async function stop() {
	page.close();
	await app.stop();
}

before(async () => {
	stopManager = await desktop.startWindowManager();
	data = newDataDir();
	services = join(data, 'services.yaml');
	writeFileSync(
		services,
		'services:\n  - {id: quiet, name: Quiet, category: Test, platform: statuspage, url: "http://127.0.0.1:9"}\n',
	);
	await start();
	await openTab();
});

after(async () => {
	await stop();
	await stopManager();
});

async function click(role, name) {
	await desktop.click(window, await until(`there is a ${role} "${name}"`, () => page.evaluate(middle(role, name))));
}

/** Shows Analytics by its key. */
async function openTab() {
	await until('Analytics is open', async () => {
		await desktop.press(window, '2');
		return page.evaluate(
			`document.querySelector('[role=tab][aria-selected=true]')?.textContent.trim() === 'Analytics'`,
		);
	});
}

/** Waits until a key figure is a number. */
const figureIs = (name, wanted) =>
	until(`${name} is ${wanted}`, async () => {
		const text = await page.evaluate(`document.querySelector('[aria-label="${name}"] [role=status]')?.innerText`);
		return Number(String(text).replace(/\D/g, '')) === wanted;
	});

async function dropAndImport(file) {
	await desktop.drop(window, file);
	await until('the preview is there', () => page.evaluate(`Boolean(${element('button', 'Import')})`));
	await sleep(300); // it fades in
	await click('button', 'Import');
}

test('a CSV that is dragged onto the window becomes figures', async () => {
	await dropAndImport(writeLog(join(data, 'Vorfälle März.csv')));
	await figureIs('Total incidents', made.incidents);
	await figureIs('Open issues', made.open + made.inProgress);
	await desktop.screenshot(window, join(results, 'analytics-window.png'));
});

test('a workbook with a name of other letters does, too', async () => {
	const book = join(data, '障害一覧 Q3.xlsx');
	const exported = await command(data, undefined, 'export', 'incidents', book);
	assert.equal(exported.status, 0, exported.stderr);
	const smaller = join(data, 'one.csv');
	writeFileSync(smaller, 'services,state,stage,created,updated\nBilling,open,prd,2026-10-01 08:00,\n');
	const replaced = await command(data, undefined, 'import', 'incidents', smaller);
	assert.equal(replaced.status, 0, replaced.stderr);
	await figureIs('Total incidents', 1);
	await dropAndImport(book);
	await figureIs('Total incidents', made.incidents);
	await figureIs('Closed issues', made.closed);
});

test('log and filters outlive the program', async () => {
	await page.evaluate(`(() => {
		const box = document.querySelector('[aria-label="Search services"]');
		box.value = 'search';
		box.dispatchEvent(new InputEvent('input', { bubbles: true }));
	})()`);
	await figureIs('Total incidents', made.search);
	await stop();
	await start();
	await openTab();
	await figureIs('Total incidents', made.search);
});

test('what is filtered is exported, with the filters written in it', async () => {
	const file = join(data, 'filtered.csv');
	await click('button', 'Export');
	await desktop.press(window, 'Return'); // the first entry
	const chooser = await until('the system asks for a place', async () => {
		const found = (await Promise.all(['Export.*', 'Save.*'].map(desktop.windows))).flat();
		return found[0];
	});
	await desktop.type(chooser, file);
	await until('the file is there', () => existsSync(file) && readFileSync(file, 'utf8').includes('services'));
	const lines = readFileSync(file, 'utf8').trim().split('\n');
	const rows = lines.filter((line) => !line.startsWith('#')).slice(1);
	assert.equal(rows.length, made.search);
	assert.match(lines.filter((line) => line.startsWith('#')).join('\n'), /search/i);
});

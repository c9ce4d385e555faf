// Analytics end to end over the dev bridge: the real program reads, stores and counts, a browser in front finds
// everything by the names that assistive technology gets. The tests tell one story, in order.
import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { command, newDataDir, startBridge, until } from './app.mjs';
import { assertAccessible, launch, open, picture } from './browser.mjs';
import { made, writeLog } from './logs.mjs';

let app, browser, page, data, services, log;

before(async () => {
	data = newDataDir();
	services = join(data, 'services.yaml');
	// The Monitor has nothing to do here.
	writeFileSync(
		services,
		'services:\n  - {id: quiet, name: Quiet, category: Test, platform: statuspage, url: "http://127.0.0.1:9"}\n',
	);
	log = writeLog(join(data, 'vorfälle.csv'));
	browser = await launch();
	app = await startBridge({ data, services });
	page = await open(browser, app.address);
});

after(async () => {
	await browser?.close();
	await app?.stop();
});

afterEach(async (context) => {
	if (context.passed || !page) return;
	await picture(page, context.name);
	await page.keyboard.press('Escape');
});

const button = (name) => page.getByRole('button', { name, exact: true });
const tab = (name) => page.getByRole('tab', { name, exact: true });
const dialog = () => page.getByRole('dialog', { name: 'Import incidents', exact: true });
const region = (name) => page.getByRole('region', { name, exact: true });
const shown = (locator) => locator.first().waitFor({ state: 'visible' });
const gone = (locator) => locator.first().waitFor({ state: 'hidden' });

/** The number of a key figure. */
const figure = async (name) =>
	Number((await page.getByRole('group', { name, exact: true }).getByRole('status').innerText()).replace(/\D/g, ''));

/** Waits until a key figure is a number. */
const figureIs = (name, wanted) => until(`${name} is ${wanted}`, async () => (await figure(name)) === wanted, 8);

/** Drops files on the page, as the window tells of it: a browser gets no paths. */
const drop = (...files) => page.evaluate((paths) => window.runtime.EventsEmit('files:dropped', paths), files);

async function importFile(file) {
	await drop(file);
	await shown(dialog());
	await dialog().getByRole('button', { name: 'Import', exact: true }).click();
	await gone(dialog());
}

test('without a log the view says what belongs there', async () => {
	await tab('Analytics').click();
	await shown(page.getByText('Drop your incident log here'));
	await shown(button('Upload'));
	await assertAccessible(page, 'Analytics without a log');
	await picture(page, 'analytics-empty');
});

test('a preview says what was understood, and nothing is stored by it', async () => {
	await drop(log);
	await shown(dialog());
	await shown(dialog().getByText(`${made.incidents}`));
	await shown(dialog().getByText('31/31/2026'));
	await shown(dialog().getByText('gone'));
	await assertAccessible(page, 'the preview');
	await picture(page, 'import');
	await dialog().getByRole('button', { name: 'Cancel', exact: true }).click();
	await gone(dialog());
	await shown(page.getByText('Drop your incident log here'));
});

test('an imported log becomes figures, trend and cards', async () => {
	await importFile(log);
	await figureIs('Total incidents', made.incidents);
	assert.equal(await figure('Open issues'), made.open + made.inProgress);
	assert.equal(await figure('Closed issues'), made.closed);
	await shown(
		page.getByRole('group', { name: 'Open issues', exact: true }).getByText(`${made.inProgress} in progress`),
	);
	await shown(region('Incident trend'));
	await shown(region('Service breakdown').getByText('Search index'));
	await assertAccessible(page, 'Analytics');
	await picture(page, 'analytics-1280x900');
	await page.setViewportSize({ width: 900, height: 700 });
	await picture(page, 'analytics-900x700');
	await assertAccessible(page, 'Analytics in a narrow window');
	await page.setViewportSize({ width: 1280, height: 900 });
});

test('every filter counts, and Escape takes the last one back', async () => {
	await page
		.getByRole('textbox', { name: 'Search services' })
		.or(page.getByRole('searchbox', { name: 'Search services' }))
		.fill('search');
	await figureIs('Total incidents', made.search);
	await region('Incident trend')
		.getByRole('button', { name: /^Closed/ })
		.click();
	await figureIs('Total incidents', 30);
	await page.locator('body').press('Escape');
	await figureIs('Total incidents', made.search);
	await button('Clear all').click();
	await figureIs('Total incidents', made.incidents);
	await region('Service breakdown')
		.getByRole('button', { name: /Search index/ })
		.click();
	await figureIs('Total incidents', made.search);
});

test('filters survive a reload', async () => {
	await page.reload();
	await tab('Analytics').click();
	await figureIs('Total incidents', made.search);
	await button('Clear all').click();
	await figureIs('Total incidents', made.incidents);
});

test('a filter that matches nothing says so and offers to clear it', async () => {
	await page
		.getByRole('textbox', { name: 'Search services' })
		.or(page.getByRole('searchbox', { name: 'Search services' }))
		.fill('no such service');
	await figureIs('Total incidents', 0);
	await picture(page, 'analytics-no-match');
	await assertAccessible(page, 'a filter that matches nothing');
	await button('Clear all').first().click();
	await figureIs('Total incidents', made.incidents);
});

test('an import that takes the place of the log can be undone', async () => {
	const smaller = join(data, 'smaller.csv');
	writeFileSync(smaller, 'services,state,stage,created,updated\nBilling,open,prd,2026-10-01 08:00,\n');
	await importFile(smaller);
	await figureIs('Total incidents', 1);
	await button('Undo').click();
	await figureIs('Total incidents', made.incidents);
});

test('what a command imports is in the window within seconds', async () => {
	const more = join(data, 'more.csv');
	writeFileSync(more, 'services,state,stage,created,updated\nBilling,open,prd,2026-10-01 08:00,\n');
	const { status, stdout } = await command(data, undefined, 'import', 'incidents', more, '--mode', 'append', '--json');
	assert.equal(status, 0, stdout);
	assert.equal(JSON.parse(stdout).accepted, 1);
	await figureIs('Total incidents', made.incidents + 1);
});

test('a file that is none is refused in a sentence, and the log stays', async () => {
	const noise = join(data, 'noise.csv');
	writeFileSync(noise, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1, 2, 3]));
	await drop(noise);
	await shown(dialog());
	await shown(dialog().getByText(/^This is a picture/));
	await picture(page, 'import-refused');
	await assertAccessible(page, 'a file that is refused');
	await page.keyboard.press('Escape');
	await gone(dialog());
	await figureIs('Total incidents', made.incidents + 1);
});

test('the page broke nothing and asked nobody', () => assert.deepEqual(page.faults, []));

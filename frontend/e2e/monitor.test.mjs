// The Monitor end to end: simulated status pages, the real program behind the dev bridge, and a browser in front that
// finds everything by the names that assistive technology gets. The tests tell one story, in order.
import { strict as assert } from 'node:assert';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { freePort, newDataDir, startBridge, until } from './app.mjs';
import { assertAccessible, launch, open, picture } from './browser.mjs';
import { Internet, SlackPage, StatusPage } from './pages.mjs';

let internet, app, browser, page, data, services, network;

before(async () => {
	internet = await Internet.open([
		new StatusPage('github', 'GitHub', ['API', 'Actions', 'Pages', 'Webhooks']),
		new StatusPage('docker', 'Docker'),
		new StatusPage('zoom', 'Zoom'),
		new StatusPage('datadog', 'Datadog'),
		new SlackPage(),
	]);
	internet.page('github').remember('Webhooks were late', 20);
	data = newDataDir();
	services = internet.writeServices(join(data, 'services.yaml'));
	network = createServer().listen(0, '127.0.0.1');
	await once(network, 'listening');
	browser = await launch();
	app = await startBridge({ data, services });
	page = await open(browser, app.address);
	await probe(network.address().port);
});

after(async () => {
	await browser?.close();
	await app?.stop();
	await internet?.close();
	network?.close();
});

afterEach(async (context) => {
	if (context.passed || !page) return;
	await picture(page, context.name);
	await page.reload(); // so that a dialog that stayed open fails no other test
});

const region = (name) => page.getByRole('region', { name, exact: true });
const dialog = (name) => page.getByRole('dialog', { name, exact: true });
const button = (name) => page.getByRole('button', { name, exact: true });
const row = (name) =>
	region('Services')
		.getByRole('listitem')
		.filter({ has: button(name) });
const shown = (locator) => locator.waitFor({ state: 'visible' });
const gone = (locator) => locator.waitFor({ state: 'hidden' });

/** Makes a port of this machine what tells the program whether it is online. */
const probe = (port) =>
	page.evaluate(async (address) => {
		const { Settings, Save } = window.go.bridge.Preferences;
		await Save({ ...(await Settings()), probeAddresses: [address] });
	}, `127.0.0.1:${port}`);

/** Asks for a check, and waits until each page that answers was read again. */
async function refresh() {
	const before = internet.pages.map((p) => p.answered);
	await button('Refresh now').click();
	await until('every page is read', () => internet.pages.every((p, i) => p.answered > before[i]));
	await until(
		'the check is over',
		async () => !(await page.evaluate(() => window.go.bridge.Monitor.State())).frame.checking,
	);
}

const rows = async () =>
	Object.fromEntries((await page.evaluate(() => window.go.bridge.Monitor.State())).rows.map((r) => [r.id, r]));

test('every service is listed with its level in words', async () => {
	await refresh();
	for (const name of ['GitHub', 'Docker', 'Zoom', 'Datadog', 'Slack']) await shown(row(name).getByText('Operational'));
	await shown(page.getByText('All 5 services operational'));
	assert.equal(await region('Experiencing issues').count(), 0, 'no issues, so no such region');
	await assertAccessible(page, 'the calm Monitor');
});

test('trouble is told in its own region, and its texts stay texts', async () => {
	const hostile = '<img src=x onerror="window.hostile=1"> **API** errors';
	internet.page('github').fail({
		indicator: 'critical',
		components: ['API'],
		title: hostile,
		text: '<script>window.hostile=2</script>We see errors &amp; timeouts.',
	});
	internet
		.page('slack')
		.fail({ type: 'incident', title: 'Search is late', text: 'Some <b>results</b> are late.', services: ['Search'] });
	internet.page('zoom').maintain('Database upgrade');
	await refresh();
	const issues = region('Experiencing issues');
	await shown(issues);
	await shown(issues.getByText('Search is late'));
	await shown(issues.getByText('errors & timeouts'));
	await shown(row('GitHub').getByText('Major outage'));
	await shown(row('Slack').getByText('Degraded'));
	await shown(row('Zoom').getByText('Maintenance'));
	await shown(page.getByText('2 services have issues'));
	assert.equal(await page.locator('img[src="x"]').count(), 0);
	assert.equal(await page.evaluate(() => window.hostile), undefined);
	await assertAccessible(page, 'the Monitor with issues');
});

test('details show chart, components and incidents, and give the focus back', async () => {
	await button('GitHub').click();
	const details = dialog('GitHub');
	await shown(details);
	const api = details.getByRole('tree').getByRole('treeitem', { name: /API/ });
	await shown(api);
	await shown(details.getByText('We are looking into it.'));
	await shown(details.getByText('Webhooks were late'));
	await shown(details.getByRole('heading', { name: 'Incidents per week' }));
	await assertAccessible(page, 'the details');
	await page.keyboard.press('Escape');
	await gone(details);
	assert.equal(await button('GitHub').evaluate((e) => e === document.activeElement), true);
});

test('the choice of auto-refresh is kept over a reload', async () => {
	const choice = page.getByRole('combobox', { name: 'Auto-refresh' });
	await choice.selectOption({ label: '15 min' });
	await page.reload();
	await shown(row('GitHub'));
	assert.equal(await choice.evaluate((e) => e.selectedOptions[0].textContent.trim()), '15 min');
	await choice.selectOption({ label: 'Off' });
	await page.reload();
	await shown(row('GitHub'));
	assert.equal(await choice.evaluate((e) => e.selectedOptions[0].textContent.trim()), 'Off');
});

test('a page that is not what it should be is unknown, with its reason, and harms no other', async () => {
	internet.page('docker').answer = 'html';
	internet.page('datadog').answer = 'cut';
	await refresh();
	await shown(row('Docker').getByText('Unknown'));
	await shown(row('Docker').getByText(/could not be read/i));
	await shown(row('Datadog').getByText('Unknown'));
	await shown(region('Experiencing issues').getByText('Docker'));
	await shown(row('Zoom').getByText('Maintenance'));
	const read = await rows();
	assert.notEqual(read.docker.reason, '');
	assert.equal(read.docker.lastGood, 'operational');
	internet.page('docker').answer = 'missing';
	await refresh();
	await until('the reason is the new one', async () => (await rows()).docker.reason !== read.docker.reason);
});

test('a page that hangs holds up no other', async () => {
	const docker = internet.page('docker');
	docker.answer = 'well';
	await refresh();
	docker.answer = 'nothing';
	const before = await rows();
	assert.equal(before.docker.level, 'operational');
	await button('Refresh now').click();
	await until('the others are read', async () => (await rows()).slack.checkedAt > before.slack.checkedAt, 5);
	assert.equal((await rows()).docker.checkedAt, before.docker.checkedAt, 'the hanging one is still waited for');
	await until('the hanging one is given up', async () => (await rows()).docker.level === 'unknown', 20);
	docker.answer = 'well';
});

test('offline blames nobody', async () => {
	const levels = async () => Object.values(await rows()).map((r) => [r.id, r.level]);
	internet.page('datadog').answer = 'well';
	await refresh();
	const before = await levels();
	await internet.close();
	await probe(await freePort());
	await button('Refresh now').click();
	await shown(page.getByText('You are offline').first());
	assert.deepEqual(await levels(), before);
	await assertAccessible(page, 'the offline Monitor');
});

test('all pages gone while the network is there is no offline', async () => {
	await probe(network.address().port);
	await button('Refresh now').click();
	await until(
		'every service is unknown',
		async () => Object.values(await rows()).every((r) => r.level === 'unknown'),
		30,
	);
	await gone(page.getByText('You are offline').first());
});

test('recovery clears the issues', async () => {
	await internet.reopen();
	internet.page('github').recover();
	internet.page('slack').recover();
	await refresh();
	await shown(row('GitHub').getByText('Operational'));
	await gone(region('Experiencing issues'));
});

test('the list of changes says what became of each notification', async () => {
	await button('Changes').click();
	const changes = dialog('Changes');
	await shown(changes);
	await shown(changes.getByText('GitHub').first());
	await assertAccessible(page, 'the changes');
	await button('Close').click();
	await gone(changes);
});

test('services are taken away and added in the picker', async () => {
	await button('Add services').click();
	const picker = dialog('Add services');
	await shown(picker);
	await assertAccessible(page, 'the picker');
	await picker.getByRole('textbox').or(picker.getByRole('searchbox')).first().fill('zoo');
	const zoom = picker.getByRole('checkbox', { name: /Zoom/ });
	assert.equal(await picker.getByRole('checkbox', { name: /Docker/ }).count(), 0, 'the search narrows the list');
	await zoom.uncheck();
	await picker
		.getByRole('button', { name: /Watch|Save|Done|Add/ })
		.last()
		.click();
	await gone(picker);
	await gone(row('Zoom'));
	await button('Add services').click();
	await picker.getByRole('checkbox', { name: /Zoom/ }).check();
	await picker
		.getByRole('button', { name: /Watch|Save|Done|Add/ })
		.last()
		.click();
	await shown(row('Zoom').getByText('Maintenance'));
});

test('the keyboard reaches everything', async () => {
	const search = page
		.getByRole('searchbox', { name: 'Search services' })
		.or(page.getByRole('textbox', { name: 'Search services' }));
	await page.locator('body').click({ position: { x: 5, y: 890 } });
	await page.keyboard.press('/');
	await until('the search has the focus', () => search.evaluate((e) => e === document.activeElement));
	await page.keyboard.type('dock');
	await gone(row('GitHub'));
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await shown(row('GitHub'));

	await page.keyboard.press('?');
	await shown(page.getByRole('dialog'));
	await assertAccessible(page, 'the list of keys');
	await page.keyboard.press('Escape');
	await gone(page.getByRole('dialog'));

	await page.keyboard.press('Control+k');
	await shown(page.getByRole('dialog'));
	await assertAccessible(page, 'the palette');
	await page.keyboard.type('slack');
	await page.keyboard.press('Enter');
	await shown(dialog('Slack'));
	await page.keyboard.press('Escape');
	await gone(dialog('Slack'));

	const answered = internet.page('github').answered;
	await page.keyboard.press('r');
	await until('r checks', () => internet.page('github').answered > answered);

	await page.keyboard.press('1');
	assert.equal(await page.getByRole('tab', { name: 'Monitor' }).getAttribute('aria-selected'), 'true');

	const openers = region('Services').getByRole('listitem').getByRole('button');
	await openers.first().focus();
	await page.keyboard.press('ArrowDown');
	const name = await page.evaluate(() => document.activeElement.textContent.trim());
	await page.keyboard.press('Enter');
	await shown(dialog(name));
	await page.keyboard.press('Escape');
	await gone(dialog(name));
});

test('every page of the settings is within reach', async () => {
	await button('Settings').click();
	const pages = page.getByRole('navigation', { name: 'Settings' }).getByRole('button');
	await shown(pages.first());
	for (const each of await pages.all()) {
		await each.click();
		await assertAccessible(page, `the settings, ${await each.textContent()}`);
	}
	await page.keyboard.press('1');
	await shown(row('GitHub'));
});

test('the narrow window holds everything', async () => {
	await page.setViewportSize({ width: 900, height: 700 });
	await shown(row('GitHub'));
	assert.equal(
		await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
		true,
		'nothing scrolls sideways',
	);
	await assertAccessible(page, 'the narrow Monitor');
	await page.setViewportSize({ width: 1280, height: 900 });
});

test('the demo is labelled and leaves nothing behind', async () => {
	await page.evaluate(() => window.go.bridge.Monitor.StartDemo());
	await shown(page.getByText('DEMO').first());
	await assertAccessible(page, 'the demo');
	await page.evaluate(() => window.go.bridge.Monitor.StopDemo());
	await shown(row('GitHub'));
	await gone(page.getByText('DEMO').first());
	const changes = await page.evaluate(() => window.go.bridge.Preferences.Changes(0, 100));
	assert.equal(
		changes.some((c) => c.demo),
		false,
	);
});

test('levels and history are there after a restart', async () => {
	const before = await rows();
	await app.stop();
	await page.context().close();
	for (const each of internet.pages) each.answer = 'nothing';
	app = await startBridge({ data, services });
	page = await open(browser, app.address);
	await shown(row('GitHub').getByText('Operational'));
	assert.equal((await rows()).github.since, before.github.since);
	for (const each of internet.pages) each.answer = 'well';
});

test('the page failed nowhere and asked nobody but the program', () => {
	assert.deepEqual(page.faults, []);
});

// The shipped binary in its real window: what a browser on the dev bridge cannot show. Simulated status pages, a real
// notification daemon, clipboard, mouse and keyboard.
import { strict as assert } from 'node:assert';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { command, newDataDir, results, startWindow, until } from './app.mjs';
import * as desktop from './desktop.mjs';
import { Inspector } from './inspector.mjs';
import { Internet, StatusPage } from './pages.mjs';
import { element, middle, text } from './ui.mjs';

const simulated = () => [
	new StatusPage('github', 'GitHub', ['API', 'Actions', 'Pages']),
	new StatusPage('docker', 'Docker'),
	new StatusPage('zoom', 'Zoom'),
];

/** A window with its own data, pages and inspector. */
class Session {
	static async open(pages = simulated()) {
		const session = new Session();
		session.internet = await Internet.open(pages);
		session.data = newDataDir();
		session.services = session.internet.writeServices(join(session.data, 'services.yaml'));
		try {
			await session.start();
			await session.checked();
		} catch (error) {
			await session.close();
			throw error;
		}
		return session;
	}

	async start() {
		this.app = await startWindow(this);
		this.window = await desktop.windowOf(this.app.pid);
		this.page = await Inspector.connect(this.app.inspector);
	}

	state = () => this.page.evaluate('window.go.bridge.Monitor.State()');
	row = async (id) => (await this.state()).rows.find((row) => row.id === id);

	/** Waits until every service was read. */
	checked = () =>
		until('every service is read', async () => {
			const { rows, frame } = await this.state();
			return !frame.checking && rows.length === this.internet.pages.length && rows.every((row) => row.lastGoodAt > 0);
		});

	/** Clicks, with the real mouse, what has this role and name. */
	async click(role, name) {
		await desktop.click(
			this.window,
			await until(`there is a ${role} "${name}"`, () => this.page.evaluate(middle(role, name))),
		);
	}

	async stopWindow() {
		this.page?.close();
		await this.app?.stop();
	}

	async close() {
		await this.stopWindow();
		await this.internet.close();
	}
}

let stopManager;
before(async () => (stopManager = await desktop.startWindowManager()));
after(() => stopManager());

describe('with a notification daemon', () => {
	let session, stopDaemon;
	before(async () => {
		stopDaemon = await desktop.startNotifications();
		session = await Session.open();
	});
	after(async () => {
		await session.close();
		await stopDaemon();
	});

	test('the first readings notify nobody', async () => {
		assert.deepEqual(await desktop.notifications(), []);
	});

	test('a page that turns red becomes a notification, and so does its recovery', async () => {
		const github = session.internet.page('github');
		github.fail({ indicator: 'critical', title: 'Logins fail & time out', text: 'We are on it.' });
		await session.click('button', 'Refresh now');
		const [told] = await until('the notification is there', async () => {
			const all = await desktop.notifications();
			return all.length && all;
		});
		assert.equal(told.app, 'isServiceUp');
		assert.equal(told.title, 'GitHub: major outage');
		assert.match(told.body, /Logins fail &amp; time out/, 'markup of the page is escaped');
		assert.equal(told.urgency, 'critical');
		await desktop.screenshot(session.window, join(results, 'window-1280x900.png'));
		await desktop.resize(session.window, 900, 700);
		await sleep(500); // the page lays itself out for the new size
		await desktop.screenshot(session.window, join(results, 'window-900x700.png'));
		await desktop.resize(session.window, 1280, 900);

		github.recover();
		await session.click('button', 'Refresh now');
		const [recovered] = await until('the recovery is told', async () => {
			const all = await desktop.notifications();
			return all.length > 1 && all;
		});
		assert.equal(recovered.title, 'GitHub: recovered');
		assert.notEqual(recovered.urgency, 'critical');
	});

	test('a muted service notifies nobody, and Changes says why', async () => {
		const pressMute = async () => {
			await session.page.evaluate(`${element('button', 'Docker')}.focus()`);
			await desktop.press(session.window, 'm');
		};
		const muted = async () => (await session.row('docker')).mutedUntil > 0;
		await pressMute();
		await until('the service is muted', muted);
		const both = ['docker', 'zoom'].map((id) => session.internet.page(id));
		for (const page of both) page.fail({ indicator: 'critical', title: 'All is down', text: 'We are on it.' });
		await session.click('button', 'Refresh now');
		await until('both are down', async () => {
			const { rows } = await session.state();
			return rows.filter((row) => row.level === 'major_outage').length === 2;
		});
		for (const page of both) page.recover();
		await session.click('button', 'Refresh now');
		const told = await until('the recovery of the other service is told', async () => {
			const titles = (await desktop.notifications()).map(({ title }) => title);
			return titles.includes('Zoom: recovered') && titles;
		});
		assert.ok(told.includes('Zoom: major outage'));
		assert.deepEqual(
			told.filter((title) => title.startsWith('Docker')),
			[],
		);
		const changes = await session.page.evaluate('window.go.bridge.Preferences.Changes(0, 100)');
		assert.deepEqual(
			changes.filter((c) => c.service === 'docker').map(({ to, notified, why }) => [to, notified, why]),
			[
				['operational', 'held', 'The service is muted.'],
				['major_outage', 'held', 'The service is muted.'],
			],
		);
		await pressMute();
		await until('the service is no longer muted', async () => !(await muted()));
	});

	test('Copy report puts into the clipboard what the command prints', async () => {
		await session.click('button', 'Copy report');
		await until('the clipboard is what the command prints', async () => {
			const printed = (await command(session.data, session.services, 'report')).stdout;
			const copied = await desktop.clipboard();
			assert.equal(copied.trimEnd(), printed.trimEnd());
			return copied.includes('GitHub');
		});
	});

	test('a check by command works beside the window', async () => {
		const { status, stdout } = await command(session.data, session.services, 'check', '--json');
		assert.equal(status, 0);
		assert.deepEqual(
			JSON.parse(stdout).services.map((s) => s.level),
			['operational', 'operational', 'operational'],
		);
	});

	test('what fails in Go reaches the page with its words', async () => {
		const settings = await session.page.evaluate('window.go.bridge.Preferences.Settings()');
		const wrong = JSON.stringify({ ...settings, concurrency: 1 });
		const failed = `window.go.bridge.Preferences.Save(${wrong}).catch((error) => JSON.parse(error.message))`;
		const { code, field, message } = await session.page.evaluate(failed);
		assert.equal(code, 'invalid');
		assert.equal(field, 'concurrency');
		assert.match(message, /10/);
	});

	test('the page cannot be led away', async () => {
		let asked = 0;
		const elsewhere = createServer((_, response) => {
			asked++;
			response.end('<title>elsewhere</title>');
		}).listen(0, '127.0.0.1');
		await once(elsewhere, 'listening');
		const address = JSON.stringify(`http://127.0.0.1:${elsewhere.address().port}/`);
		await session.page.evaluate(`void (location.href = ${address})`);
		await session.page.evaluate(`void window.open(${address})`);
		await session.page.evaluate(
			`void Object.assign(document.createElement('a'), { href: ${address}, target: '_blank' }).click()`,
		);
		await sleep(1000);
		assert.equal(asked, 0);
		assert.equal(await session.page.evaluate('location.protocol'), 'wails:');
		assert.equal((await session.row('github')).level, 'operational');
		elsewhere.close();
	});

	test('a second start raises the first window and ends', async () => {
		const foreign = await desktop.openForeignWindow();
		await until('the foreign window is in front', async () => (await desktop.activeWindow()) === foreign.id);
		const second = await startWindow({ ...session, inspect: false });
		await until('the second start is over', () => !second.alive);
		await until('the first window is in front', async () => (await desktop.activeWindow()) === session.window);
		assert.deepEqual(await desktop.windows('isServiceUp'), [session.window]);
		assert.equal((await session.row('github')).level, 'operational');
		await foreign.stop();
	});

	test('the page is back after its process was killed', async () => {
		session.page.close();
		process.kill(await desktop.webProcess(session.app.pid), 'SIGKILL');
		session.page = await Inspector.connect(session.app.inspector);
		await until('the list is back', () => session.page.evaluate(text('Services')).then((t) => t?.includes('GitHub')));
		assert.equal((await session.row('github')).level, 'operational');
	});

	test('the choice of auto-refresh is there after a restart', async () => {
		const choice = `document.querySelector('select[aria-label="Auto-refresh"]')`;
		await session.page.evaluate(`(() => {
			const select = ${choice};
			select.selectedIndex = [...select.options].findIndex((o) => o.text === '15 min');
			select.dispatchEvent(new Event('change', { bubbles: true }));
		})()`);
		await sleep(1000); // WebKit writes localStorage a moment later
		await session.stopWindow();
		await session.start();
		await until(
			'the choice is there',
			async () => (await session.page.evaluate(`${choice}?.selectedOptions[0].text`)) === '15 min',
		);
	});

	test('a restart with the same levels notifies nobody', async () => {
		const before = (await desktop.notifications()).length;
		await session.checked();
		assert.equal((await desktop.notifications()).length, before);
	});
});

describe('without a notification daemon', () => {
	let session;
	before(async () => (session = await Session.open()));
	after(() => session.close());

	test('the window says so, once', async () => {
		session.internet.page('docker').fail({ indicator: 'major', title: 'Pulls fail', text: 'We are on it.' });
		await session.click('button', 'Refresh now');
		await until('the outage is shown', async () => (await session.row('docker')).level === 'partial_outage');
		const told = () =>
			session.page.evaluate(`document.body.innerText.split('This desktop cannot be notified').length - 1`);
		await until('it is said', async () => (await told()) === 1);
		session.internet.page('zoom').fail({ indicator: 'major', title: 'Calls drop', text: 'We are on it.' });
		await session.click('button', 'Refresh now');
		await until('the next outage is shown', async () => (await session.row('zoom')).level === 'partial_outage');
		assert.equal(await told(), 1);
		const [newest] = await session.page.evaluate('window.go.bridge.Preferences.Changes(0, 10)');
		assert.equal(newest.notified, 'failed');
		assert.notEqual(newest.why, '');
	});
});

test('without the flag nobody can debug the page', async () => {
	const internet = await Internet.open(simulated());
	const data = newDataDir();
	const port = 'WEBKIT_INSPECTOR_HTTP_SERVER';
	const app = await startWindow({
		data,
		services: internet.writeServices(join(data, 'services.yaml')),
		inspect: false,
		env: { [port]: '127.0.0.1:19333' },
	});
	await desktop.windowOf(app.pid);
	await sleep(1000);
	await assert.rejects(fetch('http://127.0.0.1:19333/'));
	await app.stop();
	await internet.close();
});

test('kill -9 at any moment leaves data that the next start goes on with', async () => {
	const session = await Session.open();
	session.internet.page('github').fail({ indicator: 'minor', title: 'Slow', text: 'We are on it.' });
	await session.click('button', 'Refresh now');
	await until('the trouble is shown', async () => (await session.row('github')).level === 'degraded');
	const { since } = await session.row('github');
	session.page.close();
	await session.app.kill();
	for (let i = 0; i < 12; i++) {
		const app = await startWindow({ ...session, inspect: false });
		await sleep(100 + i * 130); // before the window, before the first check, within and after it
		await app.kill();
	}
	await session.start();
	await session.checked();
	const { rows, frame } = await session.state();
	assert.equal(frame.notice, '', 'no database was damaged');
	assert.equal(rows.find((row) => row.id === 'github').since, since);
	const changes = await session.page.evaluate('window.go.bridge.Preferences.Changes(0, 100)');
	assert.deepEqual(
		changes.filter((c) => c.service === 'github' && c.to === 'degraded').length,
		1,
		'and nothing was recorded twice',
	);
	assert.deepEqual(
		readdirSync(session.data).filter((name) => /damaged|corrupt/.test(name)),
		[],
	);
	await session.close();
});

test('a services file with a mistake ends the start with one line that says where', async () => {
	const file = join(newDataDir(), 'services.yaml');
	writeFileSync(
		file,
		'services:\n  - id: one\n    name: One\n    platform: nobody-knows\n    url: https://status.example.com\n',
	);
	const { status, stderr } = await command(newDataDir(), file, 'check');
	assert.equal(status, 2);
	assert.match(stderr, /^[^\n]*services\.yaml:4: [^\n]*platform[^\n]*\n$/);
});

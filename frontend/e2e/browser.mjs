// A browser on the dev bridge: the page as users have it, with every call answered by Go.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

import { results } from './app.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The first Chromium or Chrome on the path; every system has it under another name. */
function executable() {
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
	const found = process.env.PATH.split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
	const path = found.find((file) => existsSync(file));
	if (!path) throw new Error('no Chromium is installed: run build/setup.sh test');
	return path;
}

export function launch() {
	return chromium.launch({
		executablePath: executable(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** Opens the program's page and notes what it should never do: fail, or talk to anybody but the program. */
export async function open(browser, address) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
	const page = await context.newPage();
	page.setDefaultTimeout(8_000);
	const faults = [];
	// The bridge's own script fails now and then where a window's would not.
	page.on('pageerror', (error) => error.stack?.includes('/wails/ipc.js') || faults.push(String(error.stack)));
	page.on('request', (request) => {
		const { origin, protocol } = new URL(request.url());
		if (protocol.startsWith('http') && origin !== address) faults.push(`the page asked for ${request.url()}`);
	});
	await page.goto(address);
	return Object.assign(page, { faults });
}

/** Fails where axe finds what keeps people from using the page. */
export async function assertAccessible(page, what) {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => globalThis.axe.run());
	const told = violations.map(
		(v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html}\n  ${n.failureSummary}`).join('\n')}`,
	);
	assert.deepEqual(told, [], `axe finds violations in ${what}`);
}

/** Keeps a picture of what went wrong. */
export const picture = (page, name) => page.screenshot({ path: join(results, `${name.replace(/\W+/g, '-')}.png`) });

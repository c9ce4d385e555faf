// Starts and ends the program under test, in its two shapes: over the dev bridge, where a browser shows the page and
// every call reaches Go, and as the shipped binary in its own window.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const results = join(root, 'frontend/test-results');
mkdirSync(results, { recursive: true });

const binary = join(root, 'build/bin/isserviceup');
const bridgeBinary = join(root, 'build/bin/isserviceup-bridge');

const dataDirs = [];

/** A directory for data that is gone when the tests are. */
export function newDataDir() {
	const dir = mkdtempSync(join(tmpdir(), 'isserviceup-e2e-'));
	dataDirs.push(dir);
	return dir;
}

/** A port of this machine on which nothing listens. */
export async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	await once(server, 'close');
	return port;
}

/** Calls probe until it returns something true, and returns that; what it throws counts as not yet. */
export async function until(what, probe, seconds = 20) {
	const end = Date.now() + seconds * 1000;
	let last;
	for (;;) {
		try {
			last = await probe();
			if (last) return last;
		} catch (error) {
			last = error;
		}
		if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what} (last: ${last})`);
		await sleep(50);
	}
}

/** One running program. */
export class App {
	#child;

	constructor(file, args, env) {
		if (!existsSync(file)) throw new Error(`${file} is missing: run "make build build-bridge" first`);
		this.logFile = join(results, `app-${Date.now()}-${process.hrtime()[1]}.log`);
		const log = openSync(this.logFile, 'w');
		this.#child = spawn(file, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
		this.#child.unref(); // what a failed test leaves running does not keep the tests from ending
		this.ended = once(this.#child, 'exit').then(([status, signal]) => signal ?? status);
		closeSync(log);
		running.add(this);
		this.ended.then(() => running.delete(this));
	}

	get pid() {
		return this.#child.pid;
	}

	get alive() {
		return this.#child.exitCode === null && this.#child.signalCode === null;
	}

	log() {
		return readFileSync(this.logFile, 'utf8');
	}

	/** Ends the program as the session manager does, and by force if it does not listen. */
	async stop() {
		if (!this.alive) return;
		this.#child.ref();
		this.#child.kill('SIGTERM');
		const forced = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
		await this.ended;
		clearTimeout(forced);
	}

	async kill() {
		this.#child.ref();
		this.#child.kill('SIGKILL');
		await this.ended;
	}
}

const running = new Set();
process.on('exit', () => {
	for (const app of running) process.kill(app.pid, 'SIGKILL');
	for (const dir of dataDirs) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
});

/** Starts the program with its page served to browsers, and returns it with the page's address. */
export async function startBridge({ data, services, env = {} }) {
	const port = await freePort();
	const app = new App(bridgeBinary, flags(data, services), {
		assetdir: join(root, 'frontend/dist'),
		devserver: `localhost:${port}`,
		...env,
	});
	app.address = `http://localhost:${port}`;
	await until('the dev bridge answers', async () => {
		if (!app.alive) throw new Error(`it ended: ${app.log()}`);
		return (await fetch(app.address)).ok;
	});
	return app;
}

/** Starts the shipped binary in its window. With inspect, its page can be reached at app.inspector. */
export async function startWindow({ data, services, inspect = true, env = {}, more = [] }) {
	const port = await freePort();
	const inspector = inspect ? { WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}` } : {};
	const app = new App(binary, [...flags(data, services), ...(inspect ? ['--inspect'] : []), ...more], {
		...inspector,
		...env,
	});
	app.inspector = `127.0.0.1:${port}`;
	return app;
}

/** Runs a command of the program without a display, and resolves to its status and output. */
export async function command(data, services, ...args) {
	const env = { ...process.env };
	delete env.DISPLAY;
	const child = spawn(binary, [...args, ...flags(data, services)], { cwd: root, env, timeout: 60_000 });
	const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	return { status, stdout, stderr };
}

const flags = (data, services) => ['--data', data, ...(services ? ['--services', services] : [])];

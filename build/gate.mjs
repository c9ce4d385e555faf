// The one gate: every check of the project, one after the other, with names and times. The last line of a success is
// "N passed, 0 failed": the tests of Go, of the page and of the running program, summed. A stage that is no test run
// counts only when it fails.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'isserviceup-gate-'));
const tags = '-tags=desktop,production,webkit2_41';
const generated = join(root, 'frontend/src/lib/wire/wailsjs');
const running = new Set();

/** A stage that failed: what it printed, and what it counted where it is a run of tests. */
class Failure extends Error {
	constructor(output, counts = { passed: 0, failed: 1 }) {
		super('failed');
		this.output = output;
		this.counts = counts;
	}
}

/** Runs a command in the project's folder and resolves to its exit status and output. It is ended after some minutes. */
function run(command, args, { env = {}, minutes = 20 } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
		running.add(child);
		let output = '';
		const limit = setTimeout(() => {
			output += `\nended after ${minutes} minutes\n`;
			end(child);
		}, minutes * 60_000);
		child.stdout.on('data', (data) => (output += data));
		child.stderr.on('data', (data) => (output += data));
		child.on('error', (error) => (output += error.message));
		child.on('close', (status) => {
			clearTimeout(limit);
			running.delete(child);
			resolve({ ok: status === 0, output });
		});
	});
}

/** Ends a command with everything it started. */
function end(child) {
	try {
		process.kill(-child.pid, 'SIGTERM');
	} catch {
		// It is gone already.
	}
}

/** Runs a command that has to succeed. */
async function must(command, args, options) {
	const { ok, output } = await run(command, args, options);
	if (!ok) throw new Failure(output);
}

async function gofmt() {
	const atTop = readdirSync(root).filter((name) => name.endsWith('.go'));
	const { ok, output } = await run('gofmt', ['-l', 'backend', 'build', ...atTop]);
	if (!ok || output.trim()) throw new Failure(`not formatted, run "make fmt":\n${output}`);
}

/** Runs the Go tests under the race detector and counts those without subtests of their own. */
async function goTests() {
	const { ok, output } = await run('go', ['test', '-race', '-json', '-timeout=15m', './backend/...', '.'], {
		minutes: 40,
	});
	const results = new Map();
	const texts = new Map();
	let loose = '';
	for (const line of output.split('\n')) {
		let event;
		try {
			event = JSON.parse(line);
		} catch {
			loose += line ? `${line}\n` : '';
			continue;
		}
		const name = `${event.Package ?? event.ImportPath} ${event.Test ?? ''}`;
		if (event.Output) texts.set(name, (texts.get(name) ?? '') + event.Output);
		if (['pass', 'fail'].includes(event.Action)) results.set(name, event.Action);
	}
	const names = [...results.keys()];
	const parents = new Set(names.flatMap((name) => prefixes(name)));
	const tests = names.filter((name) => !name.endsWith(' ') && !parents.has(name));
	const counts = {
		passed: tests.filter((name) => results.get(name) === 'pass').length,
		failed: tests.filter((name) => results.get(name) === 'fail').length,
	};
	if (ok) return counts;
	const failing = names.filter((name) => results.get(name) === 'fail');
	const builds = [...texts].filter(([name]) => !results.has(name)).map(([, text]) => text);
	throw new Failure(loose + builds.join('') + failing.map((name) => `${name}\n${texts.get(name) ?? ''}`).join('\n'), {
		...counts,
		failed: Math.max(1, counts.failed),
	});
}

/** The names of the tests that a subtest lies in. */
function prefixes(name) {
	const parts = name.split('/');
	const start = parts.findIndex((part) => part.includes(' '));
	return parts.slice(start + 1).map((_, i) => parts.slice(0, start + 1 + i).join('/'));
}

/** Writes the page's types of what Go offers again, and fails where that changed them. */
async function generate() {
	const before = digest(generated);
	await must('make', ['generate']);
	if (digest(generated) !== before) {
		throw new Failure('what Go offers and frontend/src/lib/wire/wailsjs differed; it is written again: commit it');
	}
}

function digest(folder) {
	const hash = createHash('sha256');
	if (!existsSync(folder)) return '';
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath ?? entry.path, entry.name)));
	}
	return hash.digest('hex');
}

async function pageTests() {
	const file = join(scratch, 'vitest.json');
	const { ok, output } = await run('npm', [
		'--prefix',
		'frontend',
		'test',
		'--',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
	]);
	const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = existsSync(file)
		? JSON.parse(readFileSync(file, 'utf8'))
		: {};
	if (!ok) throw new Failure(output, { passed, failed: Math.max(1, failed) });
	return { passed, failed };
}

/** Runs a file of end-to-end tests in a display of its own. */
function endToEnd(file) {
	return async () => {
		const tap = join(scratch, `${file}.tap`);
		const { ok, output } = await run('frontend/e2e/run-in-display.sh', [
			'node',
			'--test',
			'--test-concurrency=1',
			'--test-reporter=spec',
			'--test-reporter-destination=stdout',
			'--test-reporter=tap',
			`--test-reporter-destination=${tap}`,
			`frontend/e2e/${file}`,
		]);
		const text = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
		const counted = (word) => Number(text.match(new RegExp(`^# ${word} (\\d+)$`, 'm'))?.[1] ?? 0);
		const counts = { passed: counted('pass'), failed: counted('fail') + counted('cancelled') };
		if (!ok || counts.passed === 0) throw new Failure(output, { ...counts, failed: Math.max(1, counts.failed) });
		return counts;
	};
}

const npm = (script) => () => must('npm', ['--prefix', 'frontend', 'run', script]);

const stages = [
	['Go is formatted', gofmt],
	['go vet', () => must('go', ['vet', tags, './...'])],
	['staticcheck', () => must('go', ['run', 'honnef.co/go/tools/cmd/staticcheck@v0.8.2', tags, './...'])],
	['Go tests, with the race detector', goTests],
	['generated files are unchanged', generate],
	['eslint and prettier', npm('lint')],
	['svelte-check', npm('check')],
	['tests of the page', pageTests],
	['the page and the program build', () => must('make', ['build', 'build-bridge'])],
	['the Monitor end to end, over the bridge', endToEnd('monitor.test.mjs')],
	['the Monitor end to end, in the real window', endToEnd('window.test.mjs')],
	['Analytics end to end, over the bridge', endToEnd('analytics.test.mjs')],
	['Analytics end to end, in the real window', endToEnd('analyticswindow.test.mjs')],
];

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		for (const child of running) end(child);
		process.exit(130);
	});
}

// A fresh clone has no page yet, and Go embeds its folder.
mkdirSync(join(root, 'frontend/dist'), { recursive: true });
closeSync(openSync(join(root, 'frontend/dist/.gitkeep'), 'a'));

const total = { passed: 0, failed: 0 };
for (const [name, check] of stages) {
	const start = Date.now();
	process.stdout.write(`${name} … `);
	const { passed, failed, output } = await outcome(check);
	total.passed += passed;
	total.failed += failed;
	const seconds = `${((Date.now() - start) / 1000).toFixed(1)} s`;
	console.log(`${failed ? 'FAILED' : 'ok'}${passed ? `, ${passed} passed` : ''} (${seconds})`);
	if (output) console.log(output.split('\n').slice(-400).join('\n'));
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);

async function outcome(check) {
	try {
		return { passed: 0, failed: 0, ...(await check()) };
	} catch (error) {
		if (error instanceof Failure) return { ...error.counts, output: error.output };
		return { passed: 0, failed: 1, output: String(error.stack) };
	}
}

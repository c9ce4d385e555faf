// The desktop around a real window: its manager, its notification daemon, the clipboard, the mouse and the keyboard.
import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { until } from './app.mjs';

const execute = promisify(execFile);
const output = async (command, ...args) => (await execute(command, args, { timeout: 20_000 })).stdout.trim();

/** Starts a program of the desktop and returns what ends it. */
function start(command, ...args) {
	const child = spawn(command, args, { stdio: 'ignore' });
	child.unref(); // what a failed test leaves running does not keep the tests from ending
	const gone = new Promise((resolve) => child.once('exit', resolve));
	process.once('exit', () => child.kill('SIGKILL'));
	return () => {
		child.ref();
		child.kill('SIGTERM');
		return gone;
	};
}

/** Starts a window manager, without which no window is ever raised or focused. */
export async function startWindowManager() {
	const stop = start('openbox');
	await until('the window manager runs', async () =>
		(await output('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')).includes('#'),
	);
	return stop;
}

/** Starts the notification daemon. */
export async function startNotifications() {
	const stop = start('dunst', '-conf', fileURLToPath(new URL('dunstrc', import.meta.url)));
	await until('the notification daemon runs', () => output('dunstctl', 'count').then(() => true));
	return stop;
}

/** Every notification since the daemon started, newest first. */
export async function notifications() {
	await output('dunstctl', 'close-all');
	const { data } = JSON.parse(await output('dunstctl', 'history'));
	return data
		.flat()
		.map((n) => ({ app: n.appname.data, title: n.summary.data, body: n.body.data, urgency: n.category.data }));
}

/** What a program would paste. */
export const clipboard = async () =>
	(await execute('xclip', ['-selection', 'clipboard', '-out'], { timeout: 20_000 })).stdout;

/** The ids of all windows with this title that can be seen. */
export async function windows(title) {
	try {
		return (await output('xdotool', 'search', '--onlyvisible', '--name', `^${title}$`)).split('\n').filter(Boolean);
	} catch {
		return []; // xdotool's way of saying that there is none
	}
}

/** The window of the process with this id, once it is there. */
export const windowOf = (pid) =>
	until(`process ${pid} shows a window`, async () => {
		for (const id of await windows('isServiceUp')) {
			if ((await output('xdotool', 'getwindowpid', id)) === String(pid)) return id;
		}
	});

/** The process that draws the page of the program with this id. */
export const webProcess = async (pid) => Number(await output('pgrep', '-P', String(pid), '-f', 'WebKitWebProcess'));

export const activeWindow = () => output('xdotool', 'getactivewindow');

/** Makes the page of a window this large. */
export async function resize(id, width, height) {
	await output('xdotool', 'windowsize', '--sync', id, String(width), String(height));
	await until('the window has its size', async () =>
		(await output('xdotool', 'getwindowgeometry', id)).endsWith(`${width}x${height}`),
	);
}

/** Clicks at a point of the page with the real mouse. */
export async function click(id, { x, y }) {
	await output('xdotool', 'windowactivate', '--sync', id);
	await output('xdotool', 'mousemove', '--window', id, String(Math.round(x)), String(Math.round(y)), 'click', '1');
}

/** Presses a key, such as "Escape" or "ctrl+k". */
export async function press(id, key) {
	await output('xdotool', 'windowactivate', '--sync', id);
	await output('xdotool', 'key', key);
}

/** Saves what a window shows as a PNG. */
export const screenshot = (id, file) => output('import', '-window', id, file);

/** Opens a window that is not ours, in front of all others. */
export async function openForeignWindow() {
	const stop = start('xlogo', '-geometry', '900x700+50+50');
	const [id] = await until('the foreign window is there', async () => {
		const found = await windows('xlogo');
		return found.length && found;
	});
	await output('xdotool', 'windowactivate', '--sync', id);
	return { id, stop };
}

/** Drags files with the real mouse from a window of their own onto the middle of another. */
export async function drop(id, ...files) {
	const stop = start('/usr/bin/python3', fileURLToPath(new URL('drag.py', import.meta.url)), ...files);
	const [source] = await until('the files can be dragged', async () => {
		const found = await windows('files to drag');
		return found.length && found;
	});
	await output('xdotool', 'windowmove', '--sync', source, '0', '0');
	await output('xdotool', 'windowraise', source);
	const from = await centre(source);
	const to = await centre(id);
	await output('xdotool', 'mousemove', String(from.x), String(from.y), 'sleep', '0.2', 'mousedown', '1');
	const steps = 20;
	for (let step = 1; step <= steps; step++) {
		const at = (a, b) => String(Math.round(a + ((b - a) * step) / steps));
		await output('xdotool', 'mousemove', at(from.x, to.x), at(from.y, to.y), 'sleep', '0.03');
	}
	await output(
		'xdotool',
		'sleep',
		'0.3',
		'mousemove',
		String(to.x + 2),
		String(to.y + 2),
		'sleep',
		'0.3',
		'mouseup',
		'1',
	);
	await output('xdotool', 'sleep', '0.5'); // the drop crosses between two programs
	await stop();
}

/** The middle of a window, on the screen. */
async function centre(id) {
	const text = await output('xdotool', 'getwindowgeometry', '--shell', id);
	const { X, Y, WIDTH, HEIGHT } = Object.fromEntries(text.split('\n').map((line) => line.split('=')));
	return { x: Number(X) + Math.round(WIDTH / 2), y: Number(Y) + Math.round(HEIGHT / 2) };
}

/** Types a text in place of what a field of a window holds, and presses Enter. */
export async function type(id, text) {
	await output('xdotool', 'windowactivate', '--sync', id);
	await output('xdotool', 'key', 'ctrl+a', 'type', '--delay', '5', text);
	await output('xdotool', 'key', 'Return');
}

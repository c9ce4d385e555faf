/** The only door to Go. */
import { real } from './real';
import type { Wire } from './types';

export { WireError } from './types';
export type { Events, Wire } from './types';

/**
 * The wire of this window: Go's where Wails has bound it, else a fake with made-up services, for a plain browser.
 * A window of Wails never gets the fake: it would show levels that nobody has read.
 */
export async function connect(): Promise<Wire> {
	if ('go' in window) return real;
	if (location.hostname.startsWith('wails')) throw new Error('Wails has bound nothing to this window');
	return (await import('./fake')).fake(new URLSearchParams(location.search));
}

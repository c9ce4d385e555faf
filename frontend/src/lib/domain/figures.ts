/** How numbers are written. */

/** A number with a no-break space between its thousands: "1 275". */
export function figure(value: number): string {
	return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** So many of a thing: "1 incident", "1 275 incidents". */
export function counted(value: number, one: string, many = `${one}s`): string {
	return `${figure(value)} ${value === 1 ? one : many}`;
}

const UNITS = ['KB', 'MB', 'GB'];

/** A size in bytes in the unit that keeps it short: "812 bytes", "187 KB", "4.2 MB". */
export function fileSize(bytes: number): string {
	if (bytes < 1_000) return counted(bytes, 'byte');
	let value = bytes / 1_000;
	let unit = 0;
	// 999.5 would be written as 1000.
	for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1_000;
	return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

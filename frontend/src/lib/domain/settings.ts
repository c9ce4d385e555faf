/** Hints on settings, before Go says with authority whether they are right. */
import type { Settings } from './model';

/** The bounds of the numbers, as in the Go side's validation. */
export const BOUNDS = {
	concurrency: [10, 512],
	timeoutSeconds: [1, 120],
	retentionDays: [7, 3650],
	maxMegabytes: [10, 10_240],
} as const;

/** A setting that is a number. */
export type NumberField = keyof typeof BOUNDS;

/** Reads what was typed into a number's field; a sentence says what is wrong with it, else it is empty. */
export function readNumber(field: NumberField, typed: string): { value: number; wrong: string } {
	const text = typed.trim();
	const value = Number(text);
	const [low, high] = BOUNDS[field];
	if (text === '' || !Number.isInteger(value)) return { value: NaN, wrong: 'A whole number is needed.' };
	if (value < low || value > high) return { value, wrong: `${value} is not between ${low} and ${high}.` };
	return { value, wrong: '' };
}

/** The most addresses that are tried to tell whether the computer is online. */
const PROBES = 16;

/** Reads one address a line (commas count as well), each host:port. */
export function readProbes(typed: string): { value: string[]; wrong: string } {
	const value = typed.split(/[\s,]+/).filter((address) => address !== '');
	if (value.length === 0) return { value, wrong: 'At least one address is needed.' };
	if (value.length > PROBES) return { value, wrong: `At most ${PROBES} addresses are tried.` };
	const odd = value.find((address) => !isProbe(address));
	return { value, wrong: odd === undefined ? '' : `“${odd}” is not of the form host:port.` };
}

/** Whether the page's own calendar knows a zone; "local" is the computer's. */
export function readZone(typed: string): { value: string; wrong: string } {
	const value = typed.trim();
	if (value === 'local') return { value, wrong: '' };
	try {
		if (value === '') throw new RangeError('empty');
		new Intl.DateTimeFormat('en', { timeZone: value });
		return { value, wrong: '' };
	} catch {
		return { value, wrong: `There is no time zone “${value}”.` };
	}
}

/** The settings in the words of the page, for the toast that says what was changed. */
const NAMES: Record<keyof Settings, string> = {
	notifyFrom: 'Notify from',
	notifyRecovery: 'Also when it recovers',
	notifyMaintenance: 'Also when maintenance begins',
	concurrency: 'Services at once',
	timeoutSeconds: 'Give up after',
	probeAddresses: 'Addresses that tell whether you are online',
	retentionDays: 'Keep the past for',
	maxMegabytes: 'Database at most',
	zone: 'Time zone',
	compact: 'Compact rows',
	colourBlind: 'Colour-blind palette',
};

/** The name of a setting. */
export function settingName(field: keyof Settings): string {
	return NAMES[field];
}

/** "Compact rows: on". */
export function settingSentence<F extends keyof Settings>(field: F, value: Settings[F]): string {
	return `${NAMES[field]}: ${said(field, value)}`;
}

const LEVELS: Partial<Record<Settings['notifyFrom'], string>> = {
	degraded: 'Degraded and worse',
	partial_outage: 'Partial outage and worse',
	major_outage: 'Major outage only',
};

/** From which level the user can be told, as the choices of a select. */
export const NOTIFY_FROM = Object.entries(LEVELS).map(([value, label]) => ({
	value: value as Settings['notifyFrom'],
	label,
}));

const UNITS: Partial<Record<keyof Settings, string>> = {
	timeoutSeconds: ' s',
	retentionDays: ' days',
	maxMegabytes: ' MB',
};

function said(field: keyof Settings, value: Settings[keyof Settings]): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (Array.isArray(value)) return value.join(', ');
	if (field === 'notifyFrom') return LEVELS[value as Settings['notifyFrom']] ?? String(value);
	if (field === 'zone' && value === 'local') return 'the computer’s';
	return `${value}${UNITS[field] ?? ''}`;
}

/** host:port, where a host of colons stands in brackets. */
function isProbe(address: string): boolean {
	const parts = /^(\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):(\d{1,5})$/.exec(address);
	const port = Number(parts?.[2]);
	return parts !== null && port >= 1 && port <= 65_535;
}

/** A size in bytes as megabytes: "4.2 MB". */
export function megabytes(bytes: number): string {
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

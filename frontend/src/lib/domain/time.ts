const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in at most two units: "40 s", "47 min", "2 h 06 min", "3 d 4 h", "62 d". */
export function age(span: number): string {
	const ms = Math.max(0, span);
	if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
	if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
	if (ms < DAY) return pair(ms, HOUR, 'h', MINUTE, 'min');
	if (ms < 14 * DAY) return pair(ms, DAY, 'd', HOUR, 'h');
	return `${Math.floor(ms / DAY)} d`;
}

/** A span of time in one unit, for columns whose width must not change: "40 s", "47 min", "2 h", "62 d". */
export function ageShort(span: number): string {
	return age(span).split(' ').slice(0, 2).join(' ');
}

function pair(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
	const rest = Math.floor((ms % big) / small);
	const figures = smallUnit === 'min' ? two(rest) : rest;
	return `${Math.floor(ms / big)} ${bigUnit}${rest ? ` ${figures} ${smallUnit}` : ''}`;
}

/** A zone that times are told in: "local" for the computer's own, "UTC", or an IANA name. */
export type Zone = string;

/** A time as a calendar and a clock show it; month and weekday count from 0, the week from Sunday. */
interface Civil {
	year: number;
	month: number;
	date: number;
	weekday: number;
	hour: number;
	minute: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A time in a zone. Only a zone that is neither the computer's nor UTC needs Intl, whose tables take megabytes. */
function civil(time: number, zone: Zone): Civil {
	if (zone !== 'local') return utc(zone === 'UTC' ? time : shifted(time, zone));
	const local = new Date(time);
	return {
		year: local.getFullYear(),
		month: local.getMonth(),
		date: local.getDate(),
		weekday: local.getDay(),
		hour: local.getHours(),
		minute: local.getMinutes(),
	};
}

function utc(time: number): Civil {
	const date = new Date(time);
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth(),
		date: date.getUTCDate(),
		weekday: date.getUTCDay(),
		hour: date.getUTCHours(),
		minute: date.getUTCMinutes(),
	};
}

const formats = new Map<Zone, Intl.DateTimeFormat>();

/** The time at which clocks in UTC show what those of the zone show at a time. */
export function shifted(time: number, zone: Zone): number {
	let format = formats.get(zone);
	if (!format) {
		const numeric = 'numeric' as const;
		const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
		format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields });
		formats.set(zone, format);
	}
	const read = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
	const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = read;
	return Date.UTC(year, month - 1, date, hour, minute, second);
}

function two(figure: number): string {
	return String(figure).padStart(2, '0');
}

/** A time of day: "13:45". */
export function clock(time: number, zone: Zone): string {
	const { hour, minute } = civil(time, zone);
	return `${two(hour)}:${two(minute)}`;
}

/** A day: "21 Oct". */
export function day(time: number, zone: Zone): string {
	const { date, month } = civil(time, zone);
	return `${date} ${months[month]}`;
}

/** A month: "Nov 2026". */
export function month(time: number, zone: Zone): string {
	const { month, year } = civil(time, zone);
	return `${months[month]} ${year}`;
}

/** A day with its name: "Sun 15 Nov". */
export function weekday(time: number, zone: Zone): string {
	return `${weekdays[civil(time, zone).weekday]} ${day(time, zone)}`;
}

/** A time with all that is known of it, for a tooltip: "Thu 19 Nov 2026, 13:45 UTC". */
export function full(time: number, zone: Zone): string {
	return `${weekday(time, zone)} ${civil(time, zone).year}, ${clock(time, zone)} ${zoneLabel(time, zone)}`;
}

/** A zone as it stands behind a time; the computer's own as what it differs from UTC by: "UTC+5:30". */
function zoneLabel(time: number, zone: Zone): string {
	if (zone !== 'local') return zone.replaceAll('_', ' ');
	const ahead = -new Date(time).getTimezoneOffset();
	const minutes = Math.abs(ahead) % 60;
	const hours = Math.floor(Math.abs(ahead) / 60);
	return ahead === 0 ? 'UTC' : `UTC${ahead < 0 ? '−' : '+'}${hours}${minutes ? `:${two(minutes)}` : ''}`;
}

/** A time as short as it stays clear: the clock for today, "17 Nov, 13:45" for the days before, the date for other years. */
export function at(time: number, now: number, zone: Zone): string {
	const that = civil(time, zone);
	const today = civil(now, zone);
	if (that.year !== today.year) return `${day(time, zone)} ${that.year}`;
	if (that.date !== today.date || that.month !== today.month) return `${day(time, zone)}, ${clock(time, zone)}`;
	return clock(time, zone);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in at most two units: "40 s", "47 min", "2 h 14 min", "3 d 4 h", "62 d". */
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
	return `${Math.floor(ms / big)} ${bigUnit}${rest ? ` ${rest} ${smallUnit}` : ''}`;
}

type Parts = Record<'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second' | 'timeZoneName', string>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The parts of a time in a zone. Formats are kept, because making one takes longer than using it a hundred times. */
function parts(time: number, zone: string): Parts {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			weekday: 'short',
			day: 'numeric',
			month: 'short',
			year: 'numeric',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			hourCycle: 'h23',
			timeZoneName: 'short',
		});
		formats.set(zone, format);
	}
	return Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value])) as Parts;
}

/** A time of day: "13:45". */
export function clock(time: number, zone: string): string {
	const { hour, minute } = parts(time, zone);
	return `${hour}:${minute}`;
}

/** A day: "21 Oct". */
export function day(time: number, zone: string): string {
	const { day: date, month } = parts(time, zone);
	return `${date} ${month}`;
}

/** A day with its name: "Sun 15 Nov". */
export function weekday(time: number, zone: string): string {
	return `${parts(time, zone).weekday} ${day(time, zone)}`;
}

/** A time with all that is known of it, for a tooltip: "Thu 19 Nov 2026, 13:45 UTC". */
export function full(time: number, zone: string): string {
	const { year, timeZoneName } = parts(time, zone);
	return `${weekday(time, zone)} ${year}, ${clock(time, zone)} ${timeZoneName}`;
}

/** A time as short as it stays clear: the clock for today, "17 Nov, 13:45" for the days before, the date for other years. */
export function at(time: number, now: number, zone: string): string {
	const that = parts(time, zone);
	const today = parts(now, zone);
	if (that.year !== today.year) return `${day(time, zone)} ${that.year}`;
	if (that.day !== today.day || that.month !== today.month) return `${day(time, zone)}, ${clock(time, zone)}`;
	return clock(time, zone);
}

/** The days, weeks, months and years of a zone. Days are counted from 1 January 1970 as clocks in the zone show it. */

import { shifted, type Zone } from '../domain/time';
import type { Step } from './model';

const SECOND = 1_000;
const DAY = 86_400_000;

/** No zone is asked twice within so many milliseconds (12 days), in which its clocks are taken to change at most once. */
const STRETCH = 2 ** 30;

/** Before 1900 the clocks of each place showed the place's own time; all days before are taken to be as long. */
const FIRST = Date.UTC(1900, 0, 1);

/** How far clocks of a zone are ahead of UTC in a stretch of time. */
interface Stretch {
	from: number;
	to: number;
	before: number;
	/** The first instant at which they are ahead by after; that of the end where nothing changes. */
	change: number;
	after: number;
}

/** The calendar of one zone. */
export class Days {
	private readonly ahead = new Map<number, number>();
	private readonly stretches = new Map<number, Stretch>();
	private latest: Stretch = { from: 0, to: 0, before: 0, change: 0, after: 0 };

	constructor(private readonly zone: Zone) {}

	/** The day in which an instant lies. */
	dayOf(time: number): number {
		let day = Math.floor((time + this.offset(time)) / DAY);
		// Clocks put back across midnight show the day before once more, but a day does not begin twice.
		while (this.startOf(day + 1) <= time) day++;
		return day;
	}

	/** The first instant of a day; that of the next one for a day which the zone left out. */
	startOf(day: number): number {
		const midnight = day * DAY;
		const before = this.offset(midnight - DAY);
		const after = this.offset(midnight + DAY);
		if (before === after) return midnight - before;
		const change = this.firstChange(midnight - DAY, midnight + DAY, before);
		return midnight - before < change ? midnight - before : Math.max(change, midnight - after);
	}

	/** How many milliseconds the clocks are ahead of UTC. */
	private offset(time: number): number {
		if (this.zone === 'UTC') return 0;
		if (time < this.latest.from || time >= this.latest.to) this.latest = this.stretch(Math.floor(time / STRETCH));
		return time < this.latest.change ? this.latest.before : this.latest.after;
	}

	private stretch(index: number): Stretch {
		let known = this.stretches.get(index);
		if (!known) {
			const [from, to] = [index * STRETCH, (index + 1) * STRETCH];
			const [before, after] = [this.measured(index), this.measured(index + 1)];
			const change = before === after ? to : bisect(from, to, (time) => aheadOfUTC(time, this.zone) !== before);
			known = { from, to, before, change, after };
			this.stretches.set(index, known);
		}
		return known;
	}

	private measured(index: number): number {
		let ahead = this.ahead.get(index);
		if (ahead === undefined) this.ahead.set(index, (ahead = aheadOfUTC(index * STRETCH, this.zone)));
		return ahead;
	}

	private firstChange(from: number, to: number, before: number): number {
		return bisect(from, to, (time) => this.offset(time) !== before);
	}
}

/** The first whole second after from at which something is so; at from it is not, at to it is. */
function bisect(from: number, to: number, isSo: (time: number) => boolean): number {
	let [no, yes] = [Math.floor(from / SECOND), Math.ceil(to / SECOND)];
	while (yes - no > 1) {
		const middle = Math.floor((no + yes) / 2);
		if (isSo(middle * SECOND)) yes = middle;
		else no = middle;
	}
	return yes * SECOND;
}

function aheadOfUTC(time: number, zone: Zone): number {
	const second = Math.floor(Math.max(time, FIRST) / SECOND) * SECOND;
	if (zone !== 'local') return shifted(second, zone) - second;
	const date = new Date(second);
	const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
	return day + (date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds()) * SECOND - second;
}

const calendars = new Map<Zone, Days>();

/** The calendar of a zone, with what is known of it by now. */
export function daysOf(zone: Zone): Days {
	let days = calendars.get(zone);
	if (!days) calendars.set(zone, (days = new Days(zone)));
	return days;
}

/** The first day of the week from Monday, the month or the year in which a day lies. */
export function firstDay(day: number, step: Step): number {
	if (step === 'day') return day;
	if (step === 'week') return day - weekday(day);
	const date = new Date(day * DAY);
	if (step === 'year') date.setUTCMonth(0);
	return date.setUTCDate(1) / DAY;
}

/** The first day of the week, month or year after one, given the first day of that. */
export function nextFirstDay(first: number, step: Step): number {
	if (step === 'day') return first + 1;
	if (step === 'week') return first + 7;
	const date = new Date(first * DAY);
	return date.setUTCMonth(date.getUTCMonth() + (step === 'year' ? 12 : 1)) / DAY;
}

/** The weekday of a day: 0 is Monday. */
function weekday(day: number): number {
	return (((day + 3) % 7) + 7) % 7;
}

/** The first instant of the day, week, month or year in which an instant lies. */
export function bucketStart(time: number, step: Step, zone: Zone): number {
	const days = daysOf(zone);
	return days.startOf(firstDay(days.dayOf(time), step));
}

/** The first instant of the next day, week, month or year. */
export function nextBucket(time: number, step: Step, zone: Zone): number {
	const days = daysOf(zone);
	return days.startOf(nextFirstDay(firstDay(days.dayOf(time), step), step));
}

/** The first instant of the day n days after the one in which an instant lies; n may be negative. */
export function addDays(time: number, n: number, zone: Zone): number {
	const days = daysOf(zone);
	return days.startOf(days.dayOf(time) + n);
}

/** The day in which an instant lies, as the time at which it begins in UTC. */
export function dateOf(time: number, zone: Zone): number {
	return daysOf(zone).dayOf(time) * DAY;
}

/** Whether an instant is the first of its day. */
export function isDayStart(time: number, zone: Zone): boolean {
	return bucketStart(time, 'day', zone) === time;
}

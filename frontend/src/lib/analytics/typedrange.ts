/** Dates as people type them into the filter. */

import type { Zone } from '../domain/time';
import { PRESETS, type Preset, type Range } from './presets';
import { daysOf } from './zone';

const DAY = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ENDS = /^(.+?)\s*(?:\s+to\s+|\s+-\s+|–|—|\.\.+)\s*(.+)$/;

const UNREADABLE = 'Write dates such as 2026-08-24 to 2026-11-22, or 24 Aug to 22 Nov 2026.';
const REVERSED = 'The range ends before it begins.';

/** A day, a month or a year of the calendar, as far as it was written; months count from 0. */
interface Written {
	year?: number;
	month?: number;
	date?: number;
}

/** What was typed: a preset, a range of whole days of the zone, or what is wrong with it as a sentence. */
export type Typed = { period: Preset | Range } | { wrong: string };

/** Reads a range: two dates, a single day, month or year, an open end ("from 24 Aug 2026"), or the name of a preset. */
export function readRange(text: string, zone: Zone): Typed {
	const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
	const preset = typed === '' ? 'all' : PRESETS.find((name) => name === typed);
	if (preset) return { period: preset };
	const open = /^(from|since|until) (.+)$/.exec(typed);
	const ends = ENDS.exec(typed);
	if (open?.[1] && open[2])
		return open[1] === 'until' ? range(null, read(open[2]), zone) : range(read(open[2]), null, zone);
	if (!ends?.[1] || !ends[2]) return range(read(typed), read(typed), zone);
	const last = read(ends[2]);
	return range(completed(read(ends[1]), last), last, zone);
}

/** undefined is a date that could not be read, null an open end. */
function range(first: Written | undefined | null, last: Written | undefined | null, zone: Zone): Typed {
	const from = first && firstDay(first);
	const to = last && dayAfter(last);
	if (from === undefined || to === undefined) return { wrong: UNREADABLE };
	if (from !== null && to !== null && from >= to) return { wrong: REVERSED };
	const days = daysOf(zone);
	return { period: { from: from && days.startOf(from), to: to && days.startOf(to) } };
}

function read(text: string): Written | undefined {
	const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
	if (iso) return written(iso[1], iso[2], iso[3]);
	const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
	if (dotted) return written(dotted[3], dotted[2], dotted[1]);
	const named = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?(\d{1,2})?(?: ?([a-z]{3,9}))?(?: (\d{4}))?$/.exec(text);
	if (!named) return undefined;
	const month = named[2] === undefined ? undefined : MONTHS.indexOf(named[2].slice(0, 3)) + 1;
	return month === 0 ? undefined : written(named[3], month, named[1]);
}

function written(year?: string, month?: string | number, date?: string): Written {
	return {
		year: year === undefined ? undefined : Number(year),
		month: month === undefined ? undefined : Number(month) - 1,
		date: date === undefined ? undefined : Number(date),
	};
}

/** The first of two dates with what only the last one says, as in "24 Aug to 22 Nov 2026" and "1 to 22 Nov 2026". */
function completed(first: Written | undefined, last: Written | undefined): Written | undefined {
	if (!first || !last) return undefined;
	const { date, month = last.month, year } = first;
	if (year !== undefined || last.year === undefined) return { ...first, month };
	return { date, month, year: last.year };
}

/** The number of the first day of what was written; undefined where the calendar has no such day. */
function firstDay({ year, month = 0, date = 1 }: Written): number | undefined {
	if (year === undefined || year < 1) return undefined;
	const time = new Date(0).setUTCFullYear(year, month, date);
	const day = new Date(time);
	return day.getUTCMonth() === month && day.getUTCDate() === date ? time / DAY : undefined;
}

function dayAfter(last: Written): number | undefined {
	if (last.date !== undefined) {
		const day = firstDay(last);
		return day === undefined ? undefined : day + 1;
	}
	const next =
		last.month === undefined || last.month === 11 ? { year: (last.year ?? 0) + 1 } : { ...last, month: last.month + 1 };
	return last.year === undefined ? undefined : firstDay(next);
}

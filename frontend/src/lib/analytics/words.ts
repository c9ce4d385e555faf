/** What Analytics says: ranges, bars, changes and shares. */

import { counted, figure } from '../domain/figures';
import { clock, day, month, weekday, type Zone } from '../domain/time';
import type { Bucket, Step } from './model';
import type { Range } from './presets';
import { dateOf, isDayStart } from './zone';

const NBSP = '\u00a0';
const DAY = 86_400_000;

/** Below this number a change is told as a number: of few, percents say nothing. */
const FEW = 100;

/** A word as it begins a line: "in progress" as "In progress". */
export function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A range: "24 Aug to 22 Nov 2026", "22 Nov 2026", "from 24 Aug 2026", "all"; with the clock where it cuts a day. */
export function rangeText({ from, to }: Range, zone: Zone): string {
	if (from === null) return to === null ? 'all' : `until ${endText(to, zone)}`;
	if (to === null) return `from ${startText(from, zone)}`;
	if (!isDayStart(from, zone) || !isDayStart(to, zone)) return `${startText(from, zone)} to ${endText(to, zone)}`;
	return daysText(dateOf(from, zone), dateOf(to - 1, zone), (date) => day(date, 'UTC'));
}

/** From one day to another, with what both have in common said once. Days are given as they begin in UTC. */
function daysText(first: number, last: number, name: (date: number) => string): string {
	if (first === last) return withYear(first, name);
	if (yearOf(first) !== yearOf(last)) return `${withYear(first, name)} to ${withYear(last, name)}`;
	const sameMonth = month(first, 'UTC') === month(last, 'UTC');
	return `${sameMonth ? name(first).replace(/ \D+$/, '') : name(first)} to ${withYear(last, name)}`;
}

function withYear(date: number, name: (date: number) => string): string {
	return `${name(date)} ${yearOf(date)}`;
}

function yearOf(date: number): number {
	return new Date(date).getUTCFullYear();
}

function dayText(time: number, zone: Zone): string {
	return withYear(dateOf(time, zone), (date) => day(date, 'UTC'));
}

function startText(from: number, zone: Zone): string {
	return isDayStart(from, zone) ? dayText(from, zone) : `${dayText(from, zone)}, ${clock(from, zone)}`;
}

function endText(to: number, zone: Zone): string {
	return isDayStart(to, zone) ? dayText(to - 1, zone) : `${dayText(to, zone)}, ${clock(to, zone)}`;
}

const SPANS: Record<Step, string> = { day: 'days', week: 'weeks from Monday', month: 'months', year: 'years' };

/** How much of a log is shown, and in which bars: "1 275 of 4 812 incidents, weeks from Monday, UTC". */
export function extentText(shown: number, all: number, step: Step, zone: Zone): string {
	const part = shown === all ? '' : `${figure(shown)} of `;
	return `${part}${counted(all, 'incident')}, ${SPANS[step]}, ${zone.replaceAll('_', ' ')}`;
}

/** What stands below a bar: "24 Aug", "Nov 2026", "2026". */
export function barLabel(start: number, step: Step, zone: Zone): string {
	const date = dateOf(start, zone);
	if (step === 'year') return String(yearOf(date));
	return step === 'month' ? month(date, 'UTC') : day(date, 'UTC');
}

/** A bar in full: "Mon 12 Oct 2026", "Mon 12 to Sun 18 Oct 2026", "Oct 2026", "2026". */
export function barTitle({ start, end }: Pick<Bucket, 'start' | 'end'>, step: Step, zone: Zone): string {
	if (step === 'month' || step === 'year') return barLabel(start, step, zone);
	return daysText(dateOf(start, zone), dateOf(end - 1, zone), (date) => weekday(date, 'UTC'));
}

/** A bar against the one before it: "24 more than the week before". */
export function barChange(total: number, before: number, step: Step): string {
	if (total === before) return `as many as the ${step} before`;
	return `${figure(Math.abs(total - before))} ${total > before ? 'more' : 'fewer'} than the ${step} before`;
}

/** A change against an earlier number. */
export interface Change {
	text: string;
	direction: 'up' | 'down' | 'same' | 'none';
}

/** A change of a count: in percent, "7.6 %", or of few as a number, "6". before is null where there is no earlier one. */
export function change(now: number, before: number | null): Change {
	if (before === null) return { text: 'no earlier period', direction: 'none' };
	const percent = (100 * Math.abs(now - before)) / before;
	// What would be rounded to nothing is told as a number, too.
	const small = before < FEW || percent < 0.05;
	return changed(now - before, small ? figure(Math.abs(now - before)) : percents(percent));
}

/** A change of a share in points of a percent, "2 points"; the shares are rounded as they are shown. */
export function pointsChange(now: number, before: number | null): Change {
	if (before === null) return { text: 'no earlier period', direction: 'none' };
	const points = Math.round(100 * now) - Math.round(100 * before);
	return changed(points, `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`);
}

function changed(by: number, text: string): Change {
	if (by === 0) return { text: 'no change', direction: 'same' };
	return { text, direction: by > 0 ? 'up' : 'down' };
}

function percents(percent: number): string {
	return `${percent < 99.95 ? percent.toFixed(1) : figure(Math.round(percent))}${NBSP}%`;
}

/**
 * A part of a whole in percent: "81 %", or with one decimal "96.9 %". Only the whole is 100 and only nothing is 0: what
 * would be rounded to them is told as "over 99 %" or "under 1 %".
 */
export function share(part: number, whole: number, decimals = 0): string {
	const percent = whole === 0 ? 0 : (100 * part) / whole;
	const least = 1 / 10 ** decimals;
	const text = percent.toFixed(decimals);
	if (part > 0 && Number(text) === 0) return `under ${least}${NBSP}%`;
	if (part < whole && Number(text) === 100) return `over ${(100 - least).toFixed(decimals)}${NBSP}%`;
	return `${Number(text) % 100 === 0 ? Number(text) : text}${NBSP}%`;
}

/** With which period a range is compared: "in the 13 weeks before", "on the day before", "in the same time before". */
export function beforeText(from: number, to: number, zone: Zone): string {
	if (!isDayStart(from, zone) || !isDayStart(to, zone)) return 'in the same time before';
	const days = (dateOf(to, zone) - dateOf(from, zone)) / DAY;
	if (days === 1) return 'on the day before';
	return days >= 14 && days % 7 === 0 ? `in the ${days / 7} weeks before` : `in the ${figure(days)} days before`;
}

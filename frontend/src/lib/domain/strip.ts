import { levelWord, severity } from './level';
import type { Day, Level } from './model';

/** Path data of a strip of days, one path for everything of one look, so that a long list stays cheap. */
export interface Strip {
	width: number;
	operational: string;
	maintenance: string;
	degraded: string;
	outage: string;
	/** Could not be read: drawn as a hollow edge. */
	unreadable: string;
	/** Nobody looked: drawn hatched. */
	unobserved: string;
}

/** The height of a strip; a column is as high as its day was bad. */
export const STRIP_HEIGHT = 20;

const heights: Record<Level, number> = {
	operational: 10,
	maintenance: 10,
	unknown: 10,
	degraded: 14,
	partial_outage: 17,
	major_outage: STRIP_HEIGHT,
};

/** The head that a notch cuts off a day of partial outage, so that it differs from a major one without colour. */
const HEAD = 5;

/** The width of a column and the gap after it. */
export interface Pitch {
	column: number;
	gap: number;
}

/** The columns of a wide window and of a narrow one. */
export const pitches = { wide: { column: 5, gap: 2 }, narrow: { column: 4, gap: 1 } } satisfies Record<string, Pitch>;

/** Draws the days, oldest at the left. */
export function drawStrip(days: readonly Day[], { column, gap }: Pitch): Strip {
	const strip: Strip = {
		width: Math.max(0, days.length * (column + gap) - gap),
		operational: '',
		maintenance: '',
		degraded: '',
		outage: '',
		unreadable: '',
		unobserved: '',
	};
	days.forEach((day, i) => drawDay(strip, day, i * (column + gap), column));
	return strip;
}

function drawDay(strip: Strip, day: Day, x: number, width: number): void {
	const height = dayHeight(day);
	const { observed, unreadable } = shares(day, height);
	const floor = STRIP_HEIGHT;
	const base = floor - observed;
	if (observed > 0) strip[look(day.worst)] += filled(day, x, base, width, observed, height);
	if (unreadable > 0) strip.unreadable += box(x + 0.5, base - unreadable + 0.5, width - 1, unreadable - 1);
	const rest = height - observed - unreadable;
	if (rest > 0) strip.unobserved += box(x, floor - height, width, rest);
}

/** The day at a distance from the left end of a strip, by its index; -1 where there is none. */
export function dayAt(x: number, count: number, { column, gap }: Pitch): number {
	return Math.min(count - 1, Math.max(0, Math.floor(x / (column + gap))));
}

/** How high the column of a day is. */
export function dayHeight(day: Day): number {
	return day.observed > 0 ? heights[day.worst] : heights.operational;
}

function look(level: Level): 'operational' | 'maintenance' | 'degraded' | 'outage' {
	if (level === 'maintenance' || level === 'degraded') return level;
	return severity(level) > severity('degraded') ? 'outage' : 'operational';
}

/** Whole pixels for what was observed and what could not be read; what is left was not observed. */
function shares(day: Day, height: number): { observed: number; unreadable: number } {
	const other = day.offline + day.notRunning;
	const total = day.observed + day.unreadable + other;
	if (total === 0) return { observed: 0, unreadable: 0 };
	const pixels = (quarters: number) => Math.round((quarters / total) * height);
	const least = day.observed ? 1 : 0;
	// Below four pixels a hollow share could not be told from a filled one.
	const unreadable = day.unreadable ? Math.min(height - least, Math.max(4, pixels(day.unreadable))) : 0;
	const room = height - unreadable;
	const observed = other ? Math.min(pixels(day.observed), room - 1) : room;
	return { observed: Math.max(least, day.observed ? observed : 0), unreadable };
}

function filled(day: Day, x: number, y: number, width: number, height: number, whole: number): string {
	const notch = STRIP_HEIGHT - whole + HEAD;
	if (day.worst !== 'partial_outage' || y >= notch) return box(x, y, width, height);
	return box(x, y, width, notch - y) + box(x, notch + 1, width, STRIP_HEIGHT - notch - 1);
}

function box(x: number, y: number, width: number, height: number): string {
	return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/** Says in words what a strip shows: "Last 30 days: 2 degraded, 1 partial outage". */
export function stripSentence(days: readonly Day[]): string {
	const bad: Level[] = ['major_outage', 'partial_outage', 'degraded'];
	const counts = bad
		.map((level) => ({ level, count: days.filter((day) => day.observed > 0 && day.worst === level).length }))
		.filter(({ count }) => count > 0)
		.map(({ level, count }) => `${count} ${levelWord(level).toLowerCase()}`);
	return `Last ${days.length === 1 ? 'day' : `${days.length} days`}: ${counts.join(', ') || 'no trouble observed'}`;
}

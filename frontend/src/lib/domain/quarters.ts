import { severity } from './level';
import type { DayDetail, Level } from './model';
import { clock } from './time';

/** What is known of a stretch of quarter-hours: an observed level, or why there is none. */
export type Coverage = Level | 'unreadable' | 'offline' | 'not_running' | 'to_come';

/** A stretch of quarter-hours of one kind. */
export interface Stretch {
	coverage: Coverage;
	from: number;
	count: number;
}

const QUARTER = 900_000;

/** The quarter-hours of a day. */
export const QUARTERS = 96;

const letters: Record<string, Coverage> = {
	o: 'operational',
	m: 'maintenance',
	d: 'degraded',
	p: 'partial_outage',
	x: 'major_outage',
	u: 'unreadable',
	f: 'offline',
	'.': 'not_running',
};

/** A day as stretches from midnight on; a letter nobody knows counts as not running, never as well. */
export function stretches({ quarters }: DayDetail): Stretch[] {
	const result: Stretch[] = [];
	[...quarters].forEach((letter, from) => {
		const coverage = letters[letter] ?? 'not_running';
		const last = result.at(-1);
		if (last?.coverage === coverage) last.count++;
		else result.push({ coverage, from, count: 1 });
	});
	const begun = quarters.length;
	if (begun < QUARTERS) result.push({ coverage: 'to_come', from: begun, count: QUARTERS - begun });
	return result;
}

/** When the worst level of a day held: "13:45 to 15:45", with how many more times; empty where all was well. */
export function worstTimes(detail: DayDetail, worst: Level, zone: string): string {
	if (severity(worst) === 0) return '';
	const held = stretches(detail).filter((each) => each.coverage === worst);
	const first = held[0];
	if (!first) return '';
	const time = (quarter: number) => clock(detail.start + quarter * QUARTER, zone);
	const more = held.length > 1 ? ` and ${held.length - 1} more` : '';
	return `${time(first.from)} to ${time(first.from + first.count)}${more}`;
}

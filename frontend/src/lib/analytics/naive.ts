/** What the Cube must answer, worked out row by row. */

import { bucketStart, nextBucket, addDays } from './zone';
import { NO_SPAN, STAGES, STATES, type Bucket, type Counts, type Filter, type Log, type Step } from './model';
import type { ServiceCounts } from './model';

/** Whether a service is one of those that a filter chooses. */
function isChosen(log: Log, filter: Filter, service: number): boolean {
	const plain = (text: string) =>
		text
			.toUpperCase()
			.normalize('NFD')
			.replace(/[\u0300-\u036f]/g, '');
	const found = plain(log.services[service] ?? '').includes(plain(filter.search));
	return found && (filter.services === null || filter.services.has(service));
}

/** The services of a row. */
function servicesAt(log: Log, row: number): readonly number[] {
	return log.cells[log.cell[row] ?? -1] ?? [];
}

/** The rows that match. */
export function matching(log: Log, filter: Filter): number[] {
	return [...log.created.keys()].filter((row) => {
		const time = log.created[row] ?? NaN;
		if (filter.from !== null && time < filter.from) return false;
		if (filter.to !== null && time >= filter.to) return false;
		if (filter.states && !filter.states.has(stateAt(log, row))) return false;
		if (filter.stages && !filter.stages.has(stageAt(log, row))) return false;
		return servicesAt(log, row).some((service) => isChosen(log, filter, service));
	});
}

const stateAt = (log: Log, row: number) => STATES[log.state[row] ?? 0] ?? 'open';
const stageAt = (log: Log, row: number) => STAGES[log.stage[row] ?? 0] ?? 'prd';

export function counts(log: Log, rows: readonly number[]): Counts {
	const inState = (state: string) => rows.filter((row) => stateAt(log, row) === state).length;
	const inStage = (stage: string) => rows.filter((row) => stageAt(log, row) === stage).length;
	return {
		total: rows.length,
		open: inState('open'),
		inprogress: inState('inprogress'),
		closed: inState('closed'),
		prd: inStage('prd'),
		stg: inStage('stg'),
	};
}

export function buckets(log: Log, filter: Filter, step: Step, zone: string): Bucket[] {
	const rows = matching(log, filter);
	const from = filter.from ?? log.created[0] ?? 0;
	const to = filter.to ?? (log.created.at(-1) ?? -1) + 1;
	const found: Bucket[] = [];
	for (let start = bucketStart(from, step, zone); from < to && start < to; start = nextBucket(start, step, zone)) {
		const end = nextBucket(start, step, zone);
		const { open, inprogress, closed } = counts(
			log,
			rows.filter((row) => (log.created[row] ?? NaN) >= start && (log.created[row] ?? NaN) < end),
		);
		found.push({ start, end, open, inprogress, closed });
	}
	return found;
}

export function services(log: Log, filter: Filter): ServiceCounts[] {
	const rows = matching(log, filter);
	return log.services
		.map((_, service) => ({ service, rows: rows.filter((row) => servicesAt(log, row).includes(service)) }))
		.filter(({ service, rows }) => isChosen(log, filter, service) && rows.length > 0)
		.map(({ service, rows }) => {
			const { total, open, inprogress } = counts(log, rows);
			return { service, total, open, inprogress, last: Math.max(...rows.map((row) => log.created[row] ?? NaN)) };
		})
		.sort((a, b) => b.total - a.total || a.service - b.service);
}

/** The start of the period before, by the words of Analysis.before; null where there is none. */
export function beforeFrom(log: Log, filter: Filter, zone: string): number | null {
	const { from } = filter;
	const to = filter.to ?? (log.rows ? addDays(log.created.at(-1) ?? 0, 1, zone) : -Infinity);
	if (from === null || from >= to) return null;
	if (bucketStart(from, 'day', zone) !== from || bucketStart(to, 'day', zone) !== to) return from - (to - from);
	let days = 0;
	for (let day = from; day < to; day = nextBucket(day, 'day', zone)) days++;
	let start = from;
	for (; days > 0; days--) start = bucketStart(start - 1, 'day', zone);
	return start;
}

export function sparkMonth(log: Log, filter: Filter, service: number, zone: string): number[] {
	const to = filter.to ?? (log.created.at(-1) ?? -1) + 1;
	const rows = matching(log, { ...filter, from: null, services: new Set([service]), search: '' });
	return Array.from({ length: 30 }, (_, i) => {
		const [start, end] = [addDays(to - 1, i - 29, zone), addDays(to - 1, i - 28, zone)];
		return rows.filter((row) => (log.created[row] ?? NaN) >= start && (log.created[row] ?? NaN) < end).length;
	});
}

export function medianSpan(log: Log, filter: Filter): number | null {
	const spans = matching(log, filter)
		.filter((row) => stateAt(log, row) === 'closed' && log.span[row] !== NO_SPAN && (log.span[row] ?? -1) >= 0)
		.map((row) => log.span[row] ?? NaN)
		.sort((a, b) => a - b);
	if (spans.length === 0) return null;
	const middle = spans.slice(Math.ceil(spans.length / 2) - 1, Math.floor(spans.length / 2) + 1);
	return middle.reduce((sum, span) => sum + span, 0) / middle.length;
}

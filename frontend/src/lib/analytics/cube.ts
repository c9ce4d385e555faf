/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import type { Zone } from '../domain/time';
import { barsOf } from './buckets';
import { median } from './median';
import { STATES, type Analysis, type Bucket, type Counts, type Filter, type Granularity, type Log } from './model';
import type { ServiceCounts, Sparks } from './model';
import { Selector, type Selection } from './selection';
import { BOTH, COUNTERS, firstAtLeast, NEWEST, Snapshots, type Totals } from './snapshots';
import { daysOf, nextBucket } from './zone';

const CLOSED = STATES.indexOf('closed');
const WEEK = 7;
const MONTH = 30;

/** A stretch of rows: the first, and the first after it. */
interface Rows {
	from: number;
	to: number;
}

/** What a selection means for snapshots. */
interface Chosen extends Selection {
	/** The slots whose cells are chosen. */
	slots: number[];
	/** Where the counters of the trend begin in totals: of the chosen slots, or of the others where those are fewer. */
	counters: Int32Array;
	/** Where the counters of all slots begin, from which those of the others are to be taken; −1 where nothing is. */
	all: number;
}

/**
 * Answers every filter over a log in a time that hardly depends on its rows. A cube of all days × cells × stages ×
 * states holds running totals; only the rows of days that a range cuts, and of rare cells, are walked.
 */
export class Cube {
	private readonly snapshots: Snapshots;
	private readonly selector: Selector;
	/** Totals at the beginning and the end of a range, kept so that a filter leaves no garbage. */
	private readonly low: Totals;
	private readonly high: Totals;
	private readonly matches: Uint32Array;

	constructor(
		private readonly log: Log,
		private readonly zone: Zone,
	) {
		this.snapshots = new Snapshots(log, zone);
		this.selector = new Selector(log);
		this.low = this.snapshots.room();
		this.high = this.snapshots.room();
		this.matches = new Uint32Array(this.snapshots.rest.length);
	}

	/** Everything that a filter shows at once. */
	analyse(filter: Filter, granularity: Granularity): Analysis {
		const chosen = this.chosen(this.selector.select(filter));
		const before = this.countsBefore(filter, chosen);
		const rows = this.rowsOf(filter.from, filter.to);
		const rest = this.restOf(rows, chosen);
		this.totals(rows);
		const { from, to } = this.shown(filter);
		const bars = barsOf(from, to, granularity, this.zone);
		return {
			counts: this.counts(chosen, rest),
			before,
			granularity: bars.granularity,
			buckets: bucketsOf(bars.bounds, this.trend(bars.bounds, chosen, rest)),
			services: this.services(chosen, rest),
		};
	}

	/** How many incidents match; the same as analyse().counts.total. */
	rows(filter: Filter): number {
		const chosen = this.chosen(this.selector.select(filter));
		return this.countsIn(this.rowsOf(filter.from, filter.to), chosen).total;
	}

	/** The days of one service's card. */
	sparks(filter: Filter, service: number): Sparks {
		const days = daysOf(this.zone);
		const { to } = this.shown(filter);
		if (this.log.rows === 0 && filter.to === null) return { week: zeros(WEEK), month: zeros(MONTH) };
		const last = days.dayOf(to - 1);
		const bounds = Float64Array.from({ length: MONTH + 1 }, (_, i) => Math.min(to, days.startOf(last - MONTH + 1 + i)));
		const only = { ...filter, services: new Set([service]), search: '' };
		const chosen = this.chosen(this.selector.select(only));
		const rows = this.rowsOf(bounds[0]!, to);
		this.totals(rows);
		const trend = this.trend(bounds, chosen, this.restOf(rows, chosen));
		const month = bucketsOf(bounds, trend).map(({ open, inprogress, closed }) => open + inprogress + closed);
		return { week: month.slice(-WEEK), month };
	}

	/** The first instant of the day in which the range ends; null for an empty log without range. */
	lastDay(filter: Filter): number | null {
		if (this.log.rows === 0 && filter.to === null) return null;
		const days = daysOf(this.zone);
		return days.startOf(days.dayOf(this.shown(filter).to - 1));
	}

	/**
	 * The median span of matching closed incidents, in seconds; null where no span is known. Spans below zero, of
	 * incidents whose last report is before their creation, are left out. It walks the rows: milliseconds for a million.
	 */
	medianSpan(filter: Filter): number | null {
		const { states, stages, cells } = this.selector.select(filter);
		if (!states[CLOSED]) return null;
		const { cell, state, stage, span } = this.log;
		const { from, to } = this.rowsOf(filter.from, filter.to);
		const spans = new Int32Array(to - from);
		let count = 0;
		for (let row = from; row < to; row++) {
			if (state[row] !== CLOSED || span[row]! < 0) continue;
			if (stages[stage[row]!] && cells[cell[row]!]) spans[count++] = span[row]!;
		}
		return median(spans.subarray(0, count));
	}

	private rowsOf(from: number | null, to: number | null): Rows {
		const { created, rows } = this.log;
		const first = from === null ? 0 : firstAtLeast(created, from);
		return { from: first, to: Math.max(first, to === null ? rows : firstAtLeast(created, to)) };
	}

	/** The range that the trend shows: where the filter leaves an end open, the log's own. */
	private shown({ from, to }: Filter): { from: number; to: number } {
		const { created, rows } = this.log;
		const [first, last] = [created[0] ?? 0, created[rows - 1] ?? -1];
		return { from: from ?? first, to: to ?? last + 1 };
	}

	private chosen(selection: Selection): Chosen {
		const { cells, width } = this.snapshots;
		const stage = selection.stages[0] ? (selection.stages[1] ? BOTH : 0) : STATES.length;
		const none = !selection.stages.includes(1);
		const slots: number[] = [];
		const others: number[] = [];
		cells.forEach((cell, slot) => (selection.cells[cell] && !none ? slots : others).push(slot));
		const fromAll = slots.length > others.length;
		return {
			...selection,
			slots,
			counters: Int32Array.from(fromAll ? others : slots, (slot) => slot * COUNTERS + stage),
			all: fromAll ? width - COUNTERS + stage : -1,
		};
	}

	/** The counts of the equal period before; a range without end is one to the end of the log's last day. */
	private countsBefore({ from, to }: Filter, chosen: Chosen): Counts | null {
		const end = to ?? this.endOfLog();
		if (from === null || from >= end) return null;
		return this.countsIn(this.rowsOf(periodBefore(from, end, this.zone), from), chosen);
	}

	private endOfLog(): number {
		const last = this.log.created[this.log.rows - 1];
		return last === undefined ? -Infinity : nextBucket(last, 'day', this.zone);
	}

	private countsIn(rows: Rows, chosen: Chosen): Counts {
		this.totals(rows);
		return this.counts(chosen, this.restOf(rows, chosen));
	}

	private totals({ from, to }: Rows): void {
		this.snapshots.before(from, this.low);
		this.snapshots.before(to, this.high);
	}

	/** The matching rows of the cells without totals. */
	private restOf({ from, to }: Rows, { states, stages, cells }: Selection): Uint32Array {
		const { rest } = this.snapshots;
		const { cell, state, stage } = this.log;
		let count = 0;
		const end = firstAtLeast(rest, to);
		for (let i = firstAtLeast(rest, from); i < end; i++) {
			const row = rest[i]!;
			if (!cells[cell[row]!]) continue;
			if (states[state[row]!] && stages[stage[row]!]) this.matches[count++] = row;
		}
		return this.matches.subarray(0, count);
	}

	private counts(chosen: Chosen, rest: Uint32Array): Counts {
		const sums = new Int32Array(NEWEST);
		for (const slot of chosen.slots) {
			const at = slot * COUNTERS;
			for (let i = 0; i < NEWEST; i++) {
				sums[i]! += this.high.counts[at + i]! - this.low.counts[at + i]!;
			}
		}
		sums.forEach((_, i) => (sums[i]! *= taken(chosen, i)));
		const { state, stage } = this.log;
		for (const row of rest) sums[stage[row]! * STATES.length + state[row]!]!++;
		const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = sums;
		return {
			total: a + b + c + d + e + f,
			open: a + d,
			inprogress: b + e,
			closed: c + f,
			prd: a + b + c,
			stg: d + e + f,
		};
	}

	/** The matching incidents of each bar, one number of each state. */
	private trend(bounds: Float64Array, chosen: Chosen, rest: Uint32Array): Int32Array {
		const bars = Math.max(0, bounds.length - 1);
		const states = STATES.length;
		const trend = new Int32Array(bars * states);
		if (bars === 0) return trend;
		const { counts, times, width } = this.snapshots;
		const [before, after] = [new Int32Array(states), new Int32Array(states)];
		this.sum(this.low.counts, 0, chosen, before);
		let snapshot = firstAtLeast(times, bounds[1]!);
		for (let bar = 0; bar < bars; bar++) {
			if (bar === bars - 1) this.sum(this.high.counts, 0, chosen, after);
			else {
				while (times[snapshot]! < bounds[bar + 1]!) snapshot++;
				this.sum(counts, snapshot * width, chosen, after);
			}
			for (let i = 0; i < states; i++) {
				trend[bar * states + i] = (after[i]! - before[i]!) * chosen.states[i]!;
				before[i] = after[i]!;
			}
		}
		let bar = 0;
		for (const row of rest) {
			while (bar < bars - 1 && this.log.created[row]! >= bounds[bar + 1]!) bar++;
			trend[bar * states + this.log.state[row]!]!++;
		}
		return trend;
	}

	/** The sums over all chosen slots of totals that begin at a place, one of each state. */
	private sum(counts: Int32Array, at: number, { counters, all }: Chosen, sums: Int32Array): void {
		let [open, inprogress, closed] = [0, 0, 0];
		for (let i = 0; i < counters.length; i++) {
			const counter = at + counters[i]!;
			open += counts[counter]!;
			inprogress += counts[counter + 1]!;
			closed += counts[counter + 2]!;
		}
		sums[0] = all < 0 ? open : counts[at + all]! - open;
		sums[1] = all < 0 ? inprogress : counts[at + all + 1]! - inprogress;
		sums[2] = all < 0 ? closed : counts[at + all + 2]! - closed;
	}

	private services(chosen: Chosen, rest: Uint32Array): ServiceCounts[] {
		const { log, low, high, snapshots } = this;
		const sums = new Int32Array(log.services.length * STATES.length);
		const newest = new Int32Array(log.services.length).fill(-1);
		const add = (cell: number, state: number, count: number, row: number) => {
			for (const service of log.cells[cell]!) {
				sums[service * STATES.length + state]! += count;
				if (row > newest[service]!) newest[service] = row;
			}
		};
		for (const slot of chosen.slots) {
			for (let i = 0; i < NEWEST; i++) {
				const at = slot * COUNTERS + i;
				const count = (high.counts[at]! - low.counts[at]!) * taken(chosen, i);
				if (count) add(snapshots.cells[slot]!, i % STATES.length, count, high.newest[slot * NEWEST + i]!);
			}
		}
		for (const row of rest) add(log.cell[row]!, log.state[row]!, 1, row);
		return ranked(log, chosen.services, sums, newest);
	}
}

/** 1 if the counter of a stage and a state is of the chosen ones, else 0. */
function taken({ states, stages }: Selection, counter: number): number {
	const stage = Math.floor(counter / STATES.length);
	return stages[stage]! * states[counter - stage * STATES.length]!;
}

function ranked(log: Log, chosen: Uint8Array, sums: Int32Array, newest: Int32Array): ServiceCounts[] {
	const services: ServiceCounts[] = [];
	for (let service = 0; service < chosen.length; service++) {
		const row = newest[service]!;
		if (row < 0 || !chosen[service]) continue;
		const [open = 0, inprogress = 0, closed = 0] = sums.subarray(service * STATES.length);
		const last = log.created[row]!;
		services.push({ service, total: open + inprogress + closed, open, inprogress, last });
	}
	return services.sort((a, b) => b.total - a.total || a.service - b.service);
}

function bucketsOf(bounds: Float64Array, trend: Int32Array): Bucket[] {
	const buckets: Bucket[] = [];
	for (let i = 0; i + 1 < bounds.length; i++) {
		const at = i * STATES.length;
		buckets.push({
			start: bounds[i]!,
			end: bounds[i + 1]!,
			open: trend[at]!,
			inprogress: trend[at + 1]!,
			closed: trend[at + 2]!,
		});
	}
	return buckets;
}

/** When the equal period before begins: as many days earlier for whole days, else as long. */
function periodBefore(from: number, to: number, zone: Zone): number {
	const days = daysOf(zone);
	const [first, end] = [days.dayOf(from), days.dayOf(to)];
	if (days.startOf(first) !== from || days.startOf(end) !== to) return from - (to - from);
	return days.startOf(first - (end - first));
}

function zeros(count: number): number[] {
	return Array.from({ length: count }, () => 0);
}

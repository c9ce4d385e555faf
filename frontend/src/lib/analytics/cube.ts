/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import type { Zone } from '../domain/time';
import { barsOf } from './buckets';
import { median } from './median';
import { STATES, type Analysis, type Counts, type Filter, type Granularity, type Log, type Sparks } from './model';
import { Selector, type Selection } from './selection';
import { Slice, type Rows } from './slice';
import { firstAtLeast, Snapshots } from './snapshots';
import { addDays, daysOf, isDayStart, nextBucket } from './zone';

const CLOSED = STATES.indexOf('closed');
const WEEK = 7;
const MONTH = 30;

/**
 * Answers every filter over a log in a time that hardly depends on its rows. A cube of all days × cells × stages ×
 * states holds running totals; only the rows of days that a range cuts, and of rare cells, are walked.
 */
export class Cube {
	private readonly selector: Selector;
	private readonly slice: Slice;

	constructor(
		private readonly log: Log,
		private readonly zone: Zone,
	) {
		this.selector = new Selector(log);
		this.slice = new Slice(log, new Snapshots(log, zone));
	}

	/** Everything that a filter shows at once. */
	analyse(filter: Filter, granularity: Granularity): Analysis {
		const { slice } = this;
		const { from, to } = this.shown(filter);
		const bars = barsOf(from, to, granularity, this.zone);
		slice.choose(this.selector.select(filter));
		const before = this.countsBefore(filter);
		slice.move(this.rowsOf(filter.from, filter.to));
		return {
			counts: slice.counts(),
			before,
			granularity: bars.granularity,
			buckets: slice.buckets(bars.bounds),
			services: slice.services(),
		};
	}

	/** How many incidents match; the same as analyse().counts.total. */
	rows(filter: Filter): number {
		this.slice.choose(this.selector.select(filter));
		this.slice.move(this.rowsOf(filter.from, filter.to));
		return this.slice.counts().total;
	}

	/** The days of one service's card. */
	sparks(filter: Filter, service: number): Sparks {
		const last = this.lastDay(filter);
		if (last === null) return { week: zeros(WEEK), month: zeros(MONTH) };
		const { to } = this.shown(filter);
		const bounds = Float64Array.from({ length: MONTH }, (_, i) => addDays(last, i + 1 - MONTH, this.zone));
		this.slice.choose(this.selector.select({ ...filter, services: new Set([service]), search: '' }));
		this.slice.move(this.rowsOf(bounds[0]!, to));
		const days = this.slice.buckets(Float64Array.of(...bounds, to));
		const month = days.map(({ open, inprogress, closed }) => open + inprogress + closed);
		return { week: month.slice(-WEEK), month };
	}

	/** The first instant of the day in which the range ends; null for an empty log and a range without end. */
	lastDay(filter: Filter): number | null {
		if (this.log.rows === 0 && filter.to === null) return null;
		return addDays(this.shown(filter).to - 1, 0, this.zone);
	}

	/**
	 * The median span of matching closed incidents, in seconds; null where no span is known. Spans below zero, of
	 * incidents whose last report is before their creation, are left out. It walks the rows: milliseconds for a million.
	 */
	medianSpan(filter: Filter): number | null {
		const selection = this.selector.select(filter);
		return selection.states[CLOSED] ? median(this.spans(selection, this.rowsOf(filter.from, filter.to))) : null;
	}

	private spans({ cells, stages }: Selection, { from, to }: Rows): Int32Array {
		const { cell, state, stage, span } = this.log;
		const spans = new Int32Array(to - from);
		let count = 0;
		for (let row = from; row < to; row++) {
			if (state[row] !== CLOSED || span[row]! < 0) continue;
			if (stages[stage[row]!] && cells[cell[row]!]) spans[count++] = span[row]!;
		}
		return spans.subarray(0, count);
	}

	private rowsOf(from: number | null, to: number | null): Rows {
		const { created, rows } = this.log;
		const first = from === null ? 0 : firstAtLeast(created, from);
		return { from: first, to: Math.max(first, to === null ? rows : firstAtLeast(created, to)) };
	}

	/** The range that the trend shows: where the filter leaves an end open, the log's own. */
	private shown({ from, to }: Filter): { from: number; to: number } {
		const { created, rows } = this.log;
		return { from: from ?? created[0] ?? 0, to: to ?? (created[rows - 1] ?? -1) + 1 };
	}

	/** The counts of the equal period before; a range without end is one to the end of the log's last day. */
	private countsBefore({ from, to }: Filter): Counts | null {
		const end = to ?? this.endOfLog();
		if (from === null || from >= end) return null;
		this.slice.move(this.rowsOf(startBefore(from, end, this.zone), from));
		return this.slice.counts();
	}

	private endOfLog(): number {
		const last = this.log.created[this.log.rows - 1];
		return last === undefined ? -Infinity : nextBucket(last, 'day', this.zone);
	}
}

/** When the equal period before begins: as many days earlier for whole days, else as long. */
function startBefore(from: number, to: number, zone: Zone): number {
	if (!isDayStart(from, zone) || !isDayStart(to, zone)) return from - (to - from);
	const days = daysOf(zone);
	return addDays(from, days.dayOf(from) - days.dayOf(to), zone);
}

function zeros(count: number): number[] {
	return Array.from({ length: count }, () => 0);
}

/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import type { Zone } from '../domain/time';
import { STATES, type Log } from './model';
import { daysOf } from './zone';

/** Counters of one slot: one of each state for prd, for stg and for both. */
export const COUNTERS = 9;
/** Where the counters of both stages begin among them. */
export const BOTH = 6;
/** Newest rows of one slot: one of each state for prd and for stg. */
export const NEWEST = 6;

/** At most so many rows lie between two snapshots, so that what is beside them is counted in microseconds. */
const APART = 16_384;

/** How many numbers of 4 bytes all snapshots may hold together: one a row, but a small log may have 4 MB, and none 32. */
const FEWEST_NUMBERS = 1_000_000;
const MOST_NUMBERS = 8_000_000;

/** A cell is kept in snapshots if it has more rows than this share of their number; else walking its rows is faster. */
const WORTH = 1 / 4;

/** Counters and newest rows of all rows before one. */
export interface Totals {
	/** COUNTERS for each slot, then those of all slots together. */
	readonly counts: Int32Array;
	/** NEWEST for each slot; −1 for none. */
	readonly newest: Int32Array;
}

/**
 * Running totals of a log, taken at the beginning of each day that has rows and within days of many, so that what lies
 * between two times is a difference. Days without rows take no space. A cell with totals has a slot; the rows of the
 * cells that are too rare for one are listed as rest.
 */
export class Snapshots {
	/** How many rows lie before each snapshot: the first has none, the last all. */
	readonly rows: Int32Array;
	/** When the day or the row begins that follows a snapshot; infinite for the last. */
	readonly times: Float64Array;
	/** The cell of each slot. */
	readonly cells: readonly number[];
	/** The Totals of each snapshot, one after the other: counts. */
	readonly counts: Int32Array;
	/** The rows without a slot, ascending. */
	readonly rest: Uint32Array;
	/** How many counts one snapshot has. */
	readonly width: number;
	/** The slot of each cell, or −1. */
	private readonly slots: Int32Array;
	private readonly newest: Int32Array;

	constructor(
		private readonly log: Log,
		zone: Zone,
	) {
		const { rows, times } = cuts(log, zone);
		this.rows = Int32Array.from(rows);
		this.times = Float64Array.from(times);
		const sizes = cellSizes(log);
		this.cells = frequentCells(sizes, rows.length, log.rows);
		this.slots = new Int32Array(sizes.length).fill(-1);
		this.cells.forEach((cell, slot) => (this.slots[cell] = slot));
		this.rest = this.rowsWithoutSlot(sizes);
		this.width = (this.cells.length + 1) * COUNTERS;
		this.counts = new Int32Array(rows.length * this.width);
		this.newest = new Int32Array(rows.length * this.cells.length * NEWEST);
		this.take();
	}

	/** Room for totals. */
	room(): Totals {
		return { counts: new Int32Array(this.width), newest: new Int32Array(this.cells.length * NEWEST) };
	}

	/** Writes the totals of all rows before one. */
	before(row: number, { counts, newest }: Totals): void {
		const nearest = lastAtMost(this.rows, row);
		const { width } = this;
		const each = newest.length;
		counts.set(this.counts.subarray(nearest * width, (nearest + 1) * width));
		newest.set(this.newest.subarray(nearest * each, (nearest + 1) * each));
		this.count(this.rows[nearest]!, row, counts, 0, newest, 0);
	}

	/** Takes each snapshot from the one before it and the rows between. */
	private take(): void {
		const { width, counts, newest } = this;
		const each = this.cells.length * NEWEST;
		newest.fill(-1, 0, each);
		for (let i = 1; i < this.rows.length; i++) {
			counts.copyWithin(i * width, (i - 1) * width, i * width);
			newest.copyWithin(i * each, (i - 1) * each, i * each);
			this.count(this.rows[i - 1]!, this.rows[i]!, counts, i * width, newest, i * each);
		}
	}

	/** Adds the rows from one to another to totals that begin at two places. */
	private count(from: number, to: number, counts: Int32Array, at: number, newest: Int32Array, newestAt: number): void {
		const { cell, state, stage } = this.log;
		const { slots } = this;
		const all = at + this.cells.length * COUNTERS;
		for (let row = from; row < to; row++) {
			const slot = slots[cell[row]!]!;
			if (slot < 0) continue;
			const counter = stage[row]! * STATES.length + state[row]!;
			const both = BOTH + state[row]!;
			const own = at + slot * COUNTERS;
			counts[own + counter]!++;
			counts[own + both]!++;
			counts[all + counter]!++;
			counts[all + both]!++;
			newest[newestAt + slot * NEWEST + counter] = row;
		}
	}

	private rowsWithoutSlot(sizes: Uint32Array): Uint32Array {
		const { cell } = this.log;
		const rest = new Uint32Array(sizes.reduce((sum, size, i) => (this.slots[i]! < 0 ? sum + size : sum), 0));
		let count = 0;
		for (let row = 0; count < rest.length; row++) {
			if (this.slots[cell[row]!]! < 0) rest[count++] = row;
		}
		return rest;
	}
}

/** Where snapshots are taken. */
function cuts(log: Log, zone: Zone): { rows: number[]; times: number[] } {
	const days = daysOf(zone);
	const { created } = log;
	const [rows, times]: [number[], number[]] = [[], []];
	for (let row = 0; row < log.rows;) {
		const day = days.dayOf(created[row]!);
		const end = firstAtLeast(created, days.startOf(day + 1));
		rows.push(row);
		times.push(days.startOf(day));
		for (row += APART; row < end; row += APART) {
			rows.push(row);
			times.push(created[row]!);
		}
		row = end;
	}
	return { rows: [...rows, log.rows], times: [...times, Infinity] };
}

function cellSizes({ cells, cell, rows }: Log): Uint32Array {
	const sizes = new Uint32Array(cells.length);
	for (let row = 0; row < rows; row++) sizes[cell[row]!]!++;
	return sizes;
}

/** The cells that are worth their totals, as many of the most frequent as there is room for. */
function frequentCells(sizes: Uint32Array, snapshots: number, rows: number): number[] {
	const numbers = Math.min(MOST_NUMBERS, Math.max(FEWEST_NUMBERS, rows));
	const room = Math.floor(numbers / snapshots / (COUNTERS + NEWEST)) - 1;
	return [...sizes.keys()]
		.filter((cell) => sizes[cell]! > snapshots * WORTH)
		.sort((a, b) => sizes[b]! - sizes[a]!)
		.slice(0, Math.max(0, room));
}

/** The first index whose value is at least this, in ascending values; their number where none is. */
export function firstAtLeast(values: ArrayLike<number>, value: number): number {
	let [low, high] = [0, values.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (values[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The last index whose value is at most this; the first value is. */
function lastAtMost(values: Int32Array, value: number): number {
	return firstAtLeast(values, value + 1) - 1;
}

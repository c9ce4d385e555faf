/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import type { Zone } from '../domain/time';
import { STAGES, STATES, type Log } from './model';
import { daysOf } from './zone';

/** The blocks of totals: those of each stage, then one of both together. */
const BLOCKS = STAGES.length + 1;
/** The block of both stages. */
export const BOTH = STAGES.length;

/** At most so many rows lie between two snapshots, so that what is beside them is counted in microseconds. */
const APART = 2_048;

/** How many numbers of 4 bytes all snapshots may hold together: one a row, but a small log may have 4 MB, and none 32. */
const FEWEST_NUMBERS = 1_000_000;
const MOST_NUMBERS = 8_000_000;

/** A cell is kept in snapshots if it has more rows than this share of their number; else walking its rows is faster. */
const WORTH = 1 / 16;

/**
 * What is known of all rows before one. A block holds, for each slot and then for all slots together, one number of each
 * state; so those that are summed for a trend lie side by side.
 */
export interface Totals {
	/** How many rows there are: a block for each stage, then one for both. */
	readonly counts: Int32Array;
	/** The newest row where there is one: a block for each stage, in which the place of all slots is not used. */
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
	/** The rows without a slot, ascending. */
	readonly rest: Uint32Array;
	/** The length of a block. */
	readonly block: number;
	/** The counts of one snapshot after the other. */
	readonly counts: Int32Array;
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
		this.block = (this.cells.length + 1) * STATES.length;
		this.counts = new Int32Array(rows.length * this.block * BLOCKS);
		this.newest = new Int32Array(rows.length * this.block * STAGES.length);
		this.take();
	}

	/** Where the numbers of a slot begin in totals; the slot after the last is that of all together. */
	place(block: number, slot: number): number {
		return block * this.block + slot * STATES.length;
	}

	/** Where the counts of a snapshot begin. */
	start(snapshot: number): number {
		return snapshot * this.block * BLOCKS;
	}

	/** Room for totals. */
	room(): Totals {
		return { counts: new Int32Array(this.block * BLOCKS), newest: new Int32Array(this.block * STAGES.length) };
	}

	/** Writes the totals of all rows before one. */
	before(row: number, into: Totals): void {
		const nearest = lastAtMost(this.rows, row);
		const { counts, newest } = this.totals(nearest);
		into.counts.set(counts);
		into.newest.set(newest);
		this.add(this.rows[nearest]!, row, into);
	}

	/** Takes each snapshot from the one before it and the rows between. */
	private take(): void {
		for (let i = 1; i < this.rows.length; i++) {
			const [before, taken] = [this.totals(i - 1), this.totals(i)];
			taken.counts.set(before.counts);
			taken.newest.set(before.newest);
			this.add(this.rows[i - 1]!, this.rows[i]!, taken);
		}
	}

	private totals(snapshot: number): Totals {
		const at = snapshot * this.block;
		return {
			counts: this.counts.subarray(at * BLOCKS, (at + this.block) * BLOCKS),
			newest: this.newest.subarray(at * STAGES.length, (at + this.block) * STAGES.length),
		};
	}

	/** Adds the rows from one to another. */
	private add(from: number, to: number, { counts, newest }: Totals): void {
		const { cell, state, stage } = this.log;
		const { slots, block } = this;
		for (let row = from; row < to; row++) {
			const slot = slots[cell[row]!]!;
			if (slot < 0) continue;
			const place = stage[row]! * block + slot * STATES.length + state[row]!;
			counts[place]!++;
			newest[place] = row;
		}
		this.addUp(counts);
	}

	/** Works out the block of both stages, and in each what all slots have together. */
	private addUp(counts: Int32Array): void {
		const { block } = this;
		const all = this.place(0, this.cells.length);
		for (let i = 0; i < all; i++) counts[BOTH * block + i] = counts[i]! + counts[block + i]!;
		for (let start = 0; start < counts.length; start += block) {
			counts.fill(0, start + all, start + block);
			for (let i = 0; i < all; i++) counts[start + all + (i % STATES.length)]! += counts[start + i]!;
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
	const room = Math.floor(numbers / snapshots / STATES.length / (BLOCKS + STAGES.length)) - 1;
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

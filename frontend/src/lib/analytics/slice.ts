/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import { STAGES, STATES, type Bucket, type Counts, type Log, type ServiceCounts } from './model';
import type { Selection } from './selection';
import { BOTH, firstAtLeast, type Snapshots, type Totals } from './snapshots';

/** A stretch of rows: the first, and the first after it. */
export interface Rows {
	from: number;
	to: number;
}

/** A counter that a selection takes in: one state in one stage. */
interface Counter {
	stage: number;
	state: number;
}

/**
 * What a selection matches in a stretch of rows. There is one for each cube, set to one stretch after the other, because
 * its totals are worth keeping: a filter then leaves little garbage. It answers after choose and then move.
 */
export class Slice {
	private readonly low: Totals;
	private readonly high: Totals;
	private selection!: Selection;
	private counters: Counter[] = [];
	/** The slots whose cells are chosen. */
	private slots: number[] = [];
	/** Where the counts for the trend begin in totals: of the chosen slots, or of the others where those are fewer. */
	private places = new Int32Array();
	/** Where those of all slots begin, from which the ones of the others are then to be taken; else −1. */
	private all = -1;
	/** The matching rows of cells without a slot. */
	private rest: Uint32Array = new Uint32Array();

	constructor(
		private readonly log: Log,
		private readonly snapshots: Snapshots,
	) {
		this.low = snapshots.room();
		this.high = snapshots.room();
	}

	/** Chooses what is counted. */
	choose(selection: Selection): void {
		const { snapshots } = this;
		const { stages, states, cells } = selection;
		this.selection = selection;
		this.counters = [];
		stages.forEach((isChosen, stage) => {
			if (isChosen) states.forEach((isToo, state) => isToo && this.counters.push({ stage, state }));
		});
		const others: number[] = [];
		this.slots = [];
		const some = this.counters.length > 0;
		snapshots.cells.forEach((cell, slot) => (some && cells[cell] ? this.slots : others).push(slot));
		const block = stages.includes(0) ? stages.indexOf(1) : BOTH;
		const fewer = this.slots.length > others.length ? others : this.slots;
		this.places = Int32Array.from(fewer, (slot) => snapshots.place(block, slot));
		this.all = fewer === others ? snapshots.place(block, snapshots.cells.length) : -1;
	}

	/** Moves to a stretch of rows. */
	move({ from, to }: Rows): void {
		this.snapshots.before(from, this.low);
		this.snapshots.before(to, this.high);
		this.rest = this.matchingRest(from, to);
	}

	private matchingRest(from: number, to: number): Uint32Array {
		const { cell, state, stage } = this.log;
		const { cells, states, stages } = this.selection;
		const { rest } = this.snapshots;
		return rest
			.subarray(firstAtLeast(rest, from), firstAtLeast(rest, to))
			.filter((row) => cells[cell[row]!] && states[state[row]!] && stages[stage[row]!]);
	}

	counts(): Counts {
		const { log } = this;
		const inStage = new Int32Array(STAGES.length);
		const inState = new Int32Array(STATES.length);
		for (const { stage, state } of this.counters) {
			for (const slot of this.slots) {
				const count = this.countAt(this.snapshots.place(stage, slot) + state);
				inStage[stage]! += count;
				inState[state]! += count;
			}
		}
		for (const row of this.rest) {
			inStage[log.stage[row]!]!++;
			inState[log.state[row]!]!++;
		}
		const [prd = 0, stg = 0] = inStage;
		const [open = 0, inprogress = 0, closed = 0] = inState;
		return { total: prd + stg, open, inprogress, closed, prd, stg };
	}

	private countAt(place: number): number {
		return this.high.counts[place]! - this.low.counts[place]!;
	}

	/** The matching incidents of bars that begin and end at bounds, the first and last cut by the rows of the slice. */
	buckets(bounds: Float64Array): Bucket[] {
		const buckets: Bucket[] = [];
		const trend = this.trend(bounds);
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

	/** One number of each state for each bar. */
	private trend(bounds: Float64Array): Int32Array {
		const bars = Math.max(0, bounds.length - 1);
		const trend = new Int32Array(bars * STATES.length);
		if (bars > 0) {
			this.fillTotals(bounds, trend);
			this.toDifferences(trend);
			this.addRest(bounds, trend);
		}
		return trend;
	}

	/** Sums up at the end of each bar what all rows before it have. */
	private fillTotals(bounds: Float64Array, trend: Int32Array): void {
		const { snapshots } = this;
		const { times, counts } = snapshots;
		const last = bounds.length - 2;
		let snapshot = firstAtLeast(times, bounds[1]!);
		for (let bar = 0; bar < last; bar++) {
			while (times[snapshot]! < bounds[bar + 1]!) snapshot++;
			this.sum(counts, snapshots.start(snapshot), trend, bar * STATES.length);
		}
		this.sum(this.high.counts, 0, trend, last * STATES.length);
	}

	/** Sums up over the chosen slots what totals hold from a place on, one number of each state. */
	private sum(counts: Int32Array, at: number, sums: Int32Array, into: number): void {
		const { places, all } = this;
		let open = 0;
		let inprogress = 0;
		let closed = 0;
		for (let i = 0; i < places.length; i++) {
			const place = at + places[i]!;
			open += counts[place]!;
			inprogress += counts[place + 1]!;
			closed += counts[place + 2]!;
		}
		sums[into] = all < 0 ? open : counts[at + all]! - open;
		sums[into + 1] = all < 0 ? inprogress : counts[at + all + 1]! - inprogress;
		sums[into + 2] = all < 0 ? closed : counts[at + all + 2]! - closed;
	}

	/** Turns totals at the ends of bars into what lies within them, and leaves only the chosen states. */
	private toDifferences(trend: Int32Array): void {
		const { states } = this.selection;
		const before = new Int32Array(STATES.length);
		this.sum(this.low.counts, 0, before, 0);
		for (let i = trend.length - 1; i >= 0; i--) {
			const state = i % STATES.length;
			const earlier = i < STATES.length ? before[state]! : trend[i - STATES.length]!;
			trend[i] = states[state] ? trend[i]! - earlier : 0;
		}
	}

	private addRest(bounds: Float64Array, trend: Int32Array): void {
		const { created, state } = this.log;
		let bar = 0;
		for (const row of this.rest) {
			while (created[row]! >= bounds[bar + 1]!) bar++;
			trend[bar * STATES.length + state[row]!]!++;
		}
	}

	/** The chosen services that have a match, most incidents first. */
	services(): ServiceCounts[] {
		const { log, snapshots } = this;
		const sums = new Int32Array(log.services.length * STATES.length);
		const newest = new Int32Array(log.services.length).fill(-1);
		const add = (cell: number, state: number, count: number, row: number) => {
			for (const service of log.cells[cell]!) {
				sums[service * STATES.length + state]! += count;
				if (row > newest[service]!) newest[service] = row;
			}
		};
		for (const { stage, state } of this.counters) {
			for (const slot of this.slots) {
				const place = snapshots.place(stage, slot) + state;
				const count = this.countAt(place);
				if (count > 0) add(snapshots.cells[slot]!, state, count, this.high.newest[place]!);
			}
		}
		for (const row of this.rest) add(log.cell[row]!, log.state[row]!, 1, row);
		return this.ranked(sums, newest);
	}

	private ranked(sums: Int32Array, newest: Int32Array): ServiceCounts[] {
		const services: ServiceCounts[] = [];
		this.selection.services.forEach((isChosen, service) => {
			const row = newest[service]!;
			if (!isChosen || row < 0) return;
			const at = service * STATES.length;
			const [open, inprogress, closed] = [sums[at]!, sums[at + 1]!, sums[at + 2]!];
			services.push({ service, total: open + inprogress + closed, open, inprogress, last: this.log.created[row]! });
		});
		return services.sort((a, b) => b.total - a.total || a.service - b.service);
	}
}

import { describe, expect, it } from 'vitest';
import { Snapshots } from './snapshots';
import { aLog, type Row } from './testing';

const DAY = 86_400_000;

/** Incidents of many cells in turn, the first ones more often, evenly over days. */
function logOver(rows: number, days: number, cells: number) {
	return aLog(
		['a'],
		Array.from({ length: cells }, () => [0]),
		Array.from({ length: rows }, (_, i): Row => {
			const cell = i % (i % 2 ? cells : 2);
			return { created: Math.floor((i * days) / rows) * DAY, cell, state: 2, stage: 0, span: 0 };
		}),
	);
}

describe('Snapshots', () => {
	it('take no space for days without rows', () => {
		const far = [Date.UTC(1970, 0, 1), Date.UTC(2026, 10, 22), Date.UTC(2026, 10, 22, 5), Date.UTC(2099, 11, 31)];
		const log = aLog(
			['a'],
			[[0]],
			far.map((created) => ({ created, cell: 0, state: 0, stage: 0, span: 0 })),
		);
		expect([...new Snapshots(log, 'UTC').rows]).toEqual([0, 1, 3, 4]);
	});

	it('divide a day of very many rows', () => {
		const { rows, times } = new Snapshots(logOver(4_096, 1, 2), 'UTC');
		expect([...rows]).toEqual([0, 2_048, 4_096]);
		expect([...times]).toEqual([0, 0, Infinity]);
	});

	it('keep the cells that have most rows, as far as there is room', () => {
		const snapshots = new Snapshots(logOver(60_000, 2_000, 200), 'UTC');
		expect(snapshots.cells.slice(0, 2)).toEqual([0, 1]);
		expect(snapshots.cells).toHaveLength(32);
		expect(snapshots.counts.length).toBeLessThan(1_000_000);
		const kept = new Set(snapshots.cells);
		expect(snapshots.rest).toHaveLength([...logOver(60_000, 2_000, 200).cell].filter((cell) => !kept.has(cell)).length);
	});

	it('list the rows of rare cells', () => {
		const log = logOver(1_000, 1_000, 400);
		const { cells, rest } = new Snapshots(log, 'UTC');
		expect(cells).toEqual([0]);
		expect([...rest]).toEqual([...log.cell.keys()].filter((row) => (log.cell[row] ?? 0) > 0));
	});
});

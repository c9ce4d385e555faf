import { tableFromIPC } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { arrowFile, incidents, services } from './log';

describe('arrowFile', () => {
	const made = incidents(Date.UTC(2026, 10, 22), 182, 600);
	const table = tableFromIPC(arrowFile(made));

	it('has the columns that Go writes', () => {
		expect(table.names).toEqual(['creationtime', 'recentreporttime', 'services', 'state', 'stage', 'id']);
		expect(table.numRows).toBe(600);
		expect([...(table.schema.metadata ?? new Map<string, string>()).keys()]).toEqual([
			'isserviceup.version',
			'isserviceup.services',
			'isserviceup.cells',
		]);
	});

	it('holds every incident as it was made', () => {
		const words = table.toArray().map(({ state, stage, services: names }) => [state, stage, names]);
		expect(words).toEqual(
			made.rows.map((row) => [
				['open', 'inprogress', 'closed'][row.state],
				['prd', 'stg'][row.stage],
				made.cells[row.cell]?.map((i) => services[i]).join('; '),
			]),
		);
		expect(table.getChild('creationtime').toArray()).toEqual(
			Float64Array.from(made.rows, (row) => Math.round(row.created)),
		);
	});

	it('is sorted by creation', () => {
		const times = made.rows.map((row) => row.created);
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});
});

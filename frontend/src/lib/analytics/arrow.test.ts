import { readFileSync } from 'node:fs';
import {
	columnFromArray,
	dictionary,
	dictionaryContext,
	int16,
	int32,
	int8,
	Table,
	tableFromColumns,
	tableToIPC,
	timestamp,
	TimeUnit,
	utf8,
	type DataType,
} from '@uwdata/flechette';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLog } from './arrow';
import { NO_SPAN } from './model';

/** What a file of the test holds; each part can be spoilt. */
interface File {
	creationtime: (number | null)[];
	recentreporttime: (number | null)[];
	services: (string | null)[];
	state: (string | null)[];
	stage: (string | null)[];
}

interface Layout {
	types?: Partial<Record<keyof File, DataType>>;
	metadata?: Record<string, string>;
	without?: keyof File;
	maxBatchRows?: number;
	/** Changes the table before it is written. */
	spoil?: (table: Table) => void;
}

const time = timestamp(TimeUnit.MILLISECOND, 'UTC');
const START = Date.UTC(2026, 10, 1);

const file: File = {
	creationtime: [START, START, START + 1_500, START + 90_000],
	recentreporttime: [START + 60_000, null, START, START + 90_999],
	services: ['Café', 'Café; Search', 'Café', 'Search'],
	state: ['open', 'inprogress', 'closed', 'closed'],
	stage: ['prd', 'stg', 'prd', 'prd'],
};

const metadata = {
	'isserviceup.version': '1',
	'isserviceup.services': '["Café","Search"]',
	'isserviceup.cells': '[[0],[0,1],[1]]',
};

/** The bytes of a file in the layout of the store, unless a part of it is said to be different. */
function bytesOf(parts: Partial<File>, layout: Layout = {}): ArrayBuffer {
	const types: Record<keyof File, DataType> = {
		creationtime: time,
		recentreporttime: time,
		services: dictionary(utf8(), int16(), false, 0),
		state: dictionary(utf8(), int8(), false, 1),
		stage: dictionary(utf8(), int8(), false, 2),
		...layout.types,
	};
	const context = dictionaryContext();
	const columns = Object.entries({ ...file, ...parts })
		.filter(([name]) => name !== layout.without)
		.map(([name, values]) => {
			const column = columnFromArray(values, types[name as keyof File], { maxBatchRows: layout.maxBatchRows }, context);
			return [name, column] as [string, typeof column];
		});
	const table = tableFromColumns(columns);
	layout.spoil?.(table);
	const schema = { ...table.schema, metadata: new Map(Object.entries({ ...metadata, ...layout.metadata })) };
	const bytes = tableToIPC(new Table(schema, table.children), { format: 'file' });
	if (!bytes) throw new Error('the encoder gave nothing');
	return bytes.slice().buffer as ArrayBuffer;
}

/** Sets the index in the first row of a column of words. */
function setIndex(table: Table, name: string, index: number): void {
	const values = table.getChild(name).data[0]?.values as Int16Array;
	values[0] = index;
}

describe('readLog', () => {
	it('reads what the store writes', () => {
		const bytes = readFileSync(`${import.meta.dirname}/testdata/log.arrow`);
		expect(readLog(new Uint8Array(bytes).buffer)).toEqual({
			rows: 5,
			services: ['Checkout API', 'Payments gateway', 'Störungen; Übersetzungen'],
			cells: [[0], [0, 1], [2]],
			created: Float64Array.of(
				-1,
				Date.parse('2024-02-29T00:00Z'),
				Date.parse('2026-11-02T08:14Z'),
				Date.parse('2026-11-02T08:14Z'),
				Date.parse('2026-11-18T22:40:00.125Z'),
			),
			span: Int32Array.of(0, NO_SPAN, 97 * 60, -(32 * 60 + 14) * 60, NO_SPAN),
			cell: Uint16Array.of(0, 1, 2, 0, 1),
			state: Uint8Array.of(2, 2, 1, 0, 0),
			stage: Uint8Array.of(0, 1, 0, 0, 1),
		});
	});

	it('reads every column', () => {
		expect(readLog(bytesOf({}))).toEqual({
			rows: 4,
			services: ['Café', 'Search'],
			cells: [[0], [0, 1], [1]],
			created: Float64Array.of(START, START, START + 1_500, START + 90_000),
			span: Int32Array.of(60, NO_SPAN, -2, 0),
			cell: Uint16Array.of(0, 1, 0, 2),
			state: Uint8Array.of(0, 1, 2, 2),
			stage: Uint8Array.of(0, 1, 0, 0),
		});
	});

	it('goes by the words of states and stages, not by their order', () => {
		const log = readLog(
			bytesOf({ state: ['closed', 'open', 'inprogress', 'closed'], stage: ['stg', 'stg', 'prd', 'stg'] }),
		);
		expect(log.state).toEqual(Uint8Array.of(2, 0, 1, 2));
		expect(log.stage).toEqual(Uint8Array.of(1, 1, 0, 1));
	});

	it('reads indexes of 32 bits', () => {
		const log = readLog(bytesOf({}, { types: { services: dictionary(utf8(), int32(), false, 0) } }));
		expect(log.cell).toEqual(Uint16Array.of(0, 1, 0, 2));
	});

	it('keeps more combinations than 16 bits can tell apart', () => {
		const services = Array.from({ length: 70_000 }, (_, i) => `s${i}`);
		const rows = <T>(value: T) => services.map(() => value);
		const log = readLog(
			bytesOf(
				{ creationtime: rows(START), recentreporttime: rows(null), services, state: rows('open'), stage: rows('prd') },
				{
					types: { services: dictionary(utf8(), int32(), false, 0) },
					metadata: {
						'isserviceup.services': JSON.stringify(services),
						'isserviceup.cells': JSON.stringify(services.map((_, i) => [i])),
					},
				},
			),
		);
		expect(log.cell).toBeInstanceOf(Uint32Array);
		expect(log.cell[69_999]).toBe(69_999);
	});

	it('reads times of all years and holds spans of any length within 32 bits', () => {
		const times = fc.integer({ min: Date.parse('0001-01-01T00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') });
		fc.assert(
			fc.property(fc.array(times, { minLength: 1 }), fc.array(fc.option(times), { minLength: 1 }), (some, reports) => {
				const creationtime = some.sort((a, b) => a - b);
				const recentreporttime = creationtime.map((_, i) => reports[i % reports.length] ?? null);
				const rows = <T>(value: T) => creationtime.map(() => value);
				const log = readLog(
					bytesOf(
						{ creationtime, recentreporttime, services: rows('Café'), state: rows('open'), stage: rows('prd') },
						{ metadata: { 'isserviceup.cells': '[[0]]' } },
					),
				);
				expect([...log.created]).toEqual(creationtime);
				const spans = recentreporttime.map((report, i) => {
					if (report === null) return NO_SPAN;
					const seconds = Math.floor((report - (creationtime[i] ?? NaN)) / 1_000);
					return Math.min(2 ** 31 - 1, Math.max(1 - 2 ** 31, seconds));
				});
				expect([...log.span]).toEqual(spans);
			}),
			{ numRuns: 50 },
		);
	});

	it('holds 16 bytes a row, none of them of the file', () => {
		const bytes = bytesOf({});
		const { created, span, cell, state, stage } = readLog(bytes);
		const columns = [created, span, cell, state, stage];
		expect(columns.reduce((sum, column) => sum + column.BYTES_PER_ELEMENT, 0)).toBe(16);
		for (const column of columns) expect(column.buffer).not.toBe(bytes);
	});

	it.each<[string, Partial<File>, Layout, string]>([
		['another layout', {}, { metadata: { 'isserviceup.version': '2' } }, 'its layout is 2 rather than 1'],
		['no JSON', {}, { metadata: { 'isserviceup.cells': '[[0]' } }, 'isserviceup.cells is no JSON'],
		['services that are no list', {}, { metadata: { 'isserviceup.services': '{}' } }, 'no list of different names'],
		['a service twice', {}, { metadata: { 'isserviceup.services': '["a","a"]' } }, 'no list of different names'],
		['a cell of no service', {}, { metadata: { 'isserviceup.cells': '[[0],[],[1]]' } }, 'no lists of services'],
		['a cell beyond the services', {}, { metadata: { 'isserviceup.cells': '[[0],[2],[1]]' } }, 'no lists of services'],
		['half a service', {}, { metadata: { 'isserviceup.cells': '[[0],[0.5],[1]]' } }, 'no lists of services'],
		['too few cells', {}, { metadata: { 'isserviceup.cells': '[[0],[1]]' } }, 'services points beyond'],
		['an index below 0', {}, { spoil: (table) => setIndex(table, 'services', -1) }, 'services points beyond'],
		['a state beyond its words', {}, { spoil: (table) => setIndex(table, 'state', 3) }, 'state has an unknown word'],
		['no column', {}, { without: 'stage' }, 'no fitting column stage'],
		['another type', {}, { types: { state: utf8() } }, 'no fitting column state'],
		[
			'another unit',
			{},
			{ types: { creationtime: timestamp(TimeUnit.MICROSECOND) } },
			'no fitting column creationtime',
		],
		['a gap', { creationtime: [START, null, START, START] }, {}, 'creationtime has gaps'],
		['a state that is missing', { state: ['open', null, 'open', 'open'] }, {}, 'state has gaps'],
		['an unknown word', { state: ['open', 'solved', 'open', 'open'] }, {}, 'state has an unknown word'],
		['no order', { creationtime: [START, START - 1, START, START] }, {}, 'not in the order of time'],
		['a year of five digits', { creationtime: [START, START, START, 1e15] }, {}, 'after the year 9999'],
		['a year before the first', { creationtime: [-1e15, START, START, START] }, {}, 'not in the order of time'],
		['several batches', {}, { maxBatchRows: 2 }, 'creationtime is not in one batch'],
	])('refuses %s', (_, parts, layout, why) => {
		expect(() => readLog(bytesOf(parts, layout))).toThrow(why);
	});

	it('answers bytes that are no such file with a sentence', () => {
		const whole = new Uint8Array(bytesOf({}));
		const sentence = /^The stored incident log cannot be read: .*\. Import it again\.$/;
		expect(() => readLog(new ArrayBuffer(0))).toThrow(sentence);
		expect(() => readLog(new TextEncoder().encode('services,state\n').buffer)).toThrow(sentence);
		for (let length = 0; length < whole.length; length++) {
			expect(() => readLog(whole.slice(0, length).buffer)).toThrow(sentence);
		}
	});
});

/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import { tableFromIPC, TimeUnit, Type, type Batch, type Column, type DataType, type Table } from '@uwdata/flechette';
import { NO_SPAN, STAGES, STATES, type Log } from './model';

const VERSION = '1';
const TWO_32 = 2 ** 32;
const LONGEST = 2 ** 31 - 1;
const WIDE = 2 ** 16;

/** The years that the calendar of the view can name. */
const EARLIEST = Date.parse('0001-01-01T00:00Z');
const LATEST = Date.parse('+010000-01-01T00:00Z');

/** What is wrong with a file, to be said as the end of a sentence. */
class Fault extends Error {}

/**
 * Reads an incident log from the bytes of its Arrow file, whose layout Go's package column describes. The log holds
 * copies only, 16 bytes a row, so that the bytes can be let go. Fails with a sentence for the user where they are no log.
 */
export function readLog(buffer: ArrayBuffer): Log {
	try {
		return logOf(tableFromIPC(buffer));
	} catch (error) {
		const why = error instanceof Fault ? error.message : 'it is no whole Arrow file';
		throw new Error(`The stored incident log cannot be read: ${why}. Import it again.`, { cause: error });
	}
}

function logOf(table: Table): Log {
	const { metadata } = table.schema;
	const version = metadata?.get('isserviceup.version');
	if (version !== VERSION) throw new Fault(`its layout is ${version ?? 'unknown'} rather than ${VERSION}`);
	const services = servicesOf(jsonOf(table, 'isserviceup.services'));
	const cells = cellsOf(jsonOf(table, 'isserviceup.cells'), services.length);
	const created = creations(batchOf(table, 'creationtime', isTime));
	const rows = created.length;
	const cell = cells.length > WIDE ? new Uint32Array(rows) : new Uint16Array(rows);
	copyIndexes(batchOf(table, 'services', isDictionary), 'services', cells.length, cell);
	return {
		rows,
		services,
		cells,
		created,
		span: spans(batchOf(table, 'recentreporttime', isTime), created),
		cell,
		state: codes(batchOf(table, 'state', isDictionary), 'state', STATES),
		stage: codes(batchOf(table, 'stage', isDictionary), 'stage', STAGES),
	};
}

function jsonOf(table: Table, key: string): unknown {
	try {
		return JSON.parse(table.schema.metadata?.get(key) ?? '');
	} catch {
		throw new Fault(`${key} is no JSON`);
	}
}

function servicesOf(value: unknown): string[] {
	if (!isListOf(value, (name) => typeof name === 'string') || new Set(value).size !== value.length) {
		throw new Fault('its services are no list of different names');
	}
	return value;
}

function cellsOf(value: unknown, services: number): number[][] {
	const isService = (index: unknown): index is number =>
		Number.isInteger(index) && (index as number) >= 0 && (index as number) < services;
	if (!isListOf(value, (cell): cell is number[] => isListOf(cell, isService) && cell.length > 0)) {
		throw new Fault('its combinations of services are no lists of services');
	}
	return value;
}

function isListOf<T>(value: unknown, is: (element: unknown) => element is T): value is T[] {
	return Array.isArray(value) && value.every(is);
}

/** The one batch of a column whose type is the expected one. */
function batchOf(table: Table, name: string, fits: (type: DataType) => boolean): Batch<unknown> {
	const column: Column<unknown> | undefined = table.getChild(name);
	if (!column || !fits(column.type)) throw new Fault(`it has no fitting column ${name}`);
	const [batch] = column.data;
	if (!batch || column.data.length > 1 || batch.length !== table.numRows) {
		throw new Fault(`its column ${name} is not in one batch`);
	}
	return batch;
}

function isTime(type: DataType): boolean {
	return type.typeId === Type.Timestamp && type.unit === TimeUnit.MILLISECOND;
}

function isDictionary(type: DataType): boolean {
	return type.typeId === Type.Dictionary && type.dictionary.typeId === Type.Utf8 && type.indices.bitWidth < 64;
}

function withoutNulls(batch: Batch<unknown>, name: string): Batch<unknown> {
	if (batch.nullCount > 0) throw new Fault(`its column ${name} has gaps`);
	return batch;
}

function creations(batch: Batch<unknown>): Float64Array {
	const times = halves(withoutNulls(batch, 'creationtime'));
	const created = new Float64Array(batch.length);
	let before = EARLIEST;
	for (let row = 0; row < created.length; row++) {
		const time = timeAt(times, row);
		if (time < before) throw new Fault('its rows are not in the order of time');
		created[row] = before = time;
	}
	if (before >= LATEST) throw new Fault('it has times after the year 9999');
	return created;
}

function spans(batch: Batch<unknown>, created: Float64Array): Int32Array {
	const times = halves(batch);
	const span = new Int32Array(batch.length);
	const gaps = batch.nullCount > 0;
	for (let row = 0; row < span.length; row++) {
		const seconds = Math.floor((timeAt(times, row) - created[row]!) / 1_000);
		span[row] = gaps && !batch.isValid(row) ? NO_SPAN : Math.min(LONGEST, Math.max(-LONGEST, seconds));
	}
	return span;
}

/** Whole numbers of 64 bits as pairs of 32, the lower first: many times faster to read than as bigint. */
function halves({ values }: Batch<unknown>): Int32Array {
	const { buffer, byteOffset, byteLength } = values as BigInt64Array;
	return new Int32Array(buffer, byteOffset, byteLength / 4);
}

function timeAt(times: Int32Array, row: number): number {
	return times[2 * row + 1]! * TWO_32 + (times[2 * row]! >>> 0);
}

function copyIndexes(batch: Batch<unknown>, name: string, most: number, into: Uint16Array | Uint32Array): void {
	const indexes = withoutNulls(batch, name).values as Int32Array;
	for (let row = 0; row < into.length; row++) {
		const index = indexes[row]!;
		if (index < 0 || index >= most) throw new Fault(`its column ${name} points beyond its dictionary`);
		into[row] = index;
	}
}

/** A column of few words as indexes into the words we know, whatever their order in the file. */
function codes(batch: Batch<unknown>, name: string, words: readonly string[]): Uint8Array {
	const { dictionary } = withoutNulls(batch, name) as Batch<unknown> & { dictionary: Column<string> };
	const known = Int8Array.from(dictionary.toArray() as string[], (word) => words.indexOf(word));
	const indexes = batch.values as Int32Array;
	const codes = new Uint8Array(batch.length);
	for (let row = 0; row < codes.length; row++) {
		const code = known[indexes[row]!];
		if (code === undefined || code < 0) throw new Fault(`its column ${name} has an unknown word`);
		codes[row] = code;
	}
	return codes;
}

import {
	Column,
	Table,
	TimeUnit,
	batchType,
	columnFromArray,
	dictionary,
	int16,
	int8,
	tableFromColumns,
	tableToIPC,
	timestamp,
	utf8,
	type IntType,
} from '@uwdata/flechette';

const DAY = 86_400_000;

/** The made-up services, the one with most incidents first. */
export const services = [
	...['Checkout API', 'Payments gateway', 'Customer portal', 'Identity and SSO', 'Order events', 'Search index'],
	...[
		'Mobile API',
		'Data warehouse',
		'Notification service',
		'Product catalogue',
		'Recommendation engine',
		'Invoicing',
	],
	...['Image resizer', 'Message broker', 'Fraud scoring', 'Loyalty points', 'Warehouse sync', 'Price engine'],
	...['Returns portal', 'Partner API', 'Feature flags', 'Session store', 'Geocoding', 'E-mail delivery'],
	...['Subscription billing', 'Audit log', 'Rate limiter', 'Tax calculation', 'Content delivery', 'Webhook relay'],
	...['Customer support desk', 'Gift cards', 'Store locator', 'Address validation', 'Inventory feed', 'Currency rates'],
	...['Backups', 'Build pipeline', 'Internal wiki', 'Translations, Übersetzungen'],
];

/** One made-up incident. */
export interface FakeIncident {
	created: number;
	reported: number | null;
	/** Index into the log's cells. */
	cell: number;
	state: number;
	stage: number;
}

/** Random numbers from 0 to 1, the same at every start. */
function dice(seed: number): () => number {
	return () => {
		seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return seed / 2 ** 32;
	};
}

/** Incidents of the last days before now, oldest first: few services have most of them, and weekends are quiet. */
export function incidents(now: number, days: number, count: number): { cells: number[][]; rows: FakeIncident[] } {
	const random = dice(days * count);
	const cells = services.map((_, i) => [i]);
	cells.push([0, 1], [0, 4], [1, 14], [2, 3], [5, 6]);
	const rows = Array.from({ length: count }, () => {
		let age = random() * days * DAY;
		const weekend = new Date(now - age).getUTCDay() % 6 === 0;
		if (weekend && random() < 0.6) age = Math.max(0, age - 2 * DAY * random());
		const cell = random() < 0.03 ? services.length + Math.floor(random() * 5) : Math.floor(random() ** 2.2 * 40);
		const unresolved = random() < (age < 10 * DAY ? 0.2 : age < 60 * DAY ? 0.01 : 0);
		const span = Math.min(age, 15 * 60_000 + random() ** 4 * 3 * DAY);
		return {
			created: now - age,
			reported: random() < 0.04 ? null : now - age + span,
			cell,
			state: unresolved ? (random() < 0.6 ? 0 : 1) : 2,
			stage: random() < 0.19 ? 1 : 0,
		};
	});
	return { cells, rows: rows.sort((a, b) => a.created - b.created) };
}

/** A column of text whose words stand in this order, by their indexes. */
function words(list: readonly string[], indexes: Int8Array | Int16Array, width: IntType): Column<string> {
	const text = columnFromArray([...list], utf8());
	const type = dictionary(text.type, width); // the encoder knows a dictionary by its type's identity
	const validity = new Uint8Array(0);
	const batch = new (batchType(type))({ length: indexes.length, nullCount: 0, type, validity, values: indexes });
	return new Column([batch.setDictionary(text)]);
}

/** The Arrow IPC file of made-up incidents, as Go writes it. */
export function arrowFile({ cells, rows }: ReturnType<typeof incidents>): ArrayBuffer {
	const time = timestamp(TimeUnit.MILLISECOND, 'UTC');
	const { schema, children } = tableFromColumns([
		[
			'creationtime',
			columnFromArray(
				rows.map((row) => Math.round(row.created)),
				time,
			),
		],
		[
			'recentreporttime',
			columnFromArray(
				rows.map((row) => row.reported && Math.round(row.reported)),
				time,
			),
		],
		[
			'services',
			words(
				cells.map((cell) => cell.map((i) => services[i]).join('; ')),
				Int16Array.from(rows, (row) => row.cell),
				int16(),
			),
		],
		[
			'state',
			words(
				['open', 'inprogress', 'closed'],
				Int8Array.from(rows, (row) => row.state),
				int8(),
			),
		],
		[
			'stage',
			words(
				['prd', 'stg'],
				Int8Array.from(rows, (row) => row.stage),
				int8(),
			),
		],
		[
			'id',
			columnFromArray(
				rows.map((_, i) => `INC-${10_001 + i}`),
				utf8(),
			),
		],
	]);
	const metadata = new Map([
		['isserviceup.version', '1'],
		['isserviceup.services', JSON.stringify(services)],
		['isserviceup.cells', JSON.stringify(cells)],
	]);
	const bytes = tableToIPC(new Table({ ...schema, metadata }, children), { format: 'file' }) ?? new Uint8Array();
	return bytes.slice().buffer as ArrayBuffer;
}

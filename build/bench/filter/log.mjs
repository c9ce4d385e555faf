// Logs and filters for the benchmark. The logs spread over services, states and stages like those of backend/demo, but are
// made as columns at once. The same seed makes the same ones.

const DAY = 86_400_000;
const MONTHS_18 = 548 * DAY;
const END = Date.UTC(2026, 10, 23);
const START = END - MONTHS_18;

const SERVICES = [
	'Checkout API, Payments gateway, Customer portal, Identity and SSO, Order events, Search index, Mobile API',
	'Data warehouse, Product catalogue, Notification hub, Pricing engine, Inventory sync, Invoice service',
	'Image delivery, Fraud detection, Shipping rates, Message broker, Session store, Recommendation engine',
	'Returns portal, Partner API, Reporting dashboards, Loyalty points, Address validation, Tax calculation',
	'Mail relay, Feature flags, Audit trail, Document archive, Call centre desktop, Store tills',
	'Warehouse scanners, Gift cards, Currency rates, Subscription billing, Supplier portal, Chat support',
	'Load balancer, Primary database, Build pipeline',
].flatMap((line) => line.split(', '));

/** Services that fail together, and the share of incidents in which some do. */
const TOGETHER = [
	[0, 1],
	[0, 3],
	[2, 3],
	[1, 14],
	[4, 11],
	[0, 3, 6],
	[5, 8],
	[7, 21],
	[4, 16],
	[2, 19],
	[0, 1, 38],
	[12, 34],
];
const SHARE_TOGETHER = 0.03;
const SHARE_STAGING = 0.22;

/** Numbers from 0 to 1 that look like chance (mulberry32). */
export function chance(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A log of so many rows, as lib/analytics takes it. */
export function makeLog(rows, random) {
	const service = serviceOf(random);
	const log = {
		rows,
		services: SERVICES,
		cells: [...SERVICES.map((_, service) => [service]), ...TOGETHER],
		created: Float64Array.from({ length: rows }, () => START + Math.floor(random() * MONTHS_18)).sort(),
		span: new Int32Array(rows),
		cell: new Uint16Array(rows),
		state: new Uint8Array(rows),
		stage: new Uint8Array(rows),
	};
	for (let row = 0; row < rows; row++) {
		const together = random() < SHARE_TOGETHER;
		log.cell[row] = together ? SERVICES.length + Math.floor(random() * TOGETHER.length) : service();
		log.state[row] = stateOf(END - log.created[row], random);
		log.stage[row] = random() < SHARE_STAGING ? 1 : 0;
		log.span[row] = Math.floor(60 * 60 ** (2 * random()));
	}
	return log;
}

/** Chooses services, the first far more often than the last. */
function serviceOf(random) {
	let sum = 0;
	const sums = SERVICES.map((_, i) => (sum += (i + 1) ** -0.9));
	return () => {
		const at = random() * sum;
		return sums.findIndex((upTo) => at < upTo);
	};
}

/** Most incidents are closed, and those that are not are recent. */
function stateOf(age, random) {
	const [open, inprogress] = sharesAt(age);
	const chance = random();
	if (chance < open) return 0;
	return chance < open + inprogress ? 1 : 2;
}

function sharesAt(age) {
	if (age < DAY) return [0.4, 0.3];
	if (age < 7 * DAY) return [0.12, 0.2];
	return age < 30 * DAY ? [0.03, 0.05] : [0.002, 0.004];
}

const SEARCHES = ['', '', 'a', 'e', 'api', 'pay', 'portal', 'o', 'in', 'r'];

/** A filter in which all five are set anew. Half of the ranges begin and end with a day, the others anywhere. */
export function makeFilter(random) {
	const [a, b] = [START + random() * MONTHS_18, START + random() * MONTHS_18].sort((x, y) => x - y);
	const unit = random() < 0.5 ? DAY : 1;
	return {
		from: Math.floor(a / unit) * unit,
		to: Math.ceil(b / unit) * unit + unit,
		services: new Set([...SERVICES.keys()].filter(() => random() < 0.6)),
		states: subset(['open', 'inprogress', 'closed'], random),
		stages: subset(['prd', 'stg'], random),
		search: SEARCHES[Math.floor(random() * SEARCHES.length)],
	};
}

/** The same over the whole time: the trend then has the most bars. */
export function overAll(filter) {
	return { ...filter, from: START + 1, to: END - 1 };
}

/** Some of the words, but not none. */
function subset(words, random) {
	const chosen = words.filter(() => random() < 0.7);
	return new Set(chosen.length ? chosen : words);
}

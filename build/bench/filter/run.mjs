// usage: run.sh   (frontend/node_modules must be there)
// Measures what a change of all five filters costs, in Node, and against crossfilter2.

import { chance, makeFilter, makeLog, overAll } from './log.mjs';
import { ours } from './ours.mjs';

const SEED = 20261122;
const SIZES = [100_000, 1_000_000, 5_000_000];
const PEER_ROWS = 1_000_000;
const WARM = 300;
const TIMES = 2_000;
const BUILDS = 7;
const PEER_TIMES = 15;

const { Cube } = await ours('cube');

/** The milliseconds that each of many calls takes, shortest first. */
function times(filters, call) {
	const spent = filters.map((filter) => {
		const start = performance.now();
		call(filter);
		return performance.now() - start;
	});
	return spent.sort((a, b) => a - b);
}

const quantile = (sorted, share) => sorted[Math.ceil(sorted.length * share) - 1];
const say = (text) => console.log(`filter: ${text}`);
const ms = (value) => `${value < 1 ? value.toFixed(3) : value.toFixed(1)} ms`;
const spread = (sorted) => `p50 ${ms(quantile(sorted, 0.5))}, p95 ${ms(quantile(sorted, 0.95))}`;
const rowsText = (rows) => (rows < 1_000_000 ? `${rows / 1_000} k rows` : `${rows / 1_000_000} M rows`);

function filters(count, random) {
	return Array.from({ length: count }, () => makeFilter(random));
}

/** The quietest of three rounds, because other programs on the computer only add to it. */
function quietest(round) {
	return [round(), round(), round()].sort((a, b) => quantile(a, 0.95) - quantile(b, 0.95))[0];
}

/** Measures one size, and says so. */
function measure(rows) {
	const log = makeLog(rows, chance(SEED));
	const random = chance(SEED + 1);
	const build = () => new Cube(log, 'UTC');
	const built = times(Array.from({ length: BUILDS }), build);
	const cube = build();
	const analyse = (filter) => cube.analyse(filter, 'day');
	filters(WARM, random).forEach(analyse);
	const any = quietest(() => times(filters(TIMES, random), analyse));
	const whole = quietest(() => times(filters(TIMES, random).map(overAll), analyse));
	const median = times(filters(BUILDS, random).map(overAll), (filter) => cube.medianSpan(filter));
	say(`${rowsText(rows)}, all five filters replaced, by day: ${spread(any)}; over all 18 months ${spread(whole)}`);
	say(`${rowsText(rows)}: cube built in ${ms(quantile(built, 0.5))}, median of spans in ${ms(quantile(median, 0.5))}`);
	return { cube, log, p50: quantile(any, 0.5), p95: quantile(any, 0.95) };
}

async function againstPeer({ cube, log, p50 }) {
	const { Peer } = await import('./peer.mjs');
	const peer = new Peer(log);
	const random = chance(SEED + 2);
	// Crossfilter2 asks whether some service is chosen and some matches; we, whether one is both. Without search it is the same.
	const same = { ...makeFilter(random), search: '' };
	if (peer.analyse(same).total !== cube.rows(same)) throw new Error('crossfilter2 counts another total');
	const spent = times(filters(PEER_TIMES, random), (filter) => peer.analyse(filter));
	const theirs = quantile(spent, 0.5);
	say(
		`${rowsText(log.rows)}, the same by crossfilter2: ${spread(spent)}; ours takes 1/${Math.round(theirs / p50)} (median; goal 1/500)`,
	);
}

const measured = [];
for (const rows of SIZES) {
	const { p95, ...rest } = measure(rows);
	measured.push(p95);
	if (rows === PEER_ROWS) await againstPeer(rest);
}
const [least, , most] = measured;
say(`5 M rows against 100 k: ${(most / least).toFixed(2)} times as long at p95 (goal 2)`);

/** What the user has chosen in the filter bar, as it is kept and as words say it. */

import type { Zone } from '../domain/time';
import { STAGES, STATES, type Filter, type Granularity, type IncidentState, type Log, type Stage } from './model';
import { PRESETS, rangeOf, type Preset, type Range } from './presets';
import { rangeText } from './words';

export const GRANULARITIES: readonly Granularity[] = ['day', 'week', 'month'];
export const BARS = ['stacked', 'grouped'] as const;
export const SORTS = ['incidents', 'open', 'newest', 'rising', 'name'] as const;

/** How the states of a bar stand: above each other, or side by side. */
export type Bars = (typeof BARS)[number];
/**
 * What the cards are sorted by: most incidents, most that are not closed, the newest incident, the largest growth of a
 * week against the week before it, or the name.
 */
export type Sort = (typeof SORTS)[number];

/** What narrows the log, in the order of chips. */
export const FILTERS = ['period', 'services', 'stages', 'states', 'search'] as const;
export type FilterName = (typeof FILTERS)[number];

/** The filters and how they are shown. null chooses all, like the preset of that name and an empty search. */
export interface FilterState {
	readonly period: Preset | Range;
	/** By name, so that they stay chosen when the log is replaced. */
	readonly services: readonly string[] | null;
	readonly stages: readonly Stage[] | null;
	readonly states: readonly IncidentState[] | null;
	readonly search: string;
	readonly granularity: Granularity;
	readonly bars: Bars;
	readonly sort: Sort;
	/** The filters that narrow, in the order in which they were set: Esc clears the last. */
	readonly order: readonly FilterName[];
}

/** Everything is shown. */
export const UNFILTERED: FilterState = {
	period: 'all',
	services: null,
	stages: null,
	states: null,
	search: '',
	granularity: 'week',
	bars: 'stacked',
	sort: 'incidents',
	order: [],
};

/** The state with one filter set, which then is the last. */
export function withFilter<Name extends FilterName>(
	state: FilterState,
	name: Name,
	value: FilterState[Name],
): FilterState {
	const next = { ...state, [name]: value };
	const others = state.order.filter((other) => other !== name);
	return { ...next, order: narrows(next, name) ? [...others, name] : others };
}

/** The state without one filter. */
export function without(state: FilterState, name: FilterName): FilterState {
	return withFilter(state, name, UNFILTERED[name]);
}

/** The state without any filter; how it is shown stays. */
export function withoutAll(state: FilterState): FilterState {
	return FILTERS.reduce(without, state);
}

/** Chooses one of many alone; if it is that already, all again. This is what a click on a card or a legend does. */
export function alone<Value>(chosen: readonly Value[] | null, value: Value): readonly Value[] | null {
	return chosen?.length === 1 && chosen[0] === value ? null : [value];
}

function narrows(state: FilterState, name: FilterName): boolean {
	return name === 'search' ? state.search.trim() !== '' : state[name] !== UNFILTERED[name];
}

/** The range that is chosen. */
export function periodOf({ period }: FilterState, now: number, zone: Zone): Range {
	return typeof period === 'string' ? rangeOf(period, now, zone) : period;
}

/** What is chosen of a log. Services that the log does not name match nothing. */
export function toFilter(state: FilterState, log: Log, now: number, zone: Zone): Filter {
	const { services, states, stages, search } = state;
	return {
		...periodOf(state, now, zone),
		services: services && new Set(services.map((name) => log.services.indexOf(name)).filter((index) => index >= 0)),
		states: states && new Set(states),
		stages: stages && new Set(stages),
		search: search.trim(),
	};
}

/** One active filter as its chip says it: "Dates" "last 13 weeks". */
export interface Chip {
	name: FilterName;
	label: string;
	text: string;
}

const LABELS: Record<FilterName, string> = {
	period: 'Dates',
	services: 'Service',
	stages: 'Stage',
	states: 'State',
	search: 'Search',
};

/** The states as people read them. */
export const STATE_WORDS: Record<IncidentState, string> = { open: 'open', inprogress: 'in progress', closed: 'closed' };

/** The chips of the active filters. names are the services of the log. */
export function chips(state: FilterState, names: readonly string[], zone: Zone): Chip[] {
	const { period, services, stages, states, search } = state;
	const texts: Record<FilterName, string> = {
		period: typeof period === 'string' ? period : rangeText(period, zone),
		services: serviceText(services ?? [], names),
		stages: stages?.join(', ') || 'none',
		states: states?.map((word) => STATE_WORDS[word]).join(', ') || 'none',
		search: search.trim(),
	};
	return FILTERS.filter((name) => narrows(state, name)).map((name) => ({
		name,
		label: LABELS[name],
		text: texts[name],
	}));
}

/** Which services are chosen: the name of the only one, "24 of 40" or "none". */
export function serviceText(chosen: readonly string[], names: readonly string[]): string {
	const known = names.filter((name) => chosen.includes(name));
	const [only] = known;
	if (only === undefined) return 'none';
	return known.length === 1 ? only : `${known.length} of ${names.length}`;
}

/** What is kept must be small: it is read at each start. */
const MOST_SERVICES = 10_000;
const LONGEST_TEXT = 1_000;
/** Times that can be kept lie in the years 1 to 9999. */
const EARLIEST = Date.parse('0001-01-01T00:00Z');
const LATEST = Date.parse('+010000-01-01T00:00Z');

/** Reads what was kept; null where anything of it is not as this version keeps it. */
export function parseFilterState(json: unknown): FilterState | null {
	if (typeof json !== 'object' || json === null) return null;
	const { period, services, stages, states, search, granularity, bars, sort, order } = json as Record<string, unknown>;
	const range = isOneOf(PRESETS, period) ? period : parseRange(period);
	if (range === null || !isText(search)) return null;
	if (!isOneOf(GRANULARITIES, granularity) || !isOneOf(BARS, bars) || !isOneOf(SORTS, sort)) return null;
	if (!isChoice(services, isText) || !isChoice(stages, isIn(STAGES)) || !isChoice(states, isIn(STATES))) return null;
	if (!isChoice(order, isIn(FILTERS)) || order === null) return null;
	const state = { period: range, services, stages, states, search, granularity, bars, sort, order };
	const active = FILTERS.filter((name) => narrows(state, name));
	return active.length === order.length && active.every((name) => order.includes(name)) ? state : null;
}

function parseRange(value: unknown): Range | null {
	if (typeof value !== 'object' || value === null) return null;
	const { from, to } = value as Record<string, unknown>;
	if (!isEnd(from) || !isEnd(to)) return null;
	if (from === null ? to === null : to !== null && from >= to) return null;
	return { from, to };
}

function isEnd(value: unknown): value is number | null {
	return (
		value === null || (Number.isSafeInteger(value) && (value as number) >= EARLIEST && (value as number) <= LATEST)
	);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isOneOf<Word extends string>(words: readonly Word[], value: unknown): value is Word {
	return words.includes(value as Word);
}

function isIn<Word extends string>(words: readonly Word[]): (value: unknown) => value is Word {
	return (value): value is Word => isOneOf(words, value);
}

/** Whether something is null or a list of different values of one kind. */
function isChoice<Value>(value: unknown, is: (element: unknown) => element is Value): value is Value[] | null {
	if (value === null) return true;
	return (
		Array.isArray(value) && value.length <= MOST_SERVICES && value.every(is) && new Set(value).size === value.length
	);
}

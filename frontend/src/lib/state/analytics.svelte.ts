import { sortCards } from '../analytics/cards';
import { Cube } from '../analytics/cube';
import {
	alone,
	chips,
	parseFilterState,
	periodOf,
	toFilter,
	UNFILTERED,
	withFilter,
	without,
	withoutAll,
	type Chip,
	type FilterName,
	type FilterState,
} from '../analytics/filterstate';
import type { Analysis, Bucket, Filter, IncidentState, ServiceCounts, Sparks, Step } from '../analytics/model';
import type { Range } from '../analytics/presets';
import { rangeText } from '../analytics/words';
import { bucketStart, nextBucket } from '../analytics/zone';
import type { LogFilter } from '../domain/analytics';
import type { Zone } from '../domain/time';
import type { Wire } from '../wire';
import { LogState } from './analyticslog.svelte';

const KEY = 'isserviceup.analytics';
/** How many cards a page has. */
export const CARDS = 8;
/** How many services are named in what is exported. */
const NAMED = 50;
/** When the median follows a filter, in milliseconds: after the frame, and once for filters in quick succession. */
const SETTLED = 50;

type Period = FilterState['period'];

/** What a filter shows. */
interface View {
	cube: Cube;
	filter: Filter;
	analysis: Analysis;
}

/** One card. */
export interface Card extends ServiceCounts {
	name: string;
	sparks: Sparks;
}

/** What Analytics shows of the log: the filters, and everything that follows from them, at once. */
export class AnalyticsState {
	readonly source: LogState;
	readonly #storage: Storage;
	#filters = $state.raw<FilterState>(UNFILTERED);
	/** The dates that the trend shows while some of them are chosen on it; null while it shows the chosen ones. */
	#around = $state.raw<Period | null>(null);
	#page = $state(0);
	#median = $state<number | null>(null);

	readonly #zone: Zone;
	readonly #today: number;
	readonly #cube: Cube | null;
	readonly #view: View | null;
	readonly #shown: Pick<Analysis, 'granularity' | 'buckets'> | null;
	readonly #sorted: readonly ServiceCounts[];
	readonly #cards: readonly Card[];

	/** now and zone are asked for again whenever they may have changed. */
	constructor(wire: Wire, storage: Storage, { now, zone }: { now: () => number; zone: () => Zone }) {
		this.source = new LogState(wire);
		this.#storage = storage;
		this.#restore();
		// The computer's own zone is the default of the settings, not a choice of the user.
		this.#zone = $derived(zone() === 'local' ? 'UTC' : zone());
		this.#today = $derived(bucketStart(now(), 'day', this.#zone));
		this.#cube = $derived(this.source.log && new Cube(this.source.log, this.#zone));
		this.#view = $derived.by(() => this.#analyse());
		this.#shown = $derived.by(() => this.#trend());
		this.#sorted = $derived.by(() => this.#sort());
		this.#cards = $derived.by(() => this.#deal());
	}

	/** The zone of days, weeks and months. */
	get zone(): Zone {
		return this.#zone;
	}
	/** The first instant of the day that it is now. */
	get today(): number {
		return this.#today;
	}
	get filters(): FilterState {
		return this.#filters;
	}
	/** The dates that are chosen. */
	get period(): Range {
		return periodOf(this.#filters, this.#today, this.#zone);
	}
	/** The names of the log's services. */
	get services(): readonly string[] {
		return this.source.log?.services ?? [];
	}
	get chips(): Chip[] {
		return chips(this.#filters, this.services, this.#zone);
	}
	/** What the filters show; null until there is a log. */
	get analysis(): Analysis | null {
		return this.#view?.analysis ?? null;
	}
	/** What a bar of the trend spans: the granularity, or a coarser step where that would need too many bars. */
	get step(): Step {
		return this.#shown?.granularity ?? this.#filters.granularity;
	}
	/** The bars of the trend. */
	get buckets(): readonly Bucket[] {
		return this.#shown?.buckets ?? [];
	}
	/** The bars among them that were chosen on the trend, the last one included; null where all are. */
	get chosen(): { first: number; last: number } | null {
		const { from, to } = this.period;
		if (this.#around === null || from === null || to === null) return null;
		const first = this.buckets.findIndex(({ end }) => end > from);
		const last = this.buckets.findLastIndex(({ start }) => start < to);
		return first < 0 || last < first ? null : { first, last };
	}
	/** The end of the period that is compared with the one before, which a filter may leave open. */
	get comparedTo(): number {
		const last = this.#view?.cube.lastDay(this.#view.filter);
		return this.period.to ?? nextBucket(last ?? this.#today, 'day', this.#zone);
	}
	/** The median span of closed incidents in seconds, null where none is known. It follows the filters: see settle. */
	get median(): number | null {
		return this.#median;
	}
	/** The cards of the page. */
	get cards(): readonly Card[] {
		return this.#cards;
	}
	/** How many services have a card. */
	get carded(): number {
		return this.#sorted.length;
	}
	/** From 0. */
	get page(): number {
		return Math.min(this.#page, Math.max(0, this.pages - 1));
	}
	set page(page: number) {
		this.#page = page;
	}
	get pages(): number {
		return Math.ceil(this.#sorted.length / CARDS);
	}

	/** Each active filter with how many incidents there would be without it, most first. */
	get reliefs(): { chip: Chip; rows: number }[] {
		const log = this.source.log;
		const cube = this.#cube;
		if (!log || !cube) return [];
		const rows = (name: FilterName) => cube.rows(toFilter(without(this.#filters, name), log, this.#today, this.#zone));
		return this.chips.map((chip) => ({ chip, rows: rows(chip.name) })).sort((a, b) => b.rows - a.rows);
	}

	/** The filters in full, as they are written into what is exported; that there are none is said, too. */
	get words(): string[] {
		if (this.chips.length === 0) return ['No filters'];
		const { period, services } = this.#filters;
		const full: Partial<Record<FilterName, string>> = {
			period: typeof period === 'string' ? `${period}, ${rangeText(this.period, this.#zone)}` : undefined,
			services: services && services.length <= NAMED ? services.join(', ') : undefined,
		};
		return this.chips.map(({ name, label, text }) => `${label}: ${full[name] || text}`);
	}

	/** What is exported: the incidents that the filters choose. */
	get exported(): LogFilter {
		const { services, search, stages, states } = this.#filters;
		const { from, to } = this.period;
		const named = services !== null || search.trim() !== '';
		return {
			from: from ?? 0,
			to: to ?? 0,
			services: named ? (this.analysis?.services ?? []).map(({ service }) => this.services[service] ?? '') : [],
			states: [...(states ?? [])],
			stages: [...(stages ?? [])],
			zone: this.#zone,
			words: this.words,
		};
	}

	/** Sets one filter. */
	filterBy<Name extends FilterName>(name: Name, value: FilterState[Name]): void {
		this.#change(withFilter(this.#filters, name, value), name === 'period' ? null : this.#around);
	}

	/** Chooses bars of the trend, which goes on showing those around them. To choose the same again takes it back. */
	chooseBars({ first, last }: { first: number; last: number }): void {
		const [from, to] = [this.buckets[first]?.start, this.buckets[last]?.end];
		if (from === undefined || to === undefined) return;
		const { chosen } = this;
		if (chosen?.first === first && chosen.last === last) return this.#clear('period');
		this.#change(withFilter(this.#filters, 'period', { from, to }), this.#around ?? this.#filters.period);
	}

	/** Chooses one state alone, or all again. */
	chooseState(state: IncidentState): void {
		this.filterBy('states', alone(this.#filters.states, state));
	}

	/** Chooses one service alone, or all again. */
	chooseService(name: string): void {
		this.filterBy('services', alone(this.#filters.services, name));
	}

	/** Changes how it is shown. */
	show(part: Partial<Pick<FilterState, 'granularity' | 'bars' | 'sort'>>): void {
		const page = this.#page;
		this.#change({ ...this.#filters, ...part }, this.#around);
		if (!part.sort) this.#page = page;
	}

	clear(name: FilterName): void {
		this.#change(without(this.#filters, name), name === 'period' ? null : this.#around);
	}

	clearAll(): void {
		this.#change(withoutAll(this.#filters), null);
	}

	/** Clears the filter that was set last: dates that were chosen on the trend give way to those around them. */
	clearLast(): void {
		const last = this.#filters.order.at(-1);
		if (last) this.#clear(last);
	}

	#clear(name: FilterName): void {
		if (name === 'period' && this.#around !== null) this.filterBy('period', this.#around);
		else this.clear(name);
	}

	/** Works out the median once what is seen is drawn; begins again at each call of the function, whose result ends it. */
	settle(): () => void {
		const view = this.#view;
		const timer = setTimeout(() => (this.#median = view && view.cube.medianSpan(view.filter)), SETTLED);
		return () => clearTimeout(timer);
	}

	#change(filters: FilterState, around: Period | null): void {
		this.#filters = filters;
		this.#around = around;
		this.#page = 0;
		this.#storage.setItem(KEY, JSON.stringify({ filters, around }));
	}

	#restore(): void {
		const kept = read(this.#storage.getItem(KEY));
		const filters = parseFilterState(kept.filters);
		if (!filters) return;
		this.#filters = filters;
		if (typeof filters.period === 'string') return; // no preset is chosen on the trend
		// The dates around are checked as those of a filter are.
		const around = kept.around === 'all' ? UNFILTERED : { ...UNFILTERED, period: kept.around, order: ['period'] };
		this.#around = parseFilterState(around)?.period ?? null;
	}

	#analyse(): View | null {
		const log = this.source.log;
		const cube = this.#cube;
		if (!log || !cube) return null;
		const filter = toFilter(this.#filters, log, this.#today, this.#zone);
		return { cube, filter, analysis: cube.analyse(filter, this.#filters.granularity) };
	}

	#trend(): Pick<Analysis, 'granularity' | 'buckets'> | null {
		if (!this.#view || this.#around === null) return this.analysis;
		const { cube, filter } = this.#view;
		const around = periodOf({ ...this.#filters, period: this.#around }, this.#today, this.#zone);
		return cube.analyse({ ...filter, ...around }, this.#filters.granularity);
	}

	#sort(): readonly ServiceCounts[] {
		if (!this.#view) return [];
		const { cube, filter, analysis } = this.#view;
		const sparks = (service: number) => cube.sparks(filter, service);
		return sortCards(analysis.services, this.#filters.sort, this.services, sparks);
	}

	#deal(): readonly Card[] {
		if (!this.#view) return [];
		const { cube, filter } = this.#view;
		const first = this.page * CARDS;
		return this.#sorted.slice(first, first + CARDS).map((counts) => ({
			...counts,
			name: this.services[counts.service] ?? '',
			sparks: cube.sparks(filter, counts.service),
		}));
	}
}

/** What was kept, as far as it is an object at all. */
function read(text: string | null): { filters?: unknown; around?: unknown } {
	try {
		const kept: unknown = JSON.parse(text ?? '');
		return typeof kept === 'object' && kept !== null ? kept : {};
	} catch {
		return {};
	}
}

import { arrange, keepOrder, type Arrangement, type Grouping, type Sorting } from '../domain/arrange';
import type { ServiceRow } from '../domain/model';

const SETTLE = 2_000;

/**
 * How the list of services is searched, sorted and grouped. While the pointer or the focus is in the list its rows keep
 * their order, so that nobody clicks a row that has just moved; they are sorted again 2 s after it left.
 */
export class ListState {
	readonly #rows: () => readonly ServiceRow[];
	#query = $state('');
	#onlyProblems = $state(false);
	#sort = $state<Sorting>('severity');
	#group = $state<Grouping>('none');
	#kept = $state.raw<readonly string[] | null>(null);
	#held = { pointer: false, focus: false };
	#timer: ReturnType<typeof setTimeout> | undefined;

	readonly #sorted: readonly ServiceRow[];
	readonly #shown: readonly ServiceRow[];

	constructor(rows: () => readonly ServiceRow[]) {
		this.#rows = rows;
		this.#sorted = $derived(arrange(this.#rows(), this.#arrangement()));
		this.#shown = $derived(this.#kept ? keepOrder(this.#kept, this.#rows(), this.#sorted) : this.#sorted);
	}

	/** The rows to show, in their order. */
	get rows(): readonly ServiceRow[] {
		return this.#shown;
	}
	get query(): string {
		return this.#query;
	}
	set query(query: string) {
		this.#query = query;
		this.#kept = null;
	}
	get onlyProblems(): boolean {
		return this.#onlyProblems;
	}
	get sort(): Sorting {
		return this.#sort;
	}
	get group(): Grouping {
		return this.#group;
	}
	/** Whether something hides rows. */
	get filtered(): boolean {
		return this.#query !== '' || this.#onlyProblems;
	}

	toggleProblems(): void {
		this.#onlyProblems = !this.#onlyProblems;
		this.#kept = null;
	}
	sortBy(sort: Sorting): void {
		this.#sort = sort;
		this.#kept = null;
	}
	groupBy(group: Grouping): void {
		this.#group = group;
		this.#kept = null;
	}
	clear(): void {
		this.#query = '';
		this.#onlyProblems = false;
		this.#kept = null;
	}

	/** Says that the pointer or the focus came into the list, or left it. */
	hold(by: 'pointer' | 'focus', held: boolean): void {
		this.#held[by] = held;
		clearTimeout(this.#timer);
		if (this.#held.pointer || this.#held.focus) this.#kept ??= this.#shown.map((row) => row.id);
		else this.#timer = setTimeout(() => (this.#kept = null), SETTLE);
	}

	/** Sorts at once, and keeps that order while the list is held: for a move that the user asked for. */
	settle(): void {
		if (this.#kept) this.#kept = this.#sorted.map((row) => row.id);
	}

	#arrangement(): Arrangement {
		return { query: this.#query, onlyProblems: this.#onlyProblems, sort: this.#sort };
	}
}

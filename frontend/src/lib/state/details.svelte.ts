import { checkedStates, toggleChoice, treeRows, SEARCH_FROM, type Checked, type TreeRow } from '../domain/tree';
import type { Details, History } from '../domain/model';
import type { Wire } from '../wire';

/** What the dialog of one service shows: what is known at once, the past that comes later, and a choice being made. */
export class DetailsState {
	readonly id: string;
	readonly #wire: Wire;
	#details = $state.raw<Details | null>(null);
	#error = $state('');
	#history = $state.raw<History | null>(null);
	#historyError = $state('');
	#query = $state('');
	#toggled = $state.raw<ReadonlyMap<string, boolean>>(new Map());
	#draft = $state.raw<ReadonlySet<string> | null>(null);
	/** What was chosen when choosing began; its groups are open, and a tick opens and closes nothing. */
	#before: ReadonlySet<string> = new Set();
	#asked = 0;

	readonly #rows = $derived.by(() =>
		treeRows(this.#details?.components ?? [], {
			query: this.#query,
			toggled: this.#toggled,
			plain: this.#draft !== null,
			chosen: this.#before,
		}),
	);
	readonly #checked = $derived(
		this.#draft === null ? undefined : checkedStates(this.#details?.components ?? [], this.#draft),
	);

	constructor(wire: Wire, id: string) {
		this.#wire = wire;
		this.id = id;
	}

	/** Null until it is read for the first time. */
	get details(): Details | null {
		return this.#details;
	}
	/** Why the details could not be read; empty while they can. */
	get error(): string {
		return this.#error;
	}
	/** Null while the past is still being read. */
	get history(): History | null {
		return this.#history;
	}
	/** Why the past could not be read at all; empty while it can. */
	get historyError(): string {
		return this.#historyError;
	}
	/** The rows of the tree that are seen. */
	get rows(): readonly TreeRow[] {
		return this.#rows;
	}
	/** How far each row is chosen; undefined while nothing is being chosen. */
	get checked(): ReadonlyMap<string, Checked> | undefined {
		return this.#checked;
	}
	/** How many components and groups the choice being made names. */
	get drafted(): number {
		return this.#draft?.size ?? 0;
	}
	/** Whether the tree is long enough for a search. */
	get searchable(): boolean {
		return (this.#details?.leaves ?? 0) > SEARCH_FROM;
	}
	get query(): string {
		return this.#query;
	}
	/** A new search forgets what was opened by hand, as its rows are others. */
	set query(query: string) {
		this.#query = query;
		this.#toggled = new Map();
	}

	/** Reads everything, and reads the details again whenever the service has news, until the returned function is called. */
	start(): () => void {
		const off = [
			this.#wire.on('row', ({ row }) => {
				if (row.id === this.id) void this.load();
			}),
			this.#wire.on('stale', () => void this.load()),
		];
		void this.load();
		void this.loadHistory();
		return () => off.forEach((each) => each());
	}

	/** Reads the details; an answer that a newer question has overtaken is dropped. */
	async load(): Promise<void> {
		const asked = ++this.#asked;
		try {
			const details = await this.#wire.monitor.details(this.id);
			if (asked !== this.#asked) return;
			this.#details = details;
			this.#error = '';
		} catch (cause) {
			if (asked === this.#asked) this.#error = (cause as Error).message;
		}
	}

	/** Reads the past, which may take seconds. What is shown stays while it is read again. */
	async loadHistory(): Promise<void> {
		this.#historyError = '';
		try {
			this.#history = await this.#wire.monitor.history(this.id);
		} catch (cause) {
			this.#historyError = (cause as Error).message;
		}
	}

	toggle(key: string, open: boolean): void {
		this.#toggled = new Map(this.#toggled).set(key, open);
	}

	/** Begins to choose which components count. */
	beginChoice(): void {
		this.query = '';
		this.#before = new Set(this.#details?.chosen);
		this.#draft = this.#before;
	}

	cancelChoice(): void {
		this.query = '';
		this.#draft = null;
	}

	check(key: string): void {
		if (this.#draft) this.#draft = toggleChoice(this.#details?.components ?? [], this.#draft, key);
	}

	/** Makes the whole page count again, once it is saved. */
	clearChoice(): void {
		if (this.#draft) this.#draft = new Set();
	}

	/** Stores the choice; fails with a WireError, and the choice stays open then. */
	async saveChoice(): Promise<void> {
		if (!this.#draft) return;
		await this.#wire.monitor.choose(this.id, [...this.#draft]);
		this.cancelChoice();
		await this.load();
	}
}

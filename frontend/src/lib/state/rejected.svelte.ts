import type { RejectedRow } from '../domain/analytics';

/** How many rows are asked for at once. */
const PAGE = 200;
/** How many pages are kept: the list may hold a hundred thousand rows, of which a screen shows twenty. */
const KEPT = 8;

/** The rejected rows of one reading, a page at a time as they are scrolled into sight. */
export class RejectedRows {
	/** How many there are to list. */
	readonly total: number;
	readonly #load: (offset: number, limit: number) => Promise<RejectedRow[]>;
	#pages = $state.raw<ReadonlyMap<number, readonly RejectedRow[]>>(new Map());
	/** The pages that were wanted last, the newest at the end. */
	#wanted: readonly number[] = [];
	readonly #asked = new Set<number>();
	#error = $state('');

	constructor(total: number, load: (offset: number, limit: number) => Promise<RejectedRow[]>) {
		this.total = total;
		this.#load = load;
	}

	/** Why rows could not be had; else empty. */
	get error(): string {
		return this.#error;
	}

	/** A row by its place; undefined while it is not there. */
	row(at: number): RejectedRow | undefined {
		return this.#pages.get(Math.floor(at / PAGE))?.[at % PAGE];
	}

	/** Sees to it that the rows from one place to another, not included, come to be there. */
	need(from: number, to: number): void {
		for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, this.total); page++) {
			this.#wanted = [...this.#wanted.filter((each) => each !== page), page].slice(-KEPT);
			void this.#fetch(page);
		}
	}

	async #fetch(page: number): Promise<void> {
		if (this.#asked.has(page) || this.#pages.has(page)) return;
		this.#asked.add(page);
		try {
			const rows = await this.#load(page * PAGE, PAGE);
			this.#pages = new Map([...this.#pages, [page, rows] as const].filter(([each]) => this.#wanted.includes(each)));
			this.#error = '';
		} catch (cause) {
			this.#error = (cause as Error).message;
		} finally {
			this.#asked.delete(page);
		}
	}
}

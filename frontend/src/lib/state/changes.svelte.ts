import type { Change } from '../domain/model';
import type { Wire } from '../wire';

const PAGE = 50;

/** The list of changes, read from the newest on, a page at a time. */
export class ChangesState {
	readonly #wire: Wire;
	#changes = $state.raw<readonly Change[]>([]);
	#loaded = $state(false);
	#more = $state(false);
	#loading = $state(false);
	#error = $state('');

	constructor(wire: Wire) {
		this.#wire = wire;
	}

	/** Newest first. */
	get changes(): readonly Change[] {
		return this.#changes;
	}
	/** Whether the first page has been read. */
	get loaded(): boolean {
		return this.#loaded;
	}
	/** Whether there may be older ones. */
	get more(): boolean {
		return this.#more;
	}
	get loading(): boolean {
		return this.#loading;
	}
	get error(): string {
		return this.#error;
	}

	/** Reads the first page, and puts new changes before it as they come, until the returned function is called. */
	start(): () => void {
		void this.loadMore();
		return this.#wire.on('row', ({ announce }) => {
			if (announce !== '') void this.#loadNew();
		});
	}

	/** Reads the page that is older than what is shown. */
	async loadMore(): Promise<void> {
		if (this.#loading) return;
		this.#loading = true;
		try {
			const page = await this.#wire.preferences.changes(this.#changes.at(-1)?.id ?? 0, PAGE);
			this.#changes = [...this.#changes, ...page];
			this.#more = page.length === PAGE;
			this.#loaded = true;
			this.#error = '';
		} catch (cause) {
			this.#error = (cause as Error).message;
		} finally {
			this.#loading = false;
		}
	}

	async #loadNew(): Promise<void> {
		try {
			const page = await this.#wire.preferences.changes(0, PAGE);
			const newest = this.#changes[0]?.id ?? 0;
			const fresh = page.filter((change) => change.id > newest);
			this.#changes = [...fresh, ...this.#changes];
		} catch {
			// What is shown stays; the next change asks again.
		}
	}
}

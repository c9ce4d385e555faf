import type { Wire } from '../wire';

/** The intervals of checks in minutes; 0 is Off. */
export const intervals = [0, 2, 15] as const;
export type Interval = (typeof intervals)[number];

const KEY = 'isserviceup.refresh';
const DEFAULT: Interval = 2;

/** How often checks come. The choice lives in the page's own storage and is told to Go at each start. */
export class Refresh {
	readonly #wire: Wire;
	readonly #storage: Storage;
	#minutes = $state<Interval>(DEFAULT);

	constructor(wire: Wire, storage: Storage) {
		this.#wire = wire;
		this.#storage = storage;
		this.#minutes = stored(storage);
	}

	get minutes(): Interval {
		return this.#minutes;
	}

	/** Tells Go what was chosen before. */
	start(): Promise<void> {
		return this.#wire.monitor.setAutoRefresh(this.#minutes);
	}

	choose(minutes: Interval): Promise<void> {
		this.#minutes = minutes;
		this.#storage.setItem(KEY, String(minutes));
		return this.#wire.monitor.setAutoRefresh(minutes);
	}
}

function stored(storage: Storage): Interval {
	const text = storage.getItem(KEY);
	return intervals.find((minutes) => String(minutes) === text) ?? DEFAULT;
}

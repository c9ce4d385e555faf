import type { Frame, RowChange, ServiceDays, ServiceRow, State } from '../domain/model';
import type { Events, Wire } from '../wire';

const RETRY = 10_000;
/** The least time between two showings of new rows: shorter than anybody sees, long enough for many results. */
const PAUSE = 100;

/** What the page is told when a level changed. */
export interface Listener {
	announce(sentence: string): void;
	news(): void;
}

type Event = { [E in 'frame' | 'row']: { kind: E; payload: Events[E] } }[keyof Pick<Events, 'frame' | 'row'>];

/** The services and what is known of them. It subscribes first and pulls then, and drops what is older than what it shows. */
export class MonitorState {
	readonly #wire: Wire;
	readonly #listener: Listener;
	#frame = $state.raw<Frame | null>(null);
	#rows = $state.raw<readonly ServiceRow[]>([]);
	#days = $state.raw<ReadonlyMap<string, ServiceDays>>(new Map());
	#error = $state('');
	#failedAt = $state(0);
	#pulling = false;
	#pullAgain = false;
	/** The revisions of what is shown: of the last state, and of the frame and each row since. Events may overtake each other. */
	#pulled = 0;
	readonly #newest = new Map<string, number>();
	#waiting: Event[] = [];
	/** Rows that came and are not shown yet. */
	readonly #arrived = new Map<string, ServiceRow>();
	#pause: ReturnType<typeof setTimeout> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;

	constructor(wire: Wire, listener: Listener) {
		this.#wire = wire;
		this.#listener = listener;
	}

	/** Null until the state was read for the first time. */
	get frame(): Frame | null {
		return this.#frame;
	}
	get rows(): readonly ServiceRow[] {
		return this.#rows;
	}
	/** The strips of days by service; they may come later than the rows. */
	get days(): ReadonlyMap<string, ServiceDays> {
		return this.#days;
	}
	/** Why the state could not be read; empty while it can. */
	get error(): string {
		return this.#error;
	}
	/** Since when it could not. */
	get failedAt(): number {
		return this.#failedAt;
	}

	/** Subscribes, pulls, and keeps up, until the function it returns is called. */
	start(): () => void {
		const off = [
			this.#wire.on('frame', (payload) => this.#take({ kind: 'frame', payload })),
			this.#wire.on('row', (payload) => this.#take({ kind: 'row', payload })),
			this.#wire.on('stale', () => void this.pull()),
		];
		void this.pull();
		return () => {
			clearTimeout(this.#retry);
			clearTimeout(this.#pause);
			off.forEach((each) => each());
		};
	}

	/** Reads everything anew. What arrives in the meantime is kept and applied after, as far as it is newer. */
	async pull(): Promise<void> {
		if (this.#pulling) {
			this.#pullAgain = true;
			return;
		}
		this.#pulling = true;
		clearTimeout(this.#retry);
		try {
			this.#replace(await this.#wire.monitor.state());
			void this.#pullDays();
		} catch (cause) {
			if (!this.#error) this.#failedAt = Date.now();
			this.#error = (cause as Error).message;
			this.#retry = setTimeout(() => void this.pull(), RETRY);
		} finally {
			this.#pulling = false;
		}
		if (this.#pullAgain) {
			this.#pullAgain = false;
			await this.pull();
		}
	}

	#replace(state: State): void {
		this.#error = '';
		this.#frame = state.frame;
		this.#rows = state.rows;
		this.#arrived.clear(); // all of them are in the state
		this.#pulled = state.frame.revision;
		this.#newest.clear();
		this.#listener.news();
		const waiting = this.#waiting;
		this.#waiting = [];
		waiting.forEach((event) => this.#apply(event));
	}

	#take(event: Event): void {
		if (this.#pulling || !this.#frame) this.#waiting.push(event);
		else this.#apply(event);
	}

	#apply(event: Event): void {
		const shown = this.#frame;
		const key = event.kind === 'row' ? `row ${event.payload.row.id}` : 'frame';
		const { revision } = event.payload;
		if (!shown || revision < Math.max(this.#pulled, this.#newest.get(key) ?? 0)) return;
		this.#newest.set(key, revision);
		if (event.kind === 'frame') this.#applyFrame(shown, event.payload);
		else this.#applyRow(event.payload);
	}

	#applyFrame(before: Frame, frame: Frame): void {
		this.#frame = frame;
		if (!before.checking || frame.checking) return;
		if (this.#arrived.size > 0) this.#showArrived();
		this.#listener.news();
		void this.#pullDays();
	}

	#applyRow(change: RowChange): void {
		this.#arrived.set(change.row.id, change.row);
		if (!this.#pause) this.#showArrived();
		if (change.announce) this.#listener.announce(change.announce);
	}

	/** Shows the rows that came, and then none for a moment: each showing sorts and lays out the whole list. */
	#showArrived(): void {
		const arrived = new Map(this.#arrived);
		this.#arrived.clear();
		this.#rows = this.#rows.map((row) => arrived.get(row.id) ?? row);
		clearTimeout(this.#pause);
		this.#pause = setTimeout(() => {
			this.#pause = undefined;
			if (this.#arrived.size > 0) this.#showArrived();
		}, PAUSE);
	}

	async #pullDays(): Promise<void> {
		try {
			const days = await this.#wire.monitor.days();
			this.#days = new Map(days.map((each) => [each.id, each]));
		} catch {
			// The strips that are shown stay; the next check asks again.
		}
	}
}

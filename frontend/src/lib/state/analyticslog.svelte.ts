import { readLog } from '../analytics/arrow';
import type { Log } from '../analytics/model';
import type { LogFacts } from '../domain/analytics';
import type { Wire, WireError } from '../wire';

/** The stored incident log: what is known of it, and its rows, which are fetched whenever it changes. */
export class LogState {
	readonly #wire: Wire;
	#facts = $state.raw<LogFacts | null>(null);
	#log = $state.raw<Log | null>(null);
	#error = $state('');
	#failedAt = $state(0);
	/** The revision of the rows. */
	#revision = 0;
	/** Counts the questions, so that an answer which a newer one has overtaken is dropped. */
	#asked = 0;

	constructor(wire: Wire) {
		this.#wire = wire;
	}

	/** Null until they are known. Those before stay until the rows that belong to new ones are read. */
	get facts(): LogFacts | null {
		return this.#facts;
	}
	/** Null until it was read for the first time, and where there is none. The rows before stay until new ones are read. */
	get log(): Log | null {
		return this.#log;
	}
	/** Why the log could not be read, as a sentence; empty while it can. */
	get error(): string {
		return this.#error;
	}
	/** Since when it could not. */
	get failedAt(): number {
		return this.#failedAt;
	}

	/** Reads the log and keeps up with its changes, until the function it returns is called. */
	start(): () => void {
		const off = this.#wire.on('log', (facts) => void this.#follow(async () => facts));
		void this.pull();
		return off;
	}

	/** Asks which log is stored, and reads it where it is another than the one that is shown. */
	pull(): Promise<void> {
		return this.#follow(() => this.#wire.analytics.log());
	}

	/** Reads the log of the facts that ask brings. A log that changed while it was read is asked for once more. */
	async #follow(ask: () => Promise<LogFacts>, again = true): Promise<void> {
		const asked = ++this.#asked;
		try {
			const facts = await ask();
			if (asked !== this.#asked) return;
			if (!this.#log) this.#facts = facts;
			const log = await this.#rowsOf(facts);
			if (asked === this.#asked) this.#show(facts, log);
		} catch (cause) {
			if (asked !== this.#asked) return;
			if (again && (cause as WireError).code === 'not_found')
				await this.#follow(() => this.#wire.analytics.log(), false);
			else this.#fail((cause as Error).message);
		}
	}

	async #rowsOf(facts: LogFacts): Promise<Log | null> {
		if (facts.revision === 0) return null;
		if (facts.revision === this.#revision) return this.#log;
		return readLog(await this.#wire.analytics.columns(facts));
	}

	#show(facts: LogFacts, log: Log | null): void {
		this.#facts = facts;
		this.#log = log;
		this.#revision = facts.revision;
		this.#error = '';
	}

	#fail(why: string): void {
		if (!this.#error) this.#failedAt = Date.now();
		this.#error = why;
	}
}

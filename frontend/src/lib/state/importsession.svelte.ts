import type { ImportChoices, ImportPreview, ImportProgress, LogFacts } from '../domain/analytics';
import { GUESSED, importable, shownChoices } from '../domain/importing';
import { foundSentence, progressWords, type ImportMode } from '../domain/importtext';
import { WireError, type Wire } from '../wire';
import { RejectedRows } from './rejected.svelte';

/** What takes less is not shown as progress: it would only flash. */
export const SLOW = 500;
/** How long after the last key what is typed is read. */
export const TYPING = 400;
/** How far apart what is said of progress is at least. */
const SPEAKING = 10_000;
/** How many rejected rows Go lists; the saved file holds all. */
export const LISTED = 100_000;

/** A call that failed: what it says, and the choice that is wrong, or ''. */
export interface Failure {
	message: string;
	field: string;
}

/** One file in the import dialog: what is chosen, how far it is read, what was understood of it. */
export class ImportSession {
	readonly #wire: Wire;
	readonly #say: (sentence: string) => void;
	#path = $state('');
	#own = $state.raw<ImportChoices>(GUESSED);
	#preview = $state.raw<ImportPreview | null>(null);
	#rejected = $state.raw<RejectedRows | null>(null);
	#progress = $state.raw<ImportProgress | null>(null);
	#failure = $state.raw<Failure | null>(null);
	#refusal = $state('');
	#reading = $state(false);
	#slow = $state(false);
	#storing = $state(false);
	/** What is to become of the log that is there. */
	mode = $state<ImportMode>('replace');

	/** Counts the readings of the page; whatever belongs to an older one is dropped. */
	#turn = 0;
	/** The reading of Go that this is about; 0 while it is being started. */
	#id = 0;
	/** The call that starts a reading. The next one waits for it, because the last to arrive in Go would win. */
	#starting: Promise<number | undefined> = Promise.resolve(undefined);
	/** The last progress of each reading heard while one is being started: it may come before its id does. */
	readonly #early = new Map<number, ImportProgress>();
	#slowly: ReturnType<typeof setTimeout> | undefined;
	#typed: ReturnType<typeof setTimeout> | undefined;
	#spokenAt = 0;

	readonly #shown = $derived(this.#preview ? shownChoices(this.#preview.choices, this.#own) : this.#own);

	/** say is for those who do not see: it is called sparsely. */
	constructor(wire: Wire, path: string, say: (sentence: string) => void) {
		this.#wire = wire;
		this.#path = path;
		this.#say = say;
	}

	get path(): string {
		return this.#path;
	}
	/** What the user has chosen; all else is guessed. */
	get own(): ImportChoices {
		return this.#own;
	}
	/** The choices in force. */
	get shown(): ImportChoices {
		return this.#shown;
	}
	/** Null until the file was read once; while it is read again, that of the reading before. */
	get preview(): ImportPreview | null {
		return this.#preview;
	}
	get rejected(): RejectedRows | null {
		return this.#rejected;
	}
	/** Null until it is known. */
	get progress(): ImportProgress | null {
		return this.#progress;
	}
	/** Why the file could not be read as it is to be. */
	get failure(): Failure | null {
		return this.#failure;
	}
	/** Why what was read could not be imported; else empty. */
	get refusal(): string {
		return this.#refusal;
	}
	get reading(): boolean {
		return this.#reading;
	}
	/** Whether the file has been being read for so long that it should be said. */
	get slow(): boolean {
		return this.#slow;
	}
	/** Whether it is being imported. */
	get storing(): boolean {
		return this.#storing;
	}
	/** Whether Import would do something now. */
	get ready(): boolean {
		if (this.#preview === null || this.#failure !== null) return false;
		return !this.#reading && !this.#storing && importable(this.#preview);
	}

	/** Reads the file, and keeps up with Go until the returned function is called, which ends the reading. */
	start(): () => void {
		const off = this.#wire.on('import', (progress) => this.#hear(progress));
		void this.#read();
		return () => {
			off();
			this.#turn++;
			clearTimeout(this.#slowly);
			clearTimeout(this.#typed);
			// What is being stored is stored whole, or not at all.
			if (!this.#storing) void this.#end();
		};
	}

	/** Takes another file in place of this one. */
	open(path: string): void {
		this.#path = path;
		this.#own = GUESSED;
		this.#preview = null;
		this.#rejected = null;
		void this.#read();
	}

	/** Reads the file again with other choices. */
	choose(own: ImportChoices): void {
		clearTimeout(this.#typed);
		this.#own = own;
		void this.#read();
	}

	/** Reads the file again with what is being typed, once that pauses. */
	type(own: ImportChoices): void {
		clearTimeout(this.#typed);
		this.#own = own;
		this.#typed = setTimeout(() => void this.#read(), TYPING);
	}

	/** Makes what was read the log, or part of it. Undefined where it failed, and then refusal says why. */
	async import(): Promise<LogFacts | undefined> {
		if (!this.ready) return undefined;
		this.#storing = true;
		this.#refusal = '';
		try {
			return await this.#wire.analytics.import(this.#id, this.mode);
		} catch (cause) {
			this.#refusal = (cause as Error).message;
			this.#say(this.#refusal);
			return undefined;
		} finally {
			this.#storing = false;
		}
	}

	/** Reads the file with the choices. What is shown stays until there is something new to show. */
	async #read(): Promise<void> {
		const turn = ++this.#turn;
		this.#id = 0;
		this.#reading = true;
		this.#progress = null;
		this.#failure = null;
		this.#refusal = '';
		this.#slowly ??= setTimeout(() => this.#slowDown(), SLOW);
		await this.#starting;
		if (turn !== this.#turn) return;
		this.#starting = this.#begin(turn);
	}

	/** Starts the reading in Go and returns its id; undefined where it could not be started. */
	async #begin(turn: number): Promise<number | undefined> {
		this.#early.clear();
		try {
			const id = await this.#wire.analytics.startImport(this.#path, this.#own);
			if (turn !== this.#turn) return id;
			this.#id = id;
			const heard = this.#early.get(id);
			if (heard) this.#hear(heard);
			return id;
		} catch (cause) {
			if (turn === this.#turn) this.#fail(failure(cause));
			return undefined;
		}
	}

	#hear(progress: ImportProgress): void {
		if (this.#id === 0) this.#early.set(progress.id, progress);
		if (progress.id !== this.#id || !this.#reading) return;
		this.#progress = progress;
		this.#speak(progress);
		if (!progress.finished) return;
		if (progress.error) this.#fail({ message: progress.error, field: '' });
		else void this.#show(this.#turn, progress.id);
	}

	async #show(turn: number, id: number): Promise<void> {
		try {
			const preview = await this.#wire.analytics.preview(id);
			if (turn !== this.#turn) return;
			const load = (offset: number, limit: number) => this.#wire.analytics.rejected(id, offset, limit);
			this.#preview = preview;
			this.#rejected = new RejectedRows(Math.min(preview.rejected, LISTED), load);
			this.#settle();
			this.#say(foundSentence(preview, this.mode));
		} catch (cause) {
			if (turn === this.#turn) this.#fail(failure(cause));
		}
	}

	#fail(cause: Failure): void {
		this.#id = 0;
		this.#failure = cause;
		this.#settle();
		this.#say(cause.message);
	}

	#settle(): void {
		clearTimeout(this.#slowly);
		this.#slowly = undefined;
		this.#reading = false;
		this.#slow = false;
	}

	#slowDown(): void {
		this.#slow = true;
		this.#spokenAt = Date.now();
		this.#say('Reading the file.');
	}

	#speak(progress: ImportProgress): void {
		if (!this.#slow || progress.finished || Date.now() - this.#spokenAt < SPEAKING) return;
		this.#spokenAt = Date.now();
		const { done, left } = progressWords(progress);
		this.#say(left ? `${done}, ${left}.` : `${done}.`);
	}

	/** Lets Go end what it may still be reading. */
	async #end(): Promise<void> {
		const id = await this.#starting;
		// One that has ended already is no error, and of another nobody could do anything about it.
		if (id !== undefined) await this.#wire.analytics.cancelImport(id).catch(() => undefined);
	}
}

function failure(cause: unknown): Failure {
	return { message: (cause as Error).message, field: cause instanceof WireError ? cause.field : '' };
}

import type { ImportPreview, LogFacts } from '../domain/analytics';
import { counted } from '../domain/figures';
import { oneAtATime } from '../domain/files';
import type { ImportMode } from '../domain/importtext';
import type { Wire } from '../wire';
import type { Layers } from './layers.svelte';
import type { Toasts } from './toasts.svelte';

/** What of the page the ways in need. */
export interface Surroundings {
	layers: Layers;
	toasts: Toasts;
	/** Waits for a call and tells the user where it fails; the result is undefined then. */
	attempt<T>(call: Promise<T>): Promise<T | undefined>;
	/** Whether the view of the incident log is open, so that a file can only be meant for it. */
	logIsOpen(): boolean;
	openLog(): void;
}

/** The ways in for files, and the way back. */
export class Importing {
	readonly #wire: Wire;
	readonly #page: Surroundings;
	#facts = $state.raw<LogFacts | null>(null);
	#dragging = $state(false);

	constructor(wire: Wire, page: Surroundings) {
		this.#wire = wire;
		this.#page = page;
	}

	/** What is known of the stored log; null until it is read. */
	get facts(): LogFacts | null {
		return this.#facts;
	}

	/** Whether files are being dragged over the window. */
	get dragging(): boolean {
		return this.#dragging;
	}
	set dragging(dragging: boolean) {
		this.#dragging = dragging;
	}

	/** Reads what is known of the log and takes what is dropped, until the returned function is called. */
	start(): () => void {
		let told = false;
		const off = [
			this.#wire.on('log', (facts) => {
				told = true;
				this.#facts = facts;
			}),
			this.#wire.on('dropped', (paths) => this.drop(paths)),
		];
		void this.#page.attempt(this.#wire.analytics.log()).then((facts) => {
			if (facts && !told) this.#facts = facts;
		});
		return () => off.forEach((each) => each());
	}

	/** Takes files that were dropped on the window: one, and says so where they are several. */
	drop(paths: readonly string[]): void {
		this.#dragging = false;
		const [path] = paths;
		if (path === undefined) return;
		const note = paths.length > 1 ? oneAtATime(path, paths.length) : '';
		if (this.#page.logIsOpen()) this.open(path, note);
		else this.#page.layers.show({ kind: 'dropped', path, note });
	}

	/** Lets the user choose a file; '' where none was chosen. */
	async pick(): Promise<string> {
		return (await this.#page.attempt(this.#wire.analytics.pickLog())) ?? '';
	}

	/** Lets the user choose a file and opens the import of it. */
	async upload(): Promise<void> {
		const path = await this.pick();
		if (path) this.open(path);
	}

	/** Opens the import of a file as incidents; note is what the user should know of how it came to be this file. */
	open(path: string, note = ''): void {
		this.#page.layers.show({ kind: 'import', path, note });
	}

	/** Shows what was imported and offers the way back. */
	done(preview: ImportPreview, mode: ImportMode): void {
		const count = mode === 'append' ? preview.appendNew : preview.incidents;
		this.#page.openLog();
		this.#page.toasts.show(`Imported ${counted(count, 'incident')}`, { text: 'Undo', run: () => void this.undo() });
	}

	/** Goes back to the log, or to none, of before the last import. */
	async undo(): Promise<void> {
		this.#page.toasts.dismiss();
		const undone = this.#facts?.undoes;
		const facts = await this.#page.attempt(this.#wire.analytics.undoImport());
		if (facts) this.#page.toasts.show(undone ? `Took back ${undone}` : 'Took back the import');
	}
}

import type * as analytics from '../domain/analytics';
import type * as model from '../domain/model';

/** What Go tells the page without being asked. */
export interface Events {
	frame: model.Frame;
	row: model.RowChange;
	stale: undefined;
	/** The stored incident log changed. */
	log: analytics.LogFacts;
	/** The reading of a file has come further. */
	import: analytics.ImportProgress;
	/** The absolute paths of files that were dropped on the window. */
	dropped: string[];
}

/** Everything the page may ask of Go. Every call fails with a WireError. */
export interface Wire {
	monitor: {
		state(): Promise<model.State>;
		days(): Promise<model.ServiceDays[]>;
		day(id: string, start: number): Promise<model.DayDetail>;
		refresh(): Promise<void>;
		setAutoRefresh(minutes: number): Promise<void>;
		details(id: string): Promise<model.Details>;
		history(id: string): Promise<model.History>;
		pin(id: string, pinned: boolean): Promise<void>;
		mute(id: string, until: number): Promise<void>;
		choose(id: string, choices: string[]): Promise<void>;
		copyReport(format: 'text' | 'markdown'): Promise<string>;
		copyText(text: string): Promise<void>;
		openPage(url: string): Promise<void>;
		startDemo(): Promise<void>;
		stopDemo(): Promise<void>;
	};
	services: {
		catalogue(): Promise<model.Catalogue>;
		watch(ids: string[]): Promise<void>;
		/** Reads the status page at an address and adds it to the catalogue. */
		add(address: string): Promise<model.CatalogueService>;
	};
	preferences: {
		settings(): Promise<model.Settings>;
		save(settings: model.Settings): Promise<void>;
		changes(before: number, limit: number): Promise<model.Change[]>;
		about(): Promise<model.About>;
		testNotification(): Promise<void>;
	};
	analytics: {
		log(): Promise<analytics.LogFacts>;
		/** The columns of the stored log as an Arrow IPC file. It fails with "not_found" where facts are no longer true. */
		columns(facts: analytics.LogFacts): Promise<ArrayBuffer>;
		/** Stores a simulated log. It fails where there is a log. */
		loadDemo(): Promise<analytics.LogFacts>;
		endDemo(): Promise<analytics.LogFacts>;
		undoImport(): Promise<analytics.LogFacts>;
		/** Takes the log away; undoImport brings it back. */
		clearLog(): Promise<analytics.LogFacts>;
		/** Lets the user choose a file; '' where none was chosen. */
		pickLog(): Promise<string>;
		/** Begins to read a file, ends any other reading and returns its id, which the event "import" carries. */
		startImport(path: string, choices: analytics.ImportChoices): Promise<number>;
		/** What was understood, once the event "import" said that the file is read. */
		preview(id: number): Promise<analytics.ImportPreview>;
		rejected(id: number, offset: number, limit: number): Promise<analytics.RejectedRow[]>;
		/** Lets the user choose where the rejected rows are saved as CSV. */
		saveRejected(id: number): Promise<analytics.Saved>;
		import(id: number, mode: 'replace' | 'append'): Promise<analytics.LogFacts>;
		cancelImport(id: number): Promise<void>;
		/** Lets the user choose where the incidents that a filter chooses are saved. */
		export(format: 'csv' | 'xlsx', filter: analytics.LogFilter): Promise<analytics.Saved>;
		saveTemplate(): Promise<analytics.Saved>;
		/** Lets the user choose where the bytes of a PNG are saved. */
		savePicture(name: string, picture: Uint8Array<ArrayBuffer>): Promise<analytics.Saved>;
	};
	/** Calls handler at each event of a name, until the function it returns is called. */
	on<E extends keyof Events>(event: E, handler: (payload: Events[E]) => void): () => void;
}

/** Why a call to Go failed. field names the input that is wrong; else it is empty. */
export class WireError extends Error {
	constructor(
		readonly code: string,
		message: string,
		readonly field = '',
	) {
		super(message);
		this.name = 'WireError';
	}
}

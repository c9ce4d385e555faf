import type { ImportChoices, LogFacts } from '../../domain/analytics';
import { WireError, type Events, type Wire } from '../types';
import { preview, rejects } from './preview';

const none: LogFacts = {
	revision: 0,
	demo: false,
	source: '',
	importedAt: 0,
	rows: 0,
	bytes: 0,
	idsFrom: 0,
	idsTo: 0,
	canUndo: false,
	undoes: '',
};

interface Stored {
	facts: LogFacts;
	columns: ArrayBuffer;
}

/** The Analytics side of the fake, by its state: see fake. */
export function fakeAnalytics(
	state: string,
	emit: <E extends keyof Events>(event: E, payload: Events[E]) => void,
): Wire['analytics'] {
	const empty: Stored = { facts: none, columns: new ArrayBuffer(0) };
	let revision = 0;
	let before: Stored | undefined;
	let stored: Promise<Stored> | undefined;
	let file: { id: number; path: string; choices: ImportChoices } | undefined;
	let files = 0;

	/** The first log is made only when it is asked for, since its encoder is large. */
	function current(): Promise<Stored> {
		stored ??= state === 'no-log' || state === 'first' ? Promise.resolve(empty) : make(state === 'demo-log', 364, 4812);
		return stored;
	}
	async function make(demo: boolean, days: number, count: number, source = 'incidents-2026.csv'): Promise<Stored> {
		const { arrowFile, incidents } = await import('./log');
		const columns = arrowFile(incidents(Date.now(), days, count));
		const shared = { ...none, demo, rows: count, bytes: columns.byteLength };
		const name = demo ? '' : source;
		return { facts: { ...shared, revision: ++revision, source: name, importedAt: Date.now() - 5_400_000 }, columns };
	}
	function change(next: Stored, undoes: string): LogFacts {
		const facts = { ...next.facts, canUndo: undoes !== '', undoes };
		stored = Promise.resolve({ ...next, facts });
		emit('log', facts);
		return facts;
	}
	function opened(id: number) {
		if (file?.id !== id) throw new WireError('not_found', 'This import has ended.');
		return file;
	}
	async function read(id: number): Promise<void> {
		const steps = state === 'slow' ? 100 : 4;
		for (let i = 1; i <= steps; i++) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			if (file?.id !== id) return;
			const finished = i === steps;
			emit('import', {
				id,
				rows: Math.round((i / steps) * (state === 'slow' ? 5_000_000 : 4873)),
				share: i / steps,
				secondsLeft: i < 5 ? -1 : Math.ceil((steps - i) / 10),
				finished,
				error: finished && state === 'broken' ? 'Line 2 104 opens a quote that nothing closes.' : '',
			});
		}
	}
	const saved = async (name: string, rows: number) => ({ path: `/home/sam/Downloads/${name}`, rows });

	return {
		log: async () => (await current()).facts,
		columns: async (facts) => {
			if (state === 'log-loading') await new Promise(() => undefined);
			if (state === 'log-error') throw new WireError('internal', 'The file of the log could not be opened.');
			const { facts: newest, columns } = await current();
			if (facts.revision !== newest.revision) throw new WireError('not_found', 'The incident log has changed.');
			return columns.slice();
		},
		loadDemo: async () => change(await make(true, 364, 4812), ''),
		endDemo: async () => change(empty, ''),
		undoImport: async () => {
			const back = before ?? empty;
			before = undefined;
			return change({ ...back, facts: { ...back.facts, revision: back.facts.revision && ++revision } }, '');
		},
		clearLog: async () => {
			before = await current();
			return change(empty, `the clearing of ${before.facts.source}`);
		},
		pickLog: async () => (state === 'workbook' ? '/home/sam/Störungen Q4.xlsx' : '/home/sam/servicenow-export.csv'),
		startImport: async (path, choices) => {
			file = { id: ++files, path, choices };
			void read(file.id);
			return file.id;
		},
		preview: async (id) => {
			const { path, choices } = opened(id);
			const { facts } = await current();
			return preview(id, path, state, choices, facts.revision > 0 && !facts.demo);
		},
		rejected: async (id, offset, limit) => rejects(opened(id).choices).slice(offset, offset + limit),
		saveRejected: async (id) => saved('rejected.csv', rejects(opened(id).choices).length),
		import: async (id) => {
			const name = opened(id).path.split('/').pop() ?? '';
			before = await current();
			file = undefined;
			return change(await make(false, 182, 4790, name), `the import of ${name}`);
		},
		cancelImport: async () => void (file = undefined),
		export: async (format) => saved(`incidents.${format}`, 1275),
		saveTemplate: async () => saved('incidents-template.csv', 3),
		savePicture: async (name) => saved(name, 0),
	};
}

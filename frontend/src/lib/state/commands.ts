import { levelWord, severity } from '../domain/level';
import type { ServiceRow } from '../domain/model';
import { isMuted } from '../domain/mute';
import type { PaletteItem } from '../domain/palette';
import type { AppState } from './app.svelte';

/** Something the palette offers, with what it does. */
export type PaletteCommand = PaletteItem & { run: () => void };

/** Everything the palette offers now: the services, trouble first, then what the window can do, then what each service can. */
export function commands(app: AppState): PaletteCommand[] {
	const rows = [...app.monitor.rows].sort((a, b) => severity(b.level) - severity(a.level));
	return [...rows.map((row) => service(app, row)), ...actions(app), ...rows.flatMap((row) => forService(app, row))];
}

function service(app: AppState, row: ServiceRow): PaletteCommand {
	return {
		id: row.id,
		label: row.name,
		kind: 'service',
		level: row.level,
		hint: levelWord(row.level),
		keywords: `${row.category} ${row.platform} ${levelWord(row.level)}`,
		run: () => app.layers.replace({ kind: 'details', id: row.id }),
	};
}

function actions(app: AppState): PaletteCommand[] {
	const demo = app.monitor.frame?.demo === true;
	const { facts } = app.importing;
	const all: Omit<PaletteCommand, 'kind' | 'id'>[] = [
		{ label: 'Refresh now', icon: 'refresh', hint: 'R', keywords: 'check reload', run: () => app.check() },
		{ label: 'Copy report', icon: 'copy', keywords: 'clipboard text markdown', run: () => void app.copyReport() },
		{
			label: 'Add services',
			icon: 'plus',
			keywords: 'remove watch pick',
			run: () => app.layers.replace({ kind: 'picker' }),
		},
		{
			label: 'Changes',
			icon: 'changes',
			keywords: 'history notifications log',
			run: () => app.layers.replace({ kind: 'changes' }),
		},
		{ label: 'Monitor', icon: 'list', hint: '1', run: () => app.show('monitor') },
		{
			label: 'Analytics',
			icon: 'chart',
			hint: '2',
			keywords: 'incidents log trend figures',
			run: () => app.show('analytics'),
		},
		{
			label: 'Import incidents',
			icon: 'import',
			keywords: 'upload csv xlsx log file',
			run: () => void app.importing.upload(),
		},
		...(facts?.canUndo
			? [{ label: `Undo ${facts.undoes}`, icon: 'undo', keywords: 'back log', run: () => void app.importing.undo() }]
			: []),
		{ label: 'Settings', icon: 'gear', keywords: 'preferences options', run: () => app.show('settings') },
		{
			label: 'Keyboard',
			icon: 'keyboard',
			hint: '?',
			keywords: 'keys shortcuts help',
			run: () => app.layers.replace({ kind: 'keys' }),
		},
		{ label: demo ? 'End demo' : 'Try the demo', icon: 'eye', keywords: 'simulate', run: () => void app.demo(!demo) },
	];
	return all.map((action) => ({ ...action, id: `do:${action.label}`, kind: 'action' }));
}

function forService(app: AppState, row: ServiceRow): PaletteCommand[] {
	const muted = isMuted(row, app.clock.now);
	return [
		{
			id: `mute:${row.id}`,
			label: muted ? `Unmute ${row.name}` : `Mute ${row.name} until told otherwise`,
			kind: 'action',
			icon: muted ? 'bell' : 'muted',
			searched: true,
			run: () => void app.mute(row),
		},
		{
			id: `page:${row.id}`,
			label: `Open the page of ${row.name}`,
			kind: 'action',
			icon: 'external',
			searched: true,
			run: () => app.openPage(row.site),
		},
	];
}

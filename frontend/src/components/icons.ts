import {
	faArrowDown,
	faArrowRight,
	faArrowRotateLeft,
	faArrowsRotate,
	faArrowUp,
	faArrowUpFromBracket,
	faArrowUpRightFromSquare,
	faBell,
	faBellSlash,
	faCalendar,
	faChartColumn,
	faChevronDown,
	faChevronLeft,
	faChevronRight,
	faCircleDot,
	faCircleHalfStroke,
	faCircleInfo,
	faClock,
	faClockRotateLeft,
	faCopy,
	faDatabase,
	faDownload,
	faEye,
	faFileCsv,
	faFileExcel,
	faFileExport,
	faFileImport,
	faFilter,
	faFlag,
	faFlask,
	faGear,
	faGlobe,
	faKeyboard,
	faListUl,
	faMagnifyingGlass,
	faPlugCircleXmark,
	faPlus,
	faSliders,
	faThumbtack,
	faTriangleExclamation,
	faWrench,
	faXmark,
	type IconDefinition,
} from '@fortawesome/free-solid-svg-icons';

/** What an icon is drawn from: a filled path, and for signs of our own a stroked one. */
export interface Drawing {
	width: number;
	height: number;
	fill: string;
	line?: { path: string; width: number };
}

function drawing({ icon: [width, height, , , path] }: IconDefinition): Drawing {
	return { width, height, fill: String(path) };
}

/** The icons that the page uses, by what they mean here. */
export const icons = {
	fall: drawing(faArrowDown),
	refresh: drawing(faArrowsRotate),
	undo: drawing(faArrowRotateLeft),
	rise: drawing(faArrowUp),
	upload: drawing(faArrowUpFromBracket),
	arrow: drawing(faArrowRight),
	external: drawing(faArrowUpRightFromSquare),
	bell: drawing(faBell),
	muted: drawing(faBellSlash),
	calendar: drawing(faCalendar),
	chart: drawing(faChartColumn),
	down: drawing(faChevronDown),
	left: drawing(faChevronLeft),
	right: drawing(faChevronRight),
	open: drawing(faCircleDot),
	half: drawing(faCircleHalfStroke),
	info: drawing(faCircleInfo),
	clock: drawing(faClock),
	changes: drawing(faClockRotateLeft),
	copy: drawing(faCopy),
	database: drawing(faDatabase),
	download: drawing(faDownload),
	eye: drawing(faEye),
	csv: drawing(faFileCsv),
	sheet: drawing(faFileExcel),
	import: drawing(faFileImport),
	export: drawing(faFileExport),
	filter: drawing(faFilter),
	flask: drawing(faFlask),
	flag: drawing(faFlag),
	gear: drawing(faGear),
	globe: drawing(faGlobe),
	keyboard: drawing(faKeyboard),
	list: drawing(faListUl),
	search: drawing(faMagnifyingGlass),
	offline: drawing(faPlugCircleXmark),
	plus: drawing(faPlus),
	sliders: drawing(faSliders),
	pin: drawing(faThumbtack),
	triangle: drawing(faTriangleExclamation),
	wrench: drawing(faWrench),
	close: drawing(faXmark),
	check: { width: 512, height: 512, fill: '', line: { path: 'M64 268 192 396 448 140', width: 62 } },
	// An octagon, because a disc with a cross has the outline of the half disc.
	octagon: {
		width: 512,
		height: 512,
		fill: 'M165 16H347a32 32 0 0 1 23 9L487 142a32 32 0 0 1 9 23V347a32 32 0 0 1-9 23L370 487a32 32 0 0 1-23 9H165a32 32 0 0 1-23-9L25 370a32 32 0 0 1-9-23V165a32 32 0 0 1 9-23L142 25a32 32 0 0 1 23-9ZM147 186l70 70-70 70 39 39 70-70 70 70 39-39-70-70 70-70-39-39-70 70-70-70Z',
	},
	// Hollow, so that it weighs less than what is known.
	question: {
		width: 512,
		height: 512,
		fill: 'M256 338a30 30 0 1 1 0 60 30 30 0 1 1 0-60ZM256 16a240 240 0 1 1 0 480 240 240 0 1 1 0-480Zm0 42a198 198 0 1 0 0 396 198 198 0 1 0 0-396Z',
		line: { path: 'M201 200c4-28 26-47 55-47 31 0 55 21 55 50 0 44-55 44-55 86v4', width: 44 },
	},
} satisfies Record<string, Drawing>;

/** The name of an icon. */
export type IconName = keyof typeof icons;

import { STATES, type Bucket } from '../../lib/analytics/model';
import { figure } from '../../lib/domain/figures';
import { eachBar, FLOOR_UP, labelled, placeOf, type Area, type Layout, type Scale } from './bars';
import { lighter, type Inks } from './inks';

/** Room below the bars for their labels. */
export const FLOOR = 22;
/** What the label of a bar needs of the floor. */
const LABEL = 56;
/** Half a label, which the last one needs to the end of the canvas. */
const EDGE = 20;
/** How much is left of the bars outside the chosen ones. */
const PALE = 0.35;
/** Between a line and what is written beside it. */
const BESIDE = 5;

const CLOSED = STATES.indexOf('closed');

/** Bars from one to another, both included. */
export interface Span {
	first: number;
	last: number;
}

/** What the trend shows. */
export interface Trend {
	buckets: readonly Bucket[];
	scale: Scale;
	layout: Layout;
	/** The bars that the filter chooses; null for all. */
	chosen: Span | null;
	/** What stands below a bar. */
	label: (bucket: Bucket) => string;
}

/** What the pointer or the keys point at. */
export interface Marks {
	/** A bar, or −1. */
	hovered: number;
	/** The bars between two lines, and what stands at these. */
	brushed: (Span & { from: string; to: string }) | null;
}

export const NO_MARKS: Marks = { hovered: -1, brushed: null };

/** Where and with what is painted. */
export interface Easel {
	ctx: CanvasRenderingContext2D;
	area: Area;
	inks: Inks;
	/** What the bars of each state are filled with, by the states' codes. */
	fills: readonly (string | CanvasPattern)[];
}

/** Paints the bars with what is below, behind and over them. */
export function paintTrend(easel: Easel, trend: Trend, marks: Marks): void {
	const { ctx, inks } = easel;
	const { length } = trend.buckets;
	ctx.save();
	ctx.fillStyle = inks.column;
	if (marks.brushed) fillPlaces(easel, marks.brushed, length);
	if (marks.hovered >= 0 && marks.hovered < length) {
		fillPlaces(easel, { first: marks.hovered, last: marks.hovered }, length);
	}
	for (const state of FLOOR_UP) paintBars(easel, trend, state, marks.hovered);
	ctx.globalAlpha = 1;
	ctx.font = `11px ${inks.font}`;
	ctx.textBaseline = 'middle';
	paintScale(easel, trend.scale);
	paintLabels(easel, trend, marks.hovered);
	if (marks.brushed) paintEnds(easel, marks.brushed, length);
	ctx.restore();
}

function fillPlaces({ ctx, area }: Easel, span: Span, count: number): void {
	const { left, right } = edgesOf(span, count, area);
	ctx.fillRect(left, area.top, right - left, area.height);
}

function edgesOf({ first, last }: Span, count: number, area: Area): { left: number; right: number } {
	return {
		left: Math.round(placeOf(first, count, area).left),
		right: Math.round(placeOf(last, count, area).right),
	};
}

function paintBars({ ctx, area, fills }: Easel, trend: Trend, state: number, hovered: number): void {
	const { buckets, scale, layout, chosen } = trend;
	const fill = fills[state] ?? '';
	ctx.fillStyle = fill;
	eachBar(state, buckets, { area, scale, layout }, (i, left, top, width, height) => {
		ctx.globalAlpha = chosen && (i < chosen.first || i > chosen.last) ? PALE : 1;
		if (i === hovered && state === CLOSED) ctx.fillStyle = lighter(String(fill));
		ctx.fillRect(left, top, width, height);
		if (i === hovered) ctx.fillStyle = fill;
	});
}

function paintScale({ ctx, area, inks }: Easel, { top, steps }: Scale): void {
	ctx.textAlign = 'right';
	ctx.fillStyle = inks.muted;
	for (let i = 0; i <= steps; i++) {
		ctx.fillText(figure((top / steps) * i), area.left - 8, area.top + area.height * (1 - i / steps));
	}
}

function paintLabels({ ctx, area, inks }: Easel, { buckets, label }: Trend, hovered: number): void {
	ctx.textAlign = 'center';
	for (const i of labelled(buckets.length, area.width, LABEL)) {
		const { left, right } = placeOf(i, buckets.length, area);
		ctx.fillStyle = i === hovered ? inks.text : inks.muted;
		const x = Math.min((left + right) / 2, area.left + area.width - EDGE);
		ctx.fillText(label(buckets[i] as Bucket), x, area.top + area.height + FLOOR - 8);
	}
}

function paintEnds(
	{ ctx, area, inks }: Easel,
	{ from, to, ...span }: Span & { from: string; to: string },
	count: number,
): void {
	const { left, right } = edgesOf(span, count, area);
	ctx.fillStyle = inks.text;
	ctx.fillRect(left, area.top, 1, area.height);
	ctx.fillRect(right - 1, area.top, 1, area.height);
	const width = (text: string) => ctx.measureText(text).width + 2 * BESIDE;
	const fits = left - area.left > width(from);
	const toFits = area.left + area.width - right > width(to);
	const write = (text: string, x: number, align: 'left' | 'right') => {
		ctx.textAlign = align;
		ctx.fillText(text, align === 'right' ? x - BESIDE : x + BESIDE, area.top + 8);
	};
	// Outside the lines; inside where there is no room; together on one side where there is none inside either.
	if (fits !== toFits && right - left < width(from) + width(to)) {
		return fits ? write(`${from} to ${to}`, left, 'right') : write(`${from} to ${to}`, right, 'left');
	}
	write(from, left, fits ? 'right' : 'left');
	write(to, right, toFits ? 'left' : 'right');
}

import { STATE_WORDS } from '../../lib/analytics/filterstate';
import { STATES, type Counts } from '../../lib/analytics/model';
import { capital } from '../../lib/analytics/words';
import { figure } from '../../lib/domain/figures';
import { hatch, type Inks } from './inks';
import { TrendChart } from './trendChart';
import type { Trend } from './trendPaint';

/** Pixels of the picture for each of the page, so that it is sharp in print. */
const RATIO = 2;
const WIDTH = 1200;
const CHART = 360;
const MARGIN = 24;
const LINE = 18;

/** What is written around the bars. */
export interface Caption {
	title: string;
	/** The filters, the extent, the zone and the time of making: one sentence each. */
	lines: readonly string[];
	counts: Counts;
}

/** Draws the trend as a PNG that can stand for itself: with what was filtered, and when it was made. */
export async function trendPicture(trend: Trend, inks: Inks, caption: Caption): Promise<Uint8Array<ArrayBuffer>> {
	const canvas = document.createElement('canvas');
	const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
	pen.font = `12px ${inks.font}`;
	const lines = caption.lines.flatMap((line) => wrapped(pen, line, WIDTH - 2 * MARGIN));
	const top = MARGIN + 2 * LINE;
	const height = top + CHART + lines.length * LINE + MARGIN;
	canvas.width = WIDTH * RATIO;
	canvas.height = height * RATIO;
	pen.scale(RATIO, RATIO);
	pen.fillStyle = inks.surface;
	pen.fillRect(0, 0, WIDTH, height);
	pen.textBaseline = 'top';
	paintHead(pen, inks, caption);
	paintChart(pen, trend, inks, top);
	pen.font = `12px ${inks.font}`;
	pen.fillStyle = inks.muted;
	lines.forEach((line, i) => pen.fillText(line, MARGIN, top + CHART + 8 + i * LINE));
	return png(canvas);
}

function paintHead(pen: CanvasRenderingContext2D, inks: Inks, { title, counts }: Caption): void {
	pen.fillStyle = inks.text;
	pen.font = `600 16px ${inks.font}`;
	pen.fillText(title, MARGIN, MARGIN);
	pen.font = `12px ${inks.font}`;
	let right = WIDTH - MARGIN;
	for (const state of STATES.toReversed()) {
		const text = `${capital(STATE_WORDS[state])} ${figure(counts[state])}`;
		right -= pen.measureText(text).width;
		pen.fillStyle = inks.muted;
		pen.fillText(text, right, MARGIN + 2);
		right -= 18;
		pen.fillStyle = state === 'open' ? hatch(pen, inks.states[0], RATIO) : (inks.states[STATES.indexOf(state)] ?? '');
		pen.fillRect(right, MARGIN + 2, 12, 12);
		right -= 16;
	}
}

function paintChart(pen: CanvasRenderingContext2D, trend: Trend, inks: Inks, top: number): void {
	const canvas = document.createElement('canvas');
	canvas.width = WIDTH - 2 * MARGIN;
	canvas.height = CHART;
	const chart = new TrendChart(canvas, inks, trend, RATIO);
	pen.drawImage(canvas, MARGIN, top, WIDTH - 2 * MARGIN, CHART);
	chart.destroy();
}

/** A text in lines of at most so many pixels. A word that is wider stays whole. */
export function wrapped(pen: Pick<CanvasRenderingContext2D, 'measureText'>, text: string, width: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line ? `${line} ${word}` : word;
		if (line && pen.measureText(longer).width > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return [...lines, line];
}

function png(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			if (!blob) return reject(new Error('The picture could not be made.'));
			void blob.arrayBuffer().then((bytes) => resolve(new Uint8Array(bytes)));
		}, 'image/png');
	});
}

import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	LinearScale,
	type ChartConfiguration,
	type Plugin,
	type Scale,
} from 'chart.js';
import type { WeekChart } from '../../lib/domain/weeks';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** Room above the columns for the number on the highest, beside them for the scale, and below for the weeks. */
const HEAD = 16;
const SCALE = 36;
const FLOOR = 22;
/** The share of a week's place that its column takes. */
const COLUMN = 0.6;
/** Between two lines of the hatch, measured along the floor. */
const HATCH = 9.9;

/** The colours the chart draws with, read from the theme so that no second list of them exists. */
export interface Inks {
	bar: string;
	hatch: string;
	line: string;
	floor: string;
	muted: string;
	body: string;
	font: string;
}

/** Draws the weeks onto canvas, and returns what takes the drawing away again. */
export function drawWeeks(canvas: HTMLCanvasElement, weeks: WeekChart, inks: Inks): () => void {
	const chart = new Chart(canvas, configure(weeks, inks));
	return () => chart.destroy();
}

/** What Chart.js is told: no motion, no legend of its own, and every number written rather than hovered for. */
export function configure(weeks: WeekChart, inks: Inks): ChartConfiguration<'bar', (number | null)[]> {
	const font = { family: inks.font, size: 11, lineHeight: '16px' };
	return {
		type: 'bar',
		data: {
			labels: weeks.labels,
			datasets: [
				{
					data: weeks.values,
					backgroundColor: weeks.current.map((now) => (now ? paler(inks.bar) : inks.bar)),
					borderRadius: 2,
					barPercentage: COLUMN,
					categoryPercentage: 1,
				},
			],
		},
		options: {
			animation: false,
			events: [],
			responsive: true,
			maintainAspectRatio: false,
			layout: { padding: { top: HEAD } },
			scales: {
				x: {
					border: { color: inks.floor },
					grid: { display: false, drawTicks: false },
					afterFit: (scale: Scale) => void (scale.height = FLOOR),
					ticks: {
						font,
						padding: 6,
						maxRotation: 0,
						color: ({ index }) => (weeks.current[index] ? inks.body : inks.muted),
					},
				},
				y: {
					min: 0,
					max: weeks.top,
					border: { display: false },
					grid: { drawTicks: false, color: ({ index }) => (index === 0 ? inks.floor : inks.line) },
					ticks: { font, stepSize: weeks.step, padding: 8, color: inks.muted },
					afterFit: (scale: Scale) => void (scale.width = SCALE),
				},
			},
		},
		plugins: [hatch(weeks, inks), numbers(weeks, inks)],
	};
}

/** Fills the place of a week that nobody knows from floor to top, because a missing column would read as zero. */
function hatch(weeks: WeekChart, inks: Inks): Plugin<'bar'> {
	return {
		id: 'hatch',
		beforeDatasetsDraw({ ctx, chartArea: { top, bottom, width }, scales }) {
			const column = (width / weeks.labels.length) * COLUMN;
			weeks.values.forEach((value, i) => {
				if (value !== null) return;
				const left = Math.round((scales.x?.getPixelForValue(i) ?? 0) - column / 2);
				ctx.save();
				ctx.beginPath();
				ctx.rect(left, top, column, bottom - top);
				ctx.clip();
				ctx.beginPath();
				for (let x = left - (bottom - top); x < left + column; x += HATCH) {
					ctx.moveTo(x, bottom);
					ctx.lineTo(x + bottom - top, top);
				}
				ctx.strokeStyle = inks.hatch;
				ctx.lineWidth = 1;
				ctx.stroke();
				ctx.restore();
			});
		},
	};
}

/** Writes each number on its column, and 0 where a week is known to have had none. */
function numbers(weeks: WeekChart, inks: Inks): Plugin<'bar'> {
	return {
		id: 'numbers',
		afterDatasetsDraw({ ctx, scales }) {
			ctx.save();
			ctx.font = `500 11px ${inks.font}`;
			ctx.textAlign = 'center';
			weeks.values.forEach((value, i) => {
				if (value === null) return;
				ctx.fillStyle = value === 0 ? inks.muted : inks.body;
				const x = scales.x?.getPixelForValue(i) ?? 0;
				const y = scales.y?.getPixelForValue(value) ?? 0;
				ctx.fillText(String(value), x, y - 6);
			});
			ctx.restore();
		},
	};
}

function paler(colour: string): string {
	return `color-mix(in srgb, ${colour} 55%, transparent)`;
}

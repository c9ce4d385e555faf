import { Chart, LinearScale, type ChartConfiguration, type Plugin, type Scale as Axis } from 'chart.js';
import { figure } from '../../lib/domain/figures';
import type { Area, Scale } from './bars';
import { hatch, type Inks } from './inks';
import { FLOOR, NO_MARKS, paintTrend, type Marks, type Trend } from './trendPaint';

Chart.register(LinearScale);

/** Room beside the bars for the scale, and for one of five figures. */
const SCALE = 36;
const WIDE_SCALE = 48;

/**
 * The trend on a canvas. Chart.js lays it out and draws the scale; the bars are painted by a plugin, because its own are
 * an object each, and those of 540 days in three states take longer than a frame.
 */
export class TrendChart {
	readonly #chart: Chart;
	readonly #inks: Inks;
	#trend: Trend;
	#marks = NO_MARKS;
	/** The pattern of open bars, and for how many pixels of the screen a pixel of the page it is made. */
	#open: { ratio: number; pattern: CanvasPattern } | undefined;

	/** ratio is how many pixels of the canvas a pixel of the page has: the screen's, where it is left out. */
	constructor(canvas: HTMLCanvasElement, inks: Inks, trend: Trend, ratio?: number) {
		this.#inks = inks;
		this.#trend = trend;
		const painter: Plugin = { id: 'trend', beforeDatasetsDraw: (chart) => this.#paint(chart) };
		this.#chart = new Chart(canvas, { ...configure(trend.scale, inks, ratio), plugins: [painter] });
	}

	/** Where the bars stand. */
	get area(): Area {
		return areaOf(this.#chart);
	}

	show(trend: Trend, marks: Marks): void {
		const { top, step } = this.#trend.scale;
		this.#trend = trend;
		this.#marks = marks;
		if (trend.scale.top === top && trend.scale.step === step) return this.#chart.draw();
		this.#chart.options.scales = { y: axis(trend.scale, this.#inks) };
		this.#chart.update('none');
	}

	destroy(): void {
		this.#chart.destroy();
	}

	#paint(chart: Chart): void {
		const [, inprogress, closed] = this.#inks.states;
		const fills = [this.#hatch(chart), inprogress, closed];
		paintTrend({ ctx: chart.ctx, area: areaOf(chart), inks: this.#inks, fills }, this.#trend, this.#marks);
	}

	#hatch({ ctx, currentDevicePixelRatio: ratio }: Chart): CanvasPattern {
		if (this.#open?.ratio !== ratio) this.#open = { ratio, pattern: hatch(ctx, this.#inks.states[0], ratio) };
		return this.#open.pattern;
	}
}

function areaOf({ chartArea: { left, top, width, height } }: Chart): Area {
	return { left, top, width, height };
}

function configure(scale: Scale, inks: Inks, ratio: number | undefined): ChartConfiguration {
	return {
		type: 'bar',
		data: { datasets: [] },
		options: {
			animation: false,
			events: [],
			responsive: ratio === undefined,
			devicePixelRatio: ratio,
			maintainAspectRatio: false,
			layout: { padding: { bottom: FLOOR } },
			scales: { y: axis(scale, inks) },
		},
	};
}

function axis({ top, step }: Scale, inks: Inks) {
	return {
		type: 'linear' as const,
		min: 0,
		max: top,
		border: { display: false },
		grid: { drawTicks: false, color: ({ index }: { index: number }) => (index === 0 ? inks.floor : inks.grid) },
		ticks: {
			font: { family: inks.font, size: 11, lineHeight: '16px' },
			stepSize: step,
			padding: 8,
			color: inks.muted,
			callback: (value: number | string) => figure(Number(value)),
		},
		afterFit: (y: Axis) => void (y.width = top < 10_000 ? SCALE : WIDE_SCALE),
	};
}

import { Chart, LinearScale, type ChartConfiguration, type Plugin, type Scale as Axis } from 'chart.js';
import type { Area } from './bars';
import { hatch, type Inks } from './inks';
import { FLOOR, NO_MARKS, paintTrend, type Marks, type Trend } from './trendPaint';

Chart.register(LinearScale);

/** Room above the bars for half a number of the scale. */
const HEAD = 16;
/** Room beside the bars for the scale, and for one of five figures. */
const SCALE = 36;
const WIDE_SCALE = 48;

/**
 * The trend on a canvas. Chart.js lays it out and draws the lines of the scale; the bars and numbers are painted by a
 * plugin, because bars of its own are an object each, and those of 540 days in three states take longer than a frame.
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
		this.#chart = new Chart(canvas, { ...configure(trend, inks, ratio), plugins: [painter] });
	}

	/** Where the bars stand. */
	get area(): Area {
		return areaOf(this.#chart);
	}

	show(trend: Trend, marks: Marks): void {
		const { steps } = this.#trend.scale;
		const wide = isWide(this.#trend);
		this.#trend = trend;
		this.#marks = marks;
		// To lay the chart out again costs more than to draw it.
		if (trend.scale.steps === steps && isWide(trend) === wide) return this.#chart.draw();
		this.#chart.options.scales = { y: axis(trend, this.#inks) };
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

function isWide({ scale }: Trend): boolean {
	return scale.top >= 10_000;
}

function configure(trend: Trend, inks: Inks, ratio: number | undefined): ChartConfiguration {
	return {
		type: 'bar',
		data: { datasets: [] },
		options: {
			animation: false,
			events: [],
			responsive: ratio === undefined,
			devicePixelRatio: ratio,
			maintainAspectRatio: false,
			layout: { padding: { top: HEAD, bottom: FLOOR } },
			scales: { y: axis(trend, inks) },
		},
	};
}

function axis(trend: Trend, inks: Inks) {
	return {
		type: 'linear' as const,
		min: 0,
		max: trend.scale.steps,
		border: { display: false },
		grid: { drawTicks: false, color: ({ index }: { index: number }) => (index === 0 ? inks.floor : inks.grid) },
		ticks: { display: false, stepSize: 1 },
		afterFit: (y: Axis) => void (y.width = isWide(trend) ? WIDE_SCALE : SCALE),
	};
}

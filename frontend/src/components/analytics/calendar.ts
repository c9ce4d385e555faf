import flatpickr from 'flatpickr';
import './calendar.css';

/** A day of a calendar, as a Date at its midnight on this computer: Flatpickr knows no other zones. */
export type Day = Date;

interface Options {
	today: Day;
	/** Called when both ends of a range are chosen. */
	onchoose: (first: Day, last: Day) => void;
	/** Called with the name of the month that is shown, such as "November 2026". */
	onmonth: (name: string) => void;
}

/** The month of a date range that stands in host. */
export interface Calendar {
	/** Shows a range, or none, and the month in which it ends. */
	show(range: readonly [Day, Day] | null): void;
	/** Turns to another month, by so many. */
	turn(by: number): void;
	/** Gives the focus to a day. */
	focus(): void;
	destroy(): void;
}

const DAY = 86_400_000;

/** Draws a month with the numbers of its weeks, which begin on Monday. */
export function calendar(host: HTMLElement, { today, onchoose, onmonth }: Options): Calendar {
	const tell = (shown: flatpickr.Instance) =>
		onmonth(`${shown.l10n.months.longhand[shown.currentMonth]} ${shown.currentYear}`);
	// Its text box is never shown: ours also takes what is typed, and tells the zone's days.
	const month = flatpickr(document.createElement('input'), {
		appendTo: host,
		inline: true,
		mode: 'range',
		monthSelectorType: 'static',
		weekNumbers: true,
		now: today,
		locale: {
			firstDayOfWeek: 1,
			weekdays: {
				shorthand: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
				longhand: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
			},
		},
		getWeek: (date) => `W${isoWeek(date)}`,
		ariaDateFormat: 'l j F Y',
		onChange: ([first, last]) => first && last && onchoose(first, last),
		onDayCreate: (_dates, _text, _month, day) => dress(day, today),
		onReady: (_dates, _text, shown) => tell(shown),
		onMonthChange: (_dates, _text, shown) => tell(shown),
		onYearChange: (_dates, _text, shown) => tell(shown),
	});
	return {
		show(range) {
			month.setDate(range ? [...range] : []);
			month.jumpToDate(range?.[1] ?? today);
			tell(month);
		},
		turn: (by) => month.changeMonth(by),
		focus() {
			const day = ['.endRange', '.today', '[tabindex="0"]'].map((each) => host.querySelector<HTMLElement>(each));
			day.find(Boolean)?.focus();
		},
		destroy: () => month.destroy(),
	};
}

/** Makes a day a button for assistive technology, and one of each month a stop of the Tab key. */
function dress(element: HTMLElement & { dateObj?: Date }, today: Day): void {
	const { classList } = element;
	const chosen = classList.contains('selected');
	element.setAttribute('role', 'button');
	element.setAttribute('aria-pressed', String(chosen));
	if (element.dateObj && element.dateObj > today) classList.add('future');
	const outside = classList.contains('prevMonthDay') || classList.contains('nextMonthDay');
	if (!outside && (chosen || element.dateObj?.getDate() === 1)) element.tabIndex = 0;
}

/** The number of the week in which a day lies: week 1 holds the year's first Thursday. */
function isoWeek(date: Day): number {
	const thursday = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 3 - ((date.getDay() + 6) % 7));
	const first = new Date(thursday.getFullYear(), 0, 1);
	return 1 + Math.floor(Math.round((thursday.getTime() - first.getTime()) / DAY) / 7);
}

package tabular

// Spans of time in milliseconds.
const (
	msSecond = 1000
	msMinute = 60 * msSecond
	msHour   = 60 * msMinute
	msDay    = 24 * msHour
)

// months are the months as years see them that begin in March, so that a leap day is the last of its year: how many days
// of the year are over when a month begins, and how many years earlier that year began.
var months = [...]struct{ past, back uint16 }{
	1: {306, 1}, {337, 1}, {0, 0}, {31, 0}, {61, 0}, {92, 0}, {122, 0}, {153, 0}, {184, 0}, {214, 0}, {245, 0}, {275, 0},
}

// dayOf returns the number of a day of the Gregorian calendar, 1 January 1970 being 0. ok is false where there is none;
// years go from 1 to 9999.
func dayOf(year, month, day uint) (number int64, ok bool) {
	if year-1 >= 9999 || month-1 >= 12 || day-1 >= 28 && !exists(year, month, day) {
		return 0, false
	}
	const epoch = 719_468 // days from 1 March of the year 0 to 1 January 1970
	m := months[month]
	year -= uint(m.back)
	return int64(365*year+year/4-year/100+year/400+uint(m.past)+day-1) - epoch, true
}

// exists tells whether a month of a year has a day.
func exists(year, month, day uint) bool {
	switch month {
	case 2:
		return day == 29 && year%4 == 0 && (year%100 != 0 || year%400 == 0)
	case 4, 6, 9, 11:
		return day-1 < 30
	}
	return day-1 < 31
}

// clock is a time of day.
type clock struct {
	hour, minute, second, ms uint
}

// sinceMidnight returns the time in milliseconds. ok is false where there is no such time.
func (c clock) sinceMidnight() (ms int64, ok bool) {
	if c.hour > 23 && c != (clock{hour: 24}) || c.minute > 59 || c.second > 59 && (c.second > 60 || c.minute < 59) {
		return 0, false
	}
	return int64(c.hour*msHour + c.minute*msMinute + c.second*msSecond + c.ms), true
}

package tabular

// Spans of time in milliseconds.
const (
	msSecond = 1000
	msMinute = 60 * msSecond
	msHour   = 60 * msMinute
	msDay    = 24 * msHour
)

// daysBefore is how many days of a common year are over when a month begins, by month; the last is the whole year.
var daysBefore = [...]uint{1: 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// dayOf returns the number of a day of the Gregorian calendar, 1 January 1970 being 0. ok is false where there is none;
// years go from 1 to 9999.
func dayOf(year, month, day uint) (number int64, ok bool) {
	if year-1 >= 9999 || month-1 >= 12 {
		return 0, false
	}
	leap := uint(0)
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		leap = 1
	}
	begin, length := daysBefore[month], daysBefore[month+1]-daysBefore[month]
	if month == 2 {
		length += leap
	}
	if day-1 >= length {
		return 0, false
	}
	if month > 2 {
		begin += leap
	}
	past := year - 1
	const epoch = 719_162 // days from 1 January 1 to 1 January 1970
	return int64(365*past+past/4-past/100+past/400+begin+day-1) - epoch, true
}

// clock is a time of day.
type clock struct {
	hour, minute, second, ms uint
}

// sinceMidnight returns the time in milliseconds. ok is false where there is no such time.
func (c clock) sinceMidnight() (ms int64, ok bool) {
	midnight := c == clock{hour: 24}
	leap := c.second == 60 && c.minute == 59
	if (c.hour > 23 && !midnight) || c.minute > 59 || (c.second > 59 && !leap) {
		return 0, false
	}
	return int64(c.hour*msHour + c.minute*msMinute + c.second*msSecond + c.ms), true
}

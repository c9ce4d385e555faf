package tabular

// parseNumber reads a date that is one number: seconds since 1970 (ten digits: 2001 to 2286), milliseconds (thirteen), or
// a serial of a spreadsheet as text (five to seven digits, from 1927 on; a smaller number is rather a year or a count).
// Each may have a fraction. zoned is false where the result is a local time.
func (d Dates) parseNumber(cell []byte) (ms int64, zoned, ok bool) {
	whole, fraction, ok := decimal(cell)
	if !ok || whole[0] == '0' {
		return 0, false, false
	}
	var n int64
	for _, c := range whole {
		n = n*10 + int64(c-'0')
	}
	switch len(whole) {
	case 10:
		return n*msSecond + scaled(fraction, msSecond), true, true
	case 13:
		return n, true, true
	case 5, 6, 7:
		// A serial holds its time of day in binary, so it is rounded.
		ms, ok = d.serial(n, (scaled(fraction, 10*msDay)+5)/10)
		return ms, false, ok
	}
	return 0, false, false
}

// decimal cuts digits with at most one point or comma in two. ok is false where it is anything else, or no date's number.
func decimal(cell []byte) (whole, fraction []byte, ok bool) {
	n := 0
	for n < len(cell) && isDigit(cell[n]) {
		n++
	}
	if n < 5 || n > 13 || n == len(cell) {
		return cell, nil, n >= 5 && n <= 13
	}
	whole, fraction = cell[:n], cell[n+1:]
	if cell[n] != '.' && cell[n] != ',' || len(fraction) == 0 {
		return nil, nil, false
	}
	for _, c := range fraction {
		if !isDigit(c) {
			return nil, nil, false
		}
	}
	return whole, fraction, true
}

// scaled returns how many of unit's parts a fraction, its digits behind the point, is; the rest is cut off.
func scaled(fraction []byte, unit int64) int64 {
	const digits = 10 // more would not fit: a day has 864 million tenths of a millisecond
	var n, power int64 = 0, 1
	for _, c := range fraction[:min(len(fraction), digits)] {
		n, power = n*10+int64(c-'0'), power*10
	}
	return n * unit / power
}

// The days, counted from 1 January 1970, that have serial 0 in the two systems, and the last day of the year 9999.
const (
	serial0Of1900 = -25_569
	serial0Of1904 = -24_107
	lastDay       = 2_932_896
)

// serial returns the local time, in milliseconds, of the serial number of a day and a time on that day. Spreadsheets that
// count from 1900 hold that year for a leap year, so the days before its March are one less, and serial 60 is none.
func (d Dates) serial(day, sinceMidnight int64) (ms int64, ok bool) {
	zero := int64(serial0Of1900)
	switch {
	case d.Date1904:
		zero = serial0Of1904
	case day == 60:
		return 0, false
	case day < 60:
		zero++
	}
	if day < 0 || zero+day > lastDay {
		return 0, false
	}
	return (zero+day)*msDay + sinceMidnight, true
}

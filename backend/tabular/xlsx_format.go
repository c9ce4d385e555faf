package tabular

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// numberFormat is what the number format of a cell makes of its number.
type numberFormat uint8

const (
	plainNumber  numberFormat = iota
	dayFormat                 // a date without a time
	momentFormat              // a date with a time
	timeFormat                // a time of day
	spanFormat                // hours that go on counting after 24
)

// builtInFormat returns what a number format is that files refer to without saying it. Some are other dates in the
// versions of Excel for other languages.
func builtInFormat(id int) numberFormat {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id >= 34 && id <= 36, id >= 50 && id <= 58:
		return dayFormat
	case id >= 18 && id <= 21, id == 32, id == 33, id == 45, id == 47:
		return timeFormat
	case id == 22:
		return momentFormat
	case id == 46:
		return spanFormat
	}
	return plainNumber
}

// formatOf returns what a number format is by its code, such as yyyy-mm-dd hh:mm.
func formatOf(code string) numberFormat {
	var day, time, month, span bool
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*': // the next character is meant as it is, or as wide, or repeated
			i++
		case '"':
			quoted, _, _ := strings.Cut(code[i+1:], `"`)
			i += len(quoted) + 1
		case '[':
			bracketed, _, _ := strings.Cut(code[i+1:], "]")
			span = span || isSpan(bracketed)
			i += len(bracketed) + 1
		case 'y', 'Y', 'd', 'D':
			day = true
		case 'h', 'H', 's', 'S':
			time = true
		case 'm', 'M':
			month = true // or minutes
		}
	}
	switch {
	case span:
		return spanFormat
	case day && time:
		return momentFormat
	case time:
		return timeFormat
	case day || month:
		return dayFormat
	}
	return plainNumber
}

// isSpan tells whether what stands in brackets is hours, minutes or seconds that go on counting, and no colour, language
// or condition.
func isSpan(bracketed string) bool {
	lower := strings.ToLower(bracketed)
	return lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1])
}

// appendSerial appends the date or time that a number is by its format, to the millisecond. ok is false where it is none,
// as a negative number is.
func (d Dates) appendSerial(to []byte, value float64, format numberFormat) (text []byte, ok bool) {
	if !(value >= 0 && value < lastDay-serial0Of1900+1) {
		return to, false
	}
	total := int64(math.Round(value * msDay))
	day, sinceMidnight := total/msDay, total%msDay
	layout := clockLayout(sinceMidnight)
	clock := time.UnixMilli(sinceMidnight).UTC()
	switch {
	case format == spanFormat:
		return fmt.Appendf(to, "%d%s", total/msHour, clock.Format(layout[2:])), true
	case day == 0 && (format == timeFormat || !d.Date1904 && sinceMidnight > 0):
		return clock.AppendFormat(to, layout), true
	case day == 0 && !d.Date1904:
		return to, false
	case day == 60 && !d.Date1904:
		to = append(to, "1900-02-29"...) // which Excel shows as well
	default:
		ms, inRange := d.serial(day, 0)
		if !inRange {
			return to, false
		}
		to = time.UnixMilli(ms).UTC().AppendFormat(to, "2006-01-02")
	}
	if format == dayFormat && sinceMidnight == 0 {
		return to, true
	}
	return clock.AppendFormat(append(to, 'T'), layout), true
}

// clockLayout returns the layout of a time of day, with milliseconds only where there are any.
func clockLayout(sinceMidnight int64) string {
	if sinceMidnight%msSecond != 0 {
		return "15:04:05.000"
	}
	return "15:04:05"
}

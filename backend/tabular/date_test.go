package tabular

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// at reads an instant as the tests write it.
func at(t testing.TB, iso string) int64 {
	t.Helper()
	instant, err := time.Parse(time.RFC3339Nano, iso)
	if err != nil {
		t.Fatal(err)
	}
	return instant.UnixMilli()
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return location
}

// TestFixedDates reads dates that are the same in every order.
func TestFixedDates(t *testing.T) {
	t.Parallel()
	const morning = "2026-11-02T08:14:00Z"
	cases := []struct{ name, cell, want string }{
		{"ISO", "2026-11-02T08:14:00Z", morning},
		{"ISO with a space", "2026-11-02 08:14:00", morning},
		{"ISO without a zone", "2026-11-02T08:14:00", morning},
		{"ISO in small letters", "2026-11-02t08:14:00z", morning},
		{"milliseconds", "2026-11-02T08:14:00.123Z", "2026-11-02T08:14:00.123Z"},
		{"a tenth", "2026-11-02T08:14:00.1Z", "2026-11-02T08:14:00.1Z"},
		{"a fraction with a comma", "2026-11-02 08:14:00,123", "2026-11-02T08:14:00.123Z"},
		{"nanoseconds are cut off", "2026-11-02T08:14:00.999999999Z", "2026-11-02T08:14:00.999Z"},
		{"a fraction and an offset", "2026-11-02T10:14:00.5+02:00", "2026-11-02T08:14:00.5Z"},
		{"offset with a colon", "2026-11-02T10:14:00+02:00", morning},
		{"offset without a colon", "2026-11-02T10:14:00+0200", morning},
		{"offset of hours", "2026-11-02 10:14:00+02", morning},
		{"offset of one digit", "2026-11-02 10:14:00+2", morning},
		{"offset after a space", "2026-11-02 10:14:00 +0200", morning},
		{"negative offset", "2026-11-01T22:44:00-09:30", morning},
		{"the largest offset", "2026-11-02T22:14:00+14:00", morning},
		{"offset after minutes", "2026-11-02T10:14+02:00", morning},
		{"no seconds", "2026-11-02T08:14Z", morning},
		{"no seconds, a space", "2026-11-02 08:14", morning},
		{"UTC as a word", "2026-11-02 08:14:00 UTC", morning},
		{"GMT as a word", "2026-11-02 08:14:00 GMT", morning},
		{"offset from UTC", "2026-11-02 10:14:00 UTC+2", morning},
		{"Z after a space", "2026-11-02 08:14:00 Z", morning},
		{"date alone", "2026-11-02", "2026-11-02T00:00:00Z"},
		{"compact date", "20261102", "2026-11-02T00:00:00Z"},
		{"compact", "20261102T081400Z", morning},
		{"compact without seconds", "20261102T0814Z", morning},
		{"compact with a fraction", "20261102T081400.25Z", "2026-11-02T08:14:00.25Z"},
		{"compact with an offset", "20261102T101400+0200", morning},
		{"compact with a space", "20261102 081400", morning},
		{"compact in one", "20261102081400", morning},

		{"year first with slashes", "2026/11/02 08:14:00", morning},
		{"year first with points", "2026.11.02 08:14", morning},
		{"year first with spaces", "2026 11 02 08:14", morning},
		{"year first, short parts", "2026-1-2 8:14", "2026-01-02T08:14:00Z"},
		{"day and month alike", "03/03/2026", "2026-03-03T00:00:00Z"},
		{"day and month alike, short", "3.3.2026 8:14", "2026-03-03T08:14:00Z"},
		{"all three alike", "03/03/03", "2003-03-03T00:00:00Z"},

		{"day, name, year", "2 Nov 2026 08:14", morning},
		{"day, whole name, year", "2 November 2026 08:14:00", morning},
		{"name, day, year", "Nov 2, 2026 8:14 AM", morning},
		{"whole name, day, year", "November 2, 2026, 8:14:00 AM", morning},
		{"at", "November 2, 2026 at 8:14 AM", morning},
		{"ordinals", "2nd November 2026 08:14", morning},
		{"ordinal after the name", "November 2nd, 2026 08:14", morning},
		{"Sept", "2 Sept 2026", "2026-09-02T00:00:00Z"},
		{"name with a point", "Nov. 2, 2026", "2026-11-02T00:00:00Z"},
		{"hyphens and two digits", "02-Nov-26", "2026-11-02T00:00:00Z"},
		{"capitals", "02-NOV-2026 08:14:00", morning},
		{"slashes", "02/Nov/26 8:14 AM", morning},
		{"points", "02.Nov.2026 08:14", morning},
		{"a point and a space", "2. Nov 2026 08:14", morning},
		{"year, name, day", "2026-Nov-02 08:14", morning},
		{"name, day, year with hyphens", "Nov-02-2026", "2026-11-02T00:00:00Z"},
		{"nothing between day and name", "02Nov2026 08:14", morning},
		{"RFC 1123", "Mon, 02 Nov 2026 08:14:00 GMT", morning},
		{"RFC 1123 with an offset", "Mon, 02 Nov 2026 10:14:00 +0200", morning},
		{"RFC 822", "02 Nov 26 08:14 GMT", morning},
		{"RFC 850", "Monday, 02-Nov-26 08:14:00 GMT", morning},
		{"ctime", "Mon Nov  2 08:14:00 2026", morning},
		{"date of Unix", "Mon Nov  2 08:14:00 UTC 2026", morning},
		{"Ruby", "Mon Nov 02 10:14:00 +0200 2026", morning},
		{"JavaScript", "Mon Nov 02 2026 10:14:00 GMT+0200 (Eastern European Standard Time)", morning},
		{"weekday before numbers", "Mon 2026-11-02 08:14", morning},
		{"weekday with a point", "Mon. 2 Nov 2026", "2026-11-02T00:00:00Z"},
		{"time first", "08:14 2 Nov 2026", morning},

		{"afternoon", "2026-11-02 8:14 PM", "2026-11-02T20:14:00Z"},
		{"afternoon in one", "2026-11-02 8:14pm", "2026-11-02T20:14:00Z"},
		{"afternoon with points", "2026-11-02 8:14 p.m.", "2026-11-02T20:14:00Z"},
		{"morning with points", "2026-11-02 8:14:00 a.m.", morning},
		{"hour alone", "2 Nov 2026 8 PM", "2026-11-02T20:00:00Z"},
		{"noon", "2026-11-02 12:00 PM", "2026-11-02T12:00:00Z"},
		{"midnight", "2026-11-02 12:00 AM", "2026-11-02T00:00:00Z"},
		{"am and a zone", "2026-11-02 8:14 AM UTC", morning},
		{"narrow no-break space", "2026-11-02 8:14:00\u202fAM", morning},
		{"no-break space", "2\u00a0Nov\u00a02026 08:14", morning},

		{"year 68", "1 Jan 68", "2068-01-01T00:00:00Z"},
		{"year 69", "1 Jan 69", "1969-01-01T00:00:00Z"},
		{"year 99", "31 Dec 99", "1999-12-31T00:00:00Z"},
		{"year 00", "1 Jan 00", "2000-01-01T00:00:00Z"},
		{"leap day", "2024-02-29", "2024-02-29T00:00:00Z"},
		{"leap day of a century", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
		{"end of the day", "2026-11-02T24:00:00Z", "2026-11-03T00:00:00Z"},
		{"end of the year", "2026-12-31 24:00", "2027-01-01T00:00:00Z"},
		{"leap second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
		{"the first day", "0001-01-01", "0001-01-01T00:00:00Z"},
		{"the last moment", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},

		{"seconds", "1793607240", morning},
		{"seconds with a fraction", "1793607240.123", "2026-11-02T08:14:00.123Z"},
		{"the first seconds of ten digits", "1000000000", "2001-09-09T01:46:40Z"},
		{"milliseconds since 1970", "1793607240123", "2026-11-02T08:14:00.123Z"},
		{"milliseconds with a fraction", "1793607240123.0", "2026-11-02T08:14:00.123Z"},
		{"serial", "46328", "2026-11-02T00:00:00Z"},
		{"serial with a time", "46328.343055555557", morning},
		{"serial with a comma", "46328,343055555557", morning},
		{"serial that ends just below its second", "46328.343055555553", morning},
		{"serial that ends just below midnight", "46327.99999999999", "2026-11-02T00:00:00Z"},
		{"the first serial as text", "10000", "1927-05-18T00:00:00Z"},
		{"the last serial", "2958465", "9999-12-31T00:00:00Z"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			date, ok := Dates{}.Parse([]byte(c.cell))
			if !ok {
				t.Fatalf("%q is no date", c.cell)
			}
			if got, fixed := date.Fixed(); !fixed || got != at(t, c.want) {
				t.Errorf("%q is %v (fixed: %v), want %s", c.cell, time.UnixMilli(got).UTC(), fixed, c.want)
			}
			for o := YMD; o <= MDY; o++ {
				if got, ok := date.In(o); !ok || got != at(t, c.want) {
					t.Errorf("%q in %s is %d, %v", c.cell, o.Words(), got, ok)
				}
			}
		})
	}
}

// TestNoDates reads what is a date in no order.
func TestNoDates(t *testing.T) {
	t.Parallel()
	cells := []string{
		"", " ", "-", "n/a", "soon", "yesterday", "now", "T", "Z", "Nov", "Mon", "2 Nov", "Nov 2026", "08:14", "08:14:00Z",
		"2026", "2026-11", "12", "9999", "0", "-46328", "+46328", "46328.", ".5", "46328.34.05", "1e9", "1.793607240E9",
		"2958466", "9999999", "01793", "0793607240", "123456789", "12345678901", "179360724012", "17936072401234567",
		"31/31/2026", "30/02/2026", "2026-02-30", "2026-02-30T08:14:00Z", "2023-02-29", "1900-02-29", "2026-13-01T00:00:00Z",
		"2026-00-10", "2026-01-00", "2026-13-13", "2026-31-01", "0000-01-01", "0000-01-01T00:00:00Z", "20261302",
		"20260230T081400Z", "0/1/2026", "1/0/2026", "13/13/2026", "32/1/2026", "99/99/99",
		"2026-11-02T25:00:00Z", "2026-11-02T24:00:01Z", "2026-11-02T24:01:00Z", "2026-11-02T08:60:00Z",
		"2026-11-02T08:14:61Z", "2026-11-02T08:14:60Z", "2026-11-02 8:1", "2026-11-02 8", "2026-11-02 8:14:0",
		"2026-11-02 13:00 PM", "2026-11-02 am", "2026-11-02 8:14 am pm", "2026-11-02 8:14 xm", "2026-11-02 8:14 UTC am",
		"2026-11-02T", "2026-11-02T08:14:00Zulu", "2026-11-02T08:14:00ZZ", "2026-11-02T08:14:00Z+02:00",
		"2026-11-02T08:14:00+", "2026-11-02T08:14:00+15:00", "2026-11-02T08:14:00+02:60", "2026-11-02T08:14:00+02:0",
		"2026-11-02T08:14:00+020", "2026-11-02T08:14:00+02:00+02:00", "2026-11-02 +02:00", "2026-11-02T08:14:00.Z",
		"2026-11-02x", "x2026-11-02", "2026-11-02T08:14:00 and more", "2026-11-02 2026-11-02", "2026-11-02T08:14:00#",
		"2026/11-02", "2/11-2026", "2,11,2026", "02//11//2026", "02/11 08:14 2026", "02 11 08:14 2026", "2026--11-02",
		"2/11/026", "2/11/6", "002/11/2026", "2/11/20260", "2/2026/11", "2 2026 Nov", "Nov Nov 2026", "2 Nov Nov",
		"Nov 2 2026 Nov", "32 Nov 2026", "30 Feb 2026", "0 Nov 2026", "2 Novem 20266", "2 Novembre 2026", "2 No 2026",
		"2 Nov 2026 Mon", "2 20261102", "20261102T08140", "2026-11-02 08:14 0814", "2nd/Nov", "2026-11-02T08:14:00 (CET)", "2026-11-02T08:14:00Z (CET",
		"2026-11-02\u30008:14", "\xff\xfe2026-11-02", "２０２６-11-02",
		strings.Repeat("1", 200), "2026-11-02" + strings.Repeat(" ", 200) + "08:14",
	}
	for _, cell := range cells {
		if date, ok := (Dates{}).Parse([]byte(cell)); ok {
			t.Errorf("%q is a date: %+v", cell, date)
		}
	}
}

// TestOpenDates reads dates that depend on the order.
func TestOpenDates(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, cell, ymd, dmy, mdy string }{
		{"two orders", "02/11/2026 08:14", "", "2026-11-02T08:14:00Z", "2026-02-11T08:14:00Z"},
		{"day above twelve", "13/11/2026", "", "2026-11-13T00:00:00Z", ""},
		{"day above twelve in the middle", "11/13/2026 8:14 PM", "", "", "2026-11-13T20:14:00Z"},
		{"points", "2.11.2026", "", "2026-11-02T00:00:00Z", "2026-02-11T00:00:00Z"},
		{"points and spaces", "2. 11. 2026", "", "2026-11-02T00:00:00Z", "2026-02-11T00:00:00Z"},
		{"hyphens", "2-11-2026", "", "2026-11-02T00:00:00Z", "2026-02-11T00:00:00Z"},
		{"spaces", "2 11 2026", "", "2026-11-02T00:00:00Z", "2026-02-11T00:00:00Z"},
		{"with a comma and twelve hours", "11/2/2026, 8:14:00 AM", "", "2026-02-11T08:14:00Z", "2026-11-02T08:14:00Z"},
		{"with an offset", "02/11/2026 10:14:00 +0200", "", "2026-11-02T08:14:00Z", "2026-02-11T08:14:00Z"},
		{"three orders", "02/11/10", "2002-11-10T00:00:00Z", "2010-11-02T00:00:00Z", "2010-02-11T00:00:00Z"},
		{"two digits of the last century", "02-11-99", "", "1999-11-02T00:00:00Z", "1999-02-11T00:00:00Z"},
		{"year first by its value", "99/11/02", "1999-11-02T00:00:00Z", "", ""},
		{"leap day in one year of two", "29/02/04", "2029-02-04T00:00:00Z", "2004-02-29T00:00:00Z", ""},
		{"day and month alike, year open", "03/03/26", "2003-03-26T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-03T00:00:00Z"},
		{"time first", "08:14 02/11/2026", "", "2026-11-02T08:14:00Z", "2026-02-11T08:14:00Z"},
		{"weekday first", "Mon 02/11/2026", "", "2026-11-02T00:00:00Z", "2026-02-11T00:00:00Z"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			date, ok := Dates{}.Parse([]byte(c.cell))
			if !ok {
				t.Fatalf("%q is no date", c.cell)
			}
			if _, fixed := date.Fixed(); fixed {
				t.Errorf("%q is the same in every order", c.cell)
			}
			for i, want := range []string{"", c.ymd, c.dmy, c.mdy} {
				got, ok := date.In(Order(i))
				if ok != (want != "") || ok && got != at(t, want) {
					t.Errorf("%q in order %q is %v, %v, want %q", c.cell, Order(i), time.UnixMilli(got).UTC(), ok, want)
				}
			}
		})
	}
}

func TestDatesOfZones(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, zone, cell, want string }{
		{"winter", "Europe/Berlin", "2026-11-02 08:14:00", "2026-11-02T07:14:00Z"},
		{"summer", "Europe/Berlin", "2026-07-02 08:14:00", "2026-07-02T06:14:00Z"},
		{"a zone in the cell goes first", "Europe/Berlin", "2026-11-02 08:14:00Z", "2026-11-02T08:14:00Z"},
		{"date alone", "Europe/Berlin", "2026-11-02", "2026-11-01T23:00:00Z"},
		{"before the clocks go forward", "Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z"},
		{"a time that never was", "Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29T01:30:00Z"},
		{"after the clocks went forward", "Europe/Berlin", "2026-03-29 03:00:00", "2026-03-29T01:00:00Z"},
		{"before the clocks go back", "Europe/Berlin", "2026-10-25 01:59:59", "2026-10-24T23:59:59Z"},
		{"a time that was twice", "Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z"},
		{"after the clocks went back", "Europe/Berlin", "2026-10-25 03:00:00", "2026-10-25T02:00:00Z"},
		{"never was, in the west", "America/New_York", "3/8/2026 2:30 AM", "2026-03-08T07:30:00Z"},
		{"twice, in the west", "America/New_York", "11/1/2026 1:30 AM", "2026-11-01T05:30:00Z"},
		{"half an hour", "Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T14:45:00Z"},
		{"a day that never was", "Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T22:00:00Z"},
		{"no change of clocks", "Asia/Kolkata", "2026-11-02 08:14:00", "2026-11-02T02:44:00Z"},
		{"seconds since 1970 are UTC", "Europe/Berlin", "1793607240", "2026-11-02T08:14:00Z"},
		{"serials are local", "Europe/Berlin", "46328.343055555557", "2026-11-02T07:14:00Z"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			date, _ := Dates{Zone: zone(t, c.zone)}.Parse([]byte(c.cell))
			if got, ok := date.In(MDY); !ok || got != at(t, c.want) {
				t.Errorf("%q in %s is %v, %v, want %s", c.cell, c.zone, time.UnixMilli(got).UTC(), ok, c.want)
			}
		})
	}
}

func TestSerials(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name     string
		date1904 bool
		day      int64
		want     string // "": none
	}{
		{"zero", false, 0, "1899-12-31T00:00:00Z"},
		{"the first day", false, 1, "1900-01-01T00:00:00Z"},
		{"before the day that never was", false, 59, "1900-02-28T00:00:00Z"},
		{"the day that never was", false, 60, ""},
		{"after the day that never was", false, 61, "1900-03-01T00:00:00Z"},
		{"the last day", false, 2_958_465, "9999-12-31T00:00:00Z"},
		{"after the last day", false, 2_958_466, ""},
		{"below zero", false, -1, ""},
		{"zero of 1904", true, 0, "1904-01-01T00:00:00Z"},
		{"60 of 1904", true, 60, "1904-03-01T00:00:00Z"},
		{"now, of 1904", true, 44_866, "2026-11-02T00:00:00Z"},
		{"the last day of 1904", true, 2_957_003, "9999-12-31T00:00:00Z"},
		{"after the last day of 1904", true, 2_957_004, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ms, ok := Dates{Date1904: c.date1904}.serial(c.day, 0)
			if ok != (c.want != "") || ok && ms != at(t, c.want) {
				t.Errorf("serial %d is %v, %v, want %q", c.day, time.UnixMilli(ms).UTC(), ok, c.want)
			}
		})
	}
}

func TestDecide(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		cells []string
		want  Order
		open  []Order
	}{
		{"no dates", nil, YMD, nil},
		{"only fixed ones", []string{"2026-11-02", "3/3/2026", "2 Nov 2026"}, YMD, nil},
		{"only unreadable ones", []string{"31/31/2026", "soon"}, YMD, nil},
		{"a day above twelve first", []string{"02/11/2026", "13/11/2026"}, DMY, nil},
		{"a day above twelve in the middle", []string{"02/11/2026", "11/13/2026"}, MDY, nil},
		{"nothing decides", []string{"02/11/2026", "03/04/2026"}, NoOrder, []Order{DMY, MDY}},
		{"ISO decides nothing", []string{"02/11/2026", "2026-11-13"}, NoOrder, []Order{DMY, MDY}},
		{"both are needed, one more", []string{"13/11/2026", "14/11/2026", "11/13/2026"}, DMY, nil},
		{"both are needed as often", []string{"13/11/2026", "11/13/2026"}, NoOrder, []Order{DMY, MDY}},
		{"an unreadable one counts for nothing", []string{"13/11/2026", "31/31/2026"}, DMY, nil},
		{"two digits with slashes end in the year", []string{"13/11/26", "02/11/26"}, DMY, nil},
		{"two digits with slashes, day open", []string{"02/11/26"}, NoOrder, []Order{DMY, MDY}},
		{"two digits with hyphens", []string{"13-11-26"}, NoOrder, []Order{YMD, DMY}},
		{"two digits with hyphens, the last a year", []string{"13-11-26", "13-11-99"}, DMY, nil},
		{"two digits with slashes begin with the year", []string{"99/12/25", "02/11/26"}, YMD, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var whole, first, rest Evidence
			for i, cell := range c.cells {
				date, _ := Dates{}.Parse([]byte(cell))
				whole.Add(date)
				if i == 0 {
					first.Add(date)
				} else {
					rest.Add(date)
				}
			}
			if o, open := whole.Decide(); o != c.want || !reflect.DeepEqual(open, c.open) {
				t.Errorf("order %q, open %v, want %q and %v", o, open, c.want, c.open)
			}
			first.Merge(rest)
			if first != whole {
				t.Errorf("merged: %+v, want %+v", first, whole)
			}
		})
	}
}

func TestOrderNames(t *testing.T) {
	t.Parallel()
	for _, o := range []Order{NoOrder, YMD, DMY, MDY} {
		if got, err := ParseOrder(strings.ToUpper(o.String())); err != nil || got != o {
			t.Errorf("%q is read as %q, %v", o, got, err)
		}
	}
	if _, err := ParseOrder("ydm"); err == nil || !strings.Contains(err.Error(), "ymd, dmy or mdy") {
		t.Errorf("ydm: %v", err)
	}
	if got := DMY.Words(); got != "day-month-year" {
		t.Errorf("dmy in words is %q", got)
	}
}

// layouts are forms that a date must survive, with the order that it is read in and the step of time that it keeps.
var layouts = []struct {
	layout string
	order  Order
	step   time.Duration
}{
	{"2006-01-02T15:04:05.000Z07:00", YMD, time.Millisecond},
	{"2006-01-02T15:04:05.000000-0700", YMD, time.Millisecond},
	{"2006-01-02 15:04:05.000 -07", YMD, time.Millisecond},
	{"2006-01-02T15:04:05Z07:00", YMD, time.Second},
	{"20060102T150405Z0700", YMD, time.Second},
	{"20060102150405-0700", YMD, time.Second},
	{"2006/1/2 3:04:05 PM -0700", YMD, time.Second},
	{"02/01/2006 15:04:05 -0700", DMY, time.Second},
	{"2.1.2006 15:04 Z07:00", DMY, time.Minute},
	{"1-2-2006 3:04:05.000pm -0700", MDY, time.Millisecond},
	{"01 02 2006 15:04 -0700", MDY, time.Minute},
	{"2 Jan 2006 15:04:05 -0700", NoOrder, time.Second},
	{"January 2, 2006 3:04 PM -0700", NoOrder, time.Minute},
	{"2006-Jan-02 15:04:05 -0700", NoOrder, time.Second},
	{time.RFC1123Z, NoOrder, time.Second},
	{time.RubyDate, NoOrder, time.Second},
	{"Mon Jan 02 2006 15:04:05 GMT-0700 (MST)", NoOrder, time.Second},
}

// TestLayoutsReadBack writes any instant in each layout and reads it back.
func TestLayoutsReadBack(t *testing.T) {
	t.Parallel()
	for _, l := range layouts {
		t.Run(l.layout, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				instant := drawInstant(t)
				offset := 15 * 60 * rapid.IntRange(-14*4, 14*4).Draw(t, "quarters of an hour")
				if strings.HasSuffix(l.layout, "-07") {
					offset -= offset % 3600
				}
				local := instant.In(time.FixedZone("here", offset))
				if local.Year() < 1 || local.Year() > 9999 {
					t.Skip("a year that cannot be written")
				}
				text := local.Format(l.layout)
				// What the layout leaves out is cut off towards the past, of local time.
				want := local.Add(-time.Duration(local.Nanosecond()) % l.step)
				if l.step == time.Minute {
					want = local.Add(-time.Duration(local.Second())*time.Second - time.Duration(local.Nanosecond()))
				}
				date, _ := Dates{}.Parse([]byte(text))
				got, ok := date.In(l.order)
				if fixed, isFixed := date.Fixed(); isFixed {
					got, ok = fixed, true
				}
				if !ok || got != want.UnixMilli() {
					t.Fatalf("%q is %v, %v, want %v", text, time.UnixMilli(got).UTC(), ok, want.UTC())
				}
			})
		})
	}
}

// drawInstant draws any instant of the years that can be written, to the millisecond.
func drawInstant(t *rapid.T) time.Time {
	first := time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC).UnixMilli()
	last := time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC).UnixMilli()
	return time.UnixMilli(rapid.Int64Range(first, last).Draw(t, "instant")).UTC()
}

// TestZonesAgreeWithTime compares local times, around changes of clocks too, with package time: each that exists is read
// back, the first of two where it exists twice.
func TestZonesAgreeWithTime(t *testing.T) {
	t.Parallel()
	names := []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns",
		"Africa/Casablanca", "Pacific/Auckland"}
	rapid.Check(t, func(t *rapid.T) {
		location, err := time.LoadLocation(rapid.SampledFrom(names).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
		instant := time.Unix(begin+rapid.Int64Range(0, 45*365*24*3600).Draw(t, "second"), 0).In(location)
		if _, change := instant.ZoneBounds(); rapid.Bool().Draw(t, "near a change") && !change.IsZero() {
			instant = change.Add(time.Duration(rapid.IntRange(-3*3600, 3*3600).Draw(t, "seconds off")) * time.Second)
		}
		const layout = "2006-01-02 15:04:05"
		text := instant.Format(layout)
		date, _ := Dates{Zone: location}.Parse([]byte(text))
		ms, ok := date.Fixed()
		got := time.UnixMilli(ms).In(location)
		if !ok || got.Format(layout) != text || got.After(instant) {
			t.Fatalf("%s in %s, which is %v, is read as %v, %v", text, location, instant.UTC(), got.UTC(), ok)
		}
	})
}

func TestDayOfAgreesWithTime(t *testing.T) {
	t.Parallel()
	day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for day.Year() <= 9999 {
		year, month, date := day.Date()
		got, ok := dayOf(uint(year), uint(month), uint(date))
		if want := day.Unix() / 86400; !ok || got != want {
			t.Fatalf("%v is day %d, %v, want %d", day, got, ok, want)
		}
		day = day.AddDate(0, 0, 1)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, l := range layouts {
		f.Add(time.Date(2026, 11, 2, 8, 14, 0, 0, time.UTC).Format(l.layout), false)
	}
	f.Add("46328.343055555557", true)
	f.Add("1793607240.5", false)
	f.Add("29/02/04 12:00 a.m. GMT+14", false)
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, cell string, date1904 bool) {
		date, ok := Dates{Zone: berlin, Date1904: date1904}.Parse([]byte(cell))
		fixed, isFixed := date.Fixed()
		any := false
		for o := YMD; o <= MDY; o++ {
			ms, valid := date.In(o)
			any = any || valid
			if math.Abs(float64(ms)) > 8.64e15 {
				t.Errorf("%q in %s is beyond what the page can show: %d", cell, o, ms)
			}
			if isFixed && (!valid || ms != fixed) {
				t.Errorf("%q is fixed at %d, but in %s %d, %v", cell, fixed, o, ms, valid)
			}
		}
		if any != ok {
			t.Errorf("%q: ok is %v, valid in any order %v", cell, ok, any)
		}
		if ms, quick := (Dates{Zone: berlin, Date1904: date1904}).Instant([]byte(cell)); quick && (!isFixed || ms != fixed) {
			t.Errorf("%q is %d where it is read quickly, else %d, %v", cell, ms, fixed, isFixed)
		}
		var e Evidence
		e.Add(date)
		if o, open := e.Decide(); (o == NoOrder) != (len(open) > 1) {
			t.Errorf("%q decides for %q with %v open", cell, o, open)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	berlin := zone(b, "Europe/Berlin")
	for _, c := range []struct {
		name, cell string
		zone       *time.Location
	}{
		{"ISO", "2026-11-02T08:14:00Z", nil},
		{"ISO with milliseconds", "2026-11-02T08:14:00.123Z", nil},
		{"ISO without zone", "2026-11-02 08:14:00", nil},
		{"ISO without zone, in Berlin", "2026-11-02 08:14:00", berlin},
		{"ISO with offset", "2026-11-02T08:14:00+02:00", nil},
		{"ISO without seconds", "2026-11-02 08:14", nil},
		{"date alone", "2026-11-02", nil},
		{"compact", "20261102T081400Z", nil},
		{"slashes", "02/11/2026 08:14:00", nil},
		{"slashes, in Berlin", "02/11/2026 08:14:00", berlin},
		{"twelve hours", "11/2/2026 8:14 PM", nil},
		{"seconds", "1793607240", nil},
		{"serial", "46328.343055555557", nil},
		{"name", "Nov 2, 2026 8:14 PM", nil},
		{"RFC 1123", "Mon, 02 Nov 2026 08:14:00 GMT", nil},
		{"none", "not a date at all", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			cell := []byte(c.cell)
			dates := Dates{Zone: c.zone}
			b.ReportAllocs()
			for b.Loop() {
				dates.Parse(cell)
			}
		})
	}
}

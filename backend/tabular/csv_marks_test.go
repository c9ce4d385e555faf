package tabular

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestFindsMarks compares with looking at each byte.
func TestFindsMarks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]byte(delimiters)).Draw(t, "delimiter")
		byteOf := rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte("a,;\"\n\r\t\x00\x1f \x80\xac\xa2\x8a\xff")))
		text := rapid.SliceOfN(byteOf, 0, 3000).Draw(t, "text")
		var want, got []int
		for i, c := range text {
			if c == delimiter || c == '"' || c < ' ' {
				want = append(want, i)
			}
		}
		m := marks{delimiters: uint64(delimiter) * ones}
		m.reset(len(text))
		for data := append(text, padding...); m.base <= len(text); {
			m.look(data)
			aliens := slices.ContainsFunc(data[max(0, m.base-stride):m.base], func(c byte) bool { return c >= 0x80 })
			if aliens && !m.alien {
				t.Fatal("bytes beyond ASCII were overlooked")
			}
			for _, place := range m.places[:m.count] {
				if int(place) < len(text) {
					got = append(got, int(place))
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("found %v, want %v", got, want)
		}
	})
}

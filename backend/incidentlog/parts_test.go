package incidentlog

import (
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"isserviceup/backend/tabular"
)

func TestDictionaryIsLikeAMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, plain := newDictionary(maphash.MakeSeed()), map[string]uint32{}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 700), 0, 2000).Draw(t, "texts") {
			text := strings.Repeat("x", n%3) + fmt.Sprint(n)
			if n == 0 {
				text = ""
			}
			want, had := plain[text]
			if got, ok := d.find([]byte(text)); ok != had || had && got != want {
				t.Fatalf("find %q: %d, %t; want %d, %t", text, got, ok, want, had)
			}
			if !had {
				want = uint32(len(plain))
				plain[text] = want
			}
			if got, fresh := d.number([]byte(text)); got != want || fresh == had || string(d.text(got)) != text {
				t.Fatalf("number %q: %d, %t; want %d, %t", text, got, fresh, want, !had)
			}
		}
	})
}

func TestSortedByIsAStableSort(t *testing.T) {
	t.Parallel()
	small := rapid.Int64Range(-3, 3)
	wide := rapid.OneOf(small, rapid.Int64Range(1_700_000_000_000, 1_800_000_000_000), rapid.SampledFrom([]int64{math.MinInt64 + 1, math.MaxInt64}))
	nearly := rapid.Custom(func(t *rapid.T) []int64 {
		keys := make([]int64, rapid.IntRange(32, 200).Draw(t, "n"))
		for i := range keys {
			keys[i] = int64(i / 2)
		}
		keys[rapid.IntRange(0, len(keys)-1).Draw(t, "late")] = rapid.Int64Range(0, 100).Draw(t, "key")
		return keys
	})
	generator := rapid.OneOf(rapid.SliceOfN(small, 1, 50), rapid.SliceOfN(wide, 1, 50), nearly)
	rapid.Check(t, func(t *rapid.T) {
		keys := generator.Draw(t, "keys")
		var rows []uint32
		want := make([]uint32, len(keys))
		for i := range want {
			want[i] = uint32(i)
		}
		if rapid.Bool().Draw(t, "chosen") {
			want = slices.DeleteFunc(want, func(i uint32) bool { return i%3 == 1 })
			rows = slices.Clone(want)
		}
		slices.SortStableFunc(want, func(a, b uint32) int {
			switch {
			case keys[a] < keys[b]:
				return -1
			case keys[a] > keys[b]:
				return 1
			}
			return 0
		})
		got := sortedBy(keys, rows)
		if got == nil {
			if rows != nil || !slices.IsSorted(keys) {
				t.Fatal("left as they are")
			}
			return
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestServicesOfACellAreBoundedByItsLength(t *testing.T) {
	t.Parallel()
	var cell strings.Builder
	for i := range 200_000 { // quadratic work would take minutes
		fmt.Fprintf(&cell, "s%d;s%d;", i, i)
	}
	if n := len(newSplitter("").split([]byte(cell.String()))); n != 200_000 {
		t.Errorf("%d services", n)
	}
}

func TestRejectsAreListedUpToABound(t *testing.T) {
	t.Parallel()
	const rows = MaxRejects + 50_000
	r := read(t, standard+strings.Repeat("A,open,prd,,\n", rows), Choices{})
	if r.Rejected != rows || len(r.Rejects) != MaxRejects {
		t.Fatalf("%d rejected, %d listed", r.Rejected, len(r.Rejects))
	}
	for i, reject := range r.Rejects {
		if reject.Line != i+2 {
			t.Fatalf("the reject %d is that of line %d", i, reject.Line)
		}
	}
}

func TestPartsKeepNoMoreRejectsThanAreListed(t *testing.T) {
	t.Parallel()
	m := memory{sizes: []int{1000}, workers: 2, table: slices.Repeat(table{{"A", "open", "prd", "", "", ""}}, MaxRejects+100_000)}
	reader, _, err := newReader(&tabular.File{Header: tableHeader(), HeaderLine: 1}, Choices{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.read(t.Context(), m.source); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, p := range reader.parts {
		kept += len(p.rejects)
	}
	if kept < MaxRejects || kept > MaxRejects+10_000 {
		t.Errorf("%d rejected rows are kept", kept)
	}
}

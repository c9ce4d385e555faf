package tabular

import (
	"encoding/binary"
	"math/bits"
)

// marks finds the characters of a block that can mean something: delimiters, quotes and control characters, CR and LF
// among them. It looks at eight bytes at a time, and finds many before the first is asked for: finding them takes no
// decision that a processor could guess wrong, while the lengths of cells are anybody's guess.
type marks struct {
	delimiters uint64 // the delimiter, eight times
	base       int    // of the bytes to be looked at next
	end        int    // of the block
	alien      bool   // there are bytes beyond ASCII among those that were looked at last

	places      [marksAtOnce + stride]uint32
	next, count int // of places
}

const (
	// stride is how many bytes are looked at together.
	stride = 64
	// marksAtOnce is about how many characters are found at once.
	marksAtOnce = 1024
)

func (m *marks) reset(end int) {
	m.base, m.end, m.next, m.count = 0, end, 0, 0
}

// look finds the next characters. There is at least one up to the end of the block and in the padding behind it.
func (m *marks) look(data []byte) {
	base, count, alien, delimiters := m.base, 0, uint64(0), m.delimiters
	for base <= m.end && count < marksAtOnce {
		chunk := (*[stride]byte)(data[base:])
		found := uint64(0)
		for i := 0; i < stride; i += 8 {
			bytes := binary.LittleEndian.Uint64(chunk[i : i+8])
			alien |= bytes
			found |= meaningful(bytes, delimiters) << i
		}
		all, into := found, (*[stride]uint32)(m.places[count:])
		for i := range 8 { // mostly there are no more, and writing too many costs less than a decision
			into[i] = uint32(base + bits.TrailingZeros64(found))
			found &= found - 1
		}
		count += bits.OnesCount64(all)
		for i := 8; found != 0; i++ {
			into[i] = uint32(base + bits.TrailingZeros64(found))
			found &= found - 1
		}
		base += stride
	}
	m.base, m.alien, m.next, m.count = base, alien&highs != 0, 0, count
}

const (
	ones  = 0x0101010101010101
	lows  = 0x7f * ones
	highs = 0x80 * ones
)

// meaningful returns a bit for each of eight bytes, the lowest for the first, which is set where the byte can mean
// something.
//
// A byte below 0x80 is zero exactly where adding 0x7f does not set its highest bit, and less than a space exactly where
// adding 0x60 does not. The multiplication brings the bits, eight apart, side by side.
func meaningful(bytes, delimiters uint64) uint64 {
	low := bytes & lows
	not := ((low ^ delimiters) + lows) & ((low ^ '"'*ones) + lows) & (low + 0x60*ones)
	return (^(not | bytes) & highs >> 7) * 0x0102040810204080 >> 56
}

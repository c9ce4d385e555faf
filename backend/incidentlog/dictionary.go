package incidentlog

import (
	"bytes"
	"hash/maphash"
)

// dictionary numbers texts in the order in which they come. It is a hash table with open addressing, which asks for no
// memory for a text that it has.
type dictionary struct {
	seed    maphash.Seed
	slots   []uint32 // the number of a text, plus one; a power of two of them
	hashes  []uint32 // by number
	offsets []int    // by number: where a text begins in texts, and last where the last one ends
	texts   []byte
	// recent has the number, plus one, of a text that came lately, by its length and ends: most columns have few texts, and
	// then nothing need be hashed.
	recent [64]uint32
}

func newDictionary(seed maphash.Seed) *dictionary {
	return &dictionary{seed: seed, slots: make([]uint32, 256), offsets: []int{0}}
}

// number returns the number of a text. fresh says that it did not have one before.
func (d *dictionary) number(text []byte) (number uint32, fresh bool) {
	recent := &d.recent[0]
	if n := len(text); n > 0 {
		recent = &d.recent[(n^int(text[0])^int(text[n-1])<<2)%len(d.recent)]
	}
	if *recent != 0 && bytes.Equal(d.text(*recent-1), text) {
		return *recent - 1, false
	}
	number, fresh = d.lookUp(text)
	*recent = number + 1
	return number, fresh
}

func (d *dictionary) lookUp(text []byte) (number uint32, fresh bool) {
	hash := uint32(maphash.Bytes(d.seed, text))
	slot := d.slot(text, hash)
	if *slot != 0 {
		return *slot - 1, false
	}
	number = uint32(len(d.hashes))
	*slot = number + 1
	d.hashes = append(d.hashes, hash)
	d.texts = append(d.texts, text...)
	d.offsets = append(d.offsets, len(d.texts))
	if len(d.hashes) > len(d.slots)/2 {
		d.grow()
	}
	return number, true
}

// find returns the number of a text, if it has one.
func (d *dictionary) find(text []byte) (number uint32, ok bool) {
	slot := *d.slot(text, uint32(maphash.Bytes(d.seed, text)))
	return slot - 1, slot != 0
}

// slot returns the slot of a text, or the empty one where it belongs.
func (d *dictionary) slot(text []byte, hash uint32) *uint32 {
	mask := uint32(len(d.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		number := d.slots[at] - 1
		if d.slots[at] == 0 || d.hashes[number] == hash && bytes.Equal(d.text(number), text) {
			return &d.slots[at]
		}
	}
}

// text returns the text with that number.
func (d *dictionary) text(number uint32) []byte {
	return d.texts[d.offsets[number]:d.offsets[number+1]]
}

// grow makes room for twice as many texts.
func (d *dictionary) grow() {
	d.slots = make([]uint32, 2*len(d.slots))
	mask := uint32(len(d.slots) - 1)
	for number, hash := range d.hashes {
		at := hash & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = uint32(number) + 1
	}
}

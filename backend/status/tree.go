package status

import (
	"fmt"
	"slices"
)

// Overall computes the level of a whole from its leaves: the worst of them, but MajorOutage only where every leaf that
// is not under maintenance is down; otherwise a leaf that is down makes the whole PartialOutage.
func Overall(leaves []Component) Level {
	worst, allDown := Operational, true
	for _, l := range leaves {
		worst = Worst(worst, l.Level)
		allDown = allDown && (l.Level == MajorOutage || l.Level == UnderMaintenance)
	}
	if worst == MajorOutage && !allDown {
		return PartialOutage
	}
	return worst
}

// tree is a page's components laid flat, with an index of every name by which a page or a user may mean a leaf.
type tree struct {
	leaves []leaf
	byName map[string][]int // by id, by path, by those of the groups above, and by "path (group)"
	byBare map[string][]int // by the leaf's own name alone
}

// leaf is a component without components.
type leaf struct {
	Component
	path string // "Group > Name"
}

func newTree(components []Component) tree {
	t := tree{byName: map[string][]int{}, byBare: map[string][]int{}}
	t.add(components, "", nil)
	return t
}

// add adds components, which lie below path and may be meant by any of the names of the groups above.
func (t *tree) add(components []Component, path string, names []string) {
	for _, c := range components {
		p := join(path, c.Name)
		all := append(slices.Clone(names), p)
		if c.ID != "" {
			all = append(all, c.ID)
		}
		if c.Group() {
			t.add(c.Components, p, append(all, p+" (group)"))
			continue
		}
		n := len(t.leaves)
		t.leaves = append(t.leaves, leaf{Component: c, path: p})
		slices.Sort(all)
		for _, name := range slices.Compact(all) {
			t.byName[name] = append(t.byName[name], n)
		}
		t.byBare[c.Name] = append(t.byBare[c.Name], n)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + " > " + name
}

// named returns the leaves that ref means: by id where it has one, else all that its name may mean.
func (t *tree) named(ref Ref) []int {
	if ref.ID != "" {
		return t.byName[ref.ID]
	}
	return slices.Concat(t.byName[ref.Name], t.byBare[ref.Name])
}

// namedBy returns the leaves that refs mean, each once, and whether there are refs and every one means a leaf.
func (t *tree) namedBy(refs []Ref) (leaves []int, allKnown bool) {
	seen := map[int]bool{}
	allKnown = len(refs) > 0
	done := map[Ref]bool{}
	for _, ref := range refs {
		if done[ref] {
			continue
		}
		done[ref] = true
		found := t.named(ref)
		allKnown = allKnown && len(found) > 0
		for _, n := range found {
			if !seen[n] {
				seen[n] = true
				leaves = append(leaves, n)
			}
		}
	}
	return leaves, allKnown
}

// find returns the leaves that a user's choice means: by id or path, or by a name that only one leaf bears.
func (t *tree) find(choice string) ([]int, error) {
	if found := t.byName[choice]; len(found) > 0 {
		return found, nil
	}
	switch found := t.byBare[choice]; len(found) {
	case 0:
		return nil, fmt.Errorf("the page has no component %q", choice)
	case 1:
		return found, nil
	default:
		return nil, fmt.Errorf("the page has %d components %q: choose one by its id or as \"Group > Name\"", len(found), choice)
	}
}

package provider

import (
	"slices"
	"testing"

	"isserviceup/backend/status"
)

func TestRegions(t *testing.T) {
	t.Parallel()
	down := func(id string) status.Component {
		return status.Component{ID: id, Name: id, Level: status.MajorOutage}
	}
	fine := func(id string) status.Component {
		return status.Component{ID: id, Name: id, Level: status.Operational}
	}
	type set struct {
		region string
		leaf   status.Component
	}
	cases := map[string]struct {
		sets   []set
		whole  bool
		level  status.Level
		leaves []string
	}{
		"nothing named":          {nil, false, status.Operational, nil},
		"one service down":       {[]set{{"n", down("b")}}, false, status.PartialOutage, []string{"b", "n/others"}},
		"sorted by name":         {[]set{{"n", fine("c")}, {"n", fine("a")}}, false, status.Operational, []string{"a", "c", "n/others"}},
		"the worst of two words": {[]set{{"n", down("b")}, {"n", fine("b")}}, false, status.PartialOutage, []string{"b", "n/others"}},
		"the region as a whole":  {[]set{{"n", down("a")}, {"n", down("b")}}, true, status.MajorOutage, []string{"a", "b"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := NewRegions("n\tNorth\ns\tSouth\n")
			for _, s := range c.sets {
				r.Set(s.region, "New", s.leaf)
			}
			if c.whole {
				r.Whole("n")
			}
			tree := r.Components()
			var leaves []string
			for _, l := range tree[0].Components {
				leaves = append(leaves, l.ID)
			}
			if tree[0].Level != c.level || !slices.Equal(leaves, c.leaves) || tree[0].Name != "North" {
				t.Errorf("%s is %v with %v, want %v with %v", tree[0].Name, tree[0].Level, leaves, c.level, c.leaves)
			}
			if south := tree[1]; south.Group() || south.Level != status.Operational {
				t.Errorf("a region of which nothing is named is %+v", south)
			}
		})
	}
}

func TestRegionsByName(t *testing.T) {
	t.Parallel()
	r := NewRegions("n\tNorth\ns\tSouth\n")
	r.Set("w", "West", status.Component{ID: "a", Level: status.Degraded})
	if !r.Has("w") || r.Name("w") != "West" || r.Find("west") != "w" || !r.Leaf("a") || !slices.Equal(r.Named(), []string{"w"}) {
		t.Errorf("a region that a page names is not in the tree: %+v", r.Components())
	}
	if r.Has("e") || r.Name("e") != "" || r.Find("East") != "" || r.Leaf("b") {
		t.Error("a region that nobody named is in the tree")
	}
}

package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// fields is a YAML map with known keys, whose values say where they stand when they are of the wrong kind. The
// library's own errors speak of Go types.
type fields struct {
	node   *yaml.Node
	values map[string]*yaml.Node
}

// fieldsOf takes the map apart. A key that is not known (unless known is nil), or is given twice, is an error.
func fieldsOf(node *yaml.Node, name string, known []string) (fields, error) {
	f := fields{node: node, values: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		if known != nil && !slices.Contains(known, key.Value) {
			return f, fmt.Errorf("%s:%d: unknown field %q; known: %s", name, key.Line, key.Value, strings.Join(known, ", "))
		}
		if f.values[key.Value] != nil {
			return f, fmt.Errorf("%s:%d: %q is given twice", name, key.Line, key.Value)
		}
		f.values[key.Value] = node.Content[i+1]
	}
	return f, nil
}

// line returns where the value of key stands, or the whole map where there is none.
func (f fields) line(key string) int {
	if value := f.values[key]; value != nil {
		return value.Line
	}
	return f.node.Line
}

// value returns the value of key, which must be of the kind wanted; nil for none and for null.
func (f fields) value(key, name string, wanted yaml.Kind) (*yaml.Node, error) {
	value := f.values[key]
	if value == nil || value.Tag == "!!null" {
		return nil, nil
	}
	at := value.Line
	if value = target(value); value.Kind != wanted {
		return nil, fmt.Errorf("%s:%d: %q holds a %s where a %s is expected", name, at, key, kind(value), kindNames[wanted])
	}
	return value, nil
}

func (f fields) text(key, name string) (string, error) {
	value, err := f.value(key, name, yaml.ScalarNode)
	if value == nil {
		return "", err
	}
	return value.Value, nil
}

func (f fields) list(key, name string) ([]*yaml.Node, error) {
	value, err := f.value(key, name, yaml.SequenceNode)
	if value == nil {
		return nil, err
	}
	return value.Content, nil
}

func (f fields) texts(key, name string) ([]string, error) {
	list, err := f.list(key, name)
	var texts []string
	for _, item := range list {
		if item = target(item); item.Kind != yaml.ScalarNode {
			return nil, fmt.Errorf("%s:%d: %q holds a %s where texts are expected", name, item.Line, key, kind(item))
		}
		texts = append(texts, item.Value)
	}
	return texts, err
}

func (f fields) pairs(key, name string) (map[string]string, error) {
	value, err := f.value(key, name, yaml.MappingNode)
	if value == nil {
		return nil, err
	}
	inner, err := fieldsOf(value, name, nil)
	if err != nil {
		return nil, err
	}
	pairs := map[string]string{}
	for _, k := range slices.Sorted(maps.Keys(inner.values)) {
		if pairs[k], err = inner.text(k, name); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

// target returns what an alias stands for, and other nodes as they are.
func target(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode && node.Alias != nil {
		return node.Alias
	}
	return node
}

var kindNames = map[yaml.Kind]string{yaml.MappingNode: "map", yaml.SequenceNode: "list", yaml.ScalarNode: "text"}

// kind returns what people call the node.
func kind(node *yaml.Node) string { return kindNames[node.Kind] }

// Package registration compares the commands that are registered at Discord
// with those that should be.
package registration

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mandobot/mando/internal/discordapi"
)

// Change is one thing that registering would change. A command that comes or
// goes is one change; one that stays has a change for each part that differs.
type Change struct {
	Path   string // such as "/mando options.seed.description"
	Before string // as JSON, empty where there is nothing yet
	After  string // as JSON, empty where there will be nothing
}

// String is the change as a line: + for what comes, - for what goes, ~ for what
// becomes something else.
func (c Change) String() string {
	switch {
	case c.Before == "":
		return fmt.Sprintf("+ %s: %s", c.Path, c.After)
	case c.After == "":
		return fmt.Sprintf("- %s: %s", c.Path, c.Before)
	}
	return fmt.Sprintf("~ %s: %s -> %s", c.Path, c.Before, c.After)
}

// Diff returns what a bulk overwrite of the registered commands by the wanted
// ones changes, nothing where they are the same. The order of commands means
// nothing, that of options and choices does.
func Diff(registered, wanted []discordapi.ApplicationCommand) ([]Change, error) {
	before, err := byName(registered)
	if err != nil {
		return nil, err
	}
	after, err := byName(wanted)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, name := range union(before, after) {
		path := "/" + name
		switch {
		case before[name] == nil:
			changes = append(changes, Change{Path: path, After: after[name]["description"]})
		case after[name] == nil:
			changes = append(changes, Change{Path: path, Before: before[name]["description"]})
		default:
			changes = append(changes, parts(path, before[name], after[name])...)
		}
	}
	return changes, nil
}

func parts(path string, before, after map[string]string) []Change {
	var changes []Change
	for _, part := range union(before, after) {
		if before[part] != after[part] {
			changes = append(changes, Change{path + " " + part, before[part], after[part]})
		}
	}
	return changes
}

func union[V any](a, b map[string]V) []string {
	return slices.Compact(slices.Sorted(func(yield func(string) bool) {
		for _, keys := range []map[string]V{a, b} {
			for key := range maps.Keys(keys) {
				if !yield(key) {
					return
				}
			}
		}
	}))
}

// byName returns the parts of each command by its name.
func byName(commands []discordapi.ApplicationCommand) (map[string]map[string]string, error) {
	all := map[string]map[string]string{}
	for _, c := range commands {
		c.ID = ""
		data, err := json.Marshal(c)
		if err != nil {
			return nil, fmt.Errorf("encoding the command %s: %w", c.Name, err)
		}
		var tree any
		if err := json.Unmarshal(data, &tree); err != nil {
			return nil, fmt.Errorf("decoding the command %s: %w", c.Name, err)
		}
		flat := map[string]string{}
		flatten("", tree, flat)
		all[c.Name] = flat
	}
	return all, nil
}

// flatten lists the leaves of a tree by their paths. Elements of a list that
// have names go by them, and their order is a leaf of its own.
func flatten(path string, node any, leaves map[string]string) {
	switch node := node.(type) {
	case map[string]any:
		for key, child := range node {
			flatten(strings.TrimPrefix(path+"."+key, "."), child, leaves)
		}
	case []any:
		names, ok := namesOf(node)
		if !ok {
			leaves[path] = asJSON(node)
			return
		}
		leaves[path+" in order"] = strings.Join(names, ", ")
		for i, name := range names {
			flatten(path+"."+name, node[i], leaves)
		}
	default:
		leaves[path] = asJSON(node)
	}
}

func namesOf(list []any) (names []string, ok bool) {
	for _, element := range list {
		object, _ := element.(map[string]any)
		name, isNamed := object["name"].(string)
		if !isNamed {
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

func asJSON(node any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(node) // came from JSON
	return strings.TrimSpace(text.String())
}

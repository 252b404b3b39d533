package service

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Problems is what is wrong with an environment: a sentence of advice for each
// variable, by its name.
type Problems map[string]string

// ReadEnvironment fills in config, a pointer to a struct with env tags, from
// environ. parsers read the types that the tags' own rules do not cover.
func ReadEnvironment(config any, environ map[string]string, parsers map[reflect.Type]env.ParserFunc) Problems {
	problems := Problems{}
	err := env.ParseWithOptions(config, env.Options{Environment: environ, FuncMap: parsers})
	var all env.AggregateError
	if err != nil && !errors.As(err, &all) {
		all.Errors = []error{err}
	}
	for _, err := range all.Errors {
		name, advice := explain(err, config)
		problems.Must(false, name, "%s", advice)
	}
	return problems
}

// explain says which variable an error of the env package is about, and why.
func explain(err error, config any) (name, advice string) {
	var missing env.VarIsNotSetError
	var empty env.EmptyVarError
	var wrong env.ParseError
	switch {
	case errors.As(err, &missing):
		return missing.Key, "is required and not set"
	case errors.As(err, &empty):
		return empty.Key, "is required and empty"
	case errors.As(err, &wrong):
		name := wrong.Name
		if field, ok := reflect.TypeOf(config).Elem().FieldByName(wrong.Name); ok {
			name, _, _ = strings.Cut(field.Tag.Get("env"), ",")
		}
		return name, wrong.Err.Error()
	}
	return "the environment", err.Error()
}

// Must adds a problem with the variable where ok is false, unless there is one
// already: a value that could not be read says nothing about its range.
func (p Problems) Must(ok bool, name, format string, args ...any) {
	if _, known := p[name]; !ok && !known {
		p[name] = fmt.Sprintf(format, args...)
	}
}

// Err returns all problems as one error, a line each, or nil.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(p)) {
		lines = append(lines, fmt.Sprintf("  %s %s", name, p[name]))
	}
	return fmt.Errorf("wrong configuration:\n%s", strings.Join(lines, "\n"))
}

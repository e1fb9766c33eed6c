package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// limitsShape shows what a limits file may hold.
const limitsShape = `{"new_ties_per_actor": 2, "forbidden": [["id","id"]], "mandatory": [["id","id"]], "quotas": [{"dimension": "region", "value": "Lappi", "at_least": 1, "at_most": 2}]}`

// readLimits reads a file of limits, all of it or nothing: a limit that was misread would be broken unseen.
func readLimits(file string) (app.Limits, error) {
	var limits app.Limits
	if file == "" {
		return limits, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return limits, fault.New(fault.BadInput, "--limits %s cannot be read: %v", file, err)
	}
	refuse := func(what string, args ...any) (app.Limits, error) {
		return limits, fault.New(fault.BadInput, "--limits %s: "+what+"; expected %s", append(append([]any{file}, args...), limitsShape)...)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&limits); err != nil {
		if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is && wrong.Field != "" {
			return refuse("%s holds a %s where none belongs", wrong.Field, wrong.Value)
		}
		return refuse("%s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return refuse("something follows the limits")
	}
	// A pair of Go takes what it finds: one id leaves the other empty, and a third is dropped.
	var lists struct {
		Forbidden, Mandatory [][]string
		Most                 *int `json:"new_ties_per_actor"`
	}
	if err := json.Unmarshal(text, &lists); err != nil {
		return refuse("%v", err)
	}
	for _, list := range []struct {
		name  string
		pairs [][]string
	}{{"forbidden", lists.Forbidden}, {"mandatory", lists.Mandatory}} {
		for i, ids := range list.pairs {
			if len(ids) != 2 {
				return refuse("%s pair %d names %d actors instead of two", list.name, i+1, len(ids))
			}
		}
	}
	if lists.Most != nil && *lists.Most < 1 {
		return refuse("new_ties_per_actor is %d instead of 1 or more", *lists.Most)
	}
	return limits, nil
}

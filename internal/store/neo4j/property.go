package neo4j

import (
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/sillat/sillat/pkg/network"
)

// Attributes are properties under their own names, so that a person writes a.region. The names below are ours; an attribute that
// is called like one of them stands under escape + its name, and so does one that begins like the properties of a family of ours.
// scores is kept free for figures that are written back.
const (
	escape = "attribute_"
	scores = "score_"
)

var ours = map[string]bool{
	"": true, "key": true, "network": true, "id": true, "name": true, "title": true, "start": true, "end": true,
	"sourceFile": true, "sourceLine": true, "added": true, "removed": true,
}

// Neo4j takes any name but one that is empty or holds a NUL.
var (
	encodeNUL = strings.NewReplacer("%", "%25", "\x00", "%00")
	decodeNUL = strings.NewReplacer("%25", "%", "%00", "\x00")
)

// propertyOf is the name of the property that holds an attribute. No two attributes share one.
func propertyOf(attribute string) string {
	if ours[attribute] || strings.HasPrefix(attribute, escape) || strings.HasPrefix(attribute, scores) || strings.ContainsRune(attribute, 0) {
		return escape + encodeNUL.Replace(attribute)
	}
	return attribute
}

// attributeOf is the inverse of propertyOf; false for a property of ours.
func attributeOf(property string) (string, bool) {
	if escaped, is := strings.CutPrefix(property, escape); is {
		return decodeNUL.Replace(escaped), true
	}
	return property, !ours[property] && !strings.HasPrefix(property, scores)
}

// Values that say nothing are not stored: in Neo4j a property that is absent is null.

func dayOrNull(d network.Date) any {
	if !d.IsSet() {
		return nil
	}
	return driver.DateOf(d.Time())
}

func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func numberOrNull(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

func dayIn(v any) network.Date {
	d, is := v.(driver.Date)
	if !is {
		return 0
	}
	t := d.Time()
	return network.NewDate(t.Year(), t.Month(), t.Day())
}

func textIn(v any) string {
	s, _ := v.(string)
	return s
}

func numberIn(v any) int {
	n, _ := v.(int64)
	return int(n)
}

func momentIn(v any) time.Time {
	t, _ := v.(time.Time)
	return t.UTC()
}

func sourceIn(file, line any) network.Source {
	return network.Source{File: textIn(file), Line: numberIn(line)}
}

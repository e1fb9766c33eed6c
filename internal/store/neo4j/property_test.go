package neo4j

import (
	"strings"
	"testing"
)

func TestAnAttributeStandsUnderItsOwnNameUnlessItIsOneOfOurs(t *testing.T) {
	for attribute, want := range map[string]string{
		"region": "region", "silo_sector": "silo_sector", "Liikevaihto 2023 (€)": "Liikevaihto 2023 (€)", "`})": "`})", "_labels": "_labels",
		"id": "attribute_id", "key": "attribute_key", "removed": "attribute_removed", "name": "attribute_name", "": "attribute_",
		"attribute_id": "attribute_attribute_id", "score_pagerank": "attribute_score_pagerank", "a\x00%": "attribute_a%00%25",
	} {
		if got := propertyOf(attribute); got != want {
			t.Errorf("the attribute %q stands under %q, want %q", attribute, got, want)
		}
	}
}

func TestNoTwoAttributesShareAPropertyAndNoneTakesOneOfOurs(t *testing.T) {
	parts := []string{"", "attribute_", "score_", "id", "key", "name", "%", "%00", "\x00", "25", "a", "ö", "added"}
	for _, one := range parts {
		for _, two := range parts {
			for _, three := range parts {
				attribute := one + two + three
				property := propertyOf(attribute)
				if ours[property] || strings.HasPrefix(property, scores) || strings.ContainsRune(property, 0) {
					t.Errorf("the attribute %q takes the property %q", attribute, property)
				}
				// Each property leads back to its attribute, so two attributes cannot have the same.
				if back, is := attributeOf(property); !is || back != attribute {
					t.Errorf("the attribute %q stands under %q, which reads as %q, %v", attribute, property, back, is)
				}
			}
		}
	}
	for property := range ours {
		if attribute, is := attributeOf(property); is {
			t.Errorf("our property %q reads as an attribute %q", property, attribute)
		}
	}
}

func TestKeysTellIdsAndNetworksApartHoweverLong(t *testing.T) {
	long := strings.Repeat("pitkä ", 300)
	seen := map[string]string{}
	for _, name := range []string{"a", "a.b"} {
		for _, id := range []string{"", "b", "b/c", "/", long, long + "x", long[:longestPlainKey-1], strings.Repeat("ä", longestPlainKey), keyOf("a", long)[2:]} {
			key := keyOf(name, id)
			if other, taken := seen[key]; taken {
				t.Errorf("%s %.20q and %s share a key", name, id, other)
			}
			seen[key] = name + " " + id
			if len(key) > 2*longestPlainKey {
				t.Errorf("the key of %.20q has %d bytes, more than an index may take", id, len(key))
			}
		}
	}
}

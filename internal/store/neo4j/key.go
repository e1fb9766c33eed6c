package neo4j

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// longestPlainKey is in bytes. An index of Neo4j takes some eight thousand; ids longer than this are not for reading anyway.
const longestPlainKey = 1000

// keyOf is what finds a record by its id among those of all networks: "demo/THL". A network's name holds no slash, so the two
// parts cannot be mistaken. The key of a very long id ends in a digest instead; it is longer than any plain key.
func keyOf(network, id string) string {
	if len(id) <= longestPlainKey {
		return network + "/" + id
	}
	cut := longestPlainKey
	for !utf8.RuneStart(id[cut]) {
		cut--
	}
	digest := sha256.Sum256([]byte(id))
	return network + "/" + id[:cut] + "…" + hex.EncodeToString(digest[:])
}

func keysOf(network string, ids []string) []string {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = keyOf(network, id)
	}
	return keys
}

package httpapi_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
)

func TestTiesOfTheMapComeAsColumnsOfBytes(t *testing.T) {
	server := service(t)
	status, header, packed := send(t, server, "GET", "/api/v1/networks/demo/map/ties", "", nil)
	if status != 200 || header.Get("Content-Type") != "application/octet-stream" {
		t.Fatalf("status %d, type %s; want 200 and bytes: %s", status, header.Get("Content-Type"), start(packed))
	}
	_, _, text := send(t, server, "GET", "/api/v1/networks/demo/map?silo=region", "", nil)
	var m app.MapResult
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	n := len(m.Ties.Source)
	if n == 0 || len(packed) != 12*n {
		t.Fatalf("%d bytes for %d ties; want 12 for each", len(packed), n)
	}
	for i := range n {
		at := func(column int) uint32 { return binary.LittleEndian.Uint32([]byte(packed[4*(column*n+i):])) }
		if int32(at(0)) != m.Ties.Source[i] || int32(at(1)) != m.Ties.Target[i] || math.Float32frombits(at(2)) != m.Ties.Weight[i] {
			t.Fatalf("tie %d is %d, %d; want %d, %d as in the map's JSON", i, at(0), at(1), m.Ties.Source[i], m.Ties.Target[i])
		}
	}
}
